"""The documents most like each: a long question's best hits lend some of their score to them.

What is alike answers alike (the cluster hypothesis: van Rijsbergen, 1979). Two documents are alike by
the strongest terms that both have, the rarer the better.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

import numpy as np

from citykit.search.index import FIELDS, Counts

MOST = 3
STRONGEST = 16
# A term that very many have says little, and following it would make the work grow with its square.
SHARED_BY = 200
WEIGHTS = np.array([{"title": 4, "terms": 2}.get(name, 1) for name in FIELDS], np.float32)


def neighbours(counted: Sequence[Counts], often: Mapping[str, int]) -> list[list[int]]:
    """For each document the places of at most `MOST` others, the most alike first."""
    rarity = {term: float(np.log(len(counted) / times)) for term, times in often.items()}
    strong = [_strongest(one, rarity, often) for one in counted]
    holders: dict[str, list[int]] = {}
    for place, terms in enumerate(strong):
        for term in terms:
            holders.setdefault(term, []).append(place)
    found = []
    for place, terms in enumerate(strong):
        shared: dict[int, float] = {}
        for term in terms:
            if len(holders[term]) <= SHARED_BY:
                for other in holders[term]:
                    shared[other] = shared.get(other, 0.0) + rarity[term]
        shared.pop(place, None)
        found.append(heapq.nsmallest(MOST, shared, key=lambda other: (-shared[other], other)))
    return found


def _strongest(
    one: Counts, rarity: Mapping[str, float], often: Mapping[str, int]
) -> tuple[str, ...]:
    if not one.terms:
        return ()
    weights = np.log1p((one.counts * WEIGHTS).sum(axis=1))
    worth = weights * np.array([rarity[term] for term in one.terms])
    worth[[often[term] < 2 for term in one.terms]] = 0
    chosen = np.argsort(-worth, kind="stable")[:STRONGEST]
    return tuple(one.terms[n] for n in chosen if worth[n] > 0)
