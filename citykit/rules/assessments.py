"""Question sets: each id once, every anchor on the scale, all Essentials of one version, and the
questions that it leads to exist."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.catalogue import Item
from citykit.diagnostics import Diagnostic, listing, meant
from citykit.hub import Hub
from citykit.messages import said


def check(hub: Hub) -> Iterator[Diagnostic]:
    items = hub.catalogue.all("assessment")
    for item in items:
        yield from _ids(item)
        yield from _anchors(item)
        yield from _versions(item)
        others = [other.record for other in items if other is not item]
        yield from _ways(item, {question.id for other in others for question in other.questions})


def _ids(item: Item) -> Iterator[Diagnostic]:
    """Answers are kept by these ids."""
    for name in ("questions", "sheet", "scenarios"):
        seen: set[str] = set()
        for index, part in enumerate(getattr(item.record, name)):
            if part.id in seen:
                yield Diagnostic(
                    item.entry.place((name, index, "id")),
                    *said("duplicate-item", id=part.id, name=name),
                )
            seen.add(part.id)


def _anchors(item: Item) -> Iterator[Diagnostic]:
    known = [str(level.value) for level in item.record.levels]
    for index, question in enumerate(item.record.questions):
        for number, anchor in enumerate(question.anchors):
            if str(anchor.level) not in known:
                yield Diagnostic(
                    item.entry.place(("questions", index, "anchors", number, "level")),
                    *said("unknown-level", given=anchor.level, known=listing(known, 11)),
                )


def _versions(item: Item) -> Iterator[Diagnostic]:
    version = item.record.essentials_version
    for index, question in enumerate(item.record.questions):
        if question.essential.startswith("20") and not question.essential.startswith(f"{version}-"):
            yield Diagnostic(
                item.entry.place(("questions", index, "essential")),
                *said("other-version", version=version, given=question.essential),
            )


def _ways(item: Item, elsewhere: set[str]) -> Iterator[Diagnostic]:
    for index, question in enumerate(item.record.questions):
        for number, id in enumerate(question.leads_to):
            if id not in elsewhere:
                yield Diagnostic(
                    item.entry.place(("questions", index, "leads-to", number)),
                    *meant(said("unknown-question/elsewhere", given=id), id, elsewhere),
                )
