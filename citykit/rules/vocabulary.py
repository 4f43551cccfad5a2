"""Vocabularies: cross-walks lead to the other version, wider terms exist, regions do not overlap."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.diagnostics import Diagnostic, did_you_mean
from citykit.hub import Hub
from citykit.kinds.term import VOCABULARIES


def check(hub: Hub) -> Iterator[Diagnostic]:
    yield from _crosswalk(hub)
    yield from _broader(hub)
    yield from _regions(hub)


def _crosswalk(hub: Hub) -> Iterator[Diagnostic]:
    for item in hub.catalogue.all("essential"):
        expected = f"{item.record.version}-{item.record.number}"
        if item.id != expected:
            yield Diagnostic(
                item.entry.place(("number",)),
                "wrong-number",
                f"Version and number say `{expected}`, but the file is named `{item.id}`.",
                f"correct `version` and `number`, or rename the file to `{expected}.md`.",
            )
        for index, other in enumerate(item.record.closest):
            if other.startswith(f"{item.record.version}-"):
                yield Diagnostic(
                    item.entry.place(("closest", index)),
                    "same-version",
                    f"`{other}` is of the same version; the cross-walk leads to the other one.",
                    "name the nearest Essential of the other version.",
                )


def _broader(hub: Hub) -> Iterator[Diagnostic]:
    for vocabulary in VOCABULARIES:
        ids = {item.id for item in hub.catalogue.all(vocabulary.name)}
        for item in hub.catalogue.all(vocabulary.name):
            broader = item.record.broader
            if broader is not None and (broader not in ids or broader == item.id):
                yield Diagnostic(
                    item.entry.place(("broader",)),
                    f"unknown-{vocabulary.name}",
                    f"There is no wider term `{broader}` in this vocabulary.",
                    did_you_mean(
                        broader,
                        ids - {item.id},
                        f"They are listed in content/terms/{vocabulary.folder}/.",
                    ),
                )


def _regions(hub: Hub) -> Iterator[Diagnostic]:
    owner: dict[str, str] = {}
    for item in hub.catalogue.all("region"):
        for index, code in enumerate(item.record.countries):
            if owner.setdefault(code, item.id) != item.id:
                yield Diagnostic(
                    item.entry.place(("countries", index)),
                    "repeated-item",
                    f"`{code}` is already in the region `{owner[code]}`.",
                    "keep each country in one region.",
                )
