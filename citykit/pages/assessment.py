"""Question sets: which there are and which to use when, and a page each, readable without scripts."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.catalogue import Item
from citykit.output import Page
from citykit.pages.view import View

# What tells further which tool to use when.
GUIDE = ("which-tool-when",)


def make(view: View) -> Iterator[Page]:
    if not view.partial:
        yield from view.kept(_index)
    for item in view.own(view.items("assessment")):
        yield from view.kept(_page, item)


def _index(view: View) -> Iterator[Page]:
    title, lead = view.t("assessments.title"), view.t("assessments.lead")
    guide = view.find("resource", GUIDE)
    html = view.render("assessments.html.j2", items=view.items("assessment"), guide=guide)
    yield view.page("assessments.html", title, lead, html, "toolkit")


def _page(view: View, item: Item) -> Iterator[Page]:
    record = view.record(item)
    # No list of contents beside it: tables and the workshop want the width.
    yield view.item_page(
        item,
        "assessment.html.j2",
        "toolkit",
        (),
        groups=[
            (view.catalogue.get("essential", id), questions)
            for id, questions in record.by_essential.items()
        ],
        priorities=[
            (view.catalogue.find("hfa-priority", id), id, questions)
            for id, questions in record.by_priority.items()
        ],
        unconfirmed=sum(question.status == "to-be-confirmed" for question in record.questions),
    )
