"""Pieces of the hub for hand-written pages: what the macros print. Safe HTML, one block each."""

from __future__ import annotations

import re

from markupsafe import Markup

from citykit.build import Build
from citykit.facets import FACETS, Facets
from citykit.kinds import BY_NAME
from citykit.output import place
from citykit.pages.lists import newest
from citykit.pages.view import View
from citykit.related import Related

_BLANK = re.compile(r"\n\s*\n")


class Fragments:
    """`up` of each call is the way from the page that prints the piece to the site's root.

    Unknown names raise ValueError, which names what there is: the engine stops on it.
    """

    def __init__(self, build: Build) -> None:
        catalogue = build.hub.catalogue
        self._build = build
        self._view = View(
            build.hub, build.hub.config.original, Facets(catalogue), Related(catalogue)
        )

    def latest(self, up: str, count: int = 6, type: str | None = None) -> str:
        """Cards of the newest resources, of one type if given."""
        items = newest(self._view.catalogue.all("resource"))
        chosen = [item for item in items if type is None or item.record.type == type]
        return self._block(self._view.cards(chosen[:count]), up)

    def count(self, kind: str) -> str:
        """How many entries of a kind there are, as a number in words of the language."""
        return self._view.t.number(len(self._view.catalogue.all(self._kind(kind))))

    def partner_grid(self, up: str, type: str | None = None) -> str:
        """Cards of the partners, of one type of organisation if given."""
        items = self._view.items("partner")
        chosen = [item for item in items if type is None or item.record.type == type]
        return self._block(self._view.cards(chosen, "short"), up)

    def essentials_table(self, up: str, version: str) -> str:
        """The Ten Essentials of a version, with the closest of the other."""
        if version not in ("2010", "2015"):
            raise ValueError(
                f"essentials_table: there is no version {version!r}; write 2010 or 2015"
            )
        items = [i for i in self._view.items("essential") if i.record.version == version]
        return self._block(
            Markup(self._view.render("essentials-table.html.j2", items=items, version=version)), up
        )

    def card(self, up: str, kind: str, id: str) -> str:
        """The card of one entry."""
        item = self._view.catalogue.find(self._kind(kind), id)
        if item is None:
            raise ValueError(f"card: there is no {kind} {id!r}")
        return self._block(self._view.cards([item]), up)

    def listing(self, up: str, kind: str = "resource", count: int = 12, **wanted: str) -> str:
        """Cards of the entries of a kind that have every wanted facet value."""
        view = self._view
        names = {facet.name for facet in FACETS}
        for name in wanted:
            if name.replace("_", "-") not in names:
                raise ValueError(f"listing: there is no facet {name!r}; there are {sorted(names)}")
        chosen = [
            item
            for item in view.items(self._kind(kind))
            if all(
                item in view.facets.having(name.replace("_", "-"), value, kind)
                for name, value in wanted.items()
            )
        ]
        return self._block(view.cards(chosen[:count]), up)

    def _kind(self, kind: str) -> str:
        if kind not in BY_NAME:
            raise ValueError(f"there is no kind {kind!r}; there are {sorted(BY_NAME)}")
        return kind

    def _block(self, html: Markup, up: str) -> str:
        """One HTML block without blank lines, which Python-Markdown leaves alone."""
        original = self._build.hub.config.original
        placed = place(str(html), up, lambda address: self._build.path(original, address))
        return f"\n\n{_BLANK.sub(chr(10), placed).strip()}\n\n"
