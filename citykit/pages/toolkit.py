"""The toolkit: the Handbook, the two assessments and every other tool."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.output import Page
from citykit.pages.view import View

GREAT = ("lg-sat", "scorecard-cities")


def make(view: View) -> Iterator[Page]:
    if not view.partial:
        yield from view.kept(_page)


def _page(view: View) -> Iterator[Page]:
    resources = view.items("resource")
    tools = [item for item in resources if item.record.type == "tool"]
    html = view.render(
        "toolkit.html.j2",
        chapters=[item for item in resources if item.record.type == "handbook-chapter"],
        great=view.find("resource", GREAT),
        others=[item for item in tools if item.id not in GREAT],
        training=[item for item in resources if item.record.type == "training-material"],
        assessments=view.items("assessment"),
    )
    yield view.page(
        "toolkit.html", view.t("toolkit.title"), view.t("toolkit.lead"), html, "toolkit"
    )
