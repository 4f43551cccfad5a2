"""Dates follow each other, and none that speaks of the past lies in the future."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from citykit.catalogue import Item
from citykit.diagnostics import Diagnostic
from citykit.hub import Hub
from citykit.messages import said
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
                    *said("date-in-future", day=day, name=name),
                )
        if record.review_by <= record.reviewed:
            yield Diagnostic(
                item.entry.place(("review-by",)),
                *said("review-before-reviewed", by=record.review_by, day=record.reviewed),
            )
        if item.kind == "event":
            yield from _event(item, tomorrow)
        yield from _spans(item)


def _event(item: Item, tomorrow: date) -> Iterator[Diagnostic]:
    record = item.record
    if record.status == "held" and record.first_day > tomorrow:
        yield Diagnostic(item.entry.place(("status",)), *said("date-in-future/held"))
    deadline = record.registration and record.registration.deadline
    if deadline and deadline > record.last_day:
        yield Diagnostic(
            item.entry.place(("registration", "deadline")), *said("deadline-after-event")
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
    return Diagnostic(item.entry.place(path), *said("end-before-start"))
