"""One check across records a module; each takes the hub as read and gives diagnostics."""

from __future__ import annotations

from citykit.rules import (
    assessments,
    citations,
    dates,
    moved,
    numbers,
    order,
    placeholders,
    references,
    results,
    texts,
    translations,
    vocabulary,
)

RULES = (
    references.check,
    citations.check,
    vocabulary.check,
    numbers.check,
    order.check,
    assessments.check,
    results.check,
    dates.check,
    texts.check,
    translations.check,
    placeholders.check,
    moved.check,
)
