"""Counting the terms of every document, once: the counts are kept by the hash of the texts."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from citykit.search import analysis, index
from citykit.search.analysis import Analysis
from citykit.search.documents import Document
from citykit.search.index import FIELDS, Counts, count

_CODE = [Path(module.__file__ or "").read_bytes() for module in (analysis, index)]


def counts_of(documents: Sequence[Document], lang: str, root: Path | None) -> list[Counts]:
    """The counts of each document, in their order; kept below `root/.cache`, unless CI is set."""
    keys = _keys(documents, lang)
    file = root / ".cache" / f"search-{lang}.sqlite" if root and not os.environ.get("CI") else None
    kept = _read(file) if file else {}
    tool = Analysis(lang)
    fresh: dict[bytes, bytes] = {}
    found = []
    for document, key in zip(documents, keys, strict=True):
        if key in kept:
            found.append(_unpacked(kept[key]))
        else:
            made = count(document, tool)
            fresh[key] = _packed(made)
            found.append(made)
    if file and (fresh or len(kept) != len(set(keys))):
        _write(file, fresh, kept.keys() - set(keys))
    return found


def _keys(documents: Sequence[Document], lang: str) -> list[bytes]:
    start = hashlib.sha256(lang.encode())
    for code in _CODE:
        start.update(code)
    keys = []
    for document in documents:
        digest = start.copy()
        digest.update("\0".join(document.texts).encode())
        keys.append(digest.digest())
    return keys


def _packed(one: Counts) -> bytes:
    text = "\n".join((" ".join(map(str, one.lengths)), " ".join(one.terms), " ".join(one.words)))
    return text.encode() + b"\n" + one.counts.tobytes()


def _unpacked(blob: bytes) -> Counts:
    lengths, terms, words, counts = blob.split(b"\n", 3)
    return Counts(
        tuple(terms.decode().split()),
        tuple(words.decode().split()),
        np.frombuffer(counts, np.uint16).reshape(-1, len(FIELDS)),
        tuple(map(int, lengths.split())),
    )


def _read(file: Path) -> dict[bytes, bytes]:
    if not file.exists():
        return {}
    try:
        with closing(sqlite3.connect(file)) as connection:
            return dict(connection.execute("select key, counts from documents"))
    except sqlite3.Error:
        # Another program's file, or half of ours: begin anew.
        file.unlink(missing_ok=True)
        return {}


def _write(file: Path, fresh: dict[bytes, bytes], stale: set[bytes]) -> None:
    file.parent.mkdir(exist_ok=True)
    try:
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute(
                "create table if not exists documents (key blob primary key, counts blob)"
            )
            connection.executemany("delete from documents where key = ?", [(key,) for key in stale])
            connection.executemany("insert or replace into documents values (?, ?)", fresh.items())
    except sqlite3.Error:
        return
