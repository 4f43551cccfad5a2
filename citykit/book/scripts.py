"""What the book pages load: a style, the boxes to tick, and the pieces of a reader's own book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from citykit.cache import Shelf
from citykit.output import OutputFile
from citykit.pages.view import View

BROWSER = Path(__file__).parent / "browser"


def make(views: Sequence[View], kept: Shelf | None) -> Iterator[OutputFile]:
    yield OutputFile("book/book.css", (BROWSER / "book.css").read_bytes())
