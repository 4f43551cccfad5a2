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
# Lengths are known in steps, so that those of a document take two digits: one for the body's, in
# quarters of a doubling, one for the title's, in halves, and the terms', in wholes. Lucene keeps
# lengths in a byte for the same reason (`SmallFloat.intToByte4`). Other fields count as equally long.
# For each field: steps to a doubling, and how many steps there are.
STEPS = {"title": (2, 10), "terms": (1, 6), "body": (4, 64)}
MOST = 0xFFFF


@dataclass(frozen=True)
class Counts:
    """The terms of one document, each once, and their counts by field: `len(terms)` rows of
    `len(FIELDS)` numbers. `words` says in which word each term stands there most often; `lengths`
    are the numbers of terms in each field."""

    terms: tuple[str, ...]
    words: tuple[str, ...]
    counts: NDArray[np.uint16]
    lengths: tuple[int, ...]


@dataclass(frozen=True)
class Index:
    """Postings sorted by term and document. Those of `terms[n]` are `starts[n]:starts[n + 1]` of
    `docs` (int32) and `counts` (rows of `len(FIELDS)` uint16). Terms are in the order of their
    UTF-16 units, as lunr.js compares them. `levels` are the lengths of each document's fields, in steps.
    """

    documents: int
    terms: tuple[str, ...]
    starts: NDArray[np.int64]
    docs: NDArray[np.int32]
    counts: NDArray[np.uint16]
    levels: NDArray[np.uint8]

    @property
    def averages(self) -> list[float]:
        """The average length of each field, in terms, summed up in order as lunr does."""
        if not self.documents:
            return [1.0 for _ in FIELDS]
        return [
            sum(length_of(name, int(level)) for level in self.levels[:, place]) / self.documents
            or 1.0
            for place, name in enumerate(FIELDS)
        ]


def level_of(field: str, length: int) -> int:
    """The step nearest to a field's length."""
    each, most = STEPS.get(field, (0, 1))
    return min(most - 1, round(each * float(np.log2(1 + length))))


def length_of(field: str, level: int) -> float:
    """The length that a step of a field stands for."""
    each, _ = STEPS.get(field, (0, 1))
    return float(2 ** (level / each) - 1) if each else 1.0


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
        levels=np.array(
            [list(map(level_of, FIELDS, one.lengths)) for one in counted], np.uint8
        ).reshape(-1, len(FIELDS)),
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
