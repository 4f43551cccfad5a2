"""Counting the terms of every document, once: the counts are kept by the hash of the texts."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from citykit.search import analysis, fields
from citykit.search.analysis import Analysis, words
from citykit.search.documents import Document
from citykit.search.fields import FIELDS

MOST = 0xFFFF
_CODE = [Path(str(file)).read_bytes() for file in (__file__, analysis.__file__, fields.__file__)]


@dataclass(frozen=True)
class Counts:
    """The terms of one document, each once, and their counts by field: `len(terms)` rows of
    `len(FIELDS)` numbers. `words` says in which word each term stands there most often; `lengths`
    are the numbers of terms in each field."""

    terms: tuple[str, ...]
    words: tuple[str, ...]
    counts: NDArray[np.uint16]
    lengths: tuple[int, ...]


def count(document: Document, analysis: Analysis) -> Counts:
    """Count the terms of a document."""
    rows: dict[str, list[int]] = {}
    said: dict[str, tuple[int, str]] = {}
    lengths = [0] * len(FIELDS)
    for number, text in enumerate(document.texts):
        for word, times in Counter(words(text)).items():
            term = analysis.term(word)
            if not term:
                continue
            row = rows.get(term)
            if row is None:
                row = rows[term] = [0] * len(FIELDS)
                said[term] = times, word
            elif times > said[term][0]:
                said[term] = times, word
            row[number] = min(row[number] + times, MOST)
            lengths[number] += times
    counts = np.array(list(rows.values()), np.uint16).reshape(-1, len(FIELDS))
    return Counts(tuple(rows), tuple(word for _, word in said.values()), counts, tuple(lengths))


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
