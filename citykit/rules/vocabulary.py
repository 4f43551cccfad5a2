"""Vocabularies: cross-walks lead to the other version, wider terms exist and end somewhere, regions
do not overlap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from citykit.diagnostics import Diagnostic, did_you_mean, unmistakable
from citykit.hub import Hub
from citykit.kinds.term import VOCABULARIES
from citykit.messages import said


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
                *said("wrong-number", expected=expected, id=item.id),
            )
        for index, other in enumerate(item.record.closest):
            if other.startswith(f"{item.record.version}-"):
                yield Diagnostic(
                    item.entry.place(("closest", index)),
                    *said("same-version", given=other),
                )


def _broader(hub: Hub) -> Iterator[Diagnostic]:
    for vocabulary in VOCABULARIES:
        ids = {id for kind, id in hub.known if kind == vocabulary.name}
        wider = {item.id: item.record.broader for item in hub.catalogue.all(vocabulary.name)}
        for item in hub.catalogue.all(vocabulary.name):
            broader = item.record.broader
            if broader is None:
                continue
            if broader not in ids:
                _, message, hint = said(
                    "unknown/wider", given=broader, folder=f"content/terms/{vocabulary.folder}/"
                )
                yield Diagnostic(
                    item.entry.place(("broader",)),
                    f"unknown-{vocabulary.name}",
                    message,
                    did_you_mean(broader, ids - {item.id}, hint),
                    fix=item.entry.rewrite(("broader",), unmistakable(broader, ids - {item.id})),
                )
            elif item.id == min(circle := _circle(item.id, wider), default=None):
                yield Diagnostic(
                    item.entry.place(("broader",)),
                    *said("broader-circle", way=" → ".join([*circle, item.id])),
                )


def _circle(start: str, wider: Mapping[str, str | None]) -> list[str]:
    """The terms on the way from `start` to wider ones and back to it, if it leads back."""
    way = [start]
    while (following := wider.get(way[-1])) is not None and following not in way:
        way.append(following)
    return way if following == start else []


def _regions(hub: Hub) -> Iterator[Diagnostic]:
    owner: dict[str, str] = {}
    for item in hub.catalogue.all("region"):
        for index, code in enumerate(item.record.countries):
            if owner.setdefault(code, item.id) != item.id:
                yield Diagnostic(
                    item.entry.place(("countries", index)),
                    *said("repeated-item/region", given=code, region=owner[code]),
                )
