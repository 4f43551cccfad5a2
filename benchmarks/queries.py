"""Queries as people type them: a few words of a title or a heading, some misspelt, some unfinished."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from citykit.search.analysis import stop_words, words
from citykit.search.documents import Document

LETTERS = "abcdefghijklmnopqrstuvwxyz"
# How many words people type, of ten: web queries are short (Jansen and others, 2000).
LENGTHS = (1, 1, 2, 2, 2, 2, 3, 3, 3, 4)


@dataclass(frozen=True)
class Query:
    """`sort` is plain, typo or unfinished."""

    text: str
    sort: str


def queries(documents: Sequence[Document], number: int, seed: int = 5) -> list[Query]:
    """Words that stand together in the title of a page or, one time in four, in its headings, and in
    the titles or headings of more than two pages. Headings that many pages have are not asked for:
    they are the form of a page. Of five queries one has a typo and one is unfinished."""
    titles = [_said(document.title) for document in documents]
    headings = [
        [word for section in document.sections for word in _said(section.heading)]
        for document in documents
    ]
    often = Counter(
        word for said in zip(titles, headings, strict=True) for word in {*said[0], *said[1]}
    )
    common = stop_words("en")
    chance = random.Random(seed)  # noqa: S311 - the same queries at every run
    found: list[Query] = []
    while len(found) < number:
        place = chance.randrange(len(documents))
        said = titles[place]
        if chance.random() < 0.25:
            said = [word for word in headings[place] if often[word] < len(documents) / 50]
        said = [word for word in dict.fromkeys(said) if often[word] > 2 and word not in common]
        length = LENGTHS[len(found) % len(LENGTHS)]
        if len(said) < length:
            continue
        begin = chance.randint(0, len(said) - length)
        sort = chance.choice(("plain", "typo", "plain", "unfinished", "plain"))
        asked = _changed(said[begin : begin + length], sort, often, chance)
        if asked:
            found.append(Query(" ".join(asked), sort))
    return found


def _said(text: str) -> list[str]:
    return [word for word in words(text) if word.isalpha() and len(word) > 2]


def _changed(
    asked: list[str], sort: str, often: Counter[str], chance: random.Random
) -> list[str] | None:
    """The words with a typo or an unfinished end; None where none fits."""
    if sort == "unfinished":
        last = asked[-1]
        return [*asked[:-1], last[: max(3, len(last) * 2 // 3)]] if len(last) > 4 else None
    if sort == "typo":
        place = chance.randrange(len(asked))
        wrong = _typo(asked[place], chance)
        if len(asked[place]) < 5 or wrong in often:
            return None
        return [*asked[:place], wrong, *asked[place + 1 :]]
    return asked


def _typo(word: str, chance: random.Random) -> str:
    """One letter less, more or other, or two exchanged; people rarely miss the first letter."""
    at = chance.randrange(1, max(2, len(word) - 1))
    exchanged = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + chance.choice(LETTERS) + word[at:],
            word[:at] + chance.choice(LETTERS) + word[at + 1 :],
            exchanged,
        )
    )


def lunr_queries(terms: Sequence[str], number: int) -> list[str]:
    """Queries in lunr's own language, of every kind: words, prefixes, wildcards, fuzzy words, fields,
    boosts, required, prohibited, and any of them together."""
    chance = random.Random(6)  # noqa: S311
    return [
        " ".join(_clause(chance.choice(terms), chance) for _ in range(chance.randint(1, 4)))
        for _ in range(number)
    ]


def _clause(term: str, chance: random.Random) -> str:
    text = chance.choices(
        (
            term,
            f"{term[: max(2, len(term) - 2)]}*",
            f"*{term[-4:]}",
            f"{term[:2]}*{term[-2:]}",
            f"{term}~1",
        ),
        (12, 4, 1, 1, 2),
    )[0]
    field = chance.choices(("", "title:", "summary:", "headings:", "body:"), (12, 1, 1, 1, 1))[0]
    boost = chance.choices(("", f"^{chance.randint(2, 9)}"), (5, 1))[0]
    presence = chance.choices(("", "+", "-"), (6, 1, 1))[0]
    return f"{presence}{field}{text}{boost}"
