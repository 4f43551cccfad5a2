"""What cities found fits the question set it was found with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from citykit.catalogue import Item
from citykit.diagnostics import Diagnostic, listing, meant, unmistakable
from citykit.entry import Path
from citykit.hub import Hub
from citykit.kinds.assessment import Assessment
from citykit.kinds.city import Result
from citykit.messages import said


def check(hub: Hub) -> Iterator[Diagnostic]:
    tomorrow = hub.config.today + timedelta(days=1)
    for item in hub.catalogue.all("city"):
        for index, result in enumerate(item.record.results):
            path: Path = ("results", index)
            if result.date > tomorrow:
                yield Diagnostic(
                    item.entry.place((*path, "date")),
                    *said("date-in-future/result", day=result.date),
                )
            found = hub.catalogue.find("assessment", result.assessment)
            if found is not None:
                yield from _told(item, result, found.record, path)
                yield from _levels(item, result, found.record, path)
                yield from _points(item, result, found.record, path)


def _told(item: Item, result: Result, record: Assessment, path: Path) -> Iterator[Diagnostic]:
    sums = record.maximum is not None
    if bool(result.levels) == bool(result.points) or (result.points and not sums):
        yield Diagnostic(
            item.entry.place((*path, "assessment")),
            *said("points-or-levels" if sums else "points-or-levels/no-sum", set=result.assessment),
        )


def _levels(item: Item, result: Result, record: Assessment, path: Path) -> Iterator[Diagnostic]:
    questions = {question.id for question in record.questions}
    scale = [str(level.value) for level in record.levels]
    for id, level in result.levels.items():
        if id not in questions:
            yield Diagnostic(
                item.entry.key((*path, "levels", id)),
                *meant(said("unknown-question", set=result.assessment, given=id), id, questions),
                fix=item.entry.rename((*path, "levels", id), unmistakable(id, questions)),
            )
        elif str(level) not in scale:
            yield Diagnostic(
                item.entry.place((*path, "levels", id)),
                *said("unknown-level", given=level, known=listing(scale, 11)),
            )


def _points(item: Item, result: Result, record: Assessment, path: Path) -> Iterator[Diagnostic]:
    essentials = record.by_essential
    for id, points in result.points.items():
        most = record.top * len(essentials.get(id, ()))
        if id not in essentials:
            words = said(
                "unknown-essential/result",
                set=result.assessment,
                given=id,
                known=listing(essentials),
            )
            yield Diagnostic(item.entry.key((*path, "points", id)), *meant(words, id, essentials))
        elif points > most:
            yield Diagnostic(
                item.entry.place((*path, "points", id)),
                *said("too-many-points", given=id, points=points, limit=most),
            )
