"""One format a module; each takes the hub and gives finished files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from citykit.cache import Shelf, digest
from citykit.exports import attachment, listing, redirect, schema
from citykit.hub import Hub
from citykit.output import OutputFile

Export = Callable[[Hub], Iterator[OutputFile]]

EXPORTS: tuple[Export, ...] = (listing.make, attachment.make, redirect.make, schema.make)
# Texts made of front matters and settings alone, which need not be made again for each change.
KEPT: tuple[Export, ...] = (listing.make, schema.make)


def make(hub: Hub, kept: Shelf | None) -> Iterator[OutputFile]:
    """The files of every format, or those of before where nothing that is in them has changed."""
    for export in EXPORTS:
        yield from _kept(export, hub, kept) if kept and export in KEPT else export(hub)


def _kept(export: Export, hub: Hub, kept: Shelf) -> Iterator[OutputFile]:
    key = digest("export", export.__module__, hub.state)
    if (found := kept.get(key)) is None:
        made = [(file.path, file.content.decode()) for file in export(hub)]
        kept.put(key, found := json.dumps(made, ensure_ascii=False))
    for path, text in json.loads(found):
        yield OutputFile(path, text.encode())
