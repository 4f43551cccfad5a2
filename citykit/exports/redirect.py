"""A page at each address that has moved, which leads on: without a script, from a folder as well."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from citykit.catalogue import Item
from citykit.hub import Hub
from citykit.load import MOVED
from citykit.output import OutputFile, localised, up
from citykit.words import words


def make(hub: Hub) -> Iterator[OutputFile]:
    if hub.moved is None:
        return
    moved, original = hub.moved.fields, hub.config.original
    items = {item.address: item for item in hub.catalogue.items}
    for old in moved:
        new = moved[old]
        while new in moved:
            new = moved[new]
        for lang in hub.config.all_languages:
            path = localised(lang, original, old)
            target = localised(lang, original, new) if _has(hub, items.get(new), lang) else new
            title = items[new].text(lang).title if new in items else new
            yield OutputFile(path, _page(hub, lang, path, target, title).encode(), MOVED)


def _has(hub: Hub, item: Item | None, lang: str) -> bool:
    """Whether the page of an item is made in a language; hand-written pages are in the original."""
    return item is not None and (lang in hub.config.languages or lang in item.translations)


def _page(hub: Hub, lang: str, path: str, target: str, title: str) -> str:
    t = words(lang)
    way, whole, said = (
        escape(text) for text in (up(path) + target, hub.config.url + target, title)
    )
    moved = escape(t("page.moved"))
    # Nothing is to be run or loaded here.
    return (
        f'<!doctype html>\n<html lang="{lang}" dir="{t.direction}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
        f"<title>{moved}</title>\n"
        f'<meta http-equiv="refresh" content="0; url={way}">\n'
        f'<link rel="canonical" href="{whole}">\n'
        '<meta name="viewport" content="width=device-width">\n<meta name="robots" content="noindex">\n'
        f'</head>\n<body>\n<main><h1>{moved}</h1><p><a href="{way}">{said}</a></p></main>\n</body>\n</html>\n'
    )
