"""Freshness: what is due for review, soonest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from citykit.output import Page
from citykit.pages.view import View

SOON = timedelta(days=90)
MOST = 200


def make(view: View) -> Iterator[Page]:
    if not view.partial:
        yield from view.kept(_page)


def _page(view: View) -> Iterator[Page]:
    today = view.config.today
    dated = sorted(
        view.catalogue.items, key=lambda item: (item.record.review_by, item.kind, item.id)
    )
    later = [item for item in dated if item.record.review_by >= today + SOON]
    html = view.render(
        "freshness.html.j2",
        due=[item for item in dated if item.record.review_by < today],
        soon=[item for item in dated if today <= item.record.review_by < today + SOON],
        later=later[:MOST],
        rest=len(later),
    )
    yield view.page(
        "freshness.html", view.t("freshness.title"), view.t("freshness.lead"), html, "about"
    )
