"""Events: upcoming, past, by month, and a page each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citykit.catalogue import Item
from citykit.output import Page
from citykit.pages.view import View


def make(view: View) -> Iterator[Page]:
    items = sorted(view.catalogue.all("event"), key=lambda item: (item.record.first_day, item.id))
    if not view.partial:
        yield from _lists(view, items)
    for item in view.own(items):
        record = view.record(item)
        html = view.render(
            "event.html.j2",
            item=item,
            record=record,
            body=view.body(item),
            hosts=view.find("partner", item.record.hosts),
            past=item.record.last_day < view.config.today,
        )
        yield view.page(
            item.address,
            record.title,
            record.summary,
            html,
            "events",
            headings=view.headings(item),
            item=item,
        )


def _lists(view: View, items: Sequence[Item]) -> Iterator[Page]:
    t, today = view.t, view.config.today
    finder = view.finder(items)
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
            "events.html.j2", title=title, lead=lead, items=members, finder=finder, months=links,
            other=("events-past.html", t("events.past")) if address == "events.html" else ("events.html", t("events.upcoming")),
        )  # fmt: skip
        yield view.page(address, title, lead, html, "events")
    for (address, title, _), members in zip(
        links, [m for _, m in sorted(months.items(), reverse=True)], strict=True
    ):
        html = view.render(
            "events.html.j2", title=t("events.in", month=title), lead="", items=members, finder=finder, months=links,
            other=("events.html", t("events.upcoming")),
        )  # fmt: skip
        yield view.page(address, t("events.in", month=title), t("events.lead"), html, "events")
