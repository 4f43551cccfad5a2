"""What cities found fits the question set it was found with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from citykit.catalogue import Item
from citykit.diagnostics import Diagnostic, did_you_mean, listing, unmistakable
from citykit.entry import Path
from citykit.hub import Hub
from citykit.kinds.assessment import Assessment
from citykit.kinds.city import Result


def check(hub: Hub) -> Iterator[Diagnostic]:
    tomorrow = hub.config.today + timedelta(days=1)
    for item in hub.catalogue.all("city"):
        for index, result in enumerate(item.record.results):
            path: Path = ("results", index)
            if result.date > tomorrow:
                yield Diagnostic(
                    item.entry.place((*path, "date")),
                    "date-in-future",
                    f"The day `{result.date}` has not come yet.",
                    "write the day of the assessment, today at the latest.",
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
            "points-or-levels",
            f"A result of `{result.assessment}` has either levels or points."
            if sums
            else f"A result of `{result.assessment}` has levels: the tool adds nothing up.",
            "give `levels` (by question) or `points` (by Essential), not both."
            if sums
            else "give `levels`, by the id of each question, and delete `points`.",
        )


def _levels(item: Item, result: Result, record: Assessment, path: Path) -> Iterator[Diagnostic]:
    questions = {question.id for question in record.questions}
    scale = [str(level.value) for level in record.levels]
    for id, level in result.levels.items():
        if id not in questions:
            yield Diagnostic(
                item.entry.key((*path, "levels", id)),
                "unknown-question",
                f"`{result.assessment}` has no question `{id}`.",
                did_you_mean(
                    id, questions, "use the ids in the question set's file in content/assessments/."
                ),
                fix=item.entry.rename((*path, "levels", id), unmistakable(id, questions)),
            )
        elif str(level) not in scale:
            yield Diagnostic(
                item.entry.place((*path, "levels", id)),
                "unknown-level",
                f"The scale has no level `{level}`.",
                f"use one of {listing(scale, 11)}.",
            )


def _points(item: Item, result: Result, record: Assessment, path: Path) -> Iterator[Diagnostic]:
    essentials = record.by_essential
    for id, points in result.points.items():
        most = record.top * len(essentials.get(id, ()))
        if id not in essentials:
            yield Diagnostic(
                item.entry.key((*path, "points", id)),
                "unknown-essential",
                f"`{result.assessment}` has no questions on an Essential `{id}`.",
                did_you_mean(id, essentials, f"use one of {listing(essentials)}."),
            )
        elif points > most:
            yield Diagnostic(
                item.entry.place((*path, "points", id)),
                "too-many-points",
                f"`{id}` has {points} points, but {most} is the most that its questions give.",
                "correct the sum.",
            )
