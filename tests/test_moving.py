"""`citykit move` and `retire`: who refers to an entry is led on, and its address stays alive."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from citykit.build import build, check
from citykit.cli import main
from tests.small import FILES, write

TOWN = "content/cities/harbour-town.md"
PORT = "content/cities/port-town.md"
PARK = "content/resources/case-studies/flood-park.md"
NOTE = "content/resources/guidance-notes/clean-drains.md"
MOVED = "content/moved.yml"


def run(root: Path, command: str, *paths: str) -> int:
    """Run a command on files of the hub; an id and an option stay as they are."""
    given = [str(root / path) if "/" in path else path for path in paths]
    return main(["--root", str(root), command, *given])


def codes(root: Path) -> list[str]:
    return [diagnostic.code for diagnostic in check(root).diagnostics]


def test_fields_and_links_follow_and_nothing_else_changes(hub: Path) -> None:
    before = (hub / PARK).read_text()
    assert run(hub, "move", TOWN, "port-town") == 0
    assert (hub / PORT).read_text() == FILES[TOWN]
    assert not (hub / TOWN).exists()
    assert (hub / PARK).read_text() == before.replace("  - harbour-town", "  - port-town").replace(
        "cities/harbour-town.md", "cities/port-town.md"
    )
    assert "cities: [port-town]" in (hub / "content/partners/good-bank.md").read_text()
    assert "city: port-town" in (hub / "content/events/drill.md").read_text()
    assert codes(hub) == []


def test_the_old_address_is_noted(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(hub, "move", TOWN, PORT) == 0
    lines = (hub / MOVED).read_text().splitlines()
    assert lines[-1] == "cities/harbour-town.html: cities/port-town.html"
    assert "cities/harbour-town.html leads to cities/port-town.html" in capsys.readouterr().out


def test_a_translation_goes_with_its_original_and_stays_true(hub: Path) -> None:
    assert run(hub, "move", PARK, "storm-park") == 0
    assert (hub / PARK.replace("flood-park.md", "storm-park.es.md")).exists()
    assert run(hub, "move", TOWN, "port-town") == 0  # changes a link in the original's text
    assert codes(hub) == []


def test_a_translation_that_was_behind_stays_behind(hub: Path) -> None:
    write(hub, {PARK: (hub / PARK).read_text() + "\nMore.\n"})
    assert run(hub, "move", TOWN, "port-town") == 0
    assert codes(hub) == ["stale-translation"]


@pytest.mark.parametrize(
    "link",
    [
        "[town](../../cities/harbour-town.md#wind)",
        "[town](<../../cities/harbour-town.md#wind>)",
        '[town](../../cities/harbour-town.md#wind "a title")',
        "[the town][t]\n\n[t]: ../../cities/harbour-town.md#wind",
        "[`](x` and [town](../../cities/harbour-town.md#wind)".replace("[`](x` and ", "`](x)` "),
    ],
)
def test_links_of_every_form_follow(hub: Path, link: str) -> None:
    write(hub, {TOWN: FILES[TOWN] + "\n## Wind\n\nIt blows.\n", NOTE: f"{FILES[NOTE]}\n{link}\n"})
    assert run(hub, "move", TOWN, "port-town") == 0
    assert (hub / NOTE).read_text().endswith(f"{link.replace('harbour-town', 'port-town')}\n")
    assert codes(hub) == []


def test_a_path_in_code_is_left_alone(hub: Path) -> None:
    code = "`[town](../../cities/harbour-town.md)`"
    write(hub, {NOTE: f"{FILES[NOTE]}\n{code}\n"})
    assert run(hub, "move", TOWN, "port-town") == 0
    assert code in (hub / NOTE).read_text()


def test_line_ends_are_kept(hub: Path) -> None:
    write(hub, {PARK.replace(".md", ".es.md"): "", NOTE: ""})
    (hub / PARK.replace(".md", ".es.md")).unlink()
    write(hub, {NOTE: FILES[NOTE], PARK: (hub / PARK).read_text().replace("\n", "\r\n")})
    assert run(hub, "move", TOWN, "port-town") == 0
    raw = (hub / PARK).read_bytes()
    assert b"  - port-town\r\n" in raw
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_hand_written_pages_follow(hub: Path) -> None:
    page = "docs/about/media.md"
    write(hub, {page: "# For the media\n\n[Town](../cities/harbour-town.html#x)\n"})
    assert run(hub, "move", TOWN, "port-town") == 0
    assert "(../cities/port-town.html#x)" in (hub / page).read_text()


def test_moving_twice_and_back_leaves_no_circle(hub: Path) -> None:
    for old, new in ((TOWN, "port-town"), (PORT, "bay-town")):
        assert run(hub, "move", old, new) == 0
    assert (hub / MOVED).read_text().count(": cities/bay-town.html\n") == 2
    assert run(hub, "move", "content/cities/bay-town.md", "harbour-town") == 0
    assert (hub / TOWN).read_text() == FILES[TOWN]
    listed = [one for one in (hub / MOVED).read_text().splitlines() if not one.startswith("#")]
    assert listed == [
        "cities/port-town.html: cities/harbour-town.html",
        "cities/bay-town.html: cities/harbour-town.html",
    ]
    assert codes(hub) == []


def test_a_wider_term_is_named_anew(hub: Path) -> None:
    storm = FILES["content/terms/hazards/flood.md"].replace(
        "title: Flood", "title: Surge\nbroader: flood"
    )
    write(hub, {"content/terms/hazards/surge.md": storm})
    assert run(hub, "move", "content/terms/hazards/flood.md", "inundation") == 0
    assert "broader: inundation\n" in (hub / "content/terms/hazards/surge.md").read_text()
    assert codes(hub) == []


def test_a_word_of_the_glossary_moves_within_its_page(hub: Path) -> None:
    assert run(hub, "move", "content/terms/glossary/exposure.md", "exposed") == 0
    assert not (hub / MOVED).exists()
    assert codes(hub) == []


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        ((TOWN, "Port Town"), "cannot be an id"),
        ((TOWN, "harbour-town"), "already an entry"),
        ((TOWN, "content/partners/port-town.md"), "keeps its folder"),
        (("content/cities/no-town.md", "port-town"), "no original entry"),
        ((PARK.replace(".md", ".es.md"), "storm-park"), "no original entry"),
    ],
)
def test_what_cannot_be_moved_changes_nothing(
    hub: Path, capsys: pytest.CaptureFixture[str], paths: tuple[str, str], told: str
) -> None:
    before = {file: file.read_bytes() for file in (hub / "content").rglob("*.*")}
    assert run(hub, "move", *paths) == 2
    assert told in capsys.readouterr().err
    assert {file: file.read_bytes() for file in (hub / "content").rglob("*.*")} == before


def test_a_hub_with_an_error_is_mended_first(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(hub, {NOTE: "nothing"})
    assert run(hub, "move", TOWN, "port-town") == 2
    assert "mend them first" in capsys.readouterr().err


def test_an_entry_is_retired_to_one_of_its_kind(hub: Path) -> None:
    write(hub, {PORT: FILES[TOWN].replace("Harbour Town", "Port Town")})
    assert run(hub, "retire", TOWN, "--to", PORT) == 0
    assert not (hub / TOWN).exists()
    assert "](../../cities/port-town.md)" in (hub / PARK).read_text()
    assert codes(hub) == []


def test_an_entry_is_retired_to_a_hand_written_page(hub: Path) -> None:
    assert run(hub, "retire", NOTE, "--to", "docs/about/media.md") == 0
    assert "resources/clean-drains.html: about/media.html\n" in (hub / MOVED).read_text()
    assert codes(hub) == []


def test_an_entry_that_a_field_names_is_not_retired_to_another_kind(
    hub: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(hub, "retire", TOWN, "--to", NOTE) == 2
    assert "still names `harbour-town`" in capsys.readouterr().err
    assert (hub / TOWN).exists()


@pytest.mark.parametrize("to", [NOTE, "docs/about/nothing.md"])
def test_an_entry_is_retired_only_to_another_page(hub: Path, to: str) -> None:
    assert run(hub, "retire", NOTE, "--to", to) == 2
    assert (hub / NOTE).exists()


def test_an_old_address_leads_on_in_every_language(hub: Path) -> None:
    assert run(hub, "move", PARK, "storm-park") == 0
    made = build(hub)
    old = {f.path: f.content.decode() for f in made.files if f.path.endswith("flood-park.html")}
    assert set(old) == {f"{lang}resources/flood-park.html" for lang in ("", "es/", "ar/")}
    pages = {page.path for page in made.pages}
    for path, text in old.items():
        (way,) = re.findall(r'http-equiv="refresh" content="0; url=([^"]+)"', text)
        (link,) = re.findall(r'<a href="([^"]+)"', text)
        (whole,) = re.findall(r'rel="canonical" href="https://hub.example/([^"]+)"', text)
        assert way == link == "../" * path.count("/") + whole
        assert whole in pages
        assert "<script" not in text


def test_a_title_is_data_on_the_page_that_leads_on(hub: Path) -> None:
    write(hub, {TOWN: FILES[TOWN].replace("title: Harbour", "title: <b>Harbour")})
    assert run(hub, "move", TOWN, "port-town") == 0
    text = next(f for f in build(hub).files if f.path == "cities/harbour-town.html").content
    assert b"&lt;b&gt;Harbour" in text


def test_an_address_that_a_list_of_the_hub_has_cannot_have_moved(hub: Path) -> None:
    write(hub, {MOVED: "events.html: cities/harbour-town.html\n"})
    found = build(hub).diagnostics
    assert {(one.code, one.at.path) for one in found} == {("path-taken", MOVED)}


def test_an_old_address_leads_on_from_a_folder_without_scripts(
    hub: Path, tmp_path: Path, browser: Browser
) -> None:
    assert run(hub, "move", TOWN, "port-town") == 0
    made = build(hub)
    site = tmp_path / "site with space"
    write(site, {file.path: file.content for file in made.files if file.path.endswith(".html")})
    write(site, {page.path: page.html for page in made.pages})
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "es/cities/harbour-town.html").as_uri())
    page.wait_for_url("**/es/cities/port-town.html")
    context.close()
