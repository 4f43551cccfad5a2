"""What keeps a text from being slow to convert: a page that would be is named, not waited for.

Converters take time that grows with the square of some things: how deep quotes and lists nest, how
many headings share a name, how wide a table is. Nobody writes as much of any as stands here.
"""

from __future__ import annotations

import re
from itertools import repeat

from citykit.diagnostics import Diagnostic, Location
from citykit.entry import Entry

MAX_LINE = 20_000
MAX_DEPTH = 20
MAX_COLUMNS = 50
MAX_HEADINGS = 500
MAX_NOTES = 1_000
MAX_LINKS = 5_000
MAX_HTML = 2 * 1024 * 1024

# Each way to read a line is the only one, so that these never try a second.
_MARK = r"(?:>[ \t]*|(?:[-+*]|\d{1,9}[.)])[ \t]+)"
_DEEP = re.compile(rf"\n[ \t]*{_MARK}{{{MAX_DEPTH + 1}}}")
# What is counted, what each of them must have in it, how many there may be, and what they are called.
_COUNTED = (
    (
        re.compile(rf"^[ \t]*{_MARK}*(?:#{{1,6}}(?=[ \t\n])|[=-]+[ \t]*$)", re.M),
        ("\n",),
        MAX_HEADINGS,
        "headings",
    ),
    (re.compile(r"\[\^"), ("[^",), MAX_NOTES, "notes"),
    (
        re.compile(r"\]\(|\]\[|\]:|://|www\.|@"),
        ("]", "://", "www.", "@"),
        MAX_LINKS,
        "links",
    ),
)


def slow(entry: Entry) -> Diagnostic | None:
    """Why the text of an entry is not converted, if it would take long. Few texts have so much of
    anything as a whole that they must be looked at line by line."""
    body = entry.body
    if len(body) > MAX_LINE or body.count("|") > MAX_COLUMNS + 1:
        lines = body.split("\n")
        for number, (length, bars) in enumerate(
            zip(map(len, lines), map(str.count, lines, repeat("|")), strict=True)
        ):
            if length > MAX_LINE or bars > MAX_COLUMNS + 1:
                return _slow_line(entry, number, length)
    if found := _DEEP.search(f"\n{body}"):
        message = f"Quotes and lists are nested more than {MAX_DEPTH} deep here."
        return _fault(entry, found.start(), message, "begin the line with one mark, `>` or `-`.")
    for sign, parts, most, what in _COUNTED:
        if sum(map(body.count, parts)) < most:
            continue
        for number, found in enumerate(sign.finditer(body)):
            if number == most:
                message = f"The text has more than {most:,} {what}; this is the next."
                return _fault(entry, found.start(), message, "make several entries of it.")
    return None


def _slow_line(entry: Entry, number: int, length: int) -> Diagnostic:
    if length > MAX_LINE:
        message = f"This line is longer than {MAX_LINE:,} characters."
        hint = "break it into paragraphs, with an empty line between them."
    else:
        message = f"This table has more than {MAX_COLUMNS} columns."
        hint = "make several tables of it, or attach it as a file."
    return _told(entry, number, 1, message, hint)


def too_much(entry: Entry, html: str) -> Diagnostic | None:
    """Why a text is not shown, if it grew beyond measure when it was converted."""
    if len(html) <= MAX_HTML:
        return None
    message = f"The page made of this text is larger than {MAX_HTML // 1024:,} kB."
    return _fault(entry, 0, message, "make several entries of it.")


def _fault(entry: Entry, at: int, message: str, hint: str) -> Diagnostic:
    line = entry.body.count("\n", 0, at)
    column = at - (entry.body.rfind("\n", 0, at) + 1) + 1
    return _told(entry, line, column, message, hint)


def _told(entry: Entry, line: int, column: int, message: str, hint: str) -> Diagnostic:
    place = Location(entry.source.path, entry.body_line + line, column, column + 1)
    return Diagnostic(place, "slow-text", message, hint)
