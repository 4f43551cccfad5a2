"""Dates follow each other, and none that speaks of the past lies in the future."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from citykit.catalogue import Item
from citykit.diagnostics import Diagnostic
from citykit.hub import Hub
from citykit.record import field


def check(hub: Hub) -> Iterator[Diagnostic]:
    # A contributor east of Greenwich may write the day that has begun there.
    tomorrow = hub.config.today + timedelta(days=1)
    for item in hub.catalogue.items:
        record = item.record
        for name in ("published", "reviewed"):
            day = field(record, name, None)
            if day is not None and day > tomorrow:
                yield Diagnostic(
                    item.entry.place((name,)),
                    "date-in-future",
                    f"The day `{day}` has not come yet.",
                    f"write the day it was {name}, today at the latest.",
                )
        if record.review_by <= record.reviewed:
            yield Diagnostic(
                item.entry.place(("review-by",)),
                "review-before-reviewed",
                f"`review-by` ({record.review_by}) is not after `reviewed` ({record.reviewed}).",
                "give a day one to three years after the last review.",
            )
        if item.kind == "event":
            yield from _event(item, tomorrow)
        yield from _spans(item)


def _event(item: Item, tomorrow: date) -> Iterator[Diagnostic]:
    record = item.record
    if record.status == "held" and record.first_day > tomorrow:
        yield Diagnostic(
            item.entry.place(("status",)),
            "date-in-future",
            "The event is said to have been held, but it has not begun yet.",
            "write `status: planned`, or correct `start`.",
        )
    deadline = record.registration and record.registration.deadline
    if deadline and deadline > record.last_day:
        yield Diagnostic(
            item.entry.place(("registration", "deadline")),
            "deadline-after-event",
            "The registration closes after the event is over.",
            "check `deadline` and the days of the event.",
        )


def _spans(item: Item) -> Iterator[Diagnostic]:
    period = field(item.record, "period", None)
    if period is not None and period.end is not None and period.end < period.start:
        yield _backwards(item, ("period", "end"))
    term = item.record.term if item.kind == "champion" else None
    if term is not None and term.end is not None and term.end < term.start:
        yield _backwards(item, ("term", "to"))
    for index, role in enumerate(item.record.roles if item.kind == "city" else ()):
        # A year may be compared with a month only by the year.
        exact = min(len(role.since or ""), len(role.until or ""))
        if exact and role.until[:exact] < role.since[:exact]:
            yield _backwards(item, ("roles", index, "until"))


def _backwards(item: Item, path: tuple[str | int, ...]) -> Diagnostic:
    return Diagnostic(
        item.entry.place(path),
        "end-before-start",
        "This ends before it starts.",
        "check the two years.",
    )
