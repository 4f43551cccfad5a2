"""Pictures and documents beside the entries, as they are."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.hub import Hub
from citykit.links import published
from citykit.output import OutputFile


def make(hub: Hub) -> Iterator[OutputFile]:
    for asset in hub.assets:
        yield OutputFile(published(asset.path), asset.file.read_bytes())
