"""Contributed Markdown to safe HTML.

comrak converts: CommonMark and GFM as on the forges (tables, footnotes, task lists, alerts,
autolinks, heading anchors), maintained, with positions for every link, and the fastest of those
tried (0.16 ms for a page of 900 words beside 0.19 for cmark-gfm, which has neither alerts nor
anchors, 8 for markdown-it-py and 18 for Python-Markdown). Raw HTML is shown as text. nh3 then lets
through only what comrak itself writes, so that a fault in one of the two is caught by the other.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import comrak
import nh3

from citykit.bounds import slow, too_much
from citykit.diagnostics import Diagnostic, Edit, Location, listing, meant, unmistakable
from citykit.entry import Entry
from citykit.invisible import CONTROL, invisible
from citykit.messages import said

HUB = "citykit-hub:"
RESERVED_ID = re.compile(r"^(__|ck-|source-|fn)")


class Heading(NamedTuple):
    """A heading of the body, for the contents list; `text` is plain."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Body:
    """Safe HTML. Links to the hub's own pages read `citykit-hub:ADDRESS` until a page places them.
    `links` are the addresses as written, whether each is a picture's, and what they led to."""

    html: str
    headings: tuple[Heading, ...]
    links: tuple[tuple[str, bool, str], ...]
    diagnostics: tuple[Diagnostic, ...]


class DeadEnd(NamedTuple):
    """What is wrong with an address; `meant` is the one that can only have been meant."""

    code: str
    message: str
    hint: str
    meant: str | None = None


Resolve = Callable[[str, bool], str | tuple[str, str, str] | DeadEnd]
"""Takes an address as written and whether it is a picture's; gives the address to put in the page,
or what is wrong with it."""

_TAGS = {
    "a", "blockquote", "br", "code", "del", "div", "em", "h2", "h3", "h4", "h5", "h6", "hr", "img",
    "input", "label", "li", "ol", "p", "pre", "section", "strong", "sup", "table", "tbody", "td", "th",
    "thead", "tr", "ul", "span",
}  # fmt: skip
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_CLASSES = {
    "a": {"ck-cite", "footnote-backref", "headerlink"},
    "div": {"markdown-alert", "ck-table"}
    | {f"markdown-alert-{name}" for name in ("note", "tip", "important", "warning", "caution")},
    "p": {"markdown-alert-title"},
    "section": {"footnotes"},
    "sup": {"footnote-ref"},
}


@cache
def _cleaner() -> nh3.Cleaner:
    attributes: dict[str, set[str]] = {
        "a": {"href", "aria-label", "id"},
        "img": {"src", "alt", "width", "height", "loading"},
        "input": {"checked", "disabled"},
        "li": {"id"},
        "ol": {"start"},
        **{name: {"id"} for name in _HEADINGS},
    }
    return nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags={"script", "style"},
        attributes=attributes,
        tag_attribute_values={
            "input": {"type": {"checkbox"}},
            "td": {"align": {"left", "center", "right"}},
            "th": {"align": {"left", "center", "right"}},
        },
        allowed_classes=_CLASSES,
        url_schemes={"http", "https", "mailto", HUB[:-1]},
        link_rel=None,
    )


def sanitize(fragment: str) -> str:
    """Let through only the tags, attributes and address schemes that a converted body may have."""
    return _cleaner().clean(fragment)


@cache
def _extensions() -> comrak.ExtensionOptions:
    options = comrak.ExtensionOptions()
    for name in ("table", "strikethrough", "tasklist", "footnotes", "alerts", "autolink"):
        setattr(options, name, True)
    options.header_id_prefix = ""
    return options


@cache
def _rendering(positions: bool) -> comrak.RenderOptions:
    options = comrak.RenderOptions()
    options.escape = True
    options.unsafe_ = True  # so that every address reaches `resolve`, which refuses the unsafe ones
    options.sourcepos = positions
    return options


