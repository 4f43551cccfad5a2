"""A contributed file, split and parsed with every value in its place, but not yet understood.

YAML is composed, never constructed: each scalar stays the text its author typed, so that `no` is
not False, `1.10` is not 1.1 and `2026-02-30` is a date problem and not a crash. The record models
turn text into dates and numbers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from citykit.cache import Shelf, digest
from citykit.diagnostics import Diagnostic, Edit, Location
from citykit.messages import Words, said
from citykit.syntax import syntax_fault, syntax_fix

Path = tuple[str | int, ...]
Span = tuple[int, int, int]
MAX_FILE_BYTES = 256 * 1024
MAX_FRONT_MATTER = 64 * 1024
MAX_DEPTH = 8
MAX_ITEMS = 500
# What YAML itself takes plain texts, lists and groups for; any other tag was written by hand.
PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ["bool", "float", "int", "map", "merge", "null", "seq", "str", "timestamp", "value"]
)
CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)

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


@dataclass(frozen=True)
class Source:
    """The text of one file below the content folder; `path` is relative to the repository root."""

    path: str
    text: str


@dataclass(frozen=True)
class Places:
    """Where each value and its key stand, by the way to the value: line, column and end column."""

    values: Mapping[Path, Span]
    keys: Mapping[Path, Span]


@dataclass(frozen=True)
class Entry:
    """A file parsed: `fields` hold texts, lists and mappings; `body` starts at `body_line` of the
    file. The way to a value is a path such as `("partners", "funder", 0)`."""

    kind: str
    id: str
    lang: str
    fields: Mapping[str, Any]
    body: str
    body_line: int
    source: Source

    @cached_property
    def places(self) -> Places:
        """Where everything stands. Only faults ask for it, so it is not kept when a file is read."""
        return _places(self.source)

    @property
    def top(self) -> Location:
        """The first line of the file, for what is wrong with the entry as a whole."""
        return Location(self.source.path, 1, 1, 4)

    def place(self, path: Path) -> Location:
        """Where the value at `path` stands, or else its nearest parent."""
        while path:
            if path in self.places.values:
                return Location(self.source.path, *self.places.values[path])
            path = path[:-1]
        return self.top

    def key(self, path: Path) -> Location:
        """Where the key of the value at `path` stands, or else its nearest parent's key."""
        while path:
            if path in self.places.keys:
                return Location(self.source.path, *self.places.keys[path])
            path = path[:-1]
        return self.top

    def rewrite(self, path: Path, text: str | None) -> tuple[Edit, ...]:
        """The edit that puts `text` in place of the value at `path`, in the quotes that it has; none
        where there is no text, or where the value is not a plain one on one line."""
        value: Any = self.fields
        for step in path:
            value = value[step]
        span = self.places.values.get(path)
        return self._swap(span, value, text) if span and text else ()

    def enlist(self, path: Path) -> tuple[Edit, ...]:
        """The edits that make a list of one text, or of ids with commas between them."""
        line, start, end = self.places.values[path]
        written = self.source.text.split("\n")[line - 1][start - 1 : end - 1]
        if not (_ONE_TEXT.fullmatch(written) or _IDS.fullmatch(written)):
            return ()
        spots = ((start, "["), (end, "]"))
        return tuple(Edit(self.source.path, (line, at), (line, at), mark) for at, mark in spots)

    def rename(self, path: Path, name: str | None) -> tuple[Edit, ...]:
        """The edit that gives the key at `path` another name."""
        span = self.places.keys.get(path)
        return self._swap(span, path[-1], name) if span and name else ()

    def _swap(self, span: Span, old: object, new: str) -> tuple[Edit, ...]:
        line, start, end = span
        written = self.source.text.split("\n")[line - 1][start - 1 : end - 1]
        quote = written[:1] if written[:1] in ("'", '"') else ""
        # What is put in needs no quotes and no escapes, so it can stand where the old text stood.
        if written != f"{quote}{old}{quote}" or not _PLAIN.fullmatch(new):
            return ()
        new = f"{quote}{new}{quote}"
        return (Edit(self.source.path, (line, start), (line, end), new),)


_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9/_.+-]*(?::[0-9]+)?")

_ONE_TEXT = re.compile(r"\w[^,:#\[\]{}\"'&*|>\n]*")
_IDS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:, *[a-z0-9]+(?:-[a-z0-9]+)*)+")


class _Refused(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


class _Composer(YAMLHandler):
    """python-frontmatter finds where the front matter ends; composing it is ours."""

    def load(self, fm: str, **_: object) -> Any:
        return yaml.compose(fm, Loader=_Loader)


_handler = _Composer()


def parse(
    kind: str, id: str, lang: str, source: Source, kept: Shelf | None = None
) -> Entry | Diagnostic:
    """Split and parse one file, or say in one diagnostic why that cannot be done. `kept` holds what
    faultless files said before, and where their bodies begin."""
    key = digest(source.text, source.path.rpartition(".")[2]) if kept else ""
    if kept and (found := kept.get(key)) is not None:
        fields, begin, line = json.loads(found)
        return Entry(kind, id, lang, fields, source.text[begin:], line, source)
    try:
        front, body, front_line, body_line = _split(source)
        node = _compose(source.path, front, front_line)
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value.strip()):
            raise _Refused(_empty(source.path))
        if not isinstance(node, yaml.MappingNode):
            raise _Refused(
                Diagnostic(Location(source.path, front_line, 1, 1), *said("bad-front-matter"))
            )
        fields = _Reader(source.path, front_line - 1).read(node)
        if kept:
            kept.put(key, json.dumps([fields, len(source.text) - len(body), body_line]))
        return Entry(kind, id, lang, fields, body, body_line, source)
    except _Refused as refused:
        return refused.diagnostic


