"""The Handbook as a book: its contents, and all of it on one page."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.catalogue import Item
from citykit.output import Page
from citykit.pages.lists import finder
from citykit.pages.printed import CHAPTER, one_page, volume
from citykit.pages.view import View

CONTENTS = "handbook.html"
WHOLE = "handbook/all.html"


def make(view: View) -> Iterator[Page]:
    if view.partial:
        return
    items = [item for item in view.items("resource") if item.record.type == CHAPTER]
    yield from view.kept(_contents, *items)
    if items:
        yield from view.kept(_whole, *items)


def _contents(view: View, *items: Item) -> Iterator[Page]:
    title, lead = view.t("book.title"), view.t("book.lead")
    chapters = [(item, view.sections(view.headings(item))) for item in items]
    html = view.render(
        "handbook.html.j2", title=title, lead=lead, chapters=chapters, finder=finder(view, items)
    )
    yield view.page(CONTENTS, title, lead, html, "toolkit")


def _whole(view: View, *items: Item) -> Iterator[Page]:
    """Every chapter, one after the other, to read or to print; it is found by its chapters."""
    book = volume(view, level=2)
    assert book is not None
    html = view.render("whole.html.j2", book=book, chapters=list(one_page(book)))
    yield view.page(
        WHOLE, view.t("book.whole"), view.t("book.whole-lead"), html, "toolkit", indexed=False
    )
