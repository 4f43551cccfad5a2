"""What the forge reads: who reviews what, and its forms and templates."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from citykit.checked import check
from citykit.forge import forge_files, write_forge_files
from citykit.forge.owners import owners
from citykit.kinds import KINDS
from citykit.kinds.resource import TYPES
from tests.small import CONFIG, FILES, REPOSITORY, write

BANK = "content/partners/good-bank.md"
PARK = "content/resources/case-studies/flood-park.md"


def test_what_is_committed_is_in_step() -> None:
    """If not: `citykit forge`."""
    made = forge_files(check(REPOSITORY).hub)
    assert {path: (REPOSITORY / path).read_text(encoding="utf-8") for path in made} == made


def test_a_form_of_a_kind_that_is_gone_would_be_missed() -> None:
    made = forge_files(check(REPOSITORY).hub)
    folders = (
        REPOSITORY / ".github" / name for name in ("ISSUE_TEMPLATE", "PULL_REQUEST_TEMPLATE")
    )
    there = {f.relative_to(REPOSITORY).as_posix() for folder in folders for f in folder.iterdir()}
    assert there <= set(made)


@pytest.fixture
def owned(hub: Path) -> Path:
    """A hub whose bank has a team of its own and wrote the case study."""
    write(hub, {"citykit.yml": CONFIG + 'secretariat: "@hub/secretariat"\n'})
    team = 'website: https://bank.example/\nreviewers: ["@good-bank/focal-point"]\n'
    write(hub, {BANK: FILES[BANK].replace("website: https://bank.example/\n", team)})
    write(hub, {PARK: (hub / PARK).read_text().replace("  funder:\n", "  author:\n")})
    return hub


def reviewer(text: str, path: str) -> str:
    """Who reviews a path, by the rules of CODEOWNERS: the last line that fits counts."""
    from fnmatch import fnmatchcase

    found = ""
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        pattern, _, teams = line.partition(" ")
        whole = pattern.lstrip("/")
        if fnmatchcase(path, whole + "*" if whole.endswith("/") else whole):
            found = teams
    return found


def test_a_partner_reviews_its_own_pages_and_what_it_wrote(owned: Path) -> None:
    text = owners(check(owned).hub)
    for path in (BANK, BANK.replace(".md", ".es.md"), PARK, PARK.replace(".md", ".es.md")):
        assert reviewer(text, path) == "@good-bank/focal-point"


def test_the_secretariat_reviews_all_else(owned: Path) -> None:
    text = owners(check(owned).hub)
    for path in (
        "content/cities/harbour-town.md",
        "content/terms/hazards/flood.md",
        ".github/workflows/check.yml",
        ".github/CODEOWNERS",
    ):
        assert reviewer(text, path) == "@hub/secretariat"


def test_a_partner_without_a_team_is_nobody_s_but_the_secretariat_s(hub: Path) -> None:
    assert "/partners/" not in owners(check(hub).hub)


def test_each_kind_and_type_has_a_form_and_a_template(hub: Path) -> None:
    made = forge_files(check(hub).hub)
    names = {kind.name for kind in KINDS} - {"resource", "assessment"} | set(TYPES)
    for name in names:
        assert f".github/ISSUE_TEMPLATE/{name}.yml" in made
        assert f".github/PULL_REQUEST_TEMPLATE/{name}.md" in made


def test_a_form_asks_for_what_the_kind_needs(hub: Path) -> None:
    form = yaml.safe_load(forge_files(check(hub).hub)[".github/ISSUE_TEMPLATE/case-study.yml"])
    asked = [part.get("id") for part in form["body"]]
    assert {"title", "places", "results", "lessons", "evidence", "sources", "consent"} <= set(asked)
    assert "reviewed" not in asked
    evidence = next(part for part in form["body"] if part.get("id") == "evidence")
    assert "reported-by-city" in evidence["attributes"]["options"]


def test_only_files_that_differ_are_written(hub: Path) -> None:
    made = check(hub).hub
    assert ".github/CODEOWNERS" in write_forge_files(made, hub)
    assert write_forge_files(made, hub) == []
