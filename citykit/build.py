"""The whole road on one screen: content in, pages and files out.

    load → link → convert → check → make

Each stage has its own frozen type and none reaches back. Problems are values that ride along;
a build with an error in it must not be published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from citykit import book, exports, form, player, search
from citykit.cache import Cache, Shelf, digest
from citykit.checked import DOCS, Checked, check, checked_with, collector_off
from citykit.config import Config, read_config
from citykit.diagnostics import Diagnostic
from citykit.facets import Facets
from citykit.hub import Hub
from citykit.output import OutputFile, Page, clashes, localised, place
from citykit.pages import PAGES
from citykit.pages.view import View
from citykit.related import Related

__all__ = ["Build", "Checked", "build", "check"]


@dataclass(frozen=True, repr=False)
class Build:
    """What goes to the engine. Empty of pages and files when the content has an error."""

    hub: Hub
    pages: tuple[Page, ...]
    files: tuple[OutputFile, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def wrong(self) -> bool:
        return any(diagnostic.severity == "error" for diagnostic in self.diagnostics)

    def __repr__(self) -> str:
        # mkdocs-macros prints the engine's whole configuration, in which this rides along.
        return f"Build({len(self.pages)} pages, {len(self.files)} files)"

    @cached_property
    def _paths(self) -> frozenset[str]:
        return frozenset(page.path for page in self.pages)

    def path(self, lang: str, address: str) -> str:
        """Where readers of `lang` find an address: in their language, or else in the original."""
        own = localised(lang, self.hub.config.original, address)
        return own if own in self._paths else address


def build(root: Path, config: Config | None = None, in_a_hurry: bool = False) -> Build:
    """Check, then make every page and file; with an error in the content, nothing is made. A build
    that is in a hurry, for somebody who waits to see a change, takes the books made last."""
    config = config or read_config(root)
    with collector_off(), Cache(root) as cache:
        return _build(root, config, cache, in_a_hurry)


def read_pages(root: Path, config: Config | None = None) -> tuple[Checked, tuple[Page, ...]]:
    """The check and every page, for whoever only wants to read them; no page where there is an error."""
    config = config or read_config(root)
    with collector_off(), Cache(root) as cache:
        checked = checked_with(root, config, cache)
        return checked, () if checked.wrong else tuple(
            _pages(checked.hub, _views(checked.hub, cache.pages))
        )


def _build(root: Path, config: Config, cache: Cache, in_a_hurry: bool) -> Build:
    checked = checked_with(root, config, cache)
    if checked.wrong:
        return Build(checked.hub, (), (), checked.diagnostics)
    hub = checked.hub
    views = _views(hub, cache.pages)
    pages = tuple(_pages(hub, views))
    files = (
        *exports.make(hub, cache.pages),
        *player.make(hub),
        *form.make(hub),
        *book.make(views, cache.books, in_a_hurry),
        *search.make(hub, pages, root),
    )
    taken = clashes(
        [(page.path, page.edit or page.section) for page in pages]
        + [(file.path, file.source) for file in files]
        + [(path, f"{DOCS}/{path.removesuffix('.html')}.md") for path in hub.docs]
    )
    if taken:
        return Build(hub, (), (), (*checked.diagnostics, *taken))
    return Build(hub, pages, files, checked.diagnostics)


def _views(hub: Hub, kept: Shelf | None) -> tuple[View, ...]:
    """The hub as the readers of each language see it."""
    facets, related = Facets(hub.catalogue), Related(hub.catalogue)
    return tuple(View(hub, lang, facets, related, kept) for lang in hub.config.all_languages)


def _pages(hub: Hub, views: tuple[View, ...]) -> Iterator[Page]:
    original = hub.config.original
    made = [page for view in views for family in PAGES for page in family(view)]
    paths = {page.path for page in made}
    known = digest(*sorted(paths))
    for page in made:
        if page.lang == original:
            yield page
            continue

        def find(address: str, lang: str = page.lang) -> str:
            own = localised(lang, original, address)
            return own if own in paths else address

        mark = page.mark and f"{page.mark} {known}"
        yield replace(page, html=place(page.html, page.up, find), mark=mark)
