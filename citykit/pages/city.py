"""Cities: the index by role and region, and a page each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from citykit.catalogue import Item
from citykit.markdown import Heading
from citykit.output import Page
from citykit.pages.lists import finder, groups, newest
from citykit.pages.view import View

ROLES = ("resilience-hub", "role-model", "participating", "described")


def make(view: View) -> Iterator[Page]:
    if not view.partial:
        yield from view.kept(_index)
    for item in view.own(view.items("city")):
        yield from view.kept(_page, item)


def _index(view: View) -> Iterator[Page]:
    items = view.items("city")
    title, lead = view.t("cities.title"), view.t("cities.lead")
    by_role = [
        (view.t(f"city-role.{role}"), [item for item in items if _has(item, role)])
        for role in ROLES
    ]
    html = view.render(
        "groups.html.j2",
        title=title,
        lead=lead,
        items=items,
        finder=finder(view, items),
        ways=[
            ("role", [(name, members) for name, members in by_role if members]),
            ("region", groups(view, items, "region")),
            ("hazard", groups(view, items, "hazard")),
        ],
        downloads=[],
    )
    yield view.page("cities.html", title, lead, html, "cities")


def _has(item: Item, role: str) -> bool:
    """A city stands under its highest role only; one without any is described without claim."""
    held = {held.role for held in item.record.roles}
    highest = next((name for name in ROLES if name in held), "described")
    return highest == role


def _results(view: View, item: Item) -> Iterator[tuple[Item, list[Any]]]:
    """Each question set that the city used, with what it found, the oldest first."""
    named = dict.fromkeys(result.assessment for result in item.record.results)
    for assessment in view.find("assessment", named):
        found = [result for result in item.record.results if result.assessment == assessment.id]
        yield assessment, sorted(found, key=lambda result: result.date)


def _page(view: View, item: Item) -> Iterator[Page]:
    resources = newest(view.catalogue.naming(item, "resource"))
    partners = {
        partner.id: partner
        for partner in [
            *view.catalogue.naming(item, "partner"),
            *(
                partner
                for other in resources
                for ids in other.record.partners.values()
                for partner in view.find("partner", ids)
            ),
        ]
    }
    headings = [*view.headings(item), Heading(2, "ck-sources", view.t("resource.sources"))]
    yield view.item_page(
        item,
        "city.html.j2",
        "cities",
        headings,
        regions=view.find("region", view.facets.regions(item)),
        results=list(_results(view, item)),
        cases=[other for other in resources if other.record.type == "case-study"],
        others=[other for other in resources if other.record.type != "case-study"],
        partners=view.sorted(partners.values()),
        events=view.catalogue.naming(item, "event"),
        champions=view.catalogue.naming(item, "champion"),
    )
