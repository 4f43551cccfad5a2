"""The hub as read: what every later stage starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from citykit.catalogue import Catalogue, Item
from citykit.config import Config
from citykit.load import Asset
from citykit.markdown import Body


@dataclass(frozen=True)
class Hub:
    """`bodies` holds the converted text of each item in each language it has, by file path;
    `known` the ids that exist, even where their record is wrong; `docs` the Markdown of
    each hand-written page, by its address."""

    config: Config
    catalogue: Catalogue
    bodies: Mapping[str, Body]
    assets: tuple[Asset, ...]
    known: frozenset[tuple[str, str]]
    docs: Mapping[str, str]

    def body(self, item: Item, lang: str) -> Body:
        return self.bodies[item.source(lang).source.path]
