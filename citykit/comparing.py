"""What is new between two states of a hub's pages, as a reader sees them: by words, not by markup."""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from citykit.output import Page

# A paragraph of more words is shown as taken out and put in, as a whole.
MOST_WORDS = 3000
# And so is one that has less than this in common with the one in its place.
_ALIKE = 0.5
_HIDDEN = re.compile(r"<(script|style|template)\b.*?</\1>", re.S)
_BREAK = re.compile(
    r"</?(?:p|li|h\d|tr|div|section|dt|dd|figure|pre|table|ul|ol|nav|header|br)\b[^>]*>"
)
_TAG = re.compile(r"<[^>]+>")
_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_OUTSIDE = re.compile(r'(?:href|src)="(https?://[^"]*)"')

Piece = tuple[Literal["same", "cut", "new"], str]
"""Some words, and whether they were there before, are gone, or are new."""


@dataclass(frozen=True)
class Sheet:
    """A page as it is compared: its title, its text line by line, and whom it comes from: the entry's
    file, or None for a page that the hub makes itself."""

    path: str
    title: str
    lines: tuple[str, ...]
    source: str | None
    outside: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Changed:
    """A page that reads differently: what differs, paragraph by paragraph."""

    before: Sheet
    after: Sheet
    paragraphs: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True)
class Comparison:
    """Pages by what happened to them, and addresses outside the hub that no page had before, each
    with the page that has it now."""

    added: tuple[Sheet, ...]
    changed: tuple[Changed, ...]
    removed: tuple[Sheet, ...]
    outside: tuple[tuple[str, str], ...]


def sheets(pages: Iterable[Page], docs: Mapping[str, str], edit: str) -> dict[str, Sheet]:
    """Pages by path. A page shown in place of a translation is left out: it says nothing of its own.
    `docs` are hand-written pages, compared as they were written."""
    made = {
        page.path: Sheet(page.path, page.title, lines(page.html), page.edit, _outside(page, edit))
        for page in pages
        if page.spoken == page.lang
    }
    for path, text in docs.items():
        source = f"docs/{path.removesuffix('.html')}.md"
        title = next((line.lstrip("# ") for line in text.split("\n") if line.startswith("#")), path)
        found = frozenset(re.findall(r"https?://[^\s)>\"\]]+", text))
        made[path] = Sheet(path, title, tuple(text.split("\n")), source, found)
    return made


def _outside(page: Page, edit: str) -> frozenset[str]:
    """The addresses on other sites that a page leads to, but for the one where it is edited."""
    found = map(html.unescape, _OUTSIDE.findall(page.html))
    return frozenset(address for address in found if not address.startswith(edit))


def lines(page: str) -> tuple[str, ...]:
    """What a reader sees of a page's HTML, a line a paragraph."""
    text = _TAG.sub("", _BREAK.sub("\n", _HIDDEN.sub("", page)))
    shown = (" ".join(line.split()) for line in html.unescape(text).split("\n"))
    return tuple(line for line in shown if line)


def compare(before: Mapping[str, Sheet], after: Mapping[str, Sheet]) -> Comparison:
    """What differs, in order of path."""
    known = frozenset(address for sheet in before.values() for address in sheet.outside)
    both = [(before[path], sheet) for path, sheet in after.items() if path in before]
    return Comparison(
        added=_in_order(sheet for path, sheet in after.items() if path not in before),
        changed=tuple(
            sorted(
                (
                    Changed(old, new, tuple(paragraphs(old.lines, new.lines)))
                    for old, new in both
                    if (old.title, old.lines) != (new.title, new.lines)
                ),
                key=lambda one: one.after.path,
            )
        ),
        removed=_in_order(sheet for path, sheet in before.items() if path not in after),
        outside=tuple(
            sorted(
                {
                    (address, sheet.path)
                    for sheet in after.values()
                    if sheet.source
                    for address in sheet.outside - known
                }
            )
        ),
    )


def _in_order(found: Iterable[Sheet]) -> tuple[Sheet, ...]:
    # Entries first, then the lists and other pages that the hub makes itself.
    return tuple(sorted(found, key=lambda sheet: (sheet.source is None, sheet.path)))


def paragraphs(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[tuple[Piece, ...]]:
    """The paragraphs that differ, each in pieces."""
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "replace" and b - a == d - c:
            yield from (tuple(words(old[a + n], new[c + n])) for n in range(b - a))
        elif tag == "replace":
            yield tuple(words("\n".join(old[a:b]), "\n".join(new[c:d])))
        elif tag != "equal":
            yield from ((("cut", line),) for line in old[a:b])
            yield from ((("new", line),) for line in new[c:d])


def words(old: str, new: str) -> Iterator[Piece]:
    """One paragraph and what became of it, word by word."""
    ours, theirs = _WORD.findall(old), _WORD.findall(new)
    if max(len(ours), len(theirs)) > MOST_WORDS:
        yield from (("cut", old), ("new", new))
        return
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    if matcher.ratio() < _ALIKE:
        yield from (("cut", old), ("new", new))
        return
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield "same", "".join(ours[a:b])
            continue
        if b > a:
            yield "cut", "".join(ours[a:b])
        if d > c:
            yield "new", "".join(theirs[c:d])