# The sanitizer sees headings without comrak's anchors, which are half of all their tags; ours are
# added to what it lets through. There, `"` stands for itself in a tag only, so that what these find
# are tags, and never a text or a part of an attribute.
_ANCHOR = r'<a href="#[^"]*" aria-label="[^"]*" data-heading-content="[^"]*" class="anchor"></a>'
_HEADING = re.compile(rf'<h([1-6])(?: id="([^"]*)")?>(.*?){_ANCHOR}</h\1>', re.S)
_HEADING_ANCHOR = re.compile(_ANCHOR)
_SAFE_HEADING = re.compile(
    r'(<h([2-6]) id="([^"]*)">[^<]*(?:<(?!/h[2-6]>)[^"<>]*(?:"[^"]*"[^"<>]*)*>[^<]*)*)</h\2>'
)
_ADDRESS = re.compile(r'(<a href|<img src)="([^"]*)"')
_CITED = re.compile(
    r'<sup class="footnote-ref"><a href="#fn-([^"]+)" id="[^"]+" data-footnote-ref>\d+</a></sup>'
)
_DEFINITION = re.compile(r'<li id="fn-([^"]+)">.*?</li>\n?', re.S)
_EMPTY_NOTES = re.compile(r'<section class="footnotes" data-footnotes>\s*<ol>\s*</ol>\s*</section>')
_OWN_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.M)
_BREAK = "[ck-break]: #\n\n"
_UNDEFINED = re.compile(r"\[\^([^\]\s]+)\]")
_TASK = re.compile(
    r'<li>(<input type="checkbox"(?: checked="")? disabled="" /> (?:(?!<p>|<ul|<ol|</li>).)*?)(?=\s*(?:</li>|<ul|<ol))',
    re.S,
)
_ENTITY = re.compile(r"&#?\w+;")
_TAG_OR_HUB = re.compile(rf'(<[^"<>]*(?:"[^"]*"[^"<>]*)*>)|="{HUB}')
_TAG = re.compile(r"<[^>]+>")
_CODE = re.compile(r"<code[^>]*>.*?</code>", re.S)


def convert(entry: Entry, resolve: Resolve, sources: tuple[str, ...] = ()) -> Body:
    """Convert an entry's body. `[^id]` of one of the `sources` becomes a link to `#source-id`."""
    if fault := slow(entry):
        return Body("", (), (), (fault,))
    return _Conversion(entry, resolve, sources).run()


