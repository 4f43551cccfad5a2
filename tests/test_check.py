"""`citykit check` for a pull request: what a branch caused, what can be mended, and how it is told."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from citykit.cli import main
from tests.repository import begin_branch, git
from tests.small import FILES, REPOSITORY, write

NOTE = "content/resources/guidance-notes/clean-drains.md"
PARK = "content/resources/case-studies/flood-park.md"
TOWN = "content/cities/harbour-town.md"
BANK = "content/partners/good-bank.md"


def run(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "check", *arguments])


@pytest.fixture
def branch(hub: Path) -> Path:
    """A hub in git with a fault on `main`, and a branch that starts there."""
    write(hub, {BANK: FILES[BANK].replace("country: PH", "country: ph")})
    return begin_branch(hub)


def codes(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    return [(one["path"], one["code"]) for one in json.loads(capsys.readouterr().out)]


def since(root: Path) -> int:
    return run(root, "--changed-since", "main", "--format", "json")


def test_a_fault_that_was_there_before_is_nothing_of_the_branch(
    branch: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(branch, {NOTE: FILES[NOTE] + "\nMore.\n"})
    assert since(branch) == 0
    assert codes(capsys) == []


def test_a_fault_in_a_touched_file_is_told_even_if_it_was_there_before(
    branch: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(branch, {BANK: (branch / BANK).read_text() + "\nMore.\n"})
    git(branch, "commit", "-qam", "More of the bank")
    assert since(branch) == 1
    assert codes(capsys) == [(BANK, "unknown-country")]


def test_a_new_file_counts_before_git_knows_it(
    branch: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(branch, {"content/partners/new.md": "no fields\n"})
    assert since(branch) == 1
    assert codes(capsys) == [("content/partners/new.md", "no-front-matter")]


def test_what_a_removed_file_breaks_elsewhere_is_told(
    branch: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(branch, "rm", "-q", TOWN)
    assert since(branch) == 1
    assert (PARK, "dead-link") in codes(capsys)


def test_what_happened_on_main_since_is_not_held_against_the_branch(
    branch: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(branch, "checkout", "-q", "main")
    write(branch, {NOTE: FILES[NOTE].replace("[flood]", "[flod]")})
    git(branch, "commit", "-qam", "A slip on main")
    git(branch, "checkout", "-q", "mine")
    assert since(branch) == 0
    assert codes(capsys) == []


def test_the_check_leaves_no_worktree_behind(branch: Path) -> None:
    since(branch)
    listed = subprocess.run(["git", "worktree", "list"], cwd=branch, capture_output=True, text=True)
    assert len(listed.stdout.splitlines()) == 1


@pytest.mark.parametrize("ref", ["nothing", "--output=x"])
def test_a_ref_that_is_none_is_said_so(
    branch: Path, capsys: pytest.CaptureFixture[str], ref: str
) -> None:
    assert run(branch, f"--changed-since={ref}") == 2
    assert "is not known" in capsys.readouterr().err


def test_fix_mends_says_what_it_mended_and_what_is_left(
    hub: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(hub, {BANK: FILES[BANK].replace("country: PH", "country: ph")})
    write(hub, {NOTE: FILES[NOTE].replace("[2015-1]", "[1]")})
    assert run(hub, "--fix") == 1
    out, err = capsys.readouterr()
    assert "mended[unknown-country]" in err
    assert "1 mended in 1 file; left:\n1 error, 0 warnings" in err
    assert "error[unknown-essential]" in out
    assert (hub / BANK).read_text() == FILES[BANK]


def test_diff_shows_what_fix_would_do_and_does_nothing(
    hub: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = FILES[BANK].replace("country: PH", "country: ph")
    write(hub, {BANK: wrong})
    run(hub, "--diff")
    assert "-country: ph\n+country: PH\n" in capsys.readouterr().out
    assert (hub / BANK).read_text() == wrong


def test_only_the_paths_asked_for_are_mended(hub: Path) -> None:
    write(hub, {BANK: FILES[BANK].replace("country: PH", "country: ph")})
    assert run(hub, "--fix", str(hub / NOTE)) == 0
    assert "country: ph" in (hub / BANK).read_text()


def test_sarif_is_valid(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(hub, {BANK: FILES[BANK].replace("country: PH", "country: ph")})
    write(hub, {NOTE: FILES[NOTE].replace("## Steps", "# Steps")})
    run(hub, "--format", "sarif")
    found = json.loads(capsys.readouterr().out)
    schema = json.loads((REPOSITORY / "tests/schemas/sarif-2.1.0.json").read_text())
    Draft202012Validator(schema).validate(found)
    results = found["runs"][0]["results"]
    assert [one["ruleId"] for one in results] == ["unknown-country", "title-in-text"]
    region = results[0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 4, "startColumn": 10, "endColumn": 12}
    assert results[0]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {
        "text": "PH"
    }
    helps = [rule["helpUri"] for rule in found["runs"][0]["tool"]["driver"]["rules"]]
    assert helps[1] == "https://hub.example/contribute/codes/unknown-country.html"


def test_sarif_without_problems_is_valid_too(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(hub, "--format", "sarif")
    schema = json.loads((REPOSITORY / "tests/schemas/sarif-2.1.0.json").read_text())
    Draft202012Validator(schema).validate(json.loads(capsys.readouterr().out))


@pytest.mark.parametrize("form", ["full", "json", "github", "sarif", "html"])
def test_every_form_leads_to_the_codes_page(
    hub: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    write(hub, {BANK: FILES[BANK].replace("country: PH", "country: ph")})
    run(hub, "--format", form)
    page = "https://hub.example/contribute/codes/unknown-country.html"
    assert page in capsys.readouterr().out


def test_the_page_for_people_escapes_what_contributors_wrote(
    hub: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(hub, {BANK: FILES[BANK].replace("country: PH", "country: <script>x</script>")})
    run(hub, "--format", "html")
    page = capsys.readouterr().out
    assert "<script" not in page
    assert "<mark>&lt;script&gt;x&lt;/script&gt;</mark>" in page
