"""The command line: what is printed where, and with which exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from citykit.cli import main
from tests.small import FILES, write

BANK = "content/partners/good-bank.md"
NOTE = "content/resources/guidance-notes/clean-drains.md"
PARK = "content/resources/case-studies/flood-park.md"


@pytest.fixture
def broken(hub: Path) -> Path:
    """A hub with a fault in a partner and another in a resource."""
    write(hub, {BANK: FILES[BANK].replace("country: PH", "country: ph")})
    write(hub, {NOTE: FILES[NOTE].replace("[flood]", "[flod]")})
    return hub


def run(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), *arguments])


def test_a_faultless_hub_passes(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(hub, "check") == 0
    assert capsys.readouterr() == ("", "0 errors, 0 warnings\n")


def test_an_error_fails(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(broken, "check") == 1
    out, err = capsys.readouterr()
    assert "error[unknown-country]" in out
    assert err == "2 errors, 0 warnings\n"


def test_a_warning_does_not_fail(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(hub, {PARK: FILES[PARK] + "\nMore.\n"})
    assert run(hub, "check") == 0
    assert "warning[stale-translation]" in capsys.readouterr().out


def test_only_the_paths_asked_for_are_told_of(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(broken, "check", str(broken / "content/partners")) == 1
    out = capsys.readouterr().out
    assert "unknown-country" in out
    assert "unknown-hazard" not in out


def test_a_faultless_path_passes_beside_a_broken_one(broken: Path) -> None:
    assert run(broken, "check", str(broken / "content/cities")) == 0


def test_a_path_that_is_not_there_is_a_mistake_of_the_caller(
    hub: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(hub, "check", str(hub / "content/nothing")) == 2
    assert "There is no" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("form", "start"),
    [("full", "error["), ("concise", BANK), ("github", "::error file="), ("json", "[")],
)
def test_each_format_has_its_own_look(
    broken: Path, capsys: pytest.CaptureFixture[str], form: str, start: str
) -> None:
    assert run(broken, "check", "--format", form) == 1
    assert capsys.readouterr().out.startswith(start)


def test_json_is_all_that_goes_to_standard_output(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(broken, "check", "--format", "json")
    assert {one["code"] for one in json.loads(capsys.readouterr().out)} == {
        "unknown-country",
        "unknown-hazard",
    }


def test_a_folder_that_is_no_hub_is_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "check") == 2
    assert "There is no citykit.yml" in capsys.readouterr().err


def test_the_state_of_an_original_is_what_its_translation_writes(
    hub: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(hub, "state", str(hub / PARK)) == 0
    state = capsys.readouterr().out.strip()
    assert f"translates: {state}\n" in (hub / PARK.replace(".md", ".es.md")).read_text()


def test_a_file_without_a_state_is_said_so(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(hub, "state", str(hub / "citykit.yml")) == 2
    assert "no original entry" in capsys.readouterr().err


def test_staging_says_how_much_it_wrote(
    hub: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(hub, "stage", str(tmp_path / "stage")) == 0
    assert "pages and" in capsys.readouterr().out
    assert run(hub, "stage", str(tmp_path / "stage")) == 2


def test_a_broken_hub_is_not_staged(
    broken: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(broken, "stage", str(tmp_path / "stage")) == 1
    assert "Nothing was staged." in capsys.readouterr().err
    assert not (tmp_path / "stage").exists()
