"""Every id that a record names exists."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.catalogue import Item
from citykit.diagnostics import MOST_GUESSES, Diagnostic, listing, meant
from citykit.hub import Hub
from citykit.kinds import BY_NAME
from citykit.messages import Words, said
from citykit.record import Mention

_NOUNS = {
    "essential": "Essential",
    "sendai-priority": "Sendai priority",
    "hfa-priority": "Hyogo priority",
}


def check(hub: Hub) -> Iterator[Diagnostic]:
    ids: dict[str, list[str]] = {}
    for kind, id in hub.known:
        ids.setdefault(kind, []).append(id)
    for item in hub.catalogue.items:
        guessed = 0
        for mention in item.mentions:
            if (mention.kind, mention.id) in hub.known:
                continue
            known = ids.get(mention.kind, [])
            _, message, hint = _unknown(mention, known, guessed < MOST_GUESSES)
            guessed += 1
            at = item.entry.place(mention.path)
            yield Diagnostic(at, f"unknown-{mention.kind}", message, hint)
        yield from _repeated(item)


def _unknown(mention: Mention, known: list[str], guess: bool) -> Words:
    given, noun = mention.id, noun_of(mention.kind)
    if mention.kind == "essential":
        fault = "number" if given.isdigit() else "version"
        return said(f"unknown-essential/{fault}", noun=noun, given=given)
    fault = "unknown/none" if not known else "unknown/few" if len(known) <= 12 else "unknown"
    words = said(fault, noun=noun, given=given, folder=where_of(mention.kind), known=listing(known))
    return meant(words, given, known) if guess else words


def where_of(kind: str) -> str:
    """The folder where the entries of a kind are."""
    folders = BY_NAME[kind].folders
    return f"content/{folders[0]}/" if len(folders) == 1 else "content/resources/"


def noun_of(kind: str) -> str:
    """What an entry of a kind is called in a sentence."""
    return _NOUNS.get(kind, kind.replace("-", " "))


def _repeated(item: Item) -> Iterator[Diagnostic]:
    seen: set[tuple[object, ...]] = set()
    for mention in item.mentions:
        key = (mention.kind, mention.id, mention.path[:-1])
        if isinstance(mention.path[-1], int) and key in seen:
            yield Diagnostic(
                item.entry.place(mention.path),
                *said("repeated-item", given=mention.id),
            )
        seen.add(key)
