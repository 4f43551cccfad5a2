"""Partners: the index by type and region, and a page each."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.catalogue import Item
from citykit.markdown import Heading
from citykit.output import Page
from citykit.pages.lists import finder, groups, newest
from citykit.pages.view import View


def make(view: View) -> Iterator[Page]:
    if not view.partial:
        yield from view.kept(_index)
    for item in view.own(view.items("partner")):
        yield from view.kept(_page, item)


def _index(view: View) -> Iterator[Page]:
    items = view.items("partner")
    title, lead = view.t("partners.title"), view.t("partners.lead")
    html = view.render(
        "groups.html.j2",
        title=title,
        lead=lead,
        items=items,
        finder=finder(view, items),
        ways=[("type", groups(view, items, "type")), ("region", groups(view, items, "region"))],
        downloads=[("partners.csv", view.t("partners.download"))],
    )
    yield view.page("partners.html", title, lead, html, "partners")


def contributions(view: View, item: Item) -> list[tuple[str, list[Item]]]:
    """What a partner contributed, by role, each role's resources newest first."""
    by_role: dict[str, list[Item]] = {}
    for resource in newest(view.catalogue.naming(item, "resource")):
        for role, ids in resource.record.partners.items():
            if item.id in ids:
                by_role.setdefault(role, []).append(resource)
    return list(by_role.items())


def _page(view: View, item: Item) -> Iterator[Page]:
    roles = contributions(view, item)
    resources = list({other.id: other for _, others in roles for other in others}.values())
    cities = list(
        {
            city.id: city
            for city in view.find(
                "city", [*item.record.cities, *(p for r in resources for p in r.record.places)]
            )
        }.values()
    )
    kept = {commitment.promise: commitment for commitment in view.record(item).commitments}
    coverage = {
        name: [
            (term, sum(term.id in getattr(other.record, field) for other in resources))
            for term in view.items(vocabulary)
            if any(term.id in getattr(other.record, field) for other in resources)
        ]
        for name, vocabulary, field in (
            ("essential", "essential", "essentials"),
            ("hazard", "hazard", "hazards"),
        )
    }
    regions = [id for other in [*resources, *cities] for id in view.facets.regions(other)]
    coverage["region"] = [
        (term, regions.count(term.id)) for term in view.items("region") if term.id in regions
    ]
    headings = [
        *view.headings(item),
        Heading(2, "ck-promises", view.t("partner.promises")),
        Heading(2, "ck-roles", view.t("partner.contributed")),
        Heading(2, "ck-sources", view.t("resource.sources")),
    ]
    yield view.item_page(
        item,
        "partner.html.j2",
        "partners",
        headings,
        type=view.find("organisation-type", [item.record.type]),
        promises=[(promise, kept.get(promise.id)) for promise in view.items("promise")],
        roles=roles,
        cities=view.sorted(cities),
        coverage={name: rows for name, rows in coverage.items() if rows},
        events=view.catalogue.naming(item, "event"),
        resources=resources,
    )
