"""Walk the content folder: every file becomes an entry, an asset or a diagnostic."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from citykit.attachments import fault
from citykit.cache import Shelf
from citykit.diagnostics import Diagnostic, Location, did_you_mean, listing
from citykit.entry import Entry, Source
from citykit.invisible import CONTROL
from citykit.kinds import BY_FOLDER
from citykit.messages import said
from citykit.parse import parse

CONTENT = "content"
MOVED = f"{CONTENT}/moved.yml"
ENTRY_NAME = re.compile(
    r"(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)(?:\.(?P<lang>[a-z]{2,3}))?\.(?P<end>md|yml)"
)
ASSET_NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*\.(png|jpg|jpeg|webp|gif|pdf)")
MAX_ASSET_BYTES = {"pdf": 5 * 1024 * 1024}
MAX_IMAGE_BYTES = 400 * 1024
MAX_FILE_BYTES = 256 * 1024
MAX_NAME = 80
# Windows takes these for devices, whatever follows the first dot
# (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
WINDOWS_DEVICE = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.I
)


Wanted = Callable[[str], bool]
"""Whether the entry at a path is to be read."""


@dataclass(frozen=True)
class Asset:
    """A picture or document beside the entries; `path` is relative to the repository root."""

    path: str
    file: Path
    size: int


@dataclass(frozen=True)
class Loaded:
    """All that the content folder holds, in order of path. `named` is what each file that has an
    entry's name, or nearly one, is, as kind, id and language: also where it cannot be read, so that
    whoever names or links to it is not wrong as well. `moved` lists addresses that have moved."""

    entries: tuple[Entry, ...]
    assets: tuple[Asset, ...]
    named: Mapping[str, tuple[str, str, str]]
    known: frozenset[tuple[str, str]]
    diagnostics: tuple[Diagnostic, ...]
    moved: Entry | None = None


def load(
    root: Path, original: str = "en", kept: Shelf | None = None, wanted: Wanted | None = None
) -> Loaded:
    """Read everything below `root/content`; a file without a language in its name is `original`.
    `kept` holds what files said before. Of an entry that is not `wanted` only its name is
    known, which is enough for whoever names it or links to it."""
    entries: list[Entry] = []
    assets: list[Asset] = []
    diagnostics: list[Diagnostic] = []
    named: dict[str, tuple[str, str, str]] = {}
    first: dict[tuple[str, str, str], str] = {}
    moved: Entry | None = None
    for file, path in files(root):
        if path == MOVED:
            listed = _list(file, path, original)
            if isinstance(listed, Entry):
                moved = listed
            else:
                diagnostics.append(listed)
            continue
        if name := _named(path, original):
            first.setdefault(name, path)
        if meant := name or _named(_better(path), original):
            named[path] = meant
        if wanted and name and not wanted(path):
            continue
        found = _read(file, path, name, first, kept)
        if isinstance(found, Entry):
            entries.append(found)
        elif isinstance(found, Asset):
            assets.append(found)
        else:
            diagnostics.append(found)
    known = frozenset((kind, id) for kind, id, lang in named.values() if lang == original)
    return Loaded(tuple(entries), tuple(assets), named, known, tuple(diagnostics), moved)


def joined(loaded: Loaded, source: Source, original: str) -> Loaded:
    """What was loaded, with one more file, which need not be on disk. ValueError if its path is none
    of an entry."""
    name = _named(source.path, original)
    if name is None:
        raise ValueError(f"{source.path} is no path of an entry")
    found = parse(*name, source)
    if isinstance(found, Diagnostic):
        return replace(loaded, diagnostics=(*loaded.diagnostics, found))
    return replace(
        loaded,
        entries=(*loaded.entries, found),
        named={**loaded.named, source.path: name},
        known=loaded.known | {(found.kind, found.id)},
    )


def files(root: Path) -> Iterator[tuple[Path, str]]:
    """Every file of the content folder with its path, in order, and links as if they were files."""
    top = root / CONTENT
    for name, folders, files in os.walk(top):
        folders.sort()
        folder = Path(name)
        below = folder.relative_to(root).as_posix()
        links = [other for other in folders if (folder / other).is_symlink()]
        for found in sorted(files + links):
            path = f"{below}/{found}"
            # A name may hold any byte: what is shown of it must be text, and do nothing.
            shown = path.encode("utf-8", "replace").decode()
            yield folder / found, CONTROL.sub("?", shown).replace("\n", "?")


def _named(path: str, original: str) -> tuple[str, str, str] | None:
    """Kind, id and language of the entry that a file of this path holds."""
    folder, name = path[len(CONTENT) + 1 :].rpartition("/")[::2]
    kind, parts = BY_FOLDER.get(folder), ENTRY_NAME.fullmatch(name)
    return (kind.name, parts["id"], parts["lang"] or original) if kind and parts else None


def _list(file: Path, path: str, original: str) -> Entry | Diagnostic:
    """The list of moved addresses: old and new as `field: value`."""
    at = Location(path)
    text = _irregular(file, at) or _too_long(file, at) or _text(file.read_bytes(), path)
    if isinstance(text, Diagnostic):
        return text
    return parse("moved", "moved", original, Source(path, text))


def _irregular(file: Path, at: Location) -> Diagnostic | None:
    if file.is_symlink():
        return Diagnostic(
            at, "symbolic-link", "This is a link to another file.", "put the file itself here."
        )
    if not file.is_file():
        return Diagnostic(at, "unknown-file-type", "This is no file that holds text.", "delete it.")
    return None


def _too_long(file: Path, at: Location) -> Diagnostic | None:
    size = file.stat().st_size
    if size <= MAX_FILE_BYTES:
        return None
    return Diagnostic(at, *said("too-large/file", size=size // 1024, limit=MAX_FILE_BYTES // 1024))


def _read(
    file: Path,
    path: str,
    named: tuple[str, str, str] | None,
    first: Mapping[tuple[str, str, str], str],
    kept: Shelf | None,
) -> Entry | Asset | Diagnostic:
    at = Location(path)
    if wrong := _irregular(file, at):
        return wrong
    folder, name = path[len(CONTENT) + 1 :].rpartition("/")[::2]
    kind = BY_FOLDER.get(folder)
    if kind is None:
        hint = did_you_mean(
            folder, BY_FOLDER, f"move it below {CONTENT}/ to one of {listing(BY_FOLDER, 30)}."
        )
        return Diagnostic(
            at, "unknown-folder", f"`{CONTENT}/{folder}` is no folder for entries.", hint
        )
    if unusable := _unusable(at, name):
        return unusable
    if ASSET_NAME.fullmatch(name):
        return _asset(file, path)
    if named is None:
        return _bad_name(at)
    if wrong := _too_long(file, at):
        return wrong
    if first[named] != path:
        return Diagnostic(at, *said("duplicate-id", id=named[1], path=first[named]))
    text = _text(file.read_bytes(), path)
    if isinstance(text, Diagnostic):
        return text
    return parse(*named, Source(path, text), kept)


def _better(path: str) -> str:
    """The path with the file's name in small letters, digits and hyphens."""
    folder, _, name = path.rpartition("/")
    stem, _, end = name.lower().rpartition(".")
    if not ENTRY_NAME.fullmatch(name.lower()):
        stem = re.sub(r"[^a-z0-9]+", "-", stem).strip("-") or "flood-park"
    return f"{folder}/{stem}.{end}"


