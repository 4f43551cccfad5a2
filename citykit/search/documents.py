"""What can be found: a document for every page of a language, and for every term on a list."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

import comrak

from citykit.catalogue import Item
from citykit.declaration import translatable
from citykit.facets import FACETS, Facets
from citykit.hub import Hub
from citykit.kinds import BY_NAME
from citykit.output import Page, localised
from citykit.record import Strict
from citykit.words import Words, words

# The terms whose names a page is found by, and shown with.
TERM_KINDS = ("hazard", "essential", "theme", "discipline", "partner", "city")


@dataclass(frozen=True)
class Section:
    """A piece of a page below one heading; `id` is the heading's, empty before the first."""

    id: str
    heading: str
    text: str


@dataclass(frozen=True)
class Document:
    """`path` leads from the site's root to the page. `label` says what sort of thing it is, `shown`
    are the names of its terms and places, `also` further names it is found by; `aliases` are other
    names of its terms, which say less of it and count as its text. `day` is the day it
    was published, or begins, as YYYY-MM-DD; `ages` is true of news. `facets` holds value ids."""

    path: str
    title: str
    summary: str
    label: str = ""
    shown: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    day: str = ""
    ages: bool = False

    @property
    def texts(self) -> tuple[str, str, str, str, str]:
        """The text of each field of the index, in the order of `index.FIELDS`."""
        return (
            self.title,
            self.summary,
            " ; ".join((*self.shown, *self.also)),
            " ; ".join(section.heading for section in self.sections),
            "\n".join((*(section.text for section in self.sections), *self.aliases)),
        )


def documents_of(hub: Hub, pages: Iterable[Page], lang: str) -> Iterator[Document]:
    """The documents of a language: its pages and, in a language that gets every page, the terms of
    the glossary and the hand-written pages."""
    names = _Names(hub, lang)
    by_path = {localised(lang, hub.config.original, i.address): i for i in hub.catalogue.items}
    for page in pages:
        if page.lang != lang:
            continue
        item = by_path.get(page.path)
        if item is not None:
            yield _item(hub, names, item, page.path)
        elif page.indexed:
            yield Document(page.path, page.title, page.description)
    if lang in hub.config.partial_languages:
        return
    for item in hub.catalogue.all("glossary-term"):
        yield _item(hub, names, item, localised(lang, hub.config.original, item.address))
    for address, text in sorted(hub.docs.items()):
        yield handwritten(address, text)


def facet_names(hub: Hub, lang: str, facet: str) -> Mapping[str, str]:
    """What the values of a facet are called, by id."""
    t, names = words(lang), _Names(hub, lang)
    if facet == "country":
        return t.locale.territories
    if facet == "language":
        return t.locale.languages
    if facet == "type":
        return {
            key.partition(".")[2]: text
            for key, text in t.every.items()
            if key.startswith(("type.", "kind."))
        }
    if facet in BY_NAME:
        return {item.id: names.name(item) for item in hub.catalogue.all(facet)}
    return {}


class _Names:
    """What terms, places and sorts of things are called in a language."""

    def __init__(self, hub: Hub, lang: str) -> None:
        self.hub = hub
        self.lang = lang
        self.t: Words = words(lang)
        self.facets = Facets(hub.catalogue)

    def label(self, item: Item) -> str:
        kind = getattr(item.record, "type", None) if item.kind in ("resource", "event") else None
        return self.t(f"type.{kind}") if kind else self.t(f"kind.{item.kind}")

    def terms(self, item: Item) -> Iterator[Item]:
        """The terms, partners and cities that an item names, each once, hazards first."""
        named = dict.fromkeys((mention.kind, mention.id) for mention in item.mentions)
        for kind in TERM_KINDS:
            for of, id in named:
                found = self.hub.catalogue.find(of, id) if of == kind else None
                if found is not None:
                    yield found

    def name(self, term: Item) -> str:
        """The name of a term; an Essential says of which list it is."""
        title = str(term.text(self.lang).title)
        if term.kind == "essential":
            return self.t(
                "search.essential",
                version=term.record.version,
                number=term.record.number,
                title=title,
            )
        return title


def _item(hub: Hub, names: _Names, item: Item, path: str) -> Document:
    record = item.text(names.lang)
    terms = tuple(names.terms(item))
    countries = names.facets.countries(item)
    begins = getattr(item.record, "published", None) or getattr(item.record, "start", None)
    return Document(
        path=path,
        title=names.name(item),
        summary=record.summary,
        label=names.label(item),
        shown=(
            *(names.name(term) for term in terms if term.kind in ("hazard", "city")),
            *(names.t.country(code) for code in countries),
        ),
        also=(
            *record.also_known_as,
            *(names.name(term) for term in terms if term.kind not in ("hazard", "city")),
        ),
        aliases=tuple(alias for term in terms for alias in term.text(names.lang).also_known_as),
        sections=(*_fields(record), *sections(hub.body(item, names.lang).html)),
        facets={facet.name: names.facets.sought(facet, item) for facet in FACETS},
        day=begins.isoformat()[:10] if begins else "",
        ages=getattr(item.record, "evergreen", True) is False,
    )


def _fields(record: Strict) -> Iterator[Section]:
    """The texts that stand in fields of their own, such as the lessons of a case."""
    text = " ".join(_prose(record))
    if text:
        yield Section("", "", text)


def _prose(record: Strict) -> Iterator[str]:
    """Every text of a record that a translation may give, but its names and summary, in field order."""
    told = translatable(type(record)) - {"title", "summary", "also-known-as"}
    for name, declared in type(record).model_fields.items():
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Strict):
                yield from _prose(item)
            elif isinstance(item, str) and (declared.alias or name) in told:
                yield item


_HEADING = re.compile(r'<h[2-6] id="([^"]*)">(.*?)</h[2-6]>', re.S)
_UNSAID = re.compile(r'<a class="headerlink".*?</a>|<sup class="footnote-ref">.*?</sup>', re.S)
_BLOCK = re.compile(r"</(?:p|li|td|th|h[1-6]|pre|div)>|<br ?/?>")
_TAG = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"\s+")


@cache  # a server asks for the same texts at each save
def sections(body: str) -> tuple[Section, ...]:
    """A converted body in pieces, from heading to heading, as plain text."""
    pieces = _HEADING.split(_UNSAID.sub("", body))
    first = plain(pieces[0])
    found = [Section("", "", first)] if first else []
    for id, heading, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        found.append(Section(html.unescape(id), plain(heading), plain(text)))
    return tuple(found)


def plain(markup: str) -> str:
    """The text of a piece of HTML, blocks apart."""
    text = html.unescape(_TAG.sub("", _BLOCK.sub(" ", markup)))
    return _SPACE.sub(" ", text).strip()


_MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|^\{:.*?\}|\{:? ?[#.][^}\n]*\}", re.S | re.M)
_TITLE = re.compile(r"^# +(.+)$", re.M)


@cache
def handwritten(address: str, text: str) -> Document:
    """The document of a page in `docs/`, as far as it is text: what a macro prints is not read."""
    text = _MACRO.sub("", re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S))
    title = _TITLE.search(text)
    extensions = comrak.ExtensionOptions()
    extensions.table = True
    extensions.header_id_prefix = ""
    body = comrak.render_markdown(_TITLE.sub("", text, count=1), extension_options=extensions)
    found = sections(body)
    first = found[0].text if found else ""
    return Document(address, plain(title[1]) if title else address, first[:300], sections=found)
