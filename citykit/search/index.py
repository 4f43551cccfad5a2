"""The index: which term stands how often in which field of which document.

Counts are all that is kept: lunr's scores follow from them (`scores` in the browser's engine), and
so does the ranking. Documents are numbered so that alike ones are neighbours (`order.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from citykit.search.analysis import Analysis, words
from citykit.search.documents import Document

FIELDS = ("title", "summary", "terms", "headings", "body")
BODY = FIELDS.index("body")
# What lunr's builder is told: `builder.b`, `builder.k1` and each field's boost.
B, K1 = 0.6, 1.6
BOOSTS = (2, 1, 1, 1, 1)
# The lengths of a text are known in steps of a quarter: one digit a document instead of two or
# three. Lucene keeps lengths in a byte for the same reason (`SmallFloat.intToByte4`).
LEVELS = 64
MOST = 0xFFFF


@dataclass(frozen=True)
class Counts:
    """The terms of one document, each once, and their counts by field: `len(terms)` rows of
    `len(FIELDS)` numbers. `words` says in which word each term stands there most often; `length` is
    the number of terms in the body."""

    terms: tuple[str, ...]
    words: tuple[str, ...]
    counts: NDArray[np.uint16]
    length: int


@dataclass(frozen=True)
class Index:
    """Postings sorted by term and document. Those of `terms[n]` are `starts[n]:starts[n + 1]` of
    `docs` (int32) and `counts` (rows of `len(FIELDS)` uint16). Terms are in the order of their
    UTF-16 units, as lunr.js compares them. `levels` is the body's length of each document, in steps.
    """

    documents: int
    terms: tuple[str, ...]
    starts: NDArray[np.int64]
    docs: NDArray[np.int32]
    counts: NDArray[np.uint16]
    levels: NDArray[np.uint8]

    @property
    def average(self) -> float:
        """The average length of a body, in terms, summed up in order as lunr does."""
        total = sum(length_of(int(level)) for level in self.levels)
        return total / self.documents if total else 1.0


def level_of(length: int) -> int:
    """The step nearest to a length: four steps double it."""
    return min(LEVELS - 1, round(4 * float(np.log2(1 + length))))


def length_of(level: int) -> float:
    """The length that a step stands for."""
    return float(2 ** (level / 4) - 1)


def count(document: Document, analysis: Analysis) -> Counts:
    """Count the terms of a document."""
    rows: dict[str, list[int]] = {}
    said: dict[str, tuple[int, str]] = {}
    length = 0
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
            if number == BODY:
                length += times
    counts = np.array(list(rows.values()), np.uint16).reshape(-1, len(FIELDS))
    return Counts(tuple(rows), tuple(word for _, word in said.values()), counts, length)


def index_of(counted: Sequence[Counts]) -> Index:
    """Put the counts of all documents together; a document's number is its place."""
    numbers: dict[str, int] = {}
    ids = [
        np.array([numbers.setdefault(term, len(numbers)) for term in one.terms], np.int32)
        for one in counted
    ]
    terms = sorted(numbers, key=utf16)
    rank = np.empty(len(terms), np.int32)
    rank[[numbers[term] for term in terms]] = np.arange(len(terms), dtype=np.int32)
    of = rank[np.concatenate(ids)] if counted else np.empty(0, np.int32)
    docs = np.repeat(np.arange(len(counted), dtype=np.int32), [len(one) for one in ids])
    # A stable sort by term keeps the documents of a term in their order.
    by_term = np.argsort(of, kind="stable")
    rows = [one.counts for one in counted] or [np.empty((0, len(FIELDS)), np.uint16)]
    return Index(
        documents=len(counted),
        terms=tuple(terms),
        starts=np.searchsorted(of[by_term], np.arange(len(terms) + 1)),
        docs=docs[by_term],
        counts=np.concatenate(rows)[by_term],
        levels=np.array([level_of(one.length) for one in counted], np.uint8),
    )


def utf16(term: str) -> bytes:
    """The key by which lunr.js sorts: UTF-16 units, not code points."""
    return term.encode("utf-16-be")


def frequencies(counted: Sequence[Counts]) -> Mapping[str, int]:
    """In how many documents each term stands."""
    return Counter(term for one in counted for term in one.terms)


def known_words(counted: Sequence[Counts], often: Mapping[str, int]) -> Mapping[str, int]:
    """The usual word for each term that stands in two documents or more, and in how many."""
    terms: dict[str, str] = {}
    said: Counter[str] = Counter()
    for one in counted:
        terms.update(zip(one.words, one.terms, strict=True))
        said.update(one.words)
    usual: dict[str, str] = {}
    for word in sorted(said, key=lambda word: (-said[word], len(word), word)):
        if often[terms[word]] > 1:
            usual.setdefault(terms[word], word)
    return {word: often[term] for term, word in usual.items()}
