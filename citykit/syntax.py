"""What is wrong with YAML that cannot be parsed, in a contributor's words and at the author's slip."""

from __future__ import annotations

import re
from typing import Any

import yaml

_TAB = ("This line is indented with a tab.", "indent with two spaces instead of the tab.")
_INDENTED = (
    "This line is indented, so it reads as a part of the line above it.",
    "begin the line in the same column as the other fields.",
)
_ENDS_EARLY = (
    "A quoted text or a list ends here, but the line goes on.",
    "put the whole text in double quotes, and write single quotes inside it.",
)
_UNCLOSED_QUOTE = (
    "A quotation mark is opened here and never closed.",
    "close the quotation mark at the end of the text.",
)
_QUOTE = "put the text in double quotes."
# What the parser says, whether the fault is where it began to read, and what we say.
_SYNTAX: tuple[tuple[str, bool, str, str], ...] = (
    (
        "mapping values are not allowed",
        False,
        "This line has a second `: `, so it cannot be read.",
        'put the text after the field name in double quotes: `title: "Flood: what to do"`.',
    ),
    ("while scanning an alias", True, "A text cannot begin with `*`.", _QUOTE),
    ("found undefined alias", True, "A text cannot begin with `*`.", _QUOTE),
    ("while scanning an anchor", True, "A text cannot begin with `&`.", _QUOTE),
    ("expected comment or line break", True, "A text cannot begin with `>` or `|`.", _QUOTE),
    ("unexpected end of stream", True, *_UNCLOSED_QUOTE),
    ("tab character that violates", False, *_TAB),
    (
        "unknown escape character",
        False,
        "A backslash has a meaning of its own inside double quotes.",
        "write two backslashes for one, or put the text in single quotes.",
    ),
    (
        "block sequence entries are not allowed",
        False,
        "A list cannot begin on the line of its field.",
        "write each item on its own line below the field, after `  - `.",
    ),
    (
        "could not find expected ':'",
        False,
        "This line has no `:` after its field name, or the line before it is not finished.",
        "write `field: value`, with a space after the colon; indent the second line of a long text.",
    ),
    (
        "did not find expected ',' or ']'",
        True,
        "A list in square brackets is not closed.",
        "close the list with `]`, or write one item a line, each after `- `.",
    ),
    (
        "did not find expected ',' or '}'",
        True,
        "A group of fields in braces is not closed.",
        "close the group with `}`, or write one field a line, indented by two spaces.",
    ),
    (
        "did not find expected '-' indicator",
        False,
        "This line is not in line with the list above it.",
        "indent it like the items above, each after `- `.",
    ),
    (
        "did not find expected key",
        False,
        "This line does not fit the lines above it.",
        "begin the line in the same column as the other fields, or as the other items of its list.",
    ),
    (
        "expected <document start>",
        False,
        "There is a second document in the front matter.",
        "keep one block of fields between two `---` lines; delete a line `...`.",
    ),
)
_UNREADABLE = (
    "The front matter cannot be read here.",
    "write `field: value`, one a line; put texts with special characters in double quotes.",
)
_OPEN_QUOTE = re.compile(r"""^[^"'#\n]*(?:: |- )(["'])(?:(?!\1).)*$""", re.M)


def syntax_fault(front: str, error: yaml.MarkedYAMLError) -> tuple[int, int, str, str]:
    """Line and column (from 0) of the author's slip, which is often not where the parser gave up,
    and what to say about it."""
    said = f"{error.context or ''} {error.problem or ''}"
    signs = (fault for fault in _SYNTAX if fault[0] in said)
    _, from_start, message, hint = next(signs, ("", False, *_UNREADABLE))
    mark: Any = (from_start and error.context_mark) or error.problem_mark or error.context_mark
    if mark is None:
        return 0, 0, message, hint
    lines = front.split("\n")
    text = lines[mark.line] if mark.line < len(lines) else ""
    before, rest = text[: mark.column], text[mark.column :]
    if (opened := _unclosed_quote(front)) and opened[0] <= mark.line:
        return (*opened, *_UNCLOSED_QUOTE)
    if "mapping values" in said and text.startswith(" ") and ": " not in before:
        return (mark.line, 0, *_INDENTED)
    if "expected key" in said and before.rstrip().endswith(('"', "'", "]", "}")):
        return (mark.line, mark.column, *_ENDS_EARLY)
    if "cannot start any token" in said or "expected node content" in said:
        if rest.startswith("\t"):
            return (mark.line, mark.column, *_TAB)
        return mark.line, mark.column, f"A text cannot begin with `{rest[:1]}`.", _QUOTE
    return mark.line, mark.column, message, hint


_TEXT_AFTER = re.compile(r"^\s*(?:- )*(?:[\w-]+: +)?")


def syntax_fix(front: str, line: int, message: str) -> tuple[tuple[int, int, str], ...]:
    """What mends a fault on a line (from 0), where that is safe: start, end and the text between them,
    in columns from 0. A text of one line is put in quotes; a tab that indents becomes two spaces."""
    lines = front.split("\n")
    text = lines[line]
    if message == _TAB[0]:
        indent = text[: len(text) - len(text.lstrip())]
        return ((0, len(indent), indent.replace("\t", "  ")),)
    if message != _SYNTAX[0][2] and "cannot begin with" not in message:
        return ()
    start = _TEXT_AFTER.match(text)
    begin = start.end() if start else 0
    value = text[begin:].rstrip()
    following = next((other for other in lines[line + 1 :] if other.strip()), "")
    deep = len(following) - len(following.lstrip()) > len(text) - len(text.lstrip())
    # A comment would get into the quotes, and a second line would be left out of them.
    if not begin or not value or " #" in value or deep or '"' in value or "\\" in value:
        return ()
    fixed = f'"{value}"'
    try:
        parsed = yaml.safe_load(text[:begin] + fixed)
    except yaml.YAMLError:
        return ()
    whole = parsed[0] if isinstance(parsed, list) else parsed
    named = isinstance(whole, dict) and list(whole.values()) == [value]
    return ((begin, begin + len(value), fixed),) if named or whole == value else ()


def _unclosed_quote(front: str) -> tuple[int, int] | None:
    """Where a text in quotes is opened and not closed, so that it runs into a later quoted one."""
    for found in _OPEN_QUOTE.finditer(front):
        close = front.find(found[1], found.end())
        if close < 0 or front[close + 1 : close + 2] not in ("", "\n", " ", ",", "]", "}"):
            start = found.start(1)
            return front.count("\n", 0, start), start - (front.rfind("\n", 0, start) + 1)
    return None
