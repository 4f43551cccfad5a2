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


def make(
    views: Iterable[View], kept: Shelf | None, in_a_hurry: bool = False
) -> Iterator[OutputFile]:
    """The Handbook in each format and each whole language, then what the book pages load. A build
    that is in a hurry gives the books that were made last, even if their texts have changed since."""
    views = tuple(views)
    for view in views:
        if not view.partial and view.config.books and (book := volume(view)):
            paper = paper_of(view, book)
            for format in view.config.books:
                path = f"handbook/handbook-{view.lang}.{format}"
                yield OutputFile(path, _made(path, format, paper, kept, in_a_hurry))
    yield from scripts.make(views, kept)


def _made(path: str, format: str, paper: Paper, kept: Shelf | None, in_a_hurry: bool) -> bytes:
    """A book, or the one that was made of the same texts, pictures, fonts and programs before."""
    if kept is None:
        return MAKERS[format](paper)
    key = paper.key(format)
    made_of, _, content = (kept.get(path) or "").partition("\n")
    if made_of and (made_of == key or in_a_hurry):
        return content.encode("latin-1")
    made = MAKERS[format](paper)
    kept.put(path, f"{key}\n{made.decode('latin-1')}")
    return made