class _Conversion:
    def __init__(self, entry: Entry, resolve: Resolve, sources: tuple[str, ...]) -> None:
        self.entry = entry
        self.resolve = resolve
        self.sources = sources
        self.faults: list[tuple[int, str, DeadEnd]] = []
        self.headings: list[Heading] = []
        self.links: list[tuple[str, bool, str]] = []
        self.taken: set[str] = set()
        self.count = 0

    def run(self) -> Body:
        text = self.entry.body
        # A source cited gets a definition to point to; a note of the author's own stays a note.
        noted = "[^" in text
        own = set(_OWN_NOTE.findall(text)) if noted else set()
        self.citable = {id for id in self.sources if noted and f"[^{id}]" in text and id not in own}
        notes = "".join(f"[^{id}]: x\n\n" for id in self.sources if id in self.citable)
        # They stand first, where no unclosed code block swallows them; a link definition, which
        # prints nothing, keeps an indented first line from becoming a part of the last one.
        rendered = comrak.render_markdown(
            f"{notes}{_BREAK}{text}" if notes else text,
            extension_options=_extensions(),
            render_options=_rendering(False),
        )
        if fault := too_much(self.entry, rendered) or self._invisible(rendered):
            return Body("", (), (), (fault,))
        if noted:
            rendered = _CITED.sub(self._cite, rendered)
            rendered = _EMPTY_NOTES.sub("", _DEFINITION.sub(self._note, rendered))
        rendered = self._without_anchors(rendered)
        rendered = _ADDRESS.sub(self._address, rendered)
        if 'type="checkbox"' in rendered:
            rendered = _TASK.sub(r"<li><label>\1</label>", rendered)
        if "<table>" in rendered:
            rendered = rendered.replace("<table>", '<div class="ck-table"><table>').replace(
                "</table>", "</table></div>"
            )
        safe = sanitize(rendered)
        if HUB in text:
            # Only in tags is it an address that a page will place.
            safe = _TAG_OR_HUB.sub(lambda found: found[1] or f"=&quot;{HUB}", safe)
        safe = _SAFE_HEADING.sub(_with_anchor, safe)
        return Body(
            safe, tuple(self.headings), tuple(self.links), tuple(self._diagnostics(rendered))
        )

    def _invisible(self, rendered: str) -> Diagnostic | None:
        """A character that was written as `&#x202e;` or the like; elsewhere it was refused before."""
        if "&" not in self.entry.body or not (found := CONTROL.search(rendered)):
            return None
        for spot in _ENTITY.finditer(self.entry.body):
            if html.unescape(spot.group()) == found.group():
                line, column = _place(self.entry.body, spot.start())
                at = self._at(line, column, column + len(spot.group()))
                return Diagnostic(at, *invisible(found.group()))
        return Diagnostic(self._at(1, 1, 2), *invisible(found.group()))

    def _cite(self, found: re.Match[str]) -> str:
        id = found[1]
        if id not in self.citable:
            return found[0]
        number = self.sources.index(id) + 1
        return (
            f'<sup class="footnote-ref"><a class="ck-cite" href="#source-{id}">{number}</a></sup>'
        )

    def _note(self, found: re.Match[str]) -> str:
        return "" if found[1] in self.citable else found[0]

    def _without_anchors(self, rendered: str) -> str:
        """Note the headings, and give those another id that may not have theirs."""
        ids: list[str] = []
        for level, written, inner in _HEADING.findall(rendered):
            text = _TAG.sub("", inner) if "<" in inner else inner
            id = html.unescape(written) or "section"
            if id in self.taken or RESERVED_ID.match(id):
                id = f"section-{id.lstrip('_')}-{len(self.headings) + 1}"
            self.taken.add(id)
            self.headings.append(Heading(int(level), id, html.unescape(text).strip()))
            ids.append(written)
        if [heading.id for heading in self.headings] == ids:
            return _HEADING_ANCHOR.sub("", rendered)
        given = iter(self.headings)
        return _HEADING.sub(
            lambda found: (
                f'<h{found[1]} id="{html.escape(next(given).id)}">{found[3]}</h{found[1]}>'
            ),
            rendered,
        )

    def _address(self, found: re.Match[str]) -> str:
        tag, address = found.groups()
        written = html.unescape(address)
        if written.startswith("#") and self._within(written):
            return found[0]
        picture = tag == "<img src"
        number = self.count
        self.count += 1
        resolved = self.resolve(written, picture)
        if isinstance(resolved, tuple):
            self.faults.append((number, written, DeadEnd(*resolved)))
            return f'{tag}=""'
        self.links.append((written, picture, resolved))
        lazy = ' loading="lazy"' if picture else ""
        return f'{tag}="{html.escape(resolved)}"{lazy}'

    def _within(self, written: str) -> bool:
        """Whether an address leads to a place on this page."""
        if written.startswith("#source-"):
            return written.removeprefix("#source-") in self.sources
        return written.startswith("#fn") or (written.startswith("#") and written[1:] in self.taken)

    def _diagnostics(self, rendered: str) -> list[Diagnostic]:
        found: list[Diagnostic] = []
        if self.faults:
            places = [at for written, at in link_places(self.entry) if not self._within(written)]
            for number, written, (code, message, hint, meant) in self.faults:
                at = places[number] if number < len(places) else self._at(1, 1, 2)
                fix = self._led_otherwise(at, written, meant)
                found.append(Diagnostic(at, code, message, hint, fix=fix))
        if "[^" in rendered:
            found += self._undefined_notes(rendered)
        if any(heading.level == 1 for heading in self.headings):
            found.append(self._first_level())
        return found

    def _at(self, line: int, column: int, end_column: int) -> Location:
        return Location(self.entry.source.path, self.entry.body_line + line - 1, column, end_column)

    def _undefined_notes(self, rendered: str) -> list[Diagnostic]:
        prose = html.unescape(_TAG.sub("", _CODE.sub("", rendered)))
        found = []
        for id in dict.fromkeys(_UNDEFINED.findall(prose)):
            line, column = _position(self.entry.body, f"[^{id}]")
            fault = "unknown-source/in-text" if self.sources else "unknown-source/in-text-none"
            words = meant(said(fault, id=id, known=listing(self.sources)), id, self.sources)
            at = self._at(line, column, column + len(id) + 3)
            found.append(Diagnostic(at, *words, fix=self._cited_otherwise(id)))
        return found

    def _cited_otherwise(self, id: str) -> tuple[Edit, ...]:
        """Cite the source that `id` can only be a slip for, wherever the text cites it."""
        meant = unmistakable(id, self.sources)
        written, path, first = f"[^{id}]", self.entry.source.path, self.entry.body_line
        return tuple(
            Edit(path, (first + number, at + 3), (first + number, at + 3 + len(id)), meant)
            for number, line in enumerate(self.entry.body.split("\n"))
            for at in (found.start() for found in re.finditer(re.escape(written), line))
            if meant
        )

    def _led_otherwise(self, at: Location, written: str, meant: str | None) -> tuple[Edit, ...]:
        """Another address in the link at a place, if it stands there as written."""
        if meant is None:
            return ()
        line = self.entry.body.split("\n")[at.line - self.entry.body_line]
        found = line.find(f"({written})", at.column - 1, at.end_column)
        if found < 0:
            return ()
        start = found + 2
        return (Edit(at.path, (at.line, start), (at.line, start + len(written)), meant),)

    def _first_level(self) -> Diagnostic:
        heading = next(heading for heading in self.headings if heading.level == 1)
        spot = re.search(r'<h1 [^>]*data-sourcepos="(\d+):', _with_positions(self.entry))
        line = int(spot[1]) if spot else 1
        text = self.entry.body.split("\n")[line - 1]
        at = self._at(line, 1, len(text) + 1)
        fix = (Edit(at.path, (at.line, 1), (at.line, 1), "#"),) if text.startswith("# ") else ()
        return Diagnostic(at, *said("title-in-text", heading=heading.text), fix=fix)


