"""The guide's pages on what the check says: a list of all codes, and a page for each with wrong and
right examples. They are in English, as the guide is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from citykit.backticks import marked
from citykit.codes import codes
from citykit.diagnostics import page_of
from citykit.output import Page
from citykit.pages.view import View

INDEX = "contribute/codes.html"
GUIDE = "contribute/index.html"


def make(view: View) -> Iterator[Page]:
    if view.lang != view.config.original:
        return
    yield from view.kept(_index)
    for code in codes():
        yield from view.kept(_code, code)


def _index(view: View) -> Iterator[Page]:
    title, lead = view.t("code.title"), view.t("code.lead")
    html = view.render(
        "codes.html.j2",
        codes=[(code, page_of(code), marked(about.about)) for code, about in codes().items()],
        crumbs=view.crumbs((GUIDE, view.t("footer.contribute"))),
    )
    yield _alone(view.page(INDEX, title, lead, html, "about"))


def _code(view: View, code: str) -> Iterator[Page]:
    told = codes()[code]
    steps = (GUIDE, view.t("footer.contribute")), (INDEX, view.t("code.title"))
    html = view.render(
        "code.html.j2", code=code, told=told, marked=marked, crumbs=view.crumbs(*steps)
    )
    about = told.about.replace("`", "")
    # Whoever needs it comes from the check; a reader's search is for other things.
    yield _alone(view.page(page_of(code), code, about, html, "about", indexed=False))


def _alone(page: Page) -> Page:
    """The guide is in one language."""
    return replace(page, alternates=())
