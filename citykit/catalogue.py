"""All records, linked, unchanging. Records hold ids; the catalogue resolves them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from citykit.entry import Entry
from citykit.kinds import BY_NAME, KINDS
from citykit.mentions import Mention, mentions
from citykit.record import Record


@dataclass(frozen=True)
class Translation:
    """A record in another language; `stale` when the original's text has changed since."""

    lang: str
    entry: Entry
    record: Any
    stale: bool
    translator: str | None = None


@dataclass(frozen=True)
class Item:
    """A record with its id, its page's address and its translations.

    `record` is typed loosely because each kind has fields of its own.
    """

    kind: str
    id: str
    lang: str
    entry: Entry
    record: Any
    mentions: tuple[Mention, ...]
    translations: Mapping[str, Translation] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The page's address below the language's folder."""
        kind = BY_NAME[self.kind]
        return f"{kind.address}/{self.id}.html" if kind.paged else f"{kind.address}.html#{self.id}"

    def text(self, lang: str) -> Any:
        """The record as it reads in `lang`, or the original where there is no translation."""
        found = self.translations.get(lang)
        return found.record if found else self.record

    def source(self, lang: str) -> Entry:
        found = self.translations.get(lang)
        return found.entry if found else self.entry

    def spoken(self, lang: str) -> str:
        """The language in which a reader of `lang` gets this record."""
        return lang if lang in self.translations else self.lang


class Catalogue:
    """Answers what there is and who refers to whom. Orders are fixed: same input, same bytes."""

    def __init__(self, items: Iterable[Item]) -> None:
        order = {kind.name: index for index, kind in enumerate(KINDS)}
        self.items = tuple(sorted(items, key=lambda item: (order[item.kind], item.id)))
        self._by_kind: dict[str, tuple[Item, ...]] = {
            kind.name: tuple(item for item in self.items if item.kind == kind.name)
            for kind in KINDS
        }
        self._by_id = {(item.kind, item.id): item for item in self.items}

    def all(self, kind: str) -> tuple[Item, ...]:
        """Every item of a kind, by id."""
        return self._by_kind[kind]

    def get(self, kind: str, id: str) -> Item:
        """One item; KeyError if there is none."""
        return self._by_id[kind, id]

    def find(self, kind: str, id: str) -> Item | None:
        return self._by_id.get((kind, id))

    def naming(self, item: Item, kind: str | None = None) -> tuple[Item, ...]:
        """The items, of one kind if given, that refer to this one; each once."""
        found = self._naming.get((item.kind, item.id), ())
        return tuple(other for other in found if kind is None or other.kind == kind)

    def at(self, path: str) -> Item | None:
        """The item whose original stands in this file."""
        return self._by_path.get(path)

    @cached_property
    def _naming(self) -> dict[tuple[str, str], tuple[Item, ...]]:
        found: dict[tuple[str, str], dict[str, Item]] = {}
        for item in self.items:
            for mention in item.mentions:
                found.setdefault((mention.kind, mention.id), {})[f"{item.kind}/{item.id}"] = item
        return {target: tuple(naming.values()) for target, naming in found.items()}

    @cached_property
    def _by_path(self) -> dict[str, Item]:
        return {item.entry.source.path: item for item in self.items}


def item_of(entry: Entry, record: Record, translations: Mapping[str, Translation]) -> Item:
    return Item(
        entry.kind, entry.id, entry.lang, entry, record, tuple(mentions(record)), translations
    )


def beside(path: str, target: str) -> str:
    """The path that a relative link `target` means in the file `path`, with `..` resolved."""
    parts: list[str] = []
    for part in PurePosixPath(path).parent.joinpath(target).parts:
        if part == "..":
            if not parts:
                return target
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
