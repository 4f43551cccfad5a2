"""What an address in a contributed text means: another entry, a file beside it, or the world."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath
from urllib.parse import unquote

from citykit.catalogue import beside
from citykit.diagnostics import MOST_GUESSES, nearest
from citykit.entry import Entry
from citykit.fields import URL_PATTERN
from citykit.kinds import BY_NAME
from citykit.load import Asset, Loaded
from citykit.markdown import HUB, DeadEnd, Resolve
from citykit.messages import said

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif")


class Addresses:
    """Where every content file is found on the site; built once for all entries."""

    def __init__(self, loaded: Loaded) -> None:
        self.assets: Mapping[str, Asset] = {asset.path: asset for asset in loaded.assets}
        self.pages: dict[str, str] = {}
        for path, (kind, id, _) in loaded.named.items():
            found = BY_NAME[kind]
            self.pages[path] = (
                f"{found.address}/{id}.html" if found.paged else f"{found.address}.html#{id}"
            )

    def resolver(self, entry: Entry) -> Resolve:
        """The resolver for the links and pictures of one entry."""

        guessed: set[str] = set()

        def resolve(address: str, picture: bool) -> str | tuple[str, str, str] | DeadEnd:
            return self._resolve(entry, address, picture, guessed)

        return resolve

    def _resolve(
        self, entry: Entry, address: str, picture: bool, guessed: set[str]
    ) -> str | tuple[str, str, str] | DeadEnd:
        scheme, colon, _ = address.partition(":")
        if colon and "/" not in scheme and "#" not in scheme:
            return self._outside(address, scheme.lower(), picture)
        if address.startswith("/"):
            return said("bad-link/slash", given=address)
        if address.startswith("#"):
            return said("dead-link/heading", given=address)
        target, _, fragment = unquote(address).partition("#")
        path = beside(entry.source.path, target)
        if path in self.assets:
            return self._file(path, target, picture)
        if picture:
            return self._missing(entry, address, path, list(self.assets), "picture", guessed)
        page = self.pages.get(path)
        if page is None:
            return self._missing(entry, address, path, list(self.pages), "file", guessed)
        return f"{HUB}{page}" + (f"#{fragment}" if fragment and "#" not in page else "")

    def _outside(self, address: str, scheme: str, picture: bool) -> str | tuple[str, str, str]:
        if picture:
            return said("outside-picture", given=address)
        if scheme in ("http", "https"):
            if URL_PATTERN.fullmatch(address):
                return address
            return said("bad-address/in-text", given=address)
        if scheme == "mailto":
            return address
        return said("bad-link/scheme", scheme=scheme)

    def _file(self, path: str, target: str, picture: bool) -> str | tuple[str, str, str]:
        if picture and not path.endswith(PICTURES):
            return said("bad-link/no-picture", given=target)
        return f"{HUB}{published(path)}"

    def _missing(
        self,
        entry: Entry,
        address: str,
        path: str,
        known: list[str],
        what: str,
        guessed: set[str],
    ) -> tuple[str, str, str] | DeadEnd:
        here = PurePosixPath(entry.source.path).parent.as_posix()
        if address not in guessed and len(guessed) == MOST_GUESSES:
            return said("dead-link", what=what, given=address, folder=here)
        guessed.add(address)
        stems = {PurePosixPath(other).stem for other in known}
        stem = nearest(PurePosixPath(path).stem, stems)
        same = [other for other in known if PurePosixPath(other).stem == stem]
        if not same:
            return said("dead-link", what=what, given=address, folder=here)
        meant = relative(here, get_close_matches(path, same, n=1, cutoff=0.0)[0])
        # The file's name is right, and there is only one of that name: the way to it was wrong.
        sure = len(same) == 1 and stem == PurePosixPath(path).stem
        return DeadEnd(
            *said("dead-link/meant", what=what, given=address, meant=meant, folder=here),
            meant + address.partition("#")[1] + address.partition("#")[2] if sure else None,
        )


def published(path: str) -> str:
    """Where a file beside the entries is found on the site."""
    return f"files/{path.partition('/')[2]}"


def relative(folder: str, target: str) -> str:
    """The way from a folder to a file, both below the root."""
    ours, theirs = folder.split("/"), target.split("/")
    while ours and theirs and ours[0] == theirs[0]:
        ours, theirs = ours[1:], theirs[1:]
    return "/".join([*([".."] * len(ours)), *theirs])
