"""What is wrong with YAML that cannot be parsed, in a contributor's words and at the author's slip."""

from __future__ import annotations

import re
from typing import Any

import yaml

from citykit.messages import Words, said

# What the parser says, whether the fault is where it began to read, and what we say.
_SYNTAX: tuple[tuple[str, bool, Words], ...] = (
    ("mapping values are not allowed", False, said("bad-yaml/second-colon")),
    ("while scanning an alias", True, said("bad-yaml/begins-with", sign="*")),
    ("found undefined alias", True, said("bad-yaml/begins-with", sign="*")),
    ("while scanning an anchor", True, said("bad-yaml/begins-with", sign="&")),
    ("expected comment or line break", True, said("bad-yaml/block-text")),
    ("unexpected end of stream", True, said("bad-yaml/unclosed-quote")),
    ("tab character that violates", False, said("bad-yaml/tab")),
    ("unknown escape character", False, said("bad-yaml/backslash")),
    ("block sequence entries are not allowed", False, said("bad-yaml/list-on-field-line")),
    ("could not find expected ':'", False, said("bad-yaml/no-colon")),
    ("did not find expected ',' or ']'", True, said("bad-yaml/unclosed-list")),
    ("did not find expected ',' or '}'", True, said("bad-yaml/unclosed-group")),
    ("did not find expected '-' indicator", False, said("bad-yaml/list-out-of-line")),
    ("did not find expected key", False, said("bad-yaml/out-of-line")),
    ("expected <document start>", False, said("bad-yaml/second-document")),
)
_OPEN_QUOTE = re.compile(r"""^[^"'#\n]*(?:: |- )(["'])(?:(?!\1).)*$""", re.M)


def syntax_fault(front: str, error: yaml.MarkedYAMLError) -> tuple[int, int, Words]:
    """Line and column (from 0) of the author's slip, which is often not where the parser gave up,
    and what to say about it."""
    heard = f"{error.context or ''} {error.problem or ''}"
    signs = (fault for fault in _SYNTAX if fault[0] in heard)
    _, from_start, words = next(signs, ("", False, said("bad-yaml")))
    mark: Any = (from_start and error.context_mark) or error.problem_mark or error.context_mark
    if mark is None:
        return 0, 0, words
    lines = front.split("\n")
    text = lines[mark.line] if mark.line < len(lines) else ""
    before, rest = text[: mark.column], text[mark.column :]
    if (opened := _unclosed_quote(front)) and opened[0] <= mark.line:
        return (*opened, said("bad-yaml/unclosed-quote"))
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if "<document start>" in heard and lines[first].startswith(" "):
        return first, 0, said("bad-yaml/indented")
    if "mapping values" in heard and ": " not in before:
        indented = text.startswith(" ")
        return mark.line, 0, said("bad-yaml/indented" if indented else "bad-yaml/no-colon")
    if "expected key" in heard and before.rstrip().endswith(('"', "'", "]", "}")):
        return mark.line, mark.column, said("bad-yaml/ends-early")
    if "cannot start any token" in heard or "expected node content" in heard:
        if rest.startswith("\t"):
            return mark.line, mark.column, said("bad-yaml/tab")
        if not rest and (bracket := _open_bracket(lines, mark.line)):
            return bracket
        return mark.line, mark.column, said("bad-yaml/begins-with", sign=rest[:1])
    return mark.line, mark.column, words


def _open_bracket(lines: list[str], end: int) -> tuple[int, int, Words] | None:
    """The last bracket before a line that is not closed before it, and what to say of it."""
    for number in range(min(end, len(lines)) - 1, -1, -1):
        open_ones: list[tuple[int, str]] = []
        for column, sign in enumerate(lines[number]):
            if sign in "[{":
                open_ones.append((column, sign))
            elif sign in "]}" and open_ones:
                open_ones.pop()
        if open_ones:
            column, sign = open_ones[-1]
            fault = "bad-yaml/unclosed-list" if sign == "[" else "bad-yaml/unclosed-group"
            return number, column, said(fault)
    return None


# The faults that quotation marks mend, by what their hints say.
_QUOTED = {
    said(fault, sign="")[2]
    for fault in ("bad-yaml/second-colon", "bad-yaml/begins-with", "bad-yaml/block-text")
}
_TEXT_AFTER = re.compile(r"^\s*(?:- )*(?:[\w-]+: +)?")


def syntax_fix(front: str, line: int, words: Words) -> tuple[tuple[int, int, str], ...]:
    """What mends a fault on a line (from 0), where that is safe: start, end and the text between them,
    in columns from 0. A text of one line is put in quotes; a tab that indents becomes two spaces."""
    lines = front.split("\n")
    text = lines[line]
    if words == said("bad-yaml/tab"):
        indent = text[: len(text) - len(text.lstrip())]
        return ((0, len(indent), indent.replace("\t", "  ")),)
    if words[2] not in _QUOTED:
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
