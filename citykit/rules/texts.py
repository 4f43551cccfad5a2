"""Bodies: what the conversion found, links into other pages' headings, and empty texts."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.diagnostics import Diagnostic, Location
from citykit.entry import Entry
from citykit.hub import Hub

_MAY_BE_EMPTY = {"assessment", "glossary-term"}


def check(hub: Hub) -> Iterator[Diagnostic]:
    for item in hub.catalogue.items:
        sources = [item.entry, *(found.entry for found in item.translations.values())]
        for entry in sources:
            yield from hub.bodies[entry.source.path].diagnostics
            if not entry.body.strip() and item.kind not in _MAY_BE_EMPTY:
                yield _no_text(entry)
        yield from _attachments(hub, item.entry, getattr(item.record, "attachments", ()))


def _no_text(entry: Entry) -> Diagnostic:
    return Diagnostic(
        Location(entry.source.path, entry.body_line, 1, 1),
        "no-text",
        "There is no text below the front matter.",
        "write the text below the second `---` line.",
    )


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
