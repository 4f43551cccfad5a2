"""Reading a built site: which pages there are and where their links lead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass
class Read(HTMLParser):
    """The links, files and ids of one page."""

    addresses: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if named.get("id"):
            self.ids.append(str(named["id"]))
        for name in ("href", "src"):
            if named.get(name) is not None and named.get("rel") != "canonical":
                self.addresses.append(str(named[name]))


def pages(site: Path) -> Iterator[tuple[Path, Read]]:
    for file in sorted(site.rglob("*.html")):
        if file.name != "404.html":
            read = Read()
            read.feed(file.read_text(encoding="utf-8"))
            yield file, read


def dead_links(site: Path) -> list[str]:
    """Every relative address of every page that leads to no file, or to no id within it."""
    read = dict(pages(site))
    ids = {file: set(page.ids) for file, page in read.items()}
    dead = []
    for file, page in read.items():
        for address in page.addresses:
            parts = urlsplit(address)
            if parts.scheme in ("http", "https", "mailto"):
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            if not target.is_file() or (
                parts.fragment
                and "=" not in parts.fragment  # what a page's script is asked for, no place on it
                and unquote(parts.fragment) not in ids.get(target, unquote(parts.fragment))
            ):
                dead.append(f"{file.relative_to(site)} -> {address}")
    return dead
