"""Writing a new entry in the browser: which there are, and a page for each kind."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.kinds import KINDS, Kind
from citykit.kinds.term import Term
from citykit.output import Page
from citykit.pages.view import View

INDEX = "contribute/new.html"


def make(view: View) -> Iterator[Page]:
    if view.partial:
        return
    yield from view.kept(_index)
    for kind in KINDS:
        yield from view.kept(_page, kind.name)


def _index(view: View) -> Iterator[Page]:
    terms = [kind for kind in KINDS if issubclass(kind.model, Term)]
    html = view.render(
        "contribute.html.j2",
        resource=KINDS[0],
        others=[kind for kind in KINDS[1:] if kind not in terms],
        terms=terms,
    )
    yield view.page(INDEX, view.t("contribute.title"), view.t("contribute.lead"), html, "about")


def _page(view: View, name: str) -> Iterator[Page]:
    kind: Kind = next(kind for kind in KINDS if kind.name == name)
    title = view.t("contribute.new", kind=view.t(f"kind.{name}"))
    html = view.render("form.html.j2", kind=kind, title=title, index=INDEX)
    lead = view.t("contribute.form-lead")
    yield view.page(f"contribute/new/{name}.html", title, lead, html, "about", indexed=False)
