"""The cache saves time and never changes what is found."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from citykit import bodies as road
from citykit.build import build, check
from citykit.pages.view import View
from tests.small import FILES, write

CACHE = ".cache/citykit.sqlite"
NOTE = "content/resources/guidance-notes/clean-drains.md"


@pytest.fixture(autouse=True)
def outside_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)


def converted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the bodies that are converted from here on."""
    seen: list[str] = []
    convert = road.convert

    def spy(entry, *rest):  # type: ignore[no-untyped-def]
        seen.append(entry.source.path)
        return convert(entry, *rest)

    monkeypatch.setattr(road, "convert", spy)
    return seen


def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that are rendered from here on."""
    seen: list[str] = []
    render = View.render

    def spy(self: View, template: str, **values: object) -> str:
        seen.append(template)
        return render(self, template, **values)

    monkeypatch.setattr(View, "render", spy)
    return seen


def page(root: Path, path: str) -> str:
    """The HTML of one page of a build."""
    return next(made.html for made in build(root).pages if made.path == path)


def test_what_has_not_changed_is_not_converted_again(
    hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = check(hub)
    seen = converted(monkeypatch)
    assert check(hub).hub.bodies == first.hub.bodies
    assert seen == []


def test_what_has_changed_is_converted_again(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(hub)
    seen = converted(monkeypatch)
    text = (hub / NOTE).read_text()
    write(hub, {NOTE: text.replace("Walk the drains.", "Walk all drains.")})
    assert "Walk all drains." in check(hub).hub.bodies[NOTE].html
    assert seen == [NOTE]


def test_a_link_that_dies_is_noticed_although_its_text_is_the_same(hub: Path) -> None:
    text = (hub / NOTE).read_text()
    write(hub, {NOTE: text + "\nSee [more](../practices/more.md).\n"})
    write(hub, {"content/resources/practices/more.md": "broken"})
    assert [d.code for d in check(hub).diagnostics] == ["no-front-matter"]
    assert [d.code for d in check(hub).diagnostics] == ["no-front-matter"]
    (hub / "content/resources/practices/more.md").unlink()
    assert [d.code for d in check(hub).diagnostics] == ["dead-link"]


def test_a_fault_is_told_each_time(hub: Path) -> None:
    text = (hub / NOTE).read_text()
    write(hub, {NOTE: text + "\n[^nobody]\n"})
    assert check(hub).diagnostics == check(hub).diagnostics != ()


@pytest.mark.parametrize(
    "content", [b"", b"this is no database", b"SQLite format 3\0" + b"\xff" * 200]
)
def test_a_corrupted_cache_is_ignored_and_replaced(hub: Path, content: bytes) -> None:
    write(hub, {CACHE: content})
    assert check(hub).diagnostics == ()
    with closing(sqlite3.connect(hub / CACHE)) as connection:
        assert connection.execute("select count(*) from bodies").fetchone()[0] > 10


def test_a_build_that_publishes_keeps_no_cache(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    check(hub)
    assert not (hub / CACHE).exists()


def test_a_build_that_publishes_takes_nothing_from_the_cache(
    hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(hub)
    with closing(sqlite3.connect(hub / CACHE)) as connection, connection:
        connection.execute("update pages set text = replace(text, 'Bring boots', 'Bring evil')")
        connection.execute("update bodies set text = replace(text, 'Bring boots', 'Bring evil')")
    assert "Bring evil." in page(hub, "events/drill.html")
    monkeypatch.setenv("CI", "true")
    assert "Bring boots." in page(hub, "events/drill.html")


def test_what_other_code_made_is_not_taken(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(hub)
    seen = converted(monkeypatch)
    monkeypatch.setattr("citykit.cache._code", lambda: b"another version")
    build(hub)
    assert NOTE in seen


def test_what_has_not_changed_is_not_rendered_again(
    hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build(hub).pages
    seen = rendered(monkeypatch)
    assert build(hub).pages == first
    assert seen == []


def test_a_changed_text_renders_its_own_page_only(
    hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(hub)
    seen = rendered(monkeypatch)
    write(hub, {NOTE: (hub / NOTE).read_text().replace("Walk the drains.", "Walk all drains.")})
    assert "Walk all drains." in page(hub, "resources/clean-drains.html")
    # It is shown in both languages, with the cards of its neighbours.
    assert [name for name in seen if name.startswith("resource")] == ["resource.html.j2"] * 2


def test_a_changed_front_matter_is_seen_on_the_pages_of_its_neighbours(hub: Path) -> None:
    build(hub)
    write(hub, {NOTE: (hub / NOTE).read_text().replace("Clean drains", "Clear drains")})
    assert "Clear drains before the rain" in page(hub, "hazards/flood.html")


CASE = "content/resources/case-studies/flood-park.md"
EDITS: dict[str, dict[str, str | None]] = {
    "nothing": {},
    "a text": {NOTE: FILES[NOTE].replace("Walk the drains.", "Walk all drains, [so](../case-studies/flood-park.md).")},
    "a heading": {NOTE: FILES[NOTE].replace("## Steps", "## First steps")},
    "a title": {NOTE: FILES[NOTE].replace("title: Clean", "title: Clear")},
    "an original that is translated": {CASE: FILES[CASE].replace("The harbour floods", "It floods")},
    "a glossary term's title": {"content/terms/glossary/exposure.md": FILES["content/terms/glossary/exposure.md"].replace("title: Exposure", "title: Steps")},
    "a glossary term's text": {"content/terms/glossary/exposure.md": FILES["content/terms/glossary/exposure.md"].replace("What it means", "All that it means")},
    "an entry more": {"content/resources/guidance-notes/more.md": FILES[NOTE]},
    "an entry less": {"content/champions/a-mayor.md": None},
    "a translation less": {CASE.replace(".md", ".es.md"): None},
    "a hand-written page more": {"docs/about/history.md": "# History\n"},
    "the hub's name": {"citykit.yml": FILES["citykit.yml"].replace("Getting Ready", "Ready")},
    "a language less": {"citykit.yml": FILES["citykit.yml"].replace("[en, es]", "[en]").replace("[ar]", "[es]")},
}  # fmt: skip


@pytest.mark.parametrize("changed", EDITS)
def test_a_warm_build_makes_what_a_cold_one_makes(
    hub: Path, changed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(hub)
    for path, text in EDITS[changed].items():
        if text is None:
            (hub / path).unlink()
        else:
            write(hub, {path: text})
    warm = build(hub)
    monkeypatch.setenv("CI", "true")
    cold = build(hub)
    assert cold.pages
    assert (warm.pages, warm.files) == (cold.pages, cold.files)


def test_what_is_due_is_said_on_the_day(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    assert "ck-notice--due" not in page(hub, "events/drill.html")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    assert "ck-notice--due" in page(hub, "events/drill.html")


def test_what_is_gone_leaves_the_cache(hub: Path) -> None:
    check(hub)
    (hub / "content/champions/a-mayor.md").unlink()
    check(hub)
    with closing(sqlite3.connect(hub / CACHE)) as connection:
        assert connection.execute(
            "select count(*) from bodies where text like '%Spoke often%'"
        ).fetchone() == (0,)
