"""Books: the Handbook to take away, and what a reader's browser makes a book of.

volume (pages/printed.py) → paper → pdf, epub; printed → pieces
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citykit.book import epub, pdf, scripts
from citykit.book.paper import Paper, paper_of
from citykit.cache import Shelf
from citykit.output import OutputFile
from citykit.pages.printed import volume
from citykit.pages.view import View

MAKERS = {"pdf": pdf.make, "epub": epub.make}


def make(views: Iterable[View], kept: Shelf | None) -> Iterator[OutputFile]:
    """The Handbook in each format and each whole language, then what the book pages load."""
    views = tuple(views)
    for view in views:
        if not view.partial and view.config.books and (book := volume(view)):
            paper = paper_of(view, book)
            for format in view.config.books:
                yield OutputFile(
                    f"handbook/handbook-{view.lang}.{format}", _made(format, paper, kept)
                )
    yield from scripts.make(views, kept)


def _made(format: str, paper: Paper, kept: Shelf | None) -> bytes:
    """A book, or the one that was made of the same texts, pictures, fonts and programs before."""
    if kept is None:
        return MAKERS[format](paper)
    key = paper.key(format)
    if (found := kept.get(key)) is not None:
        return found.encode("latin-1")
    made = MAKERS[format](paper)
    kept.put(key, made.decode("latin-1"))
    return made
