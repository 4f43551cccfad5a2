"""All documents' counts, with their terms numbered once: what ordering and indexing work with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

from citykit.search.counting import Counts
from citykit.search.fields import FIELDS

Numbers = NDArray[np.int32]


@dataclass(frozen=True)
class Gathered:
    """`terms` in the order of their UTF-16 units, as lunr.js compares them. Posting n says that the
    document `docs[n]` holds the term `of[n]`, `counts[n]` times in each field; postings are in the
    order of documents, whose begin at `starts`, with the end last. `often` is the number of
    documents that hold each term, `words` each term's usual word and how many say it."""

    terms: tuple[str, ...]
    often: NDArray[np.int64]
    docs: Numbers
    of: Numbers
    counts: NDArray[np.uint16]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    words: Mapping[str, int]

    @property
    def documents(self) -> int:
        return len(self.lengths)


def gather(counted: Sequence[Counts]) -> Gathered:
    sizes = [len(one.terms) for one in counted]
    found, of = _numbered((one.terms for one in counted), sum(sizes))
    ranked = sorted(range(len(found)), key=lambda number: utf16(found[number]))
    rank = np.empty(len(found), np.int32)
    rank[ranked] = np.arange(len(found), dtype=np.int32)
    of = rank[of]
    often = np.bincount(of, minlength=len(found))
    terms = tuple(found[number] for number in ranked)
    return Gathered(
        terms=terms,
        often=often,
        docs=np.repeat(np.arange(len(counted), dtype=np.int32), sizes),
        of=of,
        counts=np.concatenate(
            [np.empty((0, len(FIELDS)), np.uint16), *(c.counts for c in counted)]
        ),
        starts=np.concatenate(([0], np.cumsum(sizes, dtype=np.int64))),
        lengths=np.array([one.lengths for one in counted], np.int64).reshape(-1, len(FIELDS)),
        words=_words(counted, of, often),
    )


def _numbered(lists: Iterable[tuple[str, ...]], size: int) -> tuple[list[str], Numbers]:
    """Every text once, and the numbers of all, list after list."""
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    flat = (numbers[text] for texts in lists for text in texts)
    told = np.fromiter(flat, np.int32, size)
    return list(numbers), told


def _words(counted: Sequence[Counts], of: Numbers, often: NDArray[np.int64]) -> dict[str, int]:
    """For each term of two documents or more the word that stands for it most often."""
    words, said = _numbered((one.words for one in counted), len(of))
    term_of = np.zeros(len(words), np.int32)
    term_of[said] = of
    times = np.bincount(said, minlength=len(words))
    usual: dict[int, int] = {}
    for number in sorted(range(len(words)), key=lambda n: (-times[n], len(words[n]), words[n])):
        if often[term_of[number]] > 1:
            usual.setdefault(int(term_of[number]), number)
    return {words[number]: int(often[term]) for term, number in usual.items()}


def utf16(term: str) -> bytes:
    """The key by which lunr.js sorts: UTF-16 units, not code points."""
    return term.encode("utf-16-be")
