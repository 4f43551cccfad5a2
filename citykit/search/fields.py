"""The fields of the index, and what lunr is told about them."""

from __future__ import annotations

import numpy as np

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


def level_of(field: str, length: int) -> int:
    """The step nearest to a field's length."""
    each, most = STEPS.get(field, (0, 1))
    return min(most - 1, round(each * float(np.log2(1 + length))))


def length_of(field: str, level: int) -> float:
    """The length that a step of a field stands for."""
    each, _ = STEPS.get(field, (0, 1))
    return float(2 ** (level / each) - 1) if each else 1.0
