"""Question sets: which there are and which to use when, and a page each, readable without scripts."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.catalogue import Item
from citykit.output import Page
from citykit.pages.view import View


def make(view: View) -> Iterator[Page]:
    items = view.items("assessment")
    if not view.partial:
        title, lead = view.t("assessments.title"), view.t("assessments.lead")
        html = view.render("assessments.html.j2", items=items)
        yield view.page("assessments.html", title, lead, html, "toolkit")
    for item in view.own(items):
        yield _page(view, item)


def _page(view: View, item: Item) -> Page:
    record = view.record(item)
    groups = [
        (view.catalogue.get("essential", id), questions)
        for id, questions in record.by_essential.items()
    ]
    priorities = [
        (view.catalogue.find("hfa-priority", id), id, questions)
        for id, questions in record.by_priority.items()
    ]
    html = view.render(
        "assessment.html.j2",
        item=item,
        record=record,
        body=view.body(item),
        groups=groups,
        priorities=priorities,
        unconfirmed=sum(question.status == "to-be-confirmed" for question in record.questions),
    )
    # No list of contents beside it: tables and the workshop want the width.
    return view.page(item.address, record.title, record.summary, html, "toolkit", item=item)
