"""A contributed file, parsed with every value in its place, but not yet understood.

Each value is the text its author typed; the record models turn text into dates and numbers. Where it
stands is worked out only when somebody asks, to point at a fault or to write an edit that mends it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from citykit.diagnostics import Edit, Location
from citykit.frontmatter import Span, compose, span_of, split

Path = tuple[str | int, ...]


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


def _places(source: Source) -> Places:
    """Compose a text that was read before once more, for the places."""
    front, _, front_line, _ = split(source.path, source.text)
    values: dict[Path, Span] = {}
    keys: dict[Path, Span] = {}

    def walk(node: yaml.Node, path: Path) -> None:
        values[path] = span_of(node, front_line - 1)
        if isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                walk(item, (*path, index))
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                keys[(*path, key.value)] = span_of(key, front_line - 1)
                walk(value, (*path, key.value))

    if node := compose(source.path, front, front_line):
        walk(node, ())
    return Places(values, keys)
