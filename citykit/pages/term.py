"""Vocabularies: an index and a page for each Essential, hazard, theme, discipline and the others."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.catalogue import Item
from citykit.kinds import BY_NAME
from citykit.kinds.term import VOCABULARIES
from citykit.output import Page
from citykit.pages.lists import by_type, newest, paged
from citykit.pages.view import View
from citykit.record import field

KINDS = ("resource", "city", "partner", "event", "champion")
SECTION = {"essential": "essentials", "audience": "home", "task": "home", "promise": "partners"}


def make(view: View) -> Iterator[Page]:
    for vocabulary in VOCABULARIES:
        if not vocabulary.paged:
            continue
        if not view.partial:
            yield from view.kept(_index, vocabulary.name)
        for item in view.own(view.items(vocabulary.name)):
            yield from view.kept(_pages, item)


def _index(view: View, name: str) -> Iterator[Page]:
    items = view.items(name)
    title, lead = view.t(f"vocabulary.{name}"), view.t(f"vocabulary-lead.{name}")
    tops = [item for item in items if item.record.broader is None]
    html = view.render(
        "essentials.html.j2" if name == "essential" else "terms.html.j2",
        title=title,
        lead=lead,
        vocabulary=name,
        items=tops,
        by_version={
            version: [item for item in tops if field(item.record, "version", "") == version]
            for version in ("2015", "2010")
        },
        narrower=_narrower(items),
        held={item.id: len(_holders(view, name, item.id, "resource")) for item in items},
    )
    yield view.page(_address(name), title, lead, html, SECTION.get(name, "resources"))


def _address(vocabulary: str) -> str:
    return f"{BY_NAME[vocabulary].address}.html"


def _narrower(items: tuple[Item, ...]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        if item.record.broader:
            found.setdefault(item.record.broader, []).append(item)
    return found


def _holders(view: View, vocabulary: str, id: str, kind: str) -> tuple[Item, ...]:
    """The items of a kind that carry the term, or a narrower one."""
    facet = "type" if vocabulary == "organisation-type" else vocabulary
    narrower = [item.id for item in view.catalogue.all(vocabulary) if item.record.broader == id]
    found = {
        item.id: item
        for value in (id, *narrower)
        for item in view.facets.having(facet, value, kind)
    }
    if vocabulary == "promise":
        found |= {
            item.id: item for item in view.catalogue.naming(view.catalogue.get("promise", id), kind)
        }
    return tuple(found.values())


def _pages(view: View, item: Item) -> Iterator[Page]:
    record = view.record(item)
    name = item.kind
    items = view.items(name)
    resources = newest(_holders(view, name, item.id, "resource"))
    sections = {kind: view.sorted(_holders(view, name, item.id, kind)) for kind in KINDS[1:]}
    for address, cut, number, count in paged(resources, item.address):
        html = view.render(
            "term.html.j2",
            item=item,
            record=record,
            body=view.body(item),
            headings=view.headings(item),
            vocabulary=name,
            index_address=_address(name),
            resources=by_type(view, cut),
            total=len(resources),
            every=resources,
            sections={kind: members for kind, members in sections.items() if members},
            closest=view.find("essential", field(record, "closest", ())),
            broader=view.find(name, [record.broader] if record.broader else []),
            narrower=_narrower(items).get(item.id, []),
            countries=sorted(
                (
                    (view.t.country(code), code)
                    for code in field(record, "countries", ())
                    if view.facets.having("country", code)
                ),
            ),
            number=number,
            count=count,
        )
        yield view.page(
            address,
            record.title,
            record.summary,
            html,
            SECTION.get(name, "resources"),
            headings=view.headings(item) if number == 1 else (),
            item=item,
            indexed=number == 1,
        )
