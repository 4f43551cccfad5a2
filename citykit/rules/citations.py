"""Sources: ids are used once, and whatever cites a source cites one that is listed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from citykit.catalogue import Item
from citykit.diagnostics import Diagnostic, did_you_mean, listing
from citykit.hub import Hub

_CITING = ("results", "commitments", "roles")


def check(hub: Hub) -> Iterator[Diagnostic]:
    for item in hub.catalogue.items:
        known: set[str] = set()
        for index, source in enumerate(item.record.sources):
            if source.id in known:
                yield Diagnostic(
                    item.entry.place(("sources", index, "id")),
                    "duplicate-source",
                    f"There are two sources with the id `{source.id}`.",
                    "give one of them another id, for example with the year or a letter added.",
                )
            known.add(source.id)
        yield from _cited(item, known)


def _cited(item: Item, known: set[str]) -> Iterator[Diagnostic]:
    for name in _CITING:
        for index, claim in enumerate(getattr(item.record, name, ())):
            yield from _one(item, known, claim.source, (name, index, "source"))
    for name in ("cost", "population"):
        part: Any = getattr(item.record, name, None)
        if part is not None and part.source is not None:
            yield from _one(item, known, part.source, (name, "source"))


def _one(item: Item, known: set[str], id: str, path: tuple[str | int, ...]) -> Iterator[Diagnostic]:
    if id not in known:
        yield Diagnostic(
            item.entry.place(path),
            "unknown-source",
            f"There is no source `{id}` in this entry.",
            did_you_mean(
                id, known, f"The sources are {listing(known)}." if known else "Add it to `sources`."
            ),
        )
