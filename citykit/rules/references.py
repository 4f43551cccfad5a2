"""Every id that a record names exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citykit.catalogue import Item
from citykit.diagnostics import Diagnostic, Edit, did_you_mean, listing, unmistakable
from citykit.entry import Entry, Path
from citykit.hub import Hub
from citykit.kinds import BY_NAME
from citykit.record import Mention

_ESSENTIALS = "say which version you mean: `2015-1` to `2015-10`, or `2010-1` to `2010-10`."
_NOUNS = {
    "essential": "Essential",
    "sendai-priority": "Sendai priority",
    "hfa-priority": "Hyogo priority",
}


def check(hub: Hub) -> Iterator[Diagnostic]:
    for item in hub.catalogue.items:
        yield from unknown(item.entry, item.mentions, hub.known)
        yield from _repeated(item)


def unknown(
    entry: Entry, mentions: Iterable[Mention], known: frozenset[tuple[str, str]]
) -> Iterator[Diagnostic]:
    """The mentions that name nothing; `known` pairs kinds and ids."""
    for mention in mentions:
        if (mention.kind, mention.id) in known:
            continue
        noun = _NOUNS.get(mention.kind, mention.kind.replace("-", " "))
        ids = [id for kind, id in known if kind == mention.kind]
        yield Diagnostic(
            entry.place(mention.path),
            f"unknown-{mention.kind}",
            f"There is no {noun} `{mention.id}`.",
            _hint(mention, ids),
            fix=entry.rewrite(mention.path, unmistakable(mention.id, ids)),
        )


def _hint(mention: Mention, known: list[str]) -> str:
    if mention.kind == "essential":
        number = mention.id
        return f"write `2015-{number}` or `2010-{number}`." if number.isdigit() else _ESSENTIALS
    folders = [f"content/{folder}/" for folder in BY_NAME[mention.kind].folders]
    where = folders[0] if len(folders) == 1 else "content/resources/"
    if not known:
        return f"delete it, or add it to {where} first."
    if len(known) <= 12:
        return did_you_mean(mention.id, known, f"use one of {listing(known)}.")
    return did_you_mean(mention.id, known, f"use the name of a file in {where}, without `.md`.")


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
                fix=_without(item.entry, mention.path),
            )
        seen.add(key)


def _without(entry: Entry, path: Path) -> tuple[Edit, ...]:
    """Take an item out of a list, with its line or the comma before it."""
    number, start, end = entry.places.values[path]
    lines = entry.source.text.split("\n")
    before, after = lines[number - 1][: start - 1], lines[number - 1][end - 1 :]
    if not before.strip(" -") and not after.strip():
        return (Edit(entry.source.path, (number, 1), (number + 1, 1), ""),)
    if before.rstrip().endswith(","):
        comma = before.rindex(",") + 1
        return (Edit(entry.source.path, (number, comma), (number, end), ""),)
    return ()
