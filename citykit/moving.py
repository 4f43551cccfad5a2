"""Entries that get another id, or go: who refers to them is led on, and their address stays alive.

What is to change is worked out whole, as new texts by path, before anything is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from citykit.catalogue import Item, beside
from citykit.checked import DOCS, check
from citykit.diagnostics import Location
from citykit.entry import Entry, Source
from citykit.hub import Hub
from citykit.kinds import BY_NAME
from citykit.links import relative
from citykit.load import CONTENT, MOVED
from citykit.markdown import link_places
from citykit.mentions import mentions
from citykit.parse import parse
from citykit.read import state_of
from citykit.record import field

HEADER = """\
# Addresses that readers may still hold, and where they lead now. `citykit move` and `citykit retire`
# write this file. Never delete a line: somebody has printed the address.
"""


class Refused(ValueError):
    """It cannot be done as asked; the message says why and what to do."""


@dataclass(frozen=True)
class Change:
    """New texts by path below the root, the files that go, and the address that leads on; None for
    a kind whose entries share one page."""

    texts: Mapping[str, str]
    gone: tuple[str, ...]
    address: tuple[str, str] | None

    def apply(self, root: Path) -> None:
        """Write the texts with the line ends that each file has, then delete what goes."""
        for path, text in self.texts.items():
            file = root / path
            before = file.read_bytes() if file.exists() else b""
            ends = "\r\n" if b"\r\n" in before else "\n"
            mark = "\ufeff" if before.startswith(b"\xef\xbb\xbf") else ""
            file.write_bytes((mark + text.replace("\n", ends)).encode())
        for path in self.gone:
            (root / path).unlink()


def move(root: Path, old: str, new: str) -> Change:
    """Give the entry in the file `old` the id `new`, which may be written as the path of its new file.
    Refused where that cannot be; nothing is written."""
    hub = _hub(root)
    item = _item(hub, old)
    folder, _, name = new.rpartition("/")
    here = item.entry.source.path.rpartition("/")[0]
    if folder and folder != here:
        raise Refused(
            f"An entry keeps its folder, {here}/: for another kind or type, make a new entry with "
            "`citykit new` and lead readers to it with `citykit retire`."
        )
    id = re.sub(r"\.(md|yml)$", "", name)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id):
        raise Refused(f"`{id}` cannot be an id: use small letters, digits and hyphens.")
    if (item.kind, id) in hub.known:
        raise Refused(f"There is already an entry `{id}` of this kind.")
    files = {path: f"{here}/{id}{path[len(here) + 1 + len(item.id) :]}" for path in _files(item)}
    texts = _led_on(hub, item, files, id, whole=True)
    for path, renamed in files.items():
        texts[renamed] = texts.pop(path, _text(item, path))
    kind = BY_NAME[item.kind]
    return _change(hub, item, texts, f"{kind.address}/{id}.html")


def retire(root: Path, old: str, to: str) -> Change:
    """Take away the entry in the file `old` and lead its readers to the entry or hand-written page
    in the file `to`. Refused while a field names it that cannot name the other."""
    hub = _hub(root)
    item = _item(hub, old)
    target = hub.catalogue.at(to)
    address = target.address if target else to.removeprefix(f"{DOCS}/").replace(".md", ".html")
    if target is item or (target is None and address not in hub.docs):
        raise Refused(f"{to} is no other entry or hand-written page of the hub.")
    files = dict.fromkeys(_files(item), to)
    same = target.id if target and target.kind == item.kind else None
    texts = _led_on(hub, item, files, same, whole=False)
    for path in files:
        texts.pop(path, None)
    return _change(hub, item, texts, address)


def _change(hub: Hub, item: Item, texts: dict[str, str], address: str) -> Change:
    if not BY_NAME[item.kind].paged:
        return Change(texts, _files(item), None)
    texts[MOVED] = _listed(hub.moved, item.address, address)
    return Change(texts, _files(item), (item.address, address))


def _hub(root: Path) -> Hub:
    checked = check(root)
    if checked.wrong:
        raise Refused("The content has errors: mend them first, see `citykit check`.")
    return checked.hub


def _item(hub: Hub, path: str) -> Item:
    item = hub.catalogue.at(path)
    if item is None:
        raise Refused(f"{path} is no original entry of the hub: give its file below {CONTENT}/.")
    return item


def _entries(item: Item) -> tuple[tuple[Entry, Any], ...]:
    """Each file of an item, with what it says."""
    translations = ((found.entry, found.record) for found in item.translations.values())
    return ((item.entry, item.record), *translations)


def _files(item: Item) -> tuple[str, ...]:
    return tuple(entry.source.path for entry, _ in _entries(item))


def _text(item: Item, path: str) -> str:
    return next(e.source.text for e, _ in _entries(item) if e.source.path == path)


def _led_on(
    hub: Hub, item: Item, files: Mapping[str, str], id: str | None, whole: bool
) -> dict[str, str]:
    """The texts that refer to an item, led on to what `files` gives for each of its files. `id` is
    what fields name in its place, None where they cannot; `whole` keeps the headings of links."""
    texts: dict[str, str] = {}
    for other in hub.catalogue.items:
        gone = not whole and other is item
        for entry, record in () if gone else _entries(other):
            edits = [*_named(item, entry, record, id), *_linked(hub, item, entry, files, whole)]
            if edits:
                texts[entry.source.path] = _edited(entry.source.text, edits)
        if other.entry.source.path in texts:
            texts.update(_follow(other, texts))
    for address, text in hub.docs.items():
        target = next(iter(files.values()))
        if BY_NAME[item.kind].paged and (led := _docs_led_on(hub, item, target, text)) != text:
            texts[f"{DOCS}/{address.removesuffix('.html')}.md"] = led
    return texts


Edit = tuple[int, int, str]


def _edited(text: str, edits: list[Edit]) -> str:
    for start, end, new in sorted(set(edits), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _named(item: Item, entry: Entry, record: Any, id: str | None) -> Iterator[Edit]:
    """The fields that name the item."""
    paths = [m.path for m in mentions(record) if (m.kind, m.id) == (item.kind, item.id)]
    if entry.kind == item.kind and field(record, "broader") == item.id:
        paths.append(("broader",))
    for path in paths:
        if path not in entry.places.values:
            continue  # a translation takes it from its original
        at = entry.place(path)
        if id is None:
            raise Refused(
                f"{at.path}:{at.line} still names `{item.id}`: change it there first, since what "
                "it is led to is of another kind."
            )
        start, end = _offset(entry.source.text, at), _offset(entry.source.text, at, end=True)
        yield start, end, entry.source.text[start:end].replace(item.id, id, 1)


def _linked(
    hub: Hub, item: Item, entry: Entry, files: Mapping[str, str], whole: bool
) -> Iterator[Edit]:
    """The links in a body that lead to the item."""
    led = {
        written
        for written, picture, _ in hub.bodies[entry.source.path].links
        if not picture and beside(entry.source.path, unquote(written.partition("#")[0])) in files
    }
    text, places = entry.source.text, link_places(entry) if led else []
    starts = [_offset(text, at) for _, at in places]
    for (written, at), start, end in zip(places, starts, [*starts, len(text)][1:], strict=True):
        if written not in led:
            continue
        way, mark, heading = written.partition("#")
        target = files[beside(entry.source.path, unquote(way))]
        new = relative(entry.source.path.rpartition("/")[0], target)
        spot = re.compile(rf"\]\(\s*<?({re.escape(written)})(?=[\s>)])").search(text, start, end)
        # A link may have its address at the end of the text: `[name]: way`.
        spot = spot or re.search(
            rf"^ {{0,3}}\[[^\]\n]+\]:[ \t]*<?({re.escape(written)})(?=[\s>]|$)", text, re.M
        )
        if spot is None:
            raise Refused(f"{at.path}:{at.line} links to `{written}`: change it there by hand.")
        yield *spot.span(1), f"{new}{mark}{heading}" if whole else new


def _follow(other: Item, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Translations of an original whose links were led on: they are as true as they were before."""
    entry = other.entry
    path = entry.source.path
    after = parse(entry.kind, entry.id, entry.lang, Source(path, texts[path]))
    if not isinstance(after, Entry) or state_of(after) == state_of(entry):
        return
    for found in other.translations.values():
        if not found.stale:
            own = found.entry.source
            text = texts.get(own.path, own.text)
            yield own.path, text.replace(state_of(entry), state_of(after), 1)


