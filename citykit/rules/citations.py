"""Sources: ids are used once, and whatever cites a source cites one that is listed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from citykit.diagnostics import Diagnostic, listing, meant, unmistakable
from citykit.entry import Entry, Path
from citykit.hub import Hub
from citykit.messages import said
from citykit.record import field

_CITING = ("results", "commitments", "roles")


def check(hub: Hub) -> Iterator[Diagnostic]:
    for item in hub.catalogue.items:
        known: set[str] = set()
        for index, source in enumerate(item.record.sources):
            if source.id in known:
                yield Diagnostic(
                    item.entry.place(("sources", index, "id")),
                    *said("duplicate-source", id=source.id),
                )
            known.add(source.id)
        yield from _cited(item.entry, item.record, known)
        for translation in item.translations.values():
            yield from _cited(translation.entry, translation.record, known)


def _cited(entry: Entry, record: Any, known: set[str]) -> Iterator[Diagnostic]:
    """Citations of unknown sources in the fields that this entry gives itself."""
    for name in _CITING:
        if name in entry.fields:
            for index, claim in enumerate(field(record, name, ())):
                yield from _one(entry, known, claim.source, (name, index, "source"))
    for name in ("cost", "population"):
        part: Any = field(record, name, None) if name in entry.fields else None
        if part is not None and part.source is not None:
            yield from _one(entry, known, part.source, (name, "source"))


def _one(entry: Entry, known: set[str], id: str, path: Path) -> Iterator[Diagnostic]:
    if id not in known:
        fault = "unknown-source" if known else "unknown-source/none"
        words = meant(said(fault, id=id, known=listing(known)), id, known)
        yield Diagnostic(
            entry.place(path), *words, fix=entry.rewrite(path, unmistakable(id, known))
        )
