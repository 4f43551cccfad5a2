"""Every id that a record names exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citykit.catalogue import Item
from citykit.diagnostics import MOST_GUESSES, Diagnostic, Edit, listing, meant, unmistakable
from citykit.entry import Entry, Path
from citykit.hub import Hub
from citykit.kinds import BY_NAME
from citykit.mentions import Mention
from citykit.messages import Words, said

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
    guessed = 0
    for mention in mentions:
        if (mention.kind, mention.id) in known:
            continue
        ids = [id for kind, id in known if kind == mention.kind]
        guess = guessed < MOST_GUESSES
        guessed += 1
        _, message, hint = _unknown(mention, ids, guess)
        sure = unmistakable(mention.id, ids) if guess else None
        yield Diagnostic(
            entry.place(mention.path),
            f"unknown-{mention.kind}",
            message,
            hint,
            fix=entry.rewrite(mention.path, sure),
        )


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