def _docs_led_on(hub: Hub, item: Item, target: str, text: str) -> str:
    found = hub.catalogue.at(target)
    if found is not None:
        address = found.address
    elif target.startswith(f"{DOCS}/"):
        address = target.removeprefix(f"{DOCS}/").replace(".md", ".html")
    else:
        address = f"{BY_NAME[item.kind].address}/{PurePosixPath(target).stem}.html"
    return re.sub(rf"(?<=[(/]){re.escape(item.address)}(?=[)#\s])", address, text)


def _listed(moved: Entry | None, old: str, new: str) -> str:
    """The list of moved addresses with one more; what led to the old address leads to the new one."""
    if moved is None:
        return f"{HEADER}{old}: {new}\n"
    text = moved.source.text
    edits = [
        (_offset(text, at := moved.place((key,))), _offset(text, at, end=True), new)
        for key, value in moved.fields.items()
        if value == old and key != new
    ]
    if new in moved.fields:  # it moves back: the page itself is there again
        start = text.rfind("\n", 0, _offset(text, moved.key((new,)))) + 1
        edits.append((start, text.find("\n", start) + 1 or len(text), ""))
    text = _edited(text, edits)
    return f"{text}{'' if text.endswith(chr(10)) else chr(10)}{old}: {new}\n"


def _offset(text: str, at: Location, end: bool = False) -> int:
    start = 0
    for _ in range(at.line - 1):
        start = text.index("\n", start) + 1
    return start + (at.end_column if end else at.column) - 1
