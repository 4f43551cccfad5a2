"""A file becomes an entry: its front matter is read as texts, lists and groups, or refused."""

from __future__ import annotations

import json
from typing import Any

import yaml

from citykit.cache import Shelf, digest
from citykit.diagnostics import Diagnostic, Location
from citykit.entry import Entry, Source
from citykit.frontmatter import Refused, compose, span_of, split
from citykit.invisible import CONTROL, invisible
from citykit.messages import Words, said

MAX_ITEMS = 500
# What YAML itself takes plain texts, lists and groups for; any other tag was written by hand.
PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ["bool", "float", "int", "map", "merge", "null", "seq", "str", "timestamp", "value"]
)


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
        front, body, front_line, body_line = split(source.path, source.text)
        node = compose(source.path, front, front_line)
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value.strip()):
            raise Refused(_empty(source.path))
        if not isinstance(node, yaml.MappingNode):
            raise Refused(
                Diagnostic(Location(source.path, front_line, 1, 1), *said("bad-front-matter"))
            )
        fields = _Reader(source.path, front_line - 1).read(node)
        if kept:
            kept.put(key, json.dumps([fields, len(source.text) - len(body), body_line]))
        return Entry(kind, id, lang, fields, body, body_line, source)
    except Refused as refused:
        return refused.diagnostic


def _empty(path: str) -> Diagnostic:
    return Diagnostic(Location(path, 1, 1, 4), *said("empty-front-matter"))


class _Reader:
    """Turns composed nodes into texts, lists and mappings, and refuses what may not stand there."""

    def __init__(self, path: str, line_offset: int) -> None:
        self.path = path
        self.offset = line_offset
        self._seen: set[int] = set()

    def _refuse(self, node: yaml.Node, words: Words) -> Refused:
        return Refused(Diagnostic(Location(self.path, *span_of(node, self.offset)), *words))

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
