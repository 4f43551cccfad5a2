"""Lists of items: the newest first, under their types or a facet's values, cut into pages; and the
finder that stands above them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from citykit.catalogue import Item
from citykit.facets import BY_NAME, FACETS, Facet
from citykit.pages.view import View

PAGE_SIZE = 60


def newest(items: Iterable[Item]) -> tuple[Item, ...]:
    """Resources, the last published first."""
    return tuple(
        sorted(
            sorted(items, key=lambda item: item.id),
            key=lambda item: item.record.published,
            reverse=True,
        )
    )


def by_type(view: View, items: Iterable[Item]) -> list[tuple[str, list[Item]]]:
    """Resources under their types, in the given order; chapters in that of their book."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.record.type, []).append(item)
    if chapters := found.get("handbook-chapter"):
        found["handbook-chapter"] = list(view.sorted(chapters))
    return sorted(found.items())


def groups(view: View, items: Iterable[Item], facet: str) -> list[tuple[str, list[Item]]]:
    """Items under each value of a facet, by the value's name; items without one come last."""
    found: dict[str, list[Item]] = {}
    for item in items:
        values = list(dict.fromkeys(BY_NAME[facet].values(view.facets, item))) or [""]
        for value in values:
            found.setdefault(value, []).append(item)
    named = [(view.value_name(facet, value), members) for value, members in found.items()]
    return sorted(named, key=lambda group: (group[0] == view.t("list.other"), group[0].casefold()))


def paged(items: Sequence[Item], address: str) -> Iterator[tuple[str, Sequence[Item], int, int]]:
    """Cut a long list into pages: address, items, number of the page, number of pages."""
    count = max(1, -(-len(items) // PAGE_SIZE))
    stem = address.removesuffix(".html")
    for number in range(1, count + 1):
        cut = items[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
        yield (address if number == 1 else f"{stem}-{number}.html"), cut, number, count


def finder(view: View, items: Sequence[Item] | None = None) -> Markup:
    """A box, filters and results: for items of the same types as these, to stand above a list
    of them, or for everything."""
    if items is None:
        return Markup(view.render("finder.html.j2", types=(), facets=()))
    if not items:
        return Markup("")
    types = sorted({value for item in items for value in view.facets.sought(BY_NAME["type"], item)})
    facets = [facet.name for facet in FACETS if _differ(view, facet, items)]
    return Markup(view.render("finder.html.j2", types=types, facets=facets))


def _differ(view: View, facet: Facet, items: Sequence[Item]) -> bool:
    """Whether a facet tells some of the items from others."""
    first = view.facets.sought(facet, items[0])
    return any(view.facets.sought(facet, item) != first for item in items)
