"""The hub as read: what every later stage starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from citykit.cache import digest
from citykit.catalogue import Catalogue, Item
from citykit.config import Config
from citykit.entry import Entry
from citykit.kinds import BY_NAME
from citykit.load import Asset
from citykit.markdown import Body


@dataclass(frozen=True)
class Hub:
    """`bodies` holds the converted text of each item in each language it has, by file path;
    `known` the ids that exist, even where their record is wrong; `docs` the Markdown of
    each hand-written page, by its address; `moved` the list of addresses that have moved."""

    config: Config
    catalogue: Catalogue
    bodies: Mapping[str, Body]
    assets: tuple[Asset, ...]
    known: frozenset[tuple[str, str]]
    docs: Mapping[str, str]
    moved: Entry | None = None

    @cached_property
    def state(self) -> str:
        """The mark of all that pages are made from, but for the text of each entry, and for what
        depends on it: whether a translation is behind."""
        parts = [self.config.model_dump_json(), *sorted(self.docs)]
        parts += [f"{asset.path} {asset.size}" for asset in self.assets]
        parts += ["/".join(known) for known in sorted(self.known)]
        for item in self.catalogue.items:
            entries = (item.entry, *(found.entry for found in item.translations.values()))
            for entry in entries:
                parts += [entry.source.path, entry.source.text.removesuffix(entry.body)]
        return digest(*parts)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The addresses of entries, also of those whose record is wrong, and of hand-written pages."""
        return frozenset(self.docs) | {
            f"{BY_NAME[kind].address}/{id}.html" for kind, id in self.known if BY_NAME[kind].paged
        }

    def body(self, item: Item, lang: str) -> Body:
        return self.bodies[item.source(lang).source.path]
