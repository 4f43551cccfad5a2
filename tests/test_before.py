"""What the site before has is linked to, and only that."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from citykit.before import Before


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., list[str]]:
    """Build a site of one file over the one before; gives the contents that had to be made."""

    def build(mark: str, text: str) -> list[str]:
        old, new = tmp_path / "site", tmp_path / "fresh"
        made: list[str] = []

        def content() -> bytes:
            made.append(text)
            return text.encode()

        new.mkdir()
        before = Before(str(old), tmp_path / "site.json")
        before.put("page.html", mark, content, str(new / "page.html"))
        before.write()
        if old.exists():
            (old / "page.html").unlink()
            old.rmdir()
        new.rename(old)
        return made

    return build


def test_a_file_with_the_same_mark_is_the_same_file(
    build: Callable[..., list[str]], tmp_path: Path
) -> None:
    assert build("a", "one") == ["one"]
    first = (tmp_path / "site/page.html").stat()
    assert build("a", "one") == []
    second = (tmp_path / "site/page.html").stat()
    assert (second.st_ino, second.st_mtime_ns) == (first.st_ino, first.st_mtime_ns)


def test_a_file_with_another_mark_is_made(build: Callable[..., list[str]], tmp_path: Path) -> None:
    build("a", "one")
    assert build("b", "two") == ["two"]
    assert (tmp_path / "site/page.html").read_text() == "two"


def test_a_file_made_anew_with_the_same_content_keeps_its_time(
    build: Callable[..., list[str]], tmp_path: Path
) -> None:
    build("a", "one")
    first = (tmp_path / "site/page.html").stat().st_mtime_ns
    assert build("b", "one") == ["one"]
    assert (tmp_path / "site/page.html").stat().st_mtime_ns == first


def test_a_file_without_a_mark_is_always_made(build: Callable[..., list[str]]) -> None:
    build("", "one")
    assert build("", "one") == ["one"]


@pytest.mark.parametrize("change", ["written over", "put in its place", "gone"])
def test_a_file_that_somebody_touched_is_made_anew(
    build: Callable[..., list[str]], tmp_path: Path, change: str
) -> None:
    build("a", "one")
    page = tmp_path / "site/page.html"
    if change == "written over":
        page.write_text("two")
        os.utime(page, ns=(0, 0))
    elif change == "put in its place":
        (tmp_path / "other").write_text("two")
        (tmp_path / "other").rename(page)
    else:
        page.unlink()
        (tmp_path / "site/page.html").touch()
    assert build("a", "one") == ["one"]
    assert page.read_text() == "one"


@pytest.mark.parametrize("record", ["", "{", "[1]", '{"page.html": 3}'])
def test_a_record_that_cannot_be_read_is_begun_anew(
    build: Callable[..., list[str]], tmp_path: Path, record: str
) -> None:
    build("a", "one")
    (tmp_path / "site.json").write_text(record)
    assert build("a", "one") == ["one"]
    assert build("a", "one") == []
