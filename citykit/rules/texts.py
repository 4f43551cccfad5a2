"""Bodies: what the conversion found, links into other pages' headings, and empty texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from citykit.diagnostics import Diagnostic, Location
from citykit.entry import Entry
from citykit.hub import Hub
from citykit.markdown import HUB, link_places
from citykit.messages import said
from citykit.record import field

MAY_BE_EMPTY = {"assessment", "glossary-term"}


def check(hub: Hub) -> Iterator[Diagnostic]:
    ids = _ids(hub)
    for item in hub.catalogue.items:
        sources = [item.entry, *(found.entry for found in item.translations.values())]
        for entry in sources:
            yield from hub.bodies[entry.source.path].diagnostics
            yield from _anchors(hub, ids, entry)
            if not entry.body.strip() and item.kind not in MAY_BE_EMPTY:
                yield _no_text(entry)
        yield from _attachments(hub, item.entry, field(item.record, "attachments", ()))


def _ids(hub: Hub) -> Mapping[str, frozenset[str]]:
    """The ids of the headings of every page, by its address, in any of its languages."""
    return {
        item.address: frozenset(
            heading.id
            for entry in (item.entry, *(found.entry for found in item.translations.values()))
            for heading in hub.bodies[entry.source.path].headings
        )
        for item in hub.catalogue.items
    }


def _anchors(hub: Hub, ids: Mapping[str, frozenset[str]], entry: Entry) -> Iterator[Diagnostic]:
    dead = {}
    for written, _, led in hub.bodies[entry.source.path].links:
        address, mark, id = led.removeprefix(HUB).partition("#")
        if mark and led.startswith(HUB) and address in ids and id not in ids[address]:
            dead[written] = id
    for written, at in link_places(entry) if dead else ():
        if written in dead:
            yield Diagnostic(
                at,
                "dead-link",
                f"There is no heading `#{dead[written]}` on the page that `{written}` leads to.",
                "copy the heading in small letters, with hyphens for spaces.",
            )


def _no_text(entry: Entry) -> Diagnostic:
    return Diagnostic(Location(entry.source.path, entry.body_line, 1, 1), *said("no-text"))


def _attachments(hub: Hub, entry: Entry, attachments: tuple[object, ...]) -> Iterator[Diagnostic]:
    known = {asset.path for asset in hub.assets}
    folder = entry.source.path.rpartition("/")[0]
    for index, attachment in enumerate(attachments):
        name = attachment.file  # type: ignore[attr-defined]
        if f"{folder}/{name}" not in known:
            yield Diagnostic(
                entry.place(("attachments", index, "file")),
                "dead-link",
                f"There is no file `{name}` beside this entry.",
                f"put the file into {folder}/, and write its name only.",
            )
