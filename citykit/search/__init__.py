"""Search: one index a language, cut into pieces that a browser loads as a query needs them.

documents → counts → gathered → order → index → pieces
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from citykit.hub import Hub
from citykit.output import OutputFile, Page
from citykit.search.analysis import SNOWBALL, stop_words
from citykit.search.counting import counts_of
from citykit.search.documents import Document, documents_of, facet_names
from citykit.search.gathered import gather
from citykit.search.index import index_of
from citykit.search.neighbours import neighbours
from citykit.search.order import ordered
from citykit.search.pieces import Pieces, add_facet, add_words, directory
from citykit.search.scripts import search_script
from citykit.words import Words, words

FACETS = (
    "type", "hazard", "essential", "theme", "discipline", "country", "region", "partner",
    "language", "year",
)  # fmt: skip

# What each language's index was made of, and its files: a server makes the hub again at each save,
# and many a save changes nothing that is searched.
_LAST: dict[str, tuple[Any, tuple[OutputFile, ...]]] = {}


def make(hub: Hub, pages: Iterable[Page], root: Path) -> Iterator[OutputFile]:
    """The index of every language, and the scripts that search it."""
    pages = tuple(pages)
    for lang in hub.config.all_languages:
        t = words(lang)
        found = list(documents_of(hub, pages, lang))
        facets = {name: (t(f"facet.{name}"), facet_names(hub, lang, name)) for name in FACETS}
        before, files = _LAST.get(lang, (None, ()))
        if before != (found, facets):
            files = tuple(pieces_of(found, lang, root, facets, say=said(t)))
            _LAST[lang] = ((found, facets), files)
        yield from files


def said(t: Words) -> dict[str, str]:
    """The texts that scripts write, by key; what stands on pages from the start is not among them."""
    begin = "search.say."
    return {key.removeprefix(begin): text for key, text in t.every.items() if key.startswith(begin)}


def pieces_of(
    found: list[Document],
    lang: str,
    root: Path | None,
    facets: Mapping[str, tuple[str, Mapping[str, str]]],
    **further: Any,
) -> Iterator[OutputFile]:
    """The pieces of one language's index. `facets` gives each facet's name for people and the names
    of its values; `further` is added to the directory."""
    gathered = gather(counts_of(found, lang, root))
    order = ordered(gathered)
    held = [found[place] for place in order]
    number = {place: number for number, place in enumerate(order)}
    near = neighbours(gathered)
    made = Pieces(lang)
    used = {
        name: facet
        for name, facet in facets.items()
        if any(document.facets.get(name) for document in held)
    }
    for name, (_, named) in used.items():
        add_facet(made, held, name, named)
    yield directory(
        made,
        search_script(lang),
        index_of(gathered, order),
        held,
        [[number[other] for other in near[place]] for place in order],
        words=add_words(made, gathered.words),
        facets=[[name, label] for name, (label, _) in used.items()],
        # The browser has lunr's English list, and a stemmer for each language of Snowball's here.
        stop=" ".join(sorted(stop_words(lang))) if lang != "en" else "",
        stemmer="porter" if lang == "en" else SNOWBALL.get(lang, ""),
        **further,
    )
    yield from made.files()
