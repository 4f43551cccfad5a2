"""The cache saves time and never changes what is found."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from citykit import bodies as road
from citykit.build import check
from tests.small import write

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


def test_what_is_gone_leaves_the_cache(hub: Path) -> None:
    check(hub)
    (hub / "content/champions/a-mayor.md").unlink()
    check(hub)
    with closing(sqlite3.connect(hub / CACHE)) as connection:
        assert connection.execute(
            "select count(*) from bodies where text like '%Spoke often%'"
        ).fetchone() == (0,)
