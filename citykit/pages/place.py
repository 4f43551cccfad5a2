"""Countries: an index and a page for each country that the hub knows something about."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.output import Page
from citykit.pages.lists import by_type, newest
from citykit.pages.view import View

KINDS = ("resource", "city", "partner", "event", "champion")


def make(view: View) -> Iterator[Page]:
    if not view.partial:
        yield from view.kept(_pages)


def _pages(view: View) -> Iterator[Page]:
    t = view.t
    names = sorted((t.country(code), code) for code in view.facets.values("country"))
    counts = {code: len(view.facets.having("country", code)) for _, code in names}
    html = view.render("countries.html.j2", names=names, counts=counts)
    yield view.page(
        "countries.html", t("vocabulary.country"), t("vocabulary-lead.country"), html, "resources"
    )
    for name, code in names:
        sections = {
            kind: view.sorted(found)
            for kind in KINDS
            if (found := view.facets.having("country", code, kind))
        }
        region = next(
            (item for item in view.catalogue.all("region") if code in item.record.countries), None
        )
        title = name
        lead = t("country.lead", country=name)
        html = view.render(
            "country.html.j2",
            title=title,
            lead=lead,
            sections=sections,
            resources=by_type(view, newest(sections.get("resource", ()))),
            region=region,
        )
        yield view.page(f"countries/{code.lower()}.html", title, lead, html, "resources")
