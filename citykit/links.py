"""What an address in a contributed text means: another entry, a file beside it, or the world."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from citykit.catalogue import beside
from citykit.diagnostics import did_you_mean
from citykit.entry import Entry
from citykit.kinds import BY_NAME
from citykit.load import Asset, Loaded
from citykit.markdown import Resolve
from citykit.record import URL_PATTERN

HUB = "citykit-hub:"
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif")


class Addresses:
    """Where every content file is found on the site; built once for all entries."""

    def __init__(self, loaded: Loaded) -> None:
        self.assets: Mapping[str, Asset] = {asset.path: asset for asset in loaded.assets}
        self.pages: dict[str, str] = {}
        for kind, id in loaded.known:
            found = BY_NAME[kind]
            address = f"{found.address}/{id}.html" if found.paged else f"{found.address}.html#{id}"
            for folder in found.folders:
                self.pages[f"content/{folder}/{id}.md"] = address
        self.originals = {entry.source.path for entry in loaded.entries}

    def exists(self, path: str) -> bool:
        return path in self.originals

    def resolver(self, entry: Entry) -> Resolve:
        """The resolver for the links and pictures of one entry."""

        def resolve(address: str, picture: bool) -> str | tuple[str, str, str]:
            return self._resolve(entry, address, picture)

        return resolve

    def _resolve(self, entry: Entry, address: str, picture: bool) -> str | tuple[str, str, str]:
        scheme, colon, _ = address.partition(":")
        if colon and "/" not in scheme and "#" not in scheme:
            return self._outside(address, scheme.lower(), picture)
        if address.startswith("/"):
            return (
                "bad-link",
                f"`{address}` begins with a slash, so it leads nowhere once the hub is copied.",
                "write the way from this file, for example `../../cities/venice.md`.",
            )
        if address.startswith("#"):
            return (
                "dead-link",
                f"There is no heading `{address}` on this page.",
                "write `#` and the heading in small letters with hyphens, for example `#what-was-done`.",
            )
        target, _, fragment = unquote(address).partition("#")
        path = beside(entry.source.path, target)
        if path in self.assets:
            return self._file(path, target, picture)
        if picture:
            return self._missing(entry, address, path, list(self.assets), "picture")
        page = self.pages.get(path) if path in self.originals else None
        if page is None:
            return self._missing(entry, address, path, list(self.originals), "file")
        return f"{HUB}{page}" + (f"#{fragment}" if fragment and "#" not in page else "")

    def _outside(self, address: str, scheme: str, picture: bool) -> str | tuple[str, str, str]:
        if picture:
            return (
                "outside-picture",
                f"The picture `{address}` is fetched from another site.",
                "put the picture beside the text and write its file name, so that it works offline.",
            )
        if scheme in ("http", "https"):
            if URL_PATTERN.fullmatch(address):
                return address
            return (
                "bad-address",
                f"`{address}` is not a web address.",
                "copy the whole address, beginning with `https://`.",
            )
        if scheme == "mailto":
            return address
        return (
            "bad-link",
            f"An address that begins with `{scheme}:` is not allowed.",
            "use an address that begins with `https://`, or the way to a file of the hub.",
        )

    def _file(self, path: str, target: str, picture: bool) -> str | tuple[str, str, str]:
        if picture and not path.endswith(PICTURES):
            return (
                "bad-link",
                f"`{target}` is no picture.",
                "link to it as `[title](file.pdf)`, without the `!`.",
            )
        return f"{HUB}{published(path)}"

    def _missing(
        self, entry: Entry, address: str, path: str, known: list[str], what: str
    ) -> tuple[str, str, str]:
        here = PurePosixPath(entry.source.path).parent
        by_name = {other.rpartition("/")[2]: other for other in known}
        name = path.rpartition("/")[2]
        general = f"Links are written from this file's folder, {here}/."
        if name in by_name:
            hint = f"write `{_relative(here.as_posix(), by_name[name])}`. {general}"
        else:
            hint = did_you_mean(name, by_name, general)
        return ("dead-link", f"There is no {what} `{address}`.", hint)


def published(path: str) -> str:
    """Where a file beside the entries is found on the site."""
    return f"files/{path.partition('/')[2]}"


def _relative(folder: str, target: str) -> str:
    ours, theirs = folder.split("/"), target.split("/")
    while ours and theirs and ours[0] == theirs[0]:
        ours, theirs = ours[1:], theirs[1:]
    return "/".join([*([".."] * len(ours)), *theirs])
