"""Number the documents so that alike ones are neighbours.

Neighbours share terms, so the gaps in the postings are smaller, and hits of one query stand in
fewer of the pieces that hold what is shown. All documents are halved, each half is halved again, and
so on; each time documents change sides until the terms of a document stand on its own side as far
as can be (recursive graph bisection: Dhulipala and others, Compressing Graphs and Indexes with
Recursive Graph Bisection, 2016).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from citykit.search.fields import FIELDS
from citykit.search.gathered import Gathered

Numbers = NDArray[np.int64]

# How many terms of a document are looked at: those that tell it best from others.
TELLING = 32
# Titles and terms tell the subject best; a term said often tells little more than one said twice.
WEIGHTS = np.array(
    [{"title": 3, "summary": 2, "terms": 3}.get(name, 1) for name in FIELDS], np.float64
)
K1 = 2.0
SMALLEST = 8
ROUNDS = 12
# Two alike documents on two sides would change places for ever: some stay where they are each time.
STAYING = 0.3
SEED = 1


@dataclass(frozen=True)
class _Graph:
    """Which documents have which terms: one place in each array for each pair, and its weight."""

    documents: Numbers
    terms: Numbers
    weights: NDArray[np.float64]


def ordered(gathered: Gathered) -> list[int]:
    """The documents' places in the order to number them by; the same for the same documents."""
    size = gathered.documents
    if not size:
        return []
    graph = _graph(gathered)
    chance = np.random.default_rng(SEED)
    # Titles that begin alike are a good beginning: the terms of a title are a document's first.
    firsts = [gathered.of[begin : begin + 8].tolist() for begin in gathered.starts[:-1]]
    order = np.array(sorted(range(size), key=lambda place: firsts[place]))
    bounds = np.array([0, size])
    while len(graph.documents) and np.diff(bounds).max() > SMALLEST:
        order = _halved(graph, order, bounds, chance)
        bounds = np.unique(np.append(bounds, (bounds[:-1] + bounds[1:] + 1) // 2))
    found: list[int] = order.tolist()
    return found


def _graph(gathered: Gathered) -> _Graph:
    """Terms that stand in one document alone say nothing about neighbours."""
    rarity = np.log(gathered.documents / np.maximum(gathered.often, 1))
    often = (gathered.counts * WEIGHTS).sum(axis=1)
    telling = rarity[gathered.of] * often / (K1 + often) * (gathered.often[gathered.of] > 1)
    kept = []
    for begin, end in zip(gathered.starts[:-1], gathered.starts[1:], strict=True):
        best = np.argsort(-telling[begin:end], kind="stable")[:TELLING] + begin
        kept.append(best[telling[best] > 0])
    chosen = np.concatenate(kept)
    return _Graph(
        gathered.docs[chosen].astype(np.int64),
        gathered.of[chosen].astype(np.int64),
        telling[chosen],
    )


def _halved(graph: _Graph, order: Numbers, bounds: Numbers, chance: np.random.Generator) -> Numbers:
    """Exchange documents between the halves of each part (`bounds` says where the parts begin)."""
    size = len(order)
    begins, ends = bounds[:-1], bounds[1:]
    part = np.repeat(np.arange(len(begins)), ends - begins)
    middle = ((begins + ends + 1) // 2)[part]
    at = np.arange(size)
    left = at < middle
    # The place in the other half that each place is paired with; an odd part leaves one alone.
    partner = np.where(left, at - begins[part] + middle, 0)
    paired = np.flatnonzero(left & (partner < ends[part]))
    part_of = np.empty(size, np.int64)
    part_of[order] = part
    key = part_of[graph.documents] * (graph.terms.max(initial=0) + 1) + graph.terms
    held, of = np.unique(key, return_inverse=True)
    alone = np.bincount(of, minlength=len(held))[of] < 2
    documents, of, weights = graph.documents[~alone], of[~alone], graph.weights[~alone]
    together = np.bincount(of, minlength=len(held))
    half = np.maximum((ends - begins) / 2, 1)[held // (graph.terms.max(initial=0) + 1)]

    def cost(on_one: NDArray[Any], on_other: NDArray[Any]) -> NDArray[Any]:
        """Bits for the gaps of a term's postings in both halves, as the paper estimates them."""
        one, other = np.maximum(on_one, 0), np.maximum(on_other, 0)
        return np.asarray(one * np.log2(half / (one + 1)) + other * np.log2(half / (other + 1)))

    right = np.empty(size, bool)
    for _ in range(ROUNDS):
        right[order] = ~left
        on_right = np.bincount(of, right[documents], len(held))
        on_left = together - on_right
        now = cost(on_left, on_right)
        to_right = (now - cost(on_left - 1, on_right + 1))[of]
        to_left = (now - cost(on_left + 1, on_right - 1))[of]
        saved = np.where(right[documents], to_left, to_right) * weights
        gain = np.bincount(documents, saved, size)
        gain[chance.random(size) < STAYING] = -np.inf
        order = order[np.lexsort((-gain[order], ~left, part))]
        one, other = order[paired], order[partner[paired]]
        worth = gain[one] + gain[other] > 0
        order[paired[worth]], order[partner[paired[worth]]] = other[worth], one[worth]
        if worth.sum() < size / 500:
            break
    return order
