"""A contributed file, split and parsed with every value in its place, but not yet understood.

YAML is composed, never constructed: each scalar stays the text its author typed, so that `no` is
not False, `1.10` is not 1.1 and `2026-02-30` is a date problem and not a crash. The record models
turn text into dates and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from citykit.diagnostics import Diagnostic, Location

Path = tuple[str | int, ...]
Span = tuple[int, int, int]
MAX_FILE_BYTES = 512 * 1024
MAX_FRONT_MATTER = 64 * 1024
MAX_DEPTH = 8
# What YAML itself takes plain texts, lists and groups for; any other tag was written by hand.
PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ["bool", "float", "int", "map", "merge", "null", "seq", "str", "timestamp", "value"]
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Source:
    """The text of one file below the content folder; `path` is relative to the repository root."""

    path: str
    text: str


@dataclass(frozen=True)
class Entry:
    """A file parsed: `fields` hold texts, lists and mappings; `places` say where each one stands.

    `spans[path]` is where a value stands and `key_spans[path]` where its key does, each as line,
    column and end column; `path` is the way to it, such as `("partners", "funder", 0)`. `body` starts at `body_line` of the file.
    """

    kind: str
    id: str
    lang: str
    fields: Mapping[str, Any]
    spans: Mapping[Path, Span]
    key_spans: Mapping[Path, Span]
    body: str
    body_line: int
    source: Source

    @property
    def top(self) -> Location:
        """The first line of the file, for what is wrong with the entry as a whole."""
        return Location(self.source.path, 1, 1, 4)

    def place(self, path: Path) -> Location:
        """Where the value at `path` stands, or else its nearest parent."""
        while path:
            if path in self.spans:
                return Location(self.source.path, *self.spans[path])
            path = path[:-1]
        return self.top

    def key(self, path: Path) -> Location:
        """Where the key of the value at `path` stands, or else its nearest parent's key."""
        while path:
            if path in self.key_spans:
                return Location(self.source.path, *self.key_spans[path])
            path = path[:-1]
        return self.top


class _Refused(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


class _Composer(YAMLHandler):
    """python-frontmatter finds where the front matter ends; composing it is ours."""

    def load(self, fm: str, **_: object) -> Any:
        return yaml.compose(fm, Loader=_Loader)


_handler = _Composer()


def parse(kind: str, id: str, lang: str, source: Source) -> Entry | Diagnostic:
    """Split and parse one file, or say in one diagnostic why that cannot be done."""
    try:
        yaml_only = source.path.endswith(".yml")
        front, body, front_line, body_line = _split(source, yaml_only)
        node = _compose(source.path, front, front_line)
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value.strip()):
            raise _Refused(_empty(source.path))
        if not isinstance(node, yaml.MappingNode):
            raise _Refused(
                Diagnostic(
                    Location(source.path, front_line, 1, 1),
                    "bad-front-matter",
                    "The front matter is not a list of `field: value` lines.",
                    "begin each line with a field name and a colon, for example `title: Flood park`.",
                )
            )
        reader = _Reader(source.path, front_line - 1)
        fields = reader.read(node, ())
        return Entry(
            kind, id, lang, fields, reader.spans, reader.key_spans, body, body_line, source
        )
    except _Refused as refused:
        return refused.diagnostic


def _empty(path: str) -> Diagnostic:
    return Diagnostic(
        Location(path, 1, 1, 4),
        "empty-front-matter",
        "The front matter between the two `---` lines is empty.",
        "fill in at least `title:` and `summary:`; the contributor's guide lists every field.",
    )


