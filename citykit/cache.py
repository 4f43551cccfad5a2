"""What was made before, kept between builds by the hash of all that went into it.

The cache lives in `.cache/` and may be deleted at any time. It is text in SQLite, never code: but
what is in it is not sanitized again, so a build that publishes (CI is set) neither reads nor writes
it. Every key holds the hash of this package's own files and of the versions of what it calls, so
that nothing made by other code is taken.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from contextlib import closing, suppress
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from types import TracebackType

# Where it is, from the hub's folder.
FILE = ".cache/citykit.sqlite"
_MADE_BY = ("babel", "comrak", "jinja2", "markupsafe", "nh3", "packaging", "pydantic", "pyyaml", "tzdata")  # fmt: skip


def digest(*parts: str) -> str:
    """A key for texts: equal only where every part is."""
    found = hashlib.sha256(_code())
    for part in parts:
        raw = part.encode()
        found.update(b"%d:" % len(raw))
        found.update(raw)
    return found.hexdigest()


@cache
def _code() -> bytes:
    found = hashlib.sha256(sys.version.encode())
    for name in _MADE_BY:
        found.update(f"{name} {version(name)}\n".encode())
    folder = Path(__file__).parent
    for file in sorted(folder.rglob("*")):
        if file.suffix in (".py", ".j2", ".yml"):
            content = file.read_bytes()
            found.update(f"{file.relative_to(folder)} {len(content)}\n".encode())
            found.update(content)
    return found.digest()


class Shelf:
    """Texts by key. A build that uses a shelf throws away what it neither finds nor puts there."""

    def __init__(self, file: Path, name: str) -> None:
        self._file = file
        self._name = name
        self._new: dict[str, str] = {}

    @cached_property
    def _old(self) -> dict[str, str]:
        if not self._file.exists():
            return {}
        try:
            with closing(sqlite3.connect(self._file)) as connection:
                return dict(connection.execute(f"select key, text from {self._name}"))  # noqa: S608
        except sqlite3.Error:
            # Another program's file, or half of ours: begin anew.
            self._file.unlink(missing_ok=True)
            return {}

    def get(self, key: str) -> str | None:
        found = self._old.get(key)
        if found is not None:
            self._new[key] = found
        return found

    def put(self, key: str, text: str) -> None:
        self._old.pop(key, None)
        self._new[key] = text

    def drop(self, key: str) -> None:
        self._new.pop(key, None)

    def write(self, connection: sqlite3.Connection) -> None:
        """Write what has changed, if the shelf was used at all."""
        if not self._new:
            return
        name = self._name
        connection.execute(f"create table if not exists {name} (key text primary key, text text)")
        stale = [(key,) for key in self._old.keys() - self._new.keys()]
        fresh = [(key, self._new[key]) for key in self._new.keys() - self._old.keys()]
        connection.executemany(f"delete from {name} where key = ?", stale)  # noqa: S608
        connection.executemany(f"insert or replace into {name} values (?, ?)", fresh)  # noqa: S608


class Cache:
    """The shelves of a hub, or none of them where CI is set. Use as a context manager, which writes
    at its end what has changed."""

    def __init__(self, root: Path) -> None:
        self._file = root / FILE
        self.fields, self.bodies, self.pages, self.books = (
            None if os.environ.get("CI") else Shelf(self._file, name)
            for name in ("fields", "bodies", "pages", "books")
        )

    def __enter__(self) -> Cache:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        shelves = [shelf for shelf in (self.fields, self.bodies, self.pages, self.books) if shelf]
        if kind is not None or not shelves:
            return
        with suppress(sqlite3.Error, OSError):
            self._file.parent.mkdir(exist_ok=True)
            with closing(sqlite3.connect(self._file)) as connection, connection:
                # Rows are as long as pages; it has an effect on a new file only.
                connection.execute("pragma page_size = 32768")
                # What a power cut breaks is made anew.
                connection.execute("pragma synchronous = off")
                for shelf in shelves:
                    shelf.write(connection)
