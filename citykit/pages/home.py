"""The home page: who you are, what you want to do, what is new."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.output import Page
from citykit.pages.lists import newest
from citykit.pages.view import View

NEW = 6
KINDS = ("resource", "partner", "city", "event")


def make(view: View) -> Iterator[Page]:
    yield from view.kept(_page)


def _page(view: View) -> Iterator[Page]:
    resources = view.catalogue.all("resource")
    upcoming = [
        item
        for item in sorted(
            view.catalogue.all("event"), key=lambda item: (item.record.first_day, item.id)
        )
        if item.record.last_day >= view.config.today
    ]
    html = view.render(
        "home.html.j2",
        audiences=view.items("audience"),
        tasks=view.items("task"),
        new=_varied(view),
        upcoming=upcoming[:3],
        counts=[(kind, len(view.catalogue.all(kind))) for kind in KINDS],
        essentials=[item for item in view.items("essential") if item.record.version == "2015"],
        resources=resources,
    )
    yield view.page("index.html", view.config.name, view.t("home.description"), html, "home")


def _varied(view: View) -> list:  # type: ignore[type-arg]
    """The newest resources, but one of each type before a second of any."""
    chosen: dict[str, list] = {}  # type: ignore[type-arg]
    for item in newest(view.catalogue.all("resource")):
        chosen.setdefault(item.record.type, []).append(item)
    rounds = max(map(len, chosen.values()), default=0)
    in_turn = [
        items[turn]
        for turn in range(min(rounds, NEW))
        for items in chosen.values()
        if turn < len(items)
    ]
    return in_turn[:NEW]
