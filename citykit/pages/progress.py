"""Accountability in public: what cities committed themselves to, and how far they have come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from citykit.catalogue import Item
from citykit.output import Page
from citykit.pages.view import View


@dataclass(frozen=True)
class Row:
    """A city with its results of one question set, the oldest first; both may be missing."""

    city: Item
    assessment: Item | None = None
    results: tuple[Any, ...] = ()


def make(view: View) -> Iterator[Page]:
    if not view.partial:
        yield from view.kept(_page)


def _page(view: View) -> Iterator[Page]:
    title, lead = view.t("progress.title"), view.t("progress.lead")
    html = view.render("progress.html.j2", rows=list(_rows(view)))
    yield view.page("progress.html", title, lead, html, "cities")


def _rows(view: View) -> Iterator[Row]:
    """Every city with a role or a result; those without a result last."""
    cities = [item for item in view.items("city") if item.record.roles or item.record.results]
    for item in cities:
        named = dict.fromkeys(result.assessment for result in item.record.results)
        for assessment in view.find("assessment", named):
            results = [r for r in item.record.results if r.assessment == assessment.id]
            yield Row(item, assessment, tuple(sorted(results, key=lambda result: result.date)))
    for item in cities:
        if not item.record.results:
            yield Row(item)
