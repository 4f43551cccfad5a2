"""What can be said of an entry although some of its fields are wrong: that its text and its other
fields name what there is. So a contributor learns of everything at once, and not fault by fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from citykit.declaration import grouped, referred
from citykit.diagnostics import Diagnostic
from citykit.entry import Entry, Path
from citykit.hub import Hub
from citykit.kinds import BY_NAME
from citykit.links import Addresses
from citykit.load import Loaded
from citykit.markdown import convert
from citykit.mentions import Mention
from citykit.record import Strict
from citykit.rules.references import unknown


def check(
    loaded: Loaded, hub: Hub, addresses: Addresses, found: Iterable[Diagnostic]
) -> Iterator[Diagnostic]:
    """More about the originals that could not be read as records; `found` is what is known of them."""
    by_path: dict[str, list[Diagnostic]] = {}
    for diagnostic in found:
        by_path.setdefault(diagnostic.at.path, []).append(diagnostic)
    read = {item.entry.source.path for item in hub.catalogue.items}
    for entry in loaded.entries:
        path = entry.source.path
        if path not in read and path in by_path and entry.lang == hub.config.original:
            wrong = _wrong(entry, by_path[path])
            yield from unknown(entry, _mentions(entry, wrong), hub.known)
            yield from _text(entry, addresses, wrong)


def _wrong(entry: Entry, found: Iterable[Diagnostic]) -> frozenset[str]:
    """The fields in which a fault is known: nothing more is said of them."""
    starts = {entry.key((name,)).line: name for name in entry.fields}
    lines = (max((n for n in starts if n <= one.at.line), default=0) for one in found)
    return frozenset(starts[line] for line in lines if line)


def _mentions(entry: Entry, wrong: frozenset[str]) -> Iterator[Mention]:
    kind = BY_NAME[entry.kind]
    type = entry.fields.get("type")
    model: Any = kind.by_type.get(type, kind.model) if isinstance(type, str) else kind.model
    # In the other fields there is no fault, so each has the shape that its model says.
    yield from _named(model, {n: v for n, v in entry.fields.items() if n not in wrong}, ())


def _named(model: type[Strict], fields: Mapping[str, Any], path: Path) -> Iterator[Mention]:
    for name, field in model.model_fields.items():
        written = field.alias or name
        value, here = fields.get(written), (*path, written)
        if kind := referred(field):
            yield from (Mention(kind, id, at) for at, id in _ids(value, here))
        elif (inner := grouped(field)) and isinstance(value, dict):
            yield from _named(inner, value, here)
        elif inner and isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, dict):
                    yield from _named(inner, item, (*here, index))


def _ids(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _ids(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _ids(inner, (*path, index))


def _text(entry: Entry, addresses: Addresses, wrong: frozenset[str]) -> Iterator[Diagnostic]:
    sources = entry.fields.get("sources")
    listed = sources if isinstance(sources, list) else []
    ids = tuple(
        source["id"]
        for source in listed
        if isinstance(source, dict) and isinstance(source.get("id"), str)
    )
    for diagnostic in convert(entry, addresses.resolver(entry), ids).diagnostics:
        if not (diagnostic.code == "unknown-source" and "sources" in wrong):
            yield diagnostic