def _split(source: Source, yaml_only: bool) -> tuple[str, str, int, int]:
    """Front matter, body, and the lines of the file on which each begins."""
    text, path = source.text, source.path
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
        raise _Refused(
            Diagnostic(
                Location(path, line, column, column + 1),
                "control-character",
                f"There is an invisible character (U+{ord(found.group()):04X}) that must not be in a text.",
                "delete the character; retype the words around it if you cannot see it.",
            )
        )
    if yaml_only:
        return text, "", 1, text.count("\n") + 1
    if not _FENCE.match(text):
        raise _Refused(_no_fence(text, path))
    try:
        front, body = _handler.split(text)
    except ValueError:
        raise _Refused(
            Diagnostic(
                Location(path, 1, 1, 4),
                "unclosed-front-matter",
                "The front matter that begins here is never closed.",
                "put a line `---` after the last field, before the text.",
            )
        ) from None
    if len(front) > MAX_FRONT_MATTER:
        raise _Refused(
            Diagnostic(
                Location(path, 1, 1, 4),
                "too-large",
                f"The front matter is {len(front) // 1024} kB long; {MAX_FRONT_MATTER // 1024} kB is the limit.",
                "move long texts from the front matter into the text below it.",
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
    hint = "begin the file with a line `---`, then `title: …` and the other fields, then `---`."
    later = _FENCE.search(text)
    if text.startswith("---"):
        message = "The first line must be `---` and nothing else."
        hint = "delete what stands behind the `---`."
    elif later and re.match(r"\n[\w-]+:", text[later.end() :]):
        message = "There is something before the first `---`."
        line = text.count("\n", 0, later.start()) + 1
        hint = f"delete what stands before line {line}, so that the file begins with `---`."
    else:
        message = "The file has no front matter."
    return Diagnostic(Location(path, 1, 1, 2), "no-front-matter", message, hint)


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


def _compose(path: str, front: str, front_line: int) -> yaml.Node | None:
    _check_depth(path, front, front_line)
    try:
        node: yaml.Node | None = _handler.load(front)
        return node
    except yaml.MarkedYAMLError as error:
        line, column, message, hint = _syntax_fault(front, error)
        at = Location(path, front_line + line, column + 1, column + 2)
        raise _Refused(Diagnostic(at, "bad-yaml", message, hint)) from None
    except yaml.YAMLError:
        raise _Refused(
            Diagnostic(
                Location(path, front_line, 1, 1),
                "bad-yaml",
                "The front matter holds a character that YAML does not allow.",
                "retype the front matter in a plain text editor, in UTF-8.",
            )
        ) from None


def _syntax_fault(front: str, error: yaml.MarkedYAMLError) -> tuple[int, int, str, str]:
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


def _unclosed_quote(front: str) -> tuple[int, int] | None:
    """Where a text in quotes is opened and not closed, so that it runs into a later quoted one."""
    for found in _OPEN_QUOTE.finditer(front):
        close = front.find(found[1], found.end())
        if close < 0 or front[close + 1 : close + 2] not in ("", "\n", " ", ",", "]", "}"):
            start = found.start(1)
            return front.count("\n", 0, start), start - (front.rfind("\n", 0, start) + 1)
    return None


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
                    raise _Refused(_too_deep(path, front_line, event.start_mark))
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        return


def _too_deep(path: str, front_line: int, mark: Any) -> Diagnostic:
    return Diagnostic(
        Location(path, front_line + mark.line, mark.column + 1, mark.column + 2),
        "too-deep",
        f"Lists and fields are nested more than {MAX_DEPTH} deep here.",
        "keep to the fields of the contributor's guide; none is nested so deep.",
    )


class _Reader:
    """Turns composed nodes into texts, lists and mappings, and remembers where each stood."""

    def __init__(self, path: str, line_offset: int) -> None:
        self.path = path
        self.offset = line_offset
        self.spans: dict[Path, Span] = {}
        self.key_spans: dict[Path, Span] = {}
        self._seen: set[int] = set()

    def _span(self, node: yaml.Node) -> Span:
        start, end = node.start_mark, node.end_mark
        column = start.column + 1
        end_column = end.column + 1 if end.line == start.line else column + 1
        return start.line + 1 + self.offset, column, max(end_column, column + 1)

    def _refuse(self, node: yaml.Node, code: str, message: str, hint: str) -> _Refused:
        return _Refused(Diagnostic(Location(self.path, *self._span(node)), code, message, hint))

    def read(self, node: yaml.Node, path: Path) -> Any:
        if id(node) in self._seen:
            raise self._refuse(
                node,
                "yaml-alias",
                "This value is repeated by a YAML alias (`&name`, `*name`), which is not allowed.",
                "write the value out where it is used.",
            )
        self._seen.add(id(node))
        if node.tag not in PLAIN_TAGS:
            raise self._refuse(
                node,
                "yaml-tag",
                f"A YAML tag (`{node.tag.replace('tag:yaml.org,2002:', '!!')}`) is not allowed here.",
                "delete the word that begins with `!`, or put the text in double quotes.",
            )
        self.spans[path] = self._span(node)
        if isinstance(node, yaml.ScalarNode):
            # libyaml gives the style of a plain text as "", the parser in Python as None
            empty = not node.style and node.value in ("", "~", "null", "Null", "NULL")
            return None if empty else node.value
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*path, index)) for index, item in enumerate(node.value)]
        return dict(self._pairs(node, path))

    def _pairs(self, node: yaml.Node, path: Path) -> Iterator[tuple[str, Any]]:
        names: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self._refuse(
                    key, "bad-yaml", "A field name must be a word.", "write `field: value`."
                )
            name = key.value
            if name in names:
                raise self._refuse(
                    key,
                    "duplicate-field",
                    f"The field `{name}` is given twice.",
                    "keep one of the two; for several values write a list, each after `- `.",
                )
            names.add(name)
            self.key_spans[(*path, name)] = self._span(key)
            yield name, self.read(value, (*path, name))