def _unusable(at: Location, name: str) -> Diagnostic | None:
    """A name that not every computer can have."""
    if WINDOWS_DEVICE.fullmatch(name):
        return Diagnostic(at, *said("bad-file-name/device", name=name))
    if len(name) > MAX_NAME:
        return Diagnostic(at, *said("bad-file-name/long", count=len(name), limit=MAX_NAME))
    return None


def _bad_name(at: Location) -> Diagnostic:
    name, better = at.path.rpartition("/")[2], _better(at.path).rpartition("/")[2]
    if better.rpartition(".")[2] in {"md", "yml", "png", "jpg", "jpeg", "webp", "gif", "pdf"}:
        return Diagnostic(at, *said("bad-file-name", name=name, better=better))
    return Diagnostic(
        at,
        "unknown-file-type",
        f"`{name}` is neither an entry nor a picture or PDF.",
        "write entries as `name.md`; attach only png, jpg, webp, gif or pdf files.",
    )


def _asset(file: Path, path: str) -> Asset | Diagnostic:
    size = file.stat().st_size
    limit = MAX_ASSET_BYTES.get(path.rpartition(".")[2], MAX_IMAGE_BYTES)
    if size > limit:
        return Diagnostic(
            Location(path),
            "too-large",
            f"The file has {size // 1024} kB; {limit // 1024} kB is the limit, for readers on slow lines.",
            "make the picture smaller (1,200 pixels wide are enough) or compress the PDF.",
        )
    if found := fault(file):
        return Diagnostic(Location(path), *found)
    return Asset(path, file, size)


def _text(raw: bytes, path: str) -> str | Diagnostic:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        return Diagnostic(Location(path, line, column, column + 1), *said("not-utf-8"))
    return text.replace("\r\n", "\n").replace("\r", "\n")
