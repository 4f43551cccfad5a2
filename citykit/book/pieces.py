"""The texts of which a reader's browser makes a book: each a script that hands over finished HTML, so
that it loads from a folder too, where pages cannot be fetched. Each is named by the hash of what it
holds; the index of a language says which texts there are and where each is found."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from citykit import kinds
from citykit.cache import Shelf, digest
from citykit.catalogue import Item
from citykit.output import OutputFile, for_script, localised
from citykit.pages.printed import apart, printed
from citykit.pages.view import View

# What has a text of its own to print; lists have none, and question sets are printed by their player.
KINDS = tuple(kind.name for kind in kinds.KINDS if kind.paged and kind.name != "assessment")


def make(views: Sequence[View], kept: Shelf | None) -> Iterator[OutputFile]:
    """Each text once, whatever the language of the reader, then each language's index."""
    spoken = {view.lang: view for view in views}
    pieces: dict[tuple[str, str], str] = {}
    for item in (item for kind in KINDS for item in views[0].catalogue.all(kind)):
        for lang in dict.fromkeys((item.lang, *item.translations)):
            name, script = _piece(spoken.get(lang, views[0]), item, lang, kept)
            pieces[item.address, lang] = name
            yield OutputFile(f"book/pieces/{name}.js", script.encode())
    for view in views:
        yield OutputFile(f"book/index-{view.lang}.js", _index(view, pieces).encode())


def name_of(item: Item) -> str:
    """The id of an item's part in a book of several kinds: `resources/flood-park`."""
    return item.address.removesuffix(".html")


def _piece(view: View, item: Item, lang: str, kept: Shelf | None) -> tuple[str, str]:
    """The name and the script of one text."""
    key = digest("piece", view.hub.state, lang, item.kind, item.id, item.source(lang).body)
    script = kept.get(key) if kept else None
    if script is None:
        name = name_of(item)
        html = apart(printed(view, item, level=2), name.replace("/", "--"))
        script = f"CityKit.maker.take({for_script(name)},{for_script(html)});\n"
        if kept:
            kept.put(key, script)
    return hashlib.sha256(script.encode()).hexdigest()[:10], script


def _index(view: View, pieces: Mapping[tuple[str, str], str]) -> str:
    """For each item: its name, title, sort, language, piece and page."""
    original = view.config.original
    rows = []
    for kind in KINDS:
        for item in view.items(kind):
            lang = item.spoken(view.lang)
            own = not view.partial or view.lang in item.translations
            rows.append(
                [
                    name_of(item),
                    view.name(item),
                    view.label(item),
                    "" if lang == view.lang else lang,
                    pieces[item.address, lang],
                    localised(view.lang if own else original, original, item.address),
                ]
            )
    return f"CityKit.maker.begin({for_script(rows)});\n"
