"""The text of every entry, converted, or as it was converted before."""

from __future__ import annotations

import json
from collections.abc import Mapping

from citykit.cache import Shelf, digest
from citykit.catalogue import Catalogue
from citykit.entry import Entry
from citykit.links import Addresses
from citykit.markdown import Body, Heading, Resolve, convert


def convert_all(
    catalogue: Catalogue, addresses: Addresses, kept: Shelf | None
) -> Mapping[str, Body]:
    """Every item's body in each language it has, by file path."""
    bodies: dict[str, Body] = {}
    for item in catalogue.items:
        sources = tuple(source.id for source in item.record.sources)
        for entry in (item.entry, *(found.entry for found in item.translations.values())):
            bodies[entry.source.path] = _body(entry, addresses.resolver(entry), sources, kept)
    return bodies


def _body(entry: Entry, resolve: Resolve, sources: tuple[str, ...], kept: Shelf | None) -> Body:
    if kept is None:
        return convert(entry, resolve, sources)
    key = digest(entry.source.path, entry.body, *sources)
    if (text := kept.get(key)) is not None:
        body = _read(text)
        # Where a link no longer leads where it led, the body is converted anew.
        if all(resolve(written, picture) == led for written, picture, led in body.links):
            return body
    body = convert(entry, resolve, sources)
    # A body with a fault in it is not kept, so that the fault is told each time.
    if body.diagnostics:
        kept.drop(key)
    else:
        kept.put(key, _written(body))
    return body


def _written(body: Body) -> str:
    """Two parts, of which JSON, which is slow to read, holds the small one."""
    return f"{json.dumps([body.headings, body.links])}\n{body.html}"


def _read(text: str) -> Body:
    small, _, html = text.partition("\n")
    headings, links = json.loads(small)
    return Body(html, tuple(map(Heading._make, headings)), tuple(map(tuple, links)), ())
