"""Events: upcoming, past, by month, and a page each."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.catalogue import Item
from citykit.output import Page
from citykit.pages.lists import finder
from citykit.pages.view import View


def make(view: View) -> Iterator[Page]:
    if not view.partial:
        yield from view.kept(_lists)
    for item in view.own(_by_day(view)):
        yield from view.kept(_page, item)


def _by_day(view: View) -> list[Item]:
    return sorted(view.catalogue.all("event"), key=lambda item: (item.record.first_day, item.id))


def _page(view: View, item: Item) -> Iterator[Page]:
    yield view.item_page(
        item,
        "event.html.j2",
        "events",
        hosts=view.find("partner", item.record.hosts),
        past=item.record.last_day < view.config.today,
    )


def _lists(view: View) -> Iterator[Page]:
    items = _by_day(view)
    t, today = view.t, view.config.today
    above = finder(view, items)
    upcoming = [item for item in items if item.record.last_day >= today]
    past = [item for item in reversed(items) if item.record.last_day < today]
    months: dict[str, list[Item]] = {}
    for item in items:
        months.setdefault(item.record.first_day.strftime("%Y-%m"), []).append(item)
    links = [
        (f"events-{month}.html", t.month(members[0].record.first_day), len(members))
        for month, members in sorted(months.items(), reverse=True)
    ]
    for address, title, lead, members in (
        ("events.html", t("events.title"), t("events.lead"), upcoming),
        ("events-past.html", t("events.past"), t("events.past-lead"), past),
    ):
        html = view.render(
            "events.html.j2", title=title, lead=lead, items=members, finder=above, months=links,
            other=("events-past.html", t("events.past")) if address == "events.html" else ("events.html", t("events.upcoming")),
        )  # fmt: skip
        yield view.page(address, title, lead, html, "events")
    for (address, title, _), members in zip(
        links, [m for _, m in sorted(months.items(), reverse=True)], strict=True
    ):
        html = view.render(
            "events.html.j2", title=t("events.in", month=title), lead="", items=members, finder=above, months=links,
            other=("events.html", t("events.upcoming")),
        )  # fmt: skip
        yield view.page(address, t("events.in", month=title), t("events.lead"), html, "events")
