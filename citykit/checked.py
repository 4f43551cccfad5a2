"""The first half of the road: the hub read, linked and converted, and everything that is wrong with it.

It knows nothing of pages and search, so that a check starts quickly.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from citykit import unread
from citykit.bodies import convert_all
from citykit.cache import Cache
from citykit.config import Config, read_config
from citykit.diagnostics import Diagnostic
from citykit.entry import Source
from citykit.hub import Hub
from citykit.link import link
from citykit.links import Addresses
from citykit.load import Wanted, joined, load
from citykit.part import part
from citykit.rules import RULES

DOCS = "docs"


@dataclass(frozen=True)
class Checked:
    """The hub as read, and every problem found on the way, in order of place."""

    hub: Hub
    diagnostics: tuple[Diagnostic, ...]

    @property
    def wrong(self) -> bool:
        return any(diagnostic.severity == "error" for diagnostic in self.diagnostics)


def check(root: Path, config: Config | None = None, also: Source | None = None) -> Checked:
    """Read and check everything below `root`, as if the file `also` lay there too; nothing is made."""
    config = config or read_config(root)
    with collector_off(), Cache(root) as cache:
        return checked_with(root, config, cache, also)


def check_some(root: Path, paths: Sequence[Path], config: Config | None = None) -> Checked:
    """What `check` says of the files at or below `paths`. Of the others only those are read that have
    a say in it, which is quick where they are few: see `part`."""
    config = config or read_config(root)
    with collector_off(), Cache(root) as cache:
        wanted = part(root, paths)
        found = checked_with(root, config, None if wanted else cache, wanted=wanted)
    told = tuple(
        d for d in found.diagnostics if any((root / d.at.path).is_relative_to(p) for p in paths)
    )
    return Checked(found.hub, told)


@contextmanager
def collector_off() -> Iterator[None]:
    """A build makes millions of small objects that all live to its end: looking for garbage among
    them took a third of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def checked_with(
    root: Path,
    config: Config,
    cache: Cache | None,
    also: Source | None = None,
    wanted: Wanted | None = None,
) -> Checked:
    """The check with what it needs at hand. With a cache it must see everything, since the cache
    forgets what was not asked for."""
    loaded = load(root, config.original, cache.fields if cache else None, wanted)
    if also:
        loaded = joined(loaded, also, config.original)
    linked = link(loaded, config.original, config.all_languages)
    addresses = Addresses(loaded)
    bodies = convert_all(linked.catalogue, addresses, cache.bodies if cache else None)
    hub = Hub(
        config, linked.catalogue, bodies, loaded.assets, linked.known, _docs(root), loaded.moved
    )
    found = {diagnostic for rule in RULES for diagnostic in rule(hub)} | set(linked.diagnostics)
    found |= set(unread.check(loaded, hub, addresses, linked.diagnostics))
    return Checked(hub, tuple(sorted(found)))


def _docs(root: Path) -> Mapping[str, str]:
    """The Markdown of each hand-written page, by its address."""
    folder = root / DOCS
    return {
        file.relative_to(folder).with_suffix(".html").as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*.md"))
    }
