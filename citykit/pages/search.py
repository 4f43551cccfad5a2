"""The search page; every language has its own, with an index of its own."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.kinds.resource import FOLDERS
from citykit.output import Page
from citykit.pages.lists import finder
from citykit.pages.view import SEARCH, View

# What leads to everything without a script; keys of `locales/`.
LISTS = (
    ("toolkit.html", "menu.toolkit"),
    *((f"{folder}.html", f"types.{type}") for type, folder in FOLDERS.items()),
    ("cities.html", "menu.cities"),
    ("partners.html", "menu.partners"),
    ("events.html", "menu.events"),
    ("essentials.html", "menu.essentials"),
    ("hazards.html", "vocabulary.hazard"),
    ("themes.html", "vocabulary.theme"),
    ("countries.html", "vocabulary.country"),
    ("glossary.html", "glossary.title"),
    ("about/index.html", "menu.about"),
)


def make(view: View) -> Iterator[Page]:
    yield from view.kept(_page)


def _page(view: View) -> Iterator[Page]:
    title, lead = view.t("search.title"), view.t("search.lead")
    html = view.render(
        "search.html.j2", title=title, lead=lead, finder=finder(view), lists=LISTS, lang=view.lang
    )
    yield view.page(SEARCH, title, lead, html, "search", indexed=False)
