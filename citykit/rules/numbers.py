"""Within a numbered list - the chapters of a book, a vocabulary - each number is given once."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.catalogue import Item
from citykit.diagnostics import Diagnostic
from citykit.hub import Hub
from citykit.messages import said
from citykit.record import field


def check(hub: Hub) -> Iterator[Diagnostic]:
    first: dict[tuple[object, ...], Item] = {}
    for item in hub.catalogue.items:
        record = item.record
        name = "chapter" if field(record, "chapter") else "number"
        number = field(record, name, None)
        if number is None:
            continue
        numbered = (item.kind, field(record, "version", None), field(record, "book", None))
        other = first.setdefault((*numbered, number), item)
        # An Essential's number is also in its file's name, which another rule compares.
        if other is not item and item.kind != "essential":
            yield Diagnostic(
                item.entry.place((name,)),
                *said("number-taken", number=number, other=other.id, name=name),
            )
