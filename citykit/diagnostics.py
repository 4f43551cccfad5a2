"""Problems are values: where, what, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from citykit.messages import MEANT, Words, filled

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Location:
    """A place in a contributed file; line and columns count from 1, `end_column` is exclusive."""

    path: str
    line: int = 1
    column: int = 1
    end_column: int = 1


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One problem. `code` is the kebab-case name of the fault and the anchor of its help entry."""

    at: Location
    code: str
    message: str
    hint: str
    severity: Severity = "error"


MOST_GUESSES = 10
"""Looking for the word that was meant takes long among thousands: after as many faults of one sort
in one file, the rest get the general advice."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word closest in spelling to `word`, or None when nothing is close."""
    by_folded = {candidate.casefold(): candidate for candidate in known}
    close = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.7)
    return by_folded[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """A hint that offers the nearest known word before the general advice, a clause with a verb."""
    known = list(known)
    close = nearest(word, known)
    if close is None:
        return otherwise
    return f"{filled(MEANT, {'close': close})} {otherwise[:1].upper()}{otherwise[1:]}"


def meant(words: Words, word: str, known: Iterable[str]) -> Words:
    """What is said of a word that is not known, with the nearest known one in the hint."""
    code, message, hint = words
    return code, message, did_you_mean(word, known, hint)


def listing(words: Iterable[str], most: int = 12) -> str:
    """Words in backticks, sorted, cut with an honest count."""
    ordered = sorted(words)
    shown = ", ".join(f"`{word}`" for word in ordered[:most])
    return shown if len(ordered) <= most else f"{shown} and {len(ordered) - most} more"
