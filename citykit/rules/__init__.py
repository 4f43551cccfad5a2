"""One check across records a module; each takes the hub as read and gives diagnostics."""

from __future__ import annotations

from citykit.rules import (
    citations,
    dates,
    moved,
    numbers,
    placeholders,
    references,
    texts,
    translations,
    vocabulary,
)

RULES = (
    references.check,
    citations.check,
    vocabulary.check,
    numbers.check,
    dates.check,
    texts.check,
    translations.check,
    placeholders.check,
    moved.check,
)
