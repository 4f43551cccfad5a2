"""From the Essentials of 2010 to those of 2015, and from the questions on the ones to those on the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from citykit.catalogue import Item
from citykit.output import Page
from citykit.pages.view import View

OLD, NEW = "2010", "2015"


def make(view: View) -> Iterator[Page]:
    if not view.partial:
        yield from view.kept(_page)


def _page(view: View) -> Iterator[Page]:
    title, lead = view.t("crosswalk.title"), view.t("crosswalk.lead")
    asked = {
        question.id: (item, question)
        for item in view.items("assessment")
        for question in view.record(item).questions
    }
    html = view.render(
        "crosswalk.html.j2",
        forward=list(_essentials(view, OLD)),
        backward=list(_essentials(view, NEW)),
        asked=asked,
        ways=_ways(asked),
        old=OLD,
        new=NEW,
    )
    yield view.page("crosswalk.html", title, lead, html, "toolkit")


def _essentials(view: View, version: str) -> Iterator[tuple[Item, list[Item]]]:
    for item in view.items("essential"):
        if item.record.version == version:
            yield item, view.find("essential", item.record.closest)


def _ways(asked: dict[str, tuple[Item, Any]]) -> dict[str, list[tuple[Item, Any]]]:
    """The questions that lead on, by their Essential's id."""
    found: dict[str, list[tuple[Item, Any]]] = {}
    for item, question in asked.values():
        if question.leads_to:
            found.setdefault(question.essential, []).append((item, question))
    return found
