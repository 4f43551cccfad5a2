"""The documents most like each: a long question's best hits lend some of their score to them.

What is alike answers alike (the cluster hypothesis: van Rijsbergen, 1979). Two documents are alike by
the strongest terms that both have, the rarer the better.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from citykit.search.fields import FIELDS
from citykit.search.gathered import Gathered

MOST = 3
STRONGEST = 16
# A term that very many have says little, and following it would make the work grow with its square.
SHARED_BY = 200
WEIGHTS = np.array([{"title": 4, "terms": 2}.get(name, 1) for name in FIELDS], np.float64)


def neighbours(gathered: Gathered) -> list[list[int]]:
    """For each document the places of at most `MOST` others, the most alike first."""
    documents = gathered.documents
    rarity = np.log(max(documents, 1) / np.maximum(gathered.often, 1))
    worth = np.log1p((gathered.counts * WEIGHTS).sum(axis=1)) * rarity[gathered.of]
    worth[gathered.often[gathered.of] < 2] = 0
    strong = [_strongest(worth, gathered, place) for place in range(documents)]
    holders: dict[int, list[int]] = {}
    for place, terms in enumerate(strong):
        for term in terms.tolist():
            holders.setdefault(term, []).append(place)
    lists = {term: np.array(held) for term, held in holders.items() if 1 < len(held) <= SHARED_BY}
    return [_nearest(place, terms.tolist(), lists, rarity) for place, terms in enumerate(strong)]


def _strongest(worth: NDArray[np.float64], gathered: Gathered, place: int) -> NDArray[np.int32]:
    """The terms that tell a document best from others."""
    begin, end = gathered.starts[place : place + 2]
    here = worth[begin:end]
    chosen = np.argsort(-here, kind="stable")[:STRONGEST]
    return np.asarray(gathered.of[begin:end][chosen[here[chosen] > 0]])


def _nearest(
    place: int,
    terms: Sequence[int],
    lists: dict[int, NDArray[np.int64]],
    rarity: NDArray[np.float64],
) -> list[int]:
    known = [term for term in terms if term in lists]
    if not known:
        return []
    held = np.concatenate([lists[term] for term in known])
    shared = np.repeat(rarity[known], [len(lists[term]) for term in known])
    others, of = np.unique(held, return_inverse=True)
    score = np.bincount(of, shared)
    score[others == place] = 0
    best = np.argsort(-score, kind="stable")[:MOST]
    found: list[int] = others[best[score[best] > 0]].tolist()
    return found
