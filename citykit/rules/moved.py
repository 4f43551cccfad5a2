"""Addresses that have moved lead, in the end, to a page that is there, and hide none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from citykit.diagnostics import Diagnostic, did_you_mean, unmistakable
from citykit.hub import Hub

# Only names that the hub itself gives to pages: nothing that leads out of the site's folder.
_ADDRESS = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*\.html")


def check(hub: Hub) -> Iterator[Diagnostic]:
    if hub.moved is None:
        return
    entry, moved = hub.moved, hub.moved.fields
    for old, new in moved.items():
        if not _ADDRESS.fullmatch(old) or old.partition("/")[0] in hub.config.all_languages:
            yield Diagnostic(
                entry.key((old,)),
                "bad-moved-address",
                f"`{old}` is no address of a page.",
                "write it without the hub's own address and without a language, for example `resources/flood-park.html`.",
            )
        elif old in hub.addresses:
            yield Diagnostic(
                entry.key((old,)),
                "path-taken",
                f"The address `{old}` is that of a page which is there.",
                "delete this line, or give the page another name.",
            )
        elif not isinstance(new, str):
            yield Diagnostic(
                entry.key((old,)),
                "missing-field",
                f"`{old}` leads to no address.",
                "write the address of one page after the colon.",
            )
        elif new not in hub.addresses and new not in moved:
            yield Diagnostic(
                entry.place((old,)),
                "dead-link",
                f"There is no page `{new}` to lead readers to.",
                did_you_mean(
                    new, hub.addresses, "write the address of an entry or a hand-written page."
                ),
                fix=entry.rewrite((old,), unmistakable(new, hub.addresses)),
            )
        elif old == min(circle := _circle(moved, old), default=None):
            yield Diagnostic(
                entry.place((old,)),
                "moved-circle",
                f"The addresses lead in a circle: {' → '.join([*circle, old])}.",
                "correct one of them so that it leads to a page.",
            )


def _circle(moved: Mapping[str, object], start: str) -> list[str]:
    """The addresses on the way from `start` and back to it, if it leads back."""
    way = [start]
    while isinstance(following := moved.get(way[-1]), str) and following not in way:
        way.append(following)
    return way if following == start else []