def _empty(path: str) -> Diagnostic:
    return Diagnostic(Location(path, 1, 1, 4), *said("empty-front-matter"))


def _split(source: Source) -> tuple[str, str, int, int]:
    """Front matter, body, and the lines of the file on which each begins."""
    text, path = source.text, source.path
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
        raise _Refused(
            Diagnostic(
                Location(path, line, column, column + 1),
                *invisible(found.group()),
            )
        )
    if path.endswith(".yml"):
        return text, "", 1, text.count("\n") + 1
    if not _FENCE.match(text):
        raise _Refused(_no_fence(text, path))
    try:
        front, body = _handler.split(text)
    except ValueError:
        raise _Refused(
            Diagnostic(Location(path, 1, 1, 4), *said("unclosed-front-matter"))
        ) from None
    if len(front) > MAX_FRONT_MATTER:
        raise _Refused(
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


def invisible(character: str) -> Words:
    """What is said of a character that must not be in a text."""
    return said("control-character", number=f"{ord(character):04X}")


_FENCE = re.compile(r"^---+[ \t]*$", re.M)


def _no_fence(text: str, path: str) -> Diagnostic:
    later = _FENCE.search(text)
    words = said("no-front-matter")
    if text.startswith("---"):
        words = said("no-front-matter/first-line")
    elif later and re.match(r"\n[\w-]+:", text[later.end() :]):
        words = said("no-front-matter/before", line=text.count("\n", 0, later.start()) + 1)
    return Diagnostic(Location(path, 1, 1, 2), *words)


def _compose(path: str, front: str, front_line: int) -> yaml.Node | None:
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
        raise _Refused(Diagnostic(at, *words, fix=fix)) from None
    except yaml.YAMLError:
        raise _Refused(
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
                    raise _Refused(_too_deep(path, front_line, event.start_mark))
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        return


def _too_deep(path: str, front_line: int, mark: Any) -> Diagnostic:
    return Diagnostic(
        Location(path, front_line + mark.line, mark.column + 1, mark.column + 2),
        *said("too-deep", limit=MAX_DEPTH),
    )


class _Reader:
    """Turns composed nodes into texts, lists and mappings, and refuses what may not stand there."""

    def __init__(self, path: str, line_offset: int) -> None:
        self.path = path
        self.offset = line_offset
        self._seen: set[int] = set()

    def _refuse(self, node: yaml.Node, words: Words) -> _Refused:
        return _Refused(Diagnostic(Location(self.path, *_span(node, self.offset)), *words))

    def read(self, node: yaml.Node) -> Any:
        if id(node) in self._seen:
            raise self._refuse(node, said("yaml-alias"))
        self._seen.add(id(node))
        if node.tag not in PLAIN_TAGS:
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            raise self._refuse(node, said("yaml-tag", tag=tag))
        if isinstance(node, yaml.ScalarNode):
            # libyaml gives the style of a plain text as "", the parser in Python as None
            empty = not node.style and node.value in ("", "~", "null", "Null", "NULL")
            # In double quotes, `\\u202e` and the like are the characters themselves.
            if found := node.style == '"' and CONTROL.search(node.value):
                raise self._refuse(node, invisible(found.group()))
            return None if empty else node.value
        if isinstance(node, yaml.SequenceNode):
            if len(node.value) > MAX_ITEMS:
                words = said("too-long/items", count=f"{len(node.value):,}", limit=MAX_ITEMS)
                raise self._refuse(node.value[MAX_ITEMS], words)
            return [self.read(item) for item in node.value]
        return self._mapping(node)

    def _mapping(self, node: yaml.Node) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self._refuse(key, said("bad-yaml/key"))
            self.read(key)
            name = key.value
            if name in found:
                raise self._refuse(key, said("duplicate-field", name=name))
            found[name] = self.read(value)
        return found


def _span(node: yaml.Node, line_offset: int) -> Span:
    start, end = node.start_mark, node.end_mark
    column = start.column + 1
    end_column = end.column + 1 if end.line == start.line else column + 1
    return start.line + 1 + line_offset, column, max(end_column, column + 1)


def _places(source: Source) -> Places:
    """Compose a text that was read before once more, for the places."""
    front, _, front_line, _ = _split(source)
    values: dict[Path, Span] = {}
    keys: dict[Path, Span] = {}

    def walk(node: yaml.Node, path: Path) -> None:
        values[path] = _span(node, front_line - 1)
        if isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                walk(item, (*path, index))
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                keys[(*path, key.value)] = _span(key, front_line - 1)
                walk(value, (*path, key.value))

    walk(_handler.load(front), ())
    return Places(values, keys)
