"""The page on which a reader makes a book of any list, and prints it."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.output import Page
from citykit.pages.view import MAKER, View


def make(view: View) -> Iterator[Page]:
    yield from view.kept(_page)


def _page(view: View) -> Iterator[Page]:
    title, lead = view.t("maker.title"), view.t("maker.lead")
    html = view.render("maker.html.j2", title=title, lead=lead)
    yield view.page(MAKER, title, lead, html, "resources", indexed=False)
