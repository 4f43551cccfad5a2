"""The main menu: its entries in order, and where each leads."""

from __future__ import annotations

MENU: tuple[tuple[str, str], ...] = (
    ("home", "index.html"),
    ("toolkit", "toolkit.html"),
    ("resources", "resources.html"),
    ("essentials", "essentials.html"),
    ("cities", "cities.html"),
    ("partners", "partners.html"),
    ("events", "events.html"),
    ("about", "about/index.html"),
)

FOOT: tuple[tuple[str, str], ...] = (
    ("this-hub", "about/this-hub.html"),
    ("media", "about/media.html"),
    ("champions", "champions.html"),
    ("glossary", "glossary.html"),
    ("progress", "progress.html"),
    ("freshness", "freshness.html"),
    ("translations", "translations.html"),
    ("contribute", "contribute/index.html"),
)
