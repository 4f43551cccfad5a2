"""Champions and advocates: an index and a page each."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.catalogue import Item
from citykit.output import Page
from citykit.pages.lists import finder
from citykit.pages.view import View


def make(view: View) -> Iterator[Page]:
    if not view.partial:
        yield from view.kept(_index)
    for item in view.own(view.items("champion")):
        yield from view.kept(_page, item)


def _index(view: View) -> Iterator[Page]:
    items = view.items("champion")
    title, lead = view.t("champions.title"), view.t("champions.lead")
    ways = [
        (view.t(f"honours.{honour}"), [item for item in items if item.record.honour == honour])
        for honour in ("champion", "advocate")
    ]
    html = view.render(
        "groups.html.j2",
        title=title,
        lead=lead,
        items=items,
        finder=finder(view, items),
        ways=[("honour", [(name, members) for name, members in ways if members])],
        downloads=[],
    )
    yield view.page("champions.html", title, lead, html, "partners")


def _page(view: View, item: Item) -> Iterator[Page]:
    cities = view.find("city", item.record.places)
    yield view.item_page(item, "champion.html.j2", "partners", cities=cities)
