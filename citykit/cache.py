"""Converted bodies, kept between builds by the hash of all that went into them.

The cache lives in `.cache/` and may be deleted at any time. It is JSON in SQLite, never code: but a
body in it is not sanitized again, so a build that publishes (CI is set) neither reads nor writes it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from types import TracebackType

from citykit.entry import Entry
from citykit.markdown import Body, Heading, Resolve

_CODE = Path(__file__).with_name("markdown.py"), Path(__file__).with_name("links.py")


class Cache:
    """Use as a context manager; outside of one nothing is kept."""

    def __init__(self, root: Path) -> None:
        self._old: dict[str, str] = {}
        self._new: dict[str, str] = {}
        self._file = None if os.environ.get("CI") else root / ".cache" / "bodies.sqlite"
        engines = f"{version('comrak')} {version('nh3')}"
        self._base = hashlib.sha256(engines.encode())
        for file in _CODE:
            self._base.update(file.read_bytes())

    def __enter__(self) -> Cache:
        if self._file and self._file.exists():
            try:
                with closing(sqlite3.connect(self._file)) as connection:
                    self._old = dict(connection.execute("select key, body from bodies"))
            except sqlite3.Error:
                # Another program's file, or half of ours: begin anew.
                self._file.unlink(missing_ok=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is None or self._new.keys() == self._old.keys():
            return
        self._file.parent.mkdir(exist_ok=True)
        try:
            with closing(sqlite3.connect(self._file)) as connection, connection:
                connection.execute(
                    "create table if not exists bodies (key text primary key, body text)"
                )
                stale = [(key,) for key in self._old.keys() - self._new.keys()]
                connection.executemany("delete from bodies where key = ?", stale)
                fresh = [(key, self._new[key]) for key in self._new.keys() - self._old.keys()]
                connection.executemany("insert or replace into bodies values (?, ?)", fresh)
        except sqlite3.Error:
            return

    def _key(self, entry: Entry, sources: tuple[str, ...]) -> str:
        digest = self._base.copy()
        digest.update(json.dumps([entry.source.path, entry.body, sources]).encode())
        return digest.hexdigest()

    def body(self, entry: Entry, sources: tuple[str, ...], resolve: Resolve) -> Body | None:
        """The body as converted before from the same text, or None. Where a link no longer leads
        where it led, the body is converted anew."""
        key = self._key(entry, sources)
        found = self._old.get(key)
        if found is None:
            return None
        html, headings, links = json.loads(found)
        if any(resolve(written, picture) != led for written, picture, led in links):
            return None
        self._new[key] = found
        links = tuple((written, picture, led) for written, picture, led in links)
        return Body(html, tuple(Heading(*heading) for heading in headings), links, ())

    def keep(self, entry: Entry, sources: tuple[str, ...], body: Body) -> Body:
        """Keep a faultless body for the next build, and give it back."""
        if not body.diagnostics:
            headings = [(heading.level, heading.id, heading.text) for heading in body.headings]
            self._new[self._key(entry, sources)] = json.dumps([body.html, headings, body.links])
        return body
