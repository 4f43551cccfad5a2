"""A text that is still to be written is known, not published in silence."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.begun import PLACEHOLDER
from citykit.diagnostics import Diagnostic, Location
from citykit.entry import Entry
from citykit.hub import Hub
from citykit.messages import said


def check(hub: Hub) -> Iterator[Diagnostic]:
    for item in hub.catalogue.items:
        for entry in (item.entry, *(found.entry for found in item.translations.values())):
            if PLACEHOLDER in entry.source.text:
                yield from _left(entry)


def _left(entry: Entry) -> Iterator[Diagnostic]:
    for number, line in enumerate(entry.source.text.split("\n"), 1):
        start = line.find(PLACEHOLDER) + 1
        if start:
            yield Diagnostic(
                Location(entry.source.path, number, start, len(line) + 1),
                *said("unwritten-text", placeholder=PLACEHOLDER),
                "warning",
            )
