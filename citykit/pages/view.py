"""The hub as one language's readers see it: what every page family and template works with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from citykit.cache import Shelf, digest
from citykit.catalogue import Item
from citykit.facets import Facets
from citykit.glossary import Glossary, glossary_of
from citykit.hub import Hub
from citykit.kinds import BY_NAME
from citykit.links import published
from citykit.markdown import HUB, Heading
from citykit.output import Page, localised, packed, place, unpacked, up
from citykit.record import field
from citykit.related import Related
from citykit.templates import template_of
from citykit.words import Words, words

FOLDER = Path(__file__).parent
# The converter names alerts in English.
ALERT = re.compile(
    r'(?<=<p class="markdown-alert-title">)(Note|Tip|Important|Warning|Caution)(?=</p>)'
)
SEARCH = "search.html"
MAKER = "book.html"
# The pages that there are in languages, too, of which only some texts are translated.
EVERYWHERE = ("index.html", SEARCH, MAKER)


def joined(parts: Iterable[Markup], between: str = "") -> Markup:
    """Like Markup.join, which looks at each part once more whether it is safe."""
    return Markup(between.join(parts))


class View:
    """A language's view of the hub. Fragments that many pages show are made once.

    Templates get it as `v`, its words as `t` (to call) and `w` (a mapping, for plain texts: quicker).
    """

    book_size = 100  # texts in a reader's own book: more than anybody prints

    def __init__(
        self, hub: Hub, lang: str, facets: Facets, related: Related, kept: Shelf | None = None
    ) -> None:
        self.hub = hub
        self.lang = lang
        self.catalogue = hub.catalogue
        self.config = hub.config
        self.facets = facets
        self.related = related
        self.t: Words = words(lang)
        self._kept = kept
        self._ordered: dict[str, tuple[Item, ...]] = {}
        self._fragments: dict[tuple[str, str, str, str], Markup] = {}
        self._glossaries: dict[str, Glossary] = {}

    @property
    def partial(self) -> bool:
        """Whether this language gets only the pages that are translated."""
        return self.lang in self.config.partial_languages

    def items(self, kind: str) -> tuple[Item, ...]:
        """Every item of a kind, in the order of their names in this language."""
        if kind not in self._ordered:
            self._ordered[kind] = self.sorted(self.catalogue.all(kind))
        return self._ordered[kind]

    def sorted(self, items: Iterable[Item]) -> tuple[Item, ...]:
        return tuple(sorted(items, key=self._order))

    def _order(self, item: Item) -> tuple[Any, ...]:
        record = item.record
        number = field(record, "number", None) or field(record, "chapter", None)
        version = field(record, "version", "")
        return (-int(version or 0), number or 999, self.name(item).casefold(), item.id)

    def own(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items that get a page in this language."""
        for item in items:
            if not self.partial or self.lang in item.translations:
                yield item

    def foreign(self, address: str) -> str | None:
        """The language that readers find on a page that is no item's, if it is another than theirs."""
        missing = address in self.hub.docs or (self.partial and address not in EVERYWHERE)
        return self.config.original if missing and self.lang != self.config.original else None

    def record(self, item: Item) -> Any:
        return item.text(self.lang)

    def name(self, item: Item) -> str:
        return str(item.text(self.lang).title)

    def lang_of(self, item: Item) -> Markup:
        """The attribute `lang`, for an element that shows an item's text in another language."""
        spoken = item.spoken(self.lang)
        return Markup("") if spoken == self.lang else Markup(' lang="{}"').format(spoken)

    def find(self, kind: str, ids: Iterable[str]) -> list[Item]:
        """The items of these ids that exist."""
        found = (self.catalogue.find(kind, id) for id in ids)
        return [item for item in found if item is not None]

    def cited_at(self, item: Item) -> str:
        """Where the text is published that readers of this language get: what they cite."""
        original = self.config.original
        return self.config.url + localised(item.spoken(self.lang), original, item.address)

    def href(self, target: Item | str) -> str:
        """The address of an item or of a page, for `href`; placed when the page is finished."""
        return HUB + (target if isinstance(target, str) else target.address)

    def book(self, items: Sequence[Item], title: str) -> str:
        """The address of the page that makes a book of some items, the first `book_size` of them."""
        names = ",".join(item.address.removesuffix(".html") for item in items[: self.book_size])
        return f"{HUB}{MAKER}#title={quote(title, safe='')}&items={names}"

    def file(self, item: Item, name: str) -> str:
        return HUB + published(f"{item.entry.source.path.rpartition('/')[0]}/{name}")

    def label(self, item: Item) -> str:
        """What sort of thing an item is, in words."""
        if item.kind == "partner":
            return self.value_name("type", item.record.type)
        if item.kind == "city":
            return self.t(f"level.{item.record.level}")
        if item.kind == "champion":
            return self.t(f"honour.{item.record.honour}")
        kind = field(item.record, "type", None) if item.kind in ("resource", "event") else None
        return self.t(f"type.{kind}") if kind else self.t(f"kind.{item.kind}")

    def chip(self, item: Item, style: str) -> Markup:
        """A term as a small link."""
        return self._once("chip.html.j2", item, style)

    def chips(self, kind: str, ids: Iterable[str], style: str) -> Markup:
        """Terms as small links, those that exist."""
        return joined(self.chip(item, style) for item in self.find(kind, ids))

    def links(self, kind: str, ids: Iterable[str]) -> Markup:
        """Names that lead to the items of these ids, those that exist."""
        shown = (self._once("link.html.j2", item, "") for item in self.find(kind, ids))
        return joined(shown, ", ")

    def card(self, item: Item, style: str = "full") -> Markup:
        """The item as a card for lists; the same bytes wherever it is shown."""
        return self._once("card.html.j2", item, style)

    def _once(self, template: str, item: Item, style: str) -> Markup:
        key = (template, item.kind, item.id, style)
        found = self._fragments.get(key)
        if found is None:
            made = self.render(template, item=item, record=self.record(item), style=style)
            found = self._fragments[key] = Markup(made.strip())
        return found

    def cards(self, items: Iterable[Item], style: str = "full") -> Markup:
        shown = joined(self.card(item, style) for item in items)
        return Markup(f'<ul class="ck-cards ck-cards--{style}">{shown}</ul>')

    def body(self, item: Item) -> Markup:
        """An item's text, safe, with glossary terms marked and alerts named in its own language."""
        spoken = item.spoken(self.lang)
        own = item.address if item.kind == "glossary-term" else ""
        marked = self.glossary(spoken).mark(self.hub.body(item, self.lang).html, own)
        return Markup(
            _alerts(marked, words(spoken)) if "markdown-alert-title" in marked else marked
        )

    def headings(self, item: Item) -> tuple[Heading, ...]:
        return self.hub.body(item, self.lang).headings

    def sections(self, headings: Iterable[Heading]) -> list[Heading]:
        """The headings of a text's main parts."""
        return [heading for heading in headings if heading.level == 2]

    def glossary(self, lang: str) -> Glossary:
        """The terms that are explained in a language; those of another are not found in its texts."""
        if lang not in self._glossaries:
            self._glossaries[lang] = glossary_of(self.catalogue, lang)
        return self._glossaries[lang]

    def render(self, template: str, **values: Any) -> str:
        return template_of(FOLDER, template).render(
            v=self, t=self.t, w=self.t.every, hub=HUB, **values
        )

    def kept(self, make: Callable[..., Iterable[Page]], *given: Item | str) -> Iterator[Page]:
        """The pages of `make(self, *given)`, or those it gave when all that it can print was the same.

        It may print front matters, settings and words as it likes, but the entries' texts, and which
        translations are behind, only of the items it is given.
        """
        if self._kept is None:
            yield from make(self, *given)
            return
        parts = [self.hub.state, self.lang, make.__module__, make.__qualname__]
        for one in given:
            if isinstance(one, str):
                parts.append(one)
            else:
                parts += [one.kind, one.id, one.source(self.lang).body]
                parts += [lang for lang, found in one.translations.items() if found.stale]
        key = digest(*parts)
        if (found := self._kept.get(key)) is not None:
            yield from unpacked(found, key)
            return
        pages = tuple(make(self, *given))
        self._kept.put(key, packed(pages))
        yield from (replace(page, mark=f"{key}-{number}") for number, page in enumerate(pages))

    def page(
        self,
        address: str,
        title: str,
        description: str,
        html: str,
        section: str,
        *,
        headings: Sequence[Heading] = (),
        item: Item | None = None,
        indexed: bool = True,
    ) -> Page:
        """A page of this language; an item's page knows its source and its other languages."""
        original = self.config.original
        path = localised(self.lang, original, address)
        spoken = item.spoken(self.lang) if item else self.lang
        changed = item.text(self.lang).reviewed.isoformat() if item else None
        return Page(
            path=path,
            lang=self.lang,
            spoken=spoken,
            title=title,
            description=description,
            # There an address is its own path; elsewhere it depends on which pages there are.
            html=place(html, up(path), None) if self.lang == original else html,
            section=section,
            headings=tuple(headings),
            edit=item.source(self.lang).source.path if item else None,
            alternates=tuple(
                (lang, localised(lang, original, address))
                for lang in self.config.all_languages
                if lang not in self.config.partial_languages
                or address in EVERYWHERE
                or (item is not None and lang in item.translations)
            ),
            indexed=indexed and spoken == self.lang,
            changed=changed,
        )

    def item_page(
        self,
        item: Item,
        template: str,
        section: str,
        headings: Sequence[Heading] | None = None,
        **values: Any,
    ) -> Page:
        """An item's own page; `headings` are the contents list where it is more than the text's."""
        record = self.record(item)
        listed = self.headings(item) if headings is None else headings
        html = self.render(
            template, item=item, record=record, body=self.body(item), headings=listed, **values
        )
        return self.page(
            item.address, record.title, record.summary, html, section, headings=listed, item=item
        )

    def crumbs(self, *steps: tuple[str, str]) -> list[tuple[str, str]]:
        """Breadcrumbs from home; each step is an address and a name."""
        return [("index.html", self.t("menu.home")), *steps]

    def value_name(self, facet: str, value: str) -> str:
        if not value:
            return self.t("list.other")
        if facet == "country":
            return self.t.country(value)
        if facet == "language":
            return self.t.language(value)
        if facet == "type":
            kind = "organisation-type"
            found = self.catalogue.find(kind, value)
            return self.name(found) if found else self.t(f"type.{value}")
        if facet in BY_NAME:
            found = self.catalogue.find(facet, value)
            return self.name(found) if found else value
        return value


def _alerts(body: str, t: Words) -> str:
    return ALERT.sub(lambda found: t(f"alert.{found[1].lower()}"), body)
