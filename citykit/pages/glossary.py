"""The glossary: every term of it on one page, each with an anchor."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.catalogue import Item
from citykit.output import Page
from citykit.pages.view import View


def make(view: View) -> Iterator[Page]:
    if not view.partial:
        yield from view.kept(_page, *view.items("glossary-term"))


def _page(view: View, *items: Item) -> Iterator[Page]:
    letters: dict[str, list[Item]] = {}
    for item in items:
        letters.setdefault(view.name(item)[:1].upper(), []).append(item)
    html = view.render(
        "glossary.html.j2",
        letters=letters,
        total=len(items),
        bodies={item.id: view.body(item) for item in items},
    )
    yield view.page(
        "glossary.html", view.t("glossary.title"), view.t("glossary.lead"), html, "resources"
    )
