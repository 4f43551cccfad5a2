"""Problems are values: where, what, how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
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
class Edit:
    """Put `text` in place of what stands in a file from `start` up to `end`, each a line and a column
    that count from 1. Lines within `text` end with `\n`, whatever the file's own lines end with."""

    path: str
    start: tuple[int, int]
    end: tuple[int, int]
    text: str


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One problem. `code` is the kebab-case name of the fault and the name of its page in the guide.
    `fix` mends it where that is safe: where nobody could have meant anything else."""

    at: Location
    code: str
    message: str
    hint: str
    severity: Severity = "error"
    fix: tuple[Edit, ...] = field(default=(), compare=False)


def page_of(code: str) -> str:
    """The address of a code's page in the contributor's guide, from the site's root."""
    return f"contribute/codes/{code}.html"


MOST_GUESSES = 10
"""Looking for the word that was meant takes long among thousands: after as many faults of one sort
in one file, the rest get the general advice."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word closest in spelling to `word`, or None when nothing is close."""
    by_folded = {candidate.casefold(): candidate for candidate in known}
    close = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.7)
    return by_folded[close[0]] if close else None


_LIKE, _CLEARLY = 0.8, 0.08


def unmistakable(word: object, known: Iterable[str]) -> str | None:
    """The one known word that `word` can only be a slip for: it begins alike, has the same digits
    (`2015-11` is no slip for `2015-1`), is close in spelling, and no other comes near it."""
    if not isinstance(word, str) or len(word) < 4:
        return None
    given = _letters(word)
    close = sorted(
        (
            (_likeness(given, _letters(other)), other)
            for other in known
            if _letters(other)[:1] == given[:1] and _digits(other) == _digits(word)
        ),
        reverse=True,
    )
    if not close or close[0][0] < _LIKE:
        return None
    others = [likeness for likeness, _ in close[1:]]
    return close[0][1] if not others or close[0][0] - others[0] > _CLEARLY else None


def _likeness(given: str, other: str) -> float:
    """From 0 to 1; two letters in the wrong order make little difference."""
    swapped = given != other and sorted(given) == sorted(other)
    return 0.95 if swapped else SequenceMatcher(None, given, other).ratio()


def _letters(word: str) -> str:
    return re.sub(r"[\W_]+", "", word.casefold())


def _digits(word: str) -> list[str]:
    return re.findall(r"\d+", word)


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
