"""Number the documents so that alike ones are neighbours.

Neighbours share terms, so the gaps in the postings are smaller, and hits of one query stand in
fewer of the pieces that hold what is shown. Documents are set down as points by the terms they have
(feature hashing: Weinberger and others, 2009) and halved again and again along the direction in
which they differ most (principal direction divisive partitioning: Boley, 1998).
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from citykit.search.index import FIELDS, Counts

SIZE = 256
SMALLEST = 4
ROUNDS = 12
# Titles and terms tell the subject best.
WEIGHTS = np.array([{"title": 6.0, "terms": 3.0}.get(name, 1.0) for name in FIELDS], np.float32)


def ordered(counted: Sequence[Counts], frequencies: Mapping[str, int]) -> list[int]:
    """The documents' places in the order to number them by; the same for the same documents."""
    if not counted:
        return []
    found: list[int] = []
    points = _points(counted, frequencies)
    waiting = [np.arange(len(counted))]
    while waiting:
        group = waiting.pop()
        if len(group) <= SMALLEST:
            found += group.tolist()
            continue
        by_side = group[np.argsort(points[group] @ _direction(points[group]), kind="stable")]
        half = len(group) // 2
        waiting += [by_side[half:], by_side[:half]]
    return found


def _points(counted: Sequence[Counts], frequencies: Mapping[str, int]) -> NDArray[np.float32]:
    documents = len(counted)
    hashed = {
        term: (zlib.crc32(term.encode()), float(np.log(documents / often)))
        for term, often in frequencies.items()
        if 2 <= often <= max(2, documents // 5)
    }
    points = np.zeros((documents, SIZE), np.float32)
    for number, one in enumerate(counted):
        known = [(row, *hashed[term]) for row, term in enumerate(one.terms) if term in hashed]
        if known:
            rows, hashes, rarities = (np.array(column) for column in zip(*known, strict=True))
            weights = np.log1p(one.counts[rows].astype(np.float32) @ WEIGHTS) * rarities
            signs = np.where(hashes & 0x10000, 1.0, -1.0)
            np.add.at(points[number], hashes % SIZE, weights * signs)
    lengths = np.linalg.norm(points, axis=1, keepdims=True) + 1e-9
    return np.asarray(points / lengths, np.float32)


def _direction(points: NDArray[np.float32]) -> NDArray[np.float32]:
    """The direction in which points differ most, by power iteration, beginning where the first is."""
    apart = points - points.mean(axis=0)
    direction = apart[0] + 1e-6
    for _ in range(ROUNDS):
        direction = apart.T @ (apart @ direction)
        direction = direction / (np.linalg.norm(direction) + 1e-12)
    return np.asarray(direction, np.float32)
