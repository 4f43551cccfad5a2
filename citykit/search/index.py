"""The index: which term stands how often in which field of which document.

Counts are all that is kept: lunr's scores follow from them (`scorer` in the browser's engine), and
so does the ranking. Documents are numbered so that alike ones are neighbours (`order.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from citykit.search.fields import FIELDS, length_of, level_of
from citykit.search.gathered import Gathered


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


def index_of(gathered: Gathered, order: Sequence[int]) -> Index:
    """Number the documents in this order and sort the postings."""
    number = np.empty(gathered.documents, np.int32)
    number[np.array(order, np.int64)] = np.arange(gathered.documents, dtype=np.int32)
    docs = number[gathered.docs]
    by = np.argsort(gathered.of.astype(np.int64) * gathered.documents + docs)
    levels = [list(map(level_of, FIELDS, gathered.lengths[place].tolist())) for place in order]
    return Index(
        documents=gathered.documents,
        terms=gathered.terms,
        starts=np.concatenate(([0], np.cumsum(gathered.often))),
        docs=docs[by],
        counts=gathered.counts[by],
        levels=np.array(levels, np.uint8).reshape(-1, len(FIELDS)),
    )
