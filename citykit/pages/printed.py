"""Entries as they stand in a book: on one page with others, in a PDF, an EPUB or a reader's own book."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from citykit.catalogue import Item
from citykit.markdown import HUB, Heading
from citykit.output import localised
from citykit.pages.view import View

CHAPTER = "handbook-chapter"
# What a page does with a text beyond printing it: meanings shown on hover, links of headings.
_ON_SCREEN = re.compile(
    r'<span class="ck-term__tip".*?</span>|<a class="headerlink"[^>]*>#</a>| loading="lazy"', re.S
)
_HEADING = re.compile(r"(</?h)([2-6])\b")
_TAG = re.compile(r'<[a-z](?:[^"<>]|"[^"]*")*>')
_ATTRIBUTE = re.compile(r' (id|href|src|aria-labelledby)="([^"]*)"')
_TERM = re.compile(rf'href="{HUB}glossary\.html#([a-z0-9-]+)"')


@dataclass(frozen=True)
class Chapter:
    """`html` begins with its title; its ids are its own, its links the hub's (`citykit-hub:…`)."""

    item: Item
    number: int
    title: str
    lang: str
    html: str
    headings: tuple[Heading, ...]

    @property
    def id(self) -> str:
        return self.item.id


@dataclass(frozen=True)
class Meaning:
    """A term of the glossary that a chapter uses."""

    id: str
    title: str
    lang: str
    text: str


@dataclass(frozen=True)
class Volume:
    """The Handbook in one language. `day` is the latest on which a chapter of it was reviewed: a
    book changes when its texts do, and not with the clock."""

    lang: str
    chapters: tuple[Chapter, ...]
    glossary: tuple[Meaning, ...]
    day: date
    bylines: tuple[str, ...]
    licences: tuple[str, ...]


def printed(view: View, item: Item, level: int = 1) -> str:
    """An item's text with its sources and who wrote it under which licence, as HTML. Its title is a
    heading of the given level."""
    body = view.body(item)
    if level > 1:
        body = Markup(_HEADING.sub(lambda found: _lower(found, level - 1), body))
    record = view.record(item)
    html = view.render(
        "printed.html.j2",
        item=item,
        record=record,
        body=body,
        level=level,
        has=type(item.record).model_fields,
        spoken=view.lang_of(item),
        where=view.config.url + localised(view.lang, view.config.original, item.address),
    )
    return _ON_SCREEN.sub("", html)


def _lower(found: re.Match[str], steps: int) -> str:
    return f"{found[1]}{min(int(found[2]) + steps, 6)}"


def volume(view: View, level: int = 1) -> Volume | None:
    """The Handbook as a language's readers get it; None where there is none."""
    items = [item for item in view.items("resource") if item.record.type == CHAPTER]
    if not items:
        return None
    chapters = tuple(
        Chapter(
            item,
            item.record.chapter,
            view.name(item),
            item.spoken(view.lang),
            printed(view, item, level),
            tuple(view.sections(view.headings(item))),
        )
        for item in items
    )
    used = {id for chapter in chapters for id in _TERM.findall(chapter.html)}
    terms = [item for item in view.items("glossary-term") if item.id in used]
    return Volume(
        view.lang,
        chapters,
        tuple(
            Meaning(item.id, view.name(item), item.spoken(view.lang), view.record(item).summary)
            for item in terms
        ),
        max(item.text(view.lang).reviewed for item in items),
        tuple(dict.fromkeys(item.record.byline or view.config.name for item in items)),
        tuple(dict.fromkeys(item.record.licence for item in items)),
    )


def addresses(volume: Volume, place: Callable[[str, str], str]) -> Mapping[str, str]:
    """Where the hub's addresses are found within the book. `place` takes the id of a chapter, or
    `glossary`, and that of a heading or a term, which may be empty, and gives what to link to."""
    found = {"glossary.html": place("glossary", "")}
    for chapter in volume.chapters:
        found[chapter.item.address] = place(chapter.id, "")
        for heading in chapter.headings:
            found[f"{chapter.item.address}#{heading.id}"] = place(chapter.id, heading.id)
    for meaning in volume.glossary:
        found[f"glossary.html#{meaning.id}"] = place("glossary", meaning.id)
    return found


def apart(html: str, name: str) -> str:
    """The text with its ids, and the links to them, set apart from those of other texts: `name--ID`."""

    def change(attribute: str, value: str) -> str:
        if attribute in ("id", "aria-labelledby"):
            return f"{name}--{value}"
        if attribute == "href" and value.startswith("#"):
            return f"#{name}--{value[1:]}"
        return value

    return attributes(html, change)


def linked(
    html: str, within: Mapping[str, str], outside: Callable[[str], str], picture: str = HUB
) -> str:
    """The text with the hub's addresses led to where they are found `within` the book, or `outside`;
    those of pictures begin with `picture` instead of `citykit-hub:`."""

    def change(attribute: str, value: str) -> str:
        if attribute not in ("href", "src") or not value.startswith(HUB):
            return value
        address = value.removeprefix(HUB)
        if attribute == "src":
            return picture + address
        return within.get(address) or within.get(address.partition("#")[0]) or outside(address)

    return attributes(html, change)


def attributes(html: str, change: Callable[[str, str], str]) -> str:
    """Change ids and addresses in the tags of safe HTML, never anything in its texts."""

    def in_tag(tag: re.Match[str]) -> str:
        return _ATTRIBUTE.sub(lambda found: f' {found[1]}="{change(found[1], found[2])}"', tag[0])

    return _TAG.sub(in_tag, html)


def one_page(volume: Volume) -> Iterable[tuple[Chapter, Markup]]:
    """The chapters for one page: ids apart, links among them within the page."""
    within = addresses(volume, lambda name, id: f"#{name}--{id}" if id else f"#{name}")
    for chapter in volume.chapters:
        html = linked(apart(chapter.html, chapter.id), within, lambda address: HUB + address)
        yield chapter, Markup(html)
