"""Every entry begins with its title, and its sources, the longest list, come last: a reader of the
file sees first what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citykit.diagnostics import Diagnostic, Edit
from citykit.entry import Entry
from citykit.hub import Hub
from citykit.messages import said

_TOP = re.compile(r"[^\s#-]")


def check(hub: Hub) -> Iterator[Diagnostic]:
    for item in hub.catalogue.items:
        names = list(item.entry.fields)
        if names[0] != "title":
            yield _misplaced(item.entry, "title", names[0], "first")
        elif "sources" in names and names[-1] != "sources":
            yield _misplaced(item.entry, "sources", None, "last")


def _misplaced(entry: Entry, name: str, before: str | None, where: str) -> Diagnostic:
    return Diagnostic(
        entry.key((name,)),
        *said("field-order", name=name, where=where),
        "warning",
        _moved(entry, name, before),
    )


def _moved(entry: Entry, name: str, before: str | None) -> tuple[Edit, ...]:
    """Take a field out and put it before another one, or at the end; none for fields in braces."""
    lines = entry.source.text.split("\n")
    end = _end(entry, lines)
    starts = sorted(entry.key((field,)).line for field in entry.fields)
    if any(not _TOP.match(lines[start - 1]) for start in starts):
        return ()
    first = entry.key((name,)).line
    # What follows its last line - a comment, a blank line - belongs to the field after it.
    stop = next((start for start in starts if start > first), end)
    while stop - 1 > first and not lines[stop - 2].startswith((" ", "-")):
        stop -= 1
    to = entry.key((before,)).line if before else end
    text = "".join(f"{line}\n" for line in lines[first - 1 : stop - 1])
    path = entry.source.path
    return (Edit(path, (to, 1), (to, 1), text), Edit(path, (first, 1), (stop, 1), ""))


def _end(entry: Entry, lines: list[str]) -> int:
    """The line that closes the front matter, or the one after the last of a file that is all fields."""
    if entry.source.path.endswith(".yml"):
        return len(lines)
    return next(n for n, line in enumerate(lines[1:], 2) if line.startswith("---"))
