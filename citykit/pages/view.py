"""The hub as one language's readers see it: what every page family and template works with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from citykit.catalogue import Item
from citykit.facets import FACETS, Facet, Facets
from citykit.glossary import SHORT, Glossary, Meaning
from citykit.hub import Hub
from citykit.kinds import BY_NAME
from citykit.links import HUB, published
from citykit.markdown import Heading
from citykit.output import Page, localised
from citykit.related import Related
from citykit.words import Words, words

PAGE_SIZE = 60
SEARCH = "search.html"


@cache
def environment() -> Environment:
    """Templates beside their families; everything printed is escaped, a missing name is an error."""
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


class View:
    """A language's view of the hub. Fragments that many pages show are made once.

    Templates get it as `v`, its words as `t` (to call) and `w` (a mapping, for plain texts: quicker).
    """

    def __init__(self, hub: Hub, lang: str, facets: Facets, related: Related) -> None:
        self.hub = hub
        self.lang = lang
        self.catalogue = hub.catalogue
        self.config = hub.config
        self.facets = facets
        self.related = related
        self.t: Words = words(lang)
        self._fragments: dict[tuple[str, str, str, str], Markup] = {}

    @property
    def partial(self) -> bool:
        """Whether this language gets only the pages that are translated."""
        return self.lang in self.config.partial_languages

    def items(self, kind: str) -> tuple[Item, ...]:
        """Every item of a kind, in the order of their names in this language."""
        return self.sorted(self.catalogue.all(kind))

    def sorted(self, items: Iterable[Item]) -> tuple[Item, ...]:
        return tuple(sorted(items, key=self._order))

    def _order(self, item: Item) -> tuple[Any, ...]:
        record = item.record
        number = getattr(record, "number", None) or getattr(record, "chapter", None)
        version = getattr(record, "version", "")
        return (-int(version or 0), number or 999, self.name(item).casefold(), item.id)

    def newest(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """Resources, the last published first."""
        return tuple(
            sorted(
                sorted(items, key=lambda item: item.id),
                key=lambda item: item.record.published,
                reverse=True,
            )
        )

    def own(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items that get a page in this language."""
        for item in items:
            if not self.partial or self.lang in item.translations:
                yield item

    def record(self, item: Item) -> Any:
        return item.text(self.lang)

    def name(self, item: Item) -> str:
        return str(item.text(self.lang).title)

    def find(self, kind: str, ids: Iterable[str]) -> list[Item]:
        """The items of these ids that exist."""
        found = (self.catalogue.find(kind, id) for id in ids)
        return [item for item in found if item is not None]

    def href(self, target: Item | str) -> str:
        """The address of an item or of a page, for `href`; placed when the page is finished."""
        return HUB + (target if isinstance(target, str) else target.address)

    def file(self, item: Item, name: str) -> str:
        return HUB + published(f"{item.entry.source.path.rpartition('/')[0]}/{name}")

    def label(self, item: Item) -> str:
        """What sort of thing an item is, in words."""
        if item.kind == "partner":
            return self.value_name("type", item.record.type)
        kind = getattr(item.record, "type", None) if item.kind in ("resource", "event") else None
        return self.t(f"type.{kind}") if kind else self.t(f"kind.{item.kind}")

    def chip(self, item: Item, style: str) -> Markup:
        """A term as a small link."""
        return self._once("chip.html.j2", item, style)

    def card(self, item: Item, style: str = "full") -> Markup:
        """The item as a card for lists; the same bytes wherever it is shown."""
        return self._once("card.html.j2", item, style)

    def _once(self, template: str, item: Item, style: str) -> Markup:
        key = (template, item.kind, item.id, style)
        if key not in self._fragments:
            made = self.render(template, item=item, record=self.record(item), style=style)
            self._fragments[key] = Markup(made.strip())
        return self._fragments[key]

    def cards(self, items: Iterable[Item], style: str = "full") -> Markup:
        shown = Markup("").join(self.card(item, style) for item in items)
        return Markup('<ul class="ck-cards ck-cards--{}">{}</ul>').format(style, shown)

    def finder(self, items: Sequence[Item] | None = None) -> Markup:
        """A box, filters and results: for items of the same types as these, to stand above a list
        of them, or for everything."""
        if items is None:
            return Markup(self.render("finder.html.j2", types=(), facets=()))
        if not items:
            return Markup("")
        types = sorted({self._type(item) for item in items})
        facets = [facet.name for facet in FACETS if self._differ(facet, items)]
        return Markup(self.render("finder.html.j2", types=types, facets=facets))

    def _type(self, item: Item) -> str:
        """What an item counts as among the types that readers search by."""
        return str(item.record.type) if item.kind in ("resource", "event") else item.kind

    def _differ(self, facet: Facet, items: Sequence[Item]) -> bool:
        """Whether a facet tells some of the items from others."""

        def values(item: Item) -> tuple[str, ...]:
            named = facet.name == "type"
            return (self._type(item),) if named else tuple(facet.values(self.facets, item))

        first = values(items[0])
        return any(values(item) != first for item in items)

    def body(self, item: Item) -> Markup:
        """An item's text, safe and with glossary terms marked."""
        found = self.hub.body(item, self.lang)
        own = item.address if item.kind == "glossary-term" else ""
        return Markup(self.glossary.mark(found.html, own))

    def headings(self, item: Item) -> tuple[Heading, ...]:
        return self.hub.body(item, self.lang).headings

    @cached_property
    def glossary(self) -> Glossary:
        meanings: dict[str, Meaning] = {}
        for item in self.catalogue.all("glossary-term"):
            record = self.record(item)
            text = record.summary
            short = text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0] + " …"
            for word in (record.title, *record.also_known_as):
                meanings.setdefault(word.casefold(), Meaning(item.address, record.title, short))
        return Glossary(meanings)

    def render(self, template: str, **values: Any) -> str:
        return (
            environment()
            .get_template(template)
            .render(v=self, t=self.t, w=self.t.every, hub=HUB, **values)
        )

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
        spoken = item.spoken(self.lang) if item else self.lang
        changed = item.text(self.lang).reviewed.isoformat() if item else None
        return Page(
            path=localised(self.lang, self.config.original, address),
            lang=self.lang,
            spoken=spoken,
            title=title,
            description=description,
            html=html,
            section=section,
            headings=tuple(headings),
            edit=item.source(self.lang).source.path if item else None,
            alternates=tuple(
                (lang, localised(lang, self.config.original, address))
                for lang in self.config.all_languages
                if lang not in self.config.partial_languages
                or address in ("index.html", SEARCH)
                or (item is not None and lang in item.translations)
            ),
            indexed=indexed and spoken == self.lang,
            changed=changed,
        )

    def crumbs(self, *steps: tuple[str, str]) -> list[tuple[str, str]]:
        """Breadcrumbs from home; each step is an address and a name."""
        return [("index.html", self.t("menu.home")), *steps]

    def paged(
        self, items: Sequence[Item], address: str
    ) -> Iterator[tuple[str, Sequence[Item], int, int]]:
        """Cut a long list into pages: address, items, number of the page, number of pages."""
        count = max(1, -(-len(items) // PAGE_SIZE))
        stem = address.removesuffix(".html")
        for number in range(1, count + 1):
            cut = items[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
            yield (address if number == 1 else f"{stem}-{number}.html"), cut, number, count

    def groups(self, items: Iterable[Item], facet: str) -> list[tuple[str, list[Item]]]:
        """Items under each value of a facet, by the value's name; items without one come last."""
        found: dict[str, list[Item]] = {}
        for item in items:
            values = list(dict.fromkeys(self._values(facet, item))) or [""]
            for value in values:
                found.setdefault(value, []).append(item)
        named = [(self.value_name(facet, value), members) for value, members in found.items()]
        return sorted(
            named, key=lambda group: (group[0] == self.t("list.other"), group[0].casefold())
        )

    def _values(self, facet: str, item: Item) -> Iterable[str]:
        return next(f for f in FACETS if f.name == facet).values(self.facets, item)

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
