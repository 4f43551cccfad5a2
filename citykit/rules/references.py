"""Every id that a record names exists."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.catalogue import Item
from citykit.diagnostics import Diagnostic, did_you_mean, listing
from citykit.hub import Hub
from citykit.kinds import BY_NAME

_ESSENTIALS = "Say which version you mean: `2015-1` to `2015-10`, or `2010-1` to `2010-10`."


def check(hub: Hub) -> Iterator[Diagnostic]:
    ids: dict[str, list[str]] = {}
    for kind, id in hub.known:
        ids.setdefault(kind, []).append(id)
    for item in hub.catalogue.items:
        for mention in item.mentions:
            if (mention.kind, mention.id) in hub.known:
                continue
            known = ids.get(mention.kind, [])
            noun = mention.kind.replace("-", " ")
            if mention.kind == "essential":
                number = mention.id if mention.id.isdigit() else ""
                hint = (
                    f"write `2015-{number}` or `2010-{number}`. {_ESSENTIALS}"
                    if number
                    else _ESSENTIALS
                )
                noun = "Essential"
            else:
                folders = ", ".join(
                    f"content/{folder}/" for folder in BY_NAME[mention.kind].folders[:8]
                )
                where = f"They are listed in {folders}."
                if len(known) <= 12:
                    where = f"There are {listing(known)}."
                hint = did_you_mean(mention.id, known, where)
            yield Diagnostic(
                item.entry.place(mention.path),
                f"unknown-{mention.kind}",
                f"There is no {noun} `{mention.id}`.",
                hint,
            )
        yield from _repeated(item)


def _repeated(item: Item) -> Iterator[Diagnostic]:
    seen: set[tuple[object, ...]] = set()
    for mention in item.mentions:
        key = (mention.kind, mention.id, mention.path[:-1])
        if isinstance(mention.path[-1], int) and key in seen:
            yield Diagnostic(
                item.entry.place(mention.path),
                "repeated-item",
                f"`{mention.id}` stands twice in this list.",
                "delete one of the two.",
            )
        seen.add(key)
