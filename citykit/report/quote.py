"""The line a diagnostic is about, cut to a length that can be read, with the place in it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from citykit.diagnostics import Diagnostic
from citykit.invisible import CONTROL

MOST = 120


class Quote(NamedTuple):
    """A line and its number: what stands before the place, the place, and what follows."""

    line: int
    before: str
    marked: str
    after: str


def quote(diagnostic: Diagnostic, root: Path) -> Quote | None:
    """The line as it is in the file; None where there is no such line of text."""
    at = diagnostic.at
    try:
        lines = (root / at.path).read_text(encoding="utf-8-sig").split("\n")
        # A terminal must not act on what a contributed file holds.
        line = CONTROL.sub("\ufffd", lines[at.line - 1])
    except (OSError, UnicodeDecodeError, IndexError):
        return None
    start = at.column - 1
    end = start + max(1, min(at.end_column - at.column, len(line) - start))
    cut = max(0, start - 40) if len(line) > MOST else 0
    shown = line[cut : cut + MOST]
    return Quote(at.line, shown[: start - cut], shown[start - cut : end - cut], shown[end - cut :])
