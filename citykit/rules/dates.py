"""Dates follow each other, and none that speaks of the past lies in the future."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from citykit.catalogue import Item
from citykit.diagnostics import Diagnostic
from citykit.hub import Hub


def check(hub: Hub) -> Iterator[Diagnostic]:
    # A contributor east of Greenwich may write the day that has begun there.
    tomorrow = hub.config.today + timedelta(days=1)
    for item in hub.catalogue.items:
        record = item.record
        for name in ("published", "reviewed"):
            day = getattr(record, name, None)
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
        yield from _spans(item)


def _spans(item: Item) -> Iterator[Diagnostic]:
    period = getattr(item.record, "period", None)
    if period is not None and period.end is not None and period.end < period.start:
        yield _backwards(item, ("period", "end"))
    term = item.record.term if item.kind == "champion" else None
    if term is not None and term.end is not None and term.end < term.start:
        yield _backwards(item, ("term", "to"))
    for index, role in enumerate(item.record.roles if item.kind == "city" else ()):
        if role.since and role.until and role.until < role.since:
            yield _backwards(item, ("roles", index, "until"))


def _backwards(item: Item, path: tuple[str | int, ...]) -> Diagnostic:
    return Diagnostic(
        item.entry.place(path),
        "end-before-start",
        "This ends before it starts.",
        "check the two years.",
    )