def _with_anchor(heading: re.Match[str]) -> str:
    whole, level, id = heading.groups()
    return f'{whole}<a class="headerlink" href="#{id}" aria-label="#">#</a></h{level}>'


def _with_positions(entry: Entry) -> str:
    """The body once more, with the place of every part in it: wanted only when something is wrong."""
    return comrak.render_markdown(
        entry.body, extension_options=_extensions(), render_options=_rendering(True)
    )


_SPOT = re.compile(r'<(?:a|img) data-sourcepos="(\d+):(\d+)-(\d+):(\d+)" (?:href|src)="([^"]*)"')


def link_places(entry: Entry) -> list[tuple[str, Location]]:
    """Each link and picture of a body, as written, and where it stands."""
    places = []
    lines = entry.body.split("\n")
    for spot in _SPOT.finditer(_with_positions(entry)):
        line, column, end_line, end = (int(spot[n]) for n in range(1, 5))
        # comrak counts bytes; contributors count characters
        raw = lines[line - 1].encode() if line <= len(lines) else b""
        start = len(raw[: column - 1].decode("utf-8", "ignore")) + 1
        stop = len(raw[:end].decode("utf-8", "ignore")) + 1 if end_line == line else start + 1
        at = Location(entry.source.path, entry.body_line + line - 1, start, max(stop, start + 1))
        places.append((html.unescape(spot[5]), at))
    return places


def _position(text: str, part: str) -> tuple[int, int]:
    return _place(text, max(text.find(part), 0))


def _place(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1
