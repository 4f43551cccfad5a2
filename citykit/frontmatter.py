"""A file split into front matter and text, and its front matter composed into nodes.

YAML is composed, never constructed: each scalar stays the text its author typed, so that `no` is
not False, `1.10` is not 1.1 and `2026-02-30` is a date problem and not a crash.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from citykit.diagnostics import Diagnostic, Edit, Location
from citykit.invisible import CONTROL, invisible
from citykit.messages import said
from citykit.syntax import syntax_fault, syntax_fix

Span = tuple[int, int, int]
"""Where something stands: line, column and end column, from 1."""
MAX_FRONT_MATTER = 64 * 1024
MAX_DEPTH = 8

_Parser: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAGS = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}


class _Loader(_Parser):  # type: ignore[misc]
    """Takes every plain text for a text, so that nothing is guessed that is then thrown away."""

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:
        return _TAGS[kind]


class Refused(Exception):
    """A file that cannot be parsed, and the one diagnostic that says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


class _Composer(YAMLHandler):
    """python-frontmatter finds where the front matter ends; composing it is ours."""

    def load(self, fm: str, **_: object) -> Any:
        return yaml.compose(fm, Loader=_Loader)


_handler = _Composer()


def split(path: str, text: str) -> tuple[str, str, int, int]:
    """Front matter, body, and the lines of the file on which each begins; Refused where that cannot be
    told. A file that ends in `.yml` is front matter as a whole."""
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
        raise Refused(
            Diagnostic(
                Location(path, line, column, column + 1),
                *invisible(found.group()),
            )
        )
    if path.endswith(".yml"):
        return text, "", 1, text.count("\n") + 1
    if not _FENCE.match(text):
        raise Refused(_no_fence(text, path))
    try:
        front, body = _handler.split(text)
    except ValueError:
        raise Refused(Diagnostic(Location(path, 1, 1, 4), *said("unclosed-front-matter"))) from None
    if len(front) > MAX_FRONT_MATTER:
        raise Refused(
            Diagnostic(
                Location(path, 1, 1, 4),
                *said(
                    "too-large/front-matter",
                    size=len(front) // 1024,
                    limit=MAX_FRONT_MATTER // 1024,
                ),
            )
        )
    # The library's boundary may swallow blank lines: count from where its pieces really begin.
    opening = _handler.FM_BOUNDARY.match(text)
    front_line = 1 + text.count("\n", 0, opening.end() if opening else 0)
    body_start = len(text) - len(body)
    body_line = text.count("\n", 0, body_start) + 1
    if body.startswith("\n"):
        body, body_line = body[1:], body_line + 1
    return front, body, front_line, body_line


_FENCE = re.compile(r"^---+[ \t]*$", re.M)


def _no_fence(text: str, path: str) -> Diagnostic:
    later = _FENCE.search(text)
    words = said("no-front-matter")
    if text.startswith("---"):
        words = said("no-front-matter/first-line")
    elif later and re.match(r"\n[\w-]+:", text[later.end() :]):
        words = said("no-front-matter/before", line=text.count("\n", 0, later.start()) + 1)
    return Diagnostic(Location(path, 1, 1, 2), *words)


def compose(path: str, front: str, front_line: int) -> yaml.Node | None:
    """The node of a front matter, None if there is nothing in it; Refused where it is no YAML, or nests
    too deep."""
    _check_depth(path, front, front_line)
    try:
        node: yaml.Node | None = _handler.load(front)
        return node
    except yaml.MarkedYAMLError as error:
        line, column, words = syntax_fault(front, error)
        at = Location(path, front_line + line, column + 1, column + 2)
        fix = tuple(
            Edit(path, (front_line + line, start + 1), (front_line + line, end + 1), text)
            for start, end, text in syntax_fix(front, line, words)
        )
        raise Refused(Diagnostic(at, *words, fix=fix)) from None
    except yaml.YAMLError:
        raise Refused(
            Diagnostic(Location(path, front_line, 1, 1), *said("bad-yaml/character"))
        ) from None


# Only texts that can nest deep are parsed twice: many brackets, many marks of lists on one line,
# or much indentation.
_MAY_BE_DEEP = re.compile(rf"^[ \t]*(?:[-?:][ \t]+){{3}}|^ {{{4 * MAX_DEPTH}}}", re.M)


def _check_depth(path: str, front: str, front_line: int) -> None:
    """Refuse deep nesting before the recursive composer meets it."""
    brackets = front.count("[") + front.count("{")
    if brackets <= MAX_DEPTH and not _MAY_BE_DEEP.search(front):
        return
    depth = 0
    try:
        for event in yaml.parse(front, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    raise Refused(_too_deep(path, front_line, event.start_mark))
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        return


def _too_deep(path: str, front_line: int, mark: Any) -> Diagnostic:
    return Diagnostic(
        Location(path, front_line + mark.line, mark.column + 1, mark.column + 2),
        *said("too-deep", limit=MAX_DEPTH),
    )


def span_of(node: yaml.Node, line_offset: int) -> Span:
    """Where a node stands in a file whose front matter begins `line_offset` lines below its top."""
    start, end = node.start_mark, node.end_mark
    column = start.column + 1
    end_column = end.column + 1 if end.line == start.line else column + 1
    return start.line + 1 + line_offset, column, max(end_column, column + 1)
