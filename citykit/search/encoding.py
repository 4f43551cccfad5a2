"""Numbers as text, for scripts that a browser loads.

A number is written in base 64, five bits a digit, the lowest first; a digit of 32 or more says that
another follows. This is the variable-length code of source maps
(https://tc39.es/ecma426/#sec-base64-vlq) without its sign, in the alphabet of RFC 4648, section 5,
which needs no escape inside a JavaScript string. Most digits stand for small numbers, and that is
what gzip makes use of.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_DIGITS = np.frombuffer(ALPHABET.encode(), np.uint8)
# A shared beginning is counted in capital letters, which no folded term holds.
_MOST_SHARED = 25


def vlq(values: NDArray[np.int64]) -> tuple[bytes, NDArray[np.int64]]:
    """The digits of numbers of at least 0, and where the digits of each begin, with the end last."""
    values = np.asarray(values, np.int64)
    lengths = np.ones(len(values), np.int64)
    for bits in range(5, 64, 5):
        more = values >> bits > 0
        if not more.any():
            break
        lengths += more
    starts = np.concatenate(([0], np.cumsum(lengths)))
    out = np.empty(int(starts[-1]), np.uint8)
    rest, at, left = values, starts[:-1].copy(), lengths
    while len(rest):
        out[at] = _DIGITS[(rest & 31) | np.where(left > 1, 32, 0)]
        more = left > 1
        rest, at, left = rest[more] >> 5, at[more] + 1, left[more] - 1
    return out.tobytes(), starts


def digits(values: NDArray[np.uint8]) -> str:
    """Numbers below 64, one digit each."""
    return _DIGITS[values].tobytes().decode()


def front(words: Sequence[str]) -> str:
    """Sorted words, each as a capital letter for the length of what it shares with the one before
    (A for 0), and its rest (front coding: Witten, Moffat and Bell, Managing Gigabytes, 1999)."""
    pieces, last = [], ""
    for word in words:
        shared = 0
        for ours, theirs in zip(word[:_MOST_SHARED], last, strict=False):
            if ours != theirs:
                break
            shared += 1
        pieces.append(f"{chr(65 + shared)}{word[shared:]}")
        last = word
    return "".join(pieces)
