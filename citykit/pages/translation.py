"""Translations: what is translated, what has gone stale, and what is wanted."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.catalogue import Item
from citykit.output import Page
from citykit.pages.view import View

KINDS = ("resource", "essential", "hazard", "city", "partner")
# What readers ask for first; the list shows this many of the wanted ones for each language.
MOST = 60


def make(view: View) -> Iterator[Page]:
    if not view.partial:
        yield from view.kept(_page, *(item for item in _items(view) if item.translations))


def _items(view: View) -> list[Item]:
    return [item for kind in KINDS for item in view.items(kind)]


def _page(view: View, *translated: Item) -> Iterator[Page]:
    t, items = view.t, _items(view)
    languages = []
    for lang in view.config.all_languages[1:]:
        done = [item for item in translated if lang in item.translations]
        languages.append(
            (
                lang,
                t.language(lang),
                [item for item in done if not item.translations[lang].stale],
                [item for item in done if item.translations[lang].stale],
                [item for item in items if lang not in item.translations and item.lang != lang],
            )
        )
    html = view.render("translations.html.j2", languages=languages, most=MOST)
    yield view.page(
        "translations.html", t("translations.title"), t("translations.lead"), html, "about"
    )
