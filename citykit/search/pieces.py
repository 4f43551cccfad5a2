"""The index in pieces: scripts that a browser loads as a query needs them, over http and from a
folder alike (`fetch` is blocked there, scripts are not).

Every piece is `citykit(…)`, one call with JSON values. All stand in one folder that is named by the
hash of everything in it, so that they may be cached for ever and none is ever mixed with those of
another day; names of their own would not outlive a day either, as documents are numbered anew. Only
the directory has a fixed place: it is the last call of `search/LANG.js`, and names the folder.

| piece | what the call holds |
|---|---|
| s0, s1, … | shards: the terms of a range, front-coded; their postings |
| d0, d1, … | of `SHOWN` neighbouring documents: what a list of results shows |
| t0, t1, … | of one document: its sections |
| w0, w1, … | of a range of the alphabet: words that stand in two documents or more, front-coded; how often |
| terms | every term, front-coded: for fuzzy queries, which may match any |
| f-NAME | of a facet: each value's id and name; its documents |
| days | the day of each document |
| titles | the place of each document in the order of titles |

Postings are numbers in base 64 (`encoding.py`). For each term: in how many documents it stands, and
for each of these twice the gap from the one before, plus 1 unless it stands just once, in the body.
With the 1, there follows: if only in the body, twice how many times more than twice; else twice the
set of fields (body 1, headings 2, terms 4, summary 8, title 16) plus 1, and for each field of the
set, in the index's order, its count less 1.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from citykit.output import OutputFile
from citykit.search.documents import Document
from citykit.search.encoding import digits, front, vlq
from citykit.search.fields import BODY, BOOSTS, FIELDS, K1, STEPS, B
from citykit.search.index import Index

# How much a piece holds: the smaller, the less a query loads that it does not need, and the more
# the directory has to list.
SHARD_DIGITS = 1500
SHOWN = 6
SUMMARY = 160
WORDS = 1500
FIRST_DAY = date(1970, 1, 1)


def script(*values: Any) -> bytes:
    """A piece: one call that hands over JSON values."""
    told = ",".join(json.dumps(v, ensure_ascii=False, separators=(",", ":")) for v in values)
    return f"citykit({told})".encode()


class Pieces:
    """Collects the pieces of one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._held: dict[str, bytes] = {}

    def add(self, name: str, *values: Any) -> None:
        self._held[name] = script(*values)

    @property
    def folder(self) -> str:
        """The folder of the pieces added so far: ten hex digits of the SHA-256 of them all."""
        found = hashlib.sha256()
        for name, content in self._held.items():
            found.update(f"{name} {len(content)}\n".encode())
            found.update(content)
        return found.hexdigest()[:10]

    def files(self) -> Iterator[OutputFile]:
        folder = self.folder
        for name, content in self._held.items():
            yield OutputFile(f"search/{self.lang}/{folder}/{name}.js", content)


def postings(index: Index) -> tuple[bytes, NDArray[np.int64]]:
    """The digits of all postings, and where those of each term begin, with the end last."""
    often = np.diff(index.starts)
    counts = index.counts.astype(np.int64)
    first = np.zeros(len(index.docs), bool)
    first[index.starts[:-1]] = True
    gaps = index.docs.astype(np.int64) - np.where(first, 0, np.roll(index.docs, 1) + 1)
    only_body = (counts[:, :BODY] == 0).all(axis=1)
    plain = only_body & (counts[:, BODY] == 1)
    bits = 1 << (len(FIELDS) - 1 - np.arange(len(FIELDS)))
    fields = counts > 0
    sets = fields @ bits
    sign = np.where(only_body, (counts[:, BODY] - 2) * 2, sets * 2 + 1)
    listed = ~only_body
    # What each posting takes: the gap, then perhaps the sign, then perhaps the counts.
    size = 1 + ~plain + np.where(listed, fields.sum(axis=1), 0)
    term_of = np.repeat(np.arange(len(often)), often)
    at = np.concatenate(([0], np.cumsum(size)))[:-1] + term_of + 1
    values = np.empty(int(size.sum()) + len(often), np.int64)
    heads = np.concatenate(([0], np.cumsum(size)))[index.starts[:-1]] + np.arange(len(often))
    values[heads] = often
    values[at] = gaps * 2 + ~plain
    values[at[~plain] + 1] = sign[~plain]
    within = np.cumsum(fields, axis=1) - 1
    rows, columns = np.nonzero(fields & listed[:, None])
    values[at[rows] + 2 + within[rows, columns]] = counts[rows, columns] - 1
    text, starts = vlq(values)
    return text, np.append(starts[heads], starts[-1])


def add_shards(pieces: Pieces, index: Index) -> str:
    """Cut the postings by range of terms. Gives the first term of each, front-coded."""
    text, starts = postings(index)
    firsts: list[str] = []
    begin = 0
    while begin < len(index.terms):
        end = int(np.searchsorted(starts, starts[begin] + SHARD_DIGITS, "left"))
        end = min(max(end, begin + 1), len(index.terms))
        held = text[int(starts[begin]) : int(starts[end])].decode()
        pieces.add(f"s{len(firsts)}", front(index.terms[begin:end]), held)
        firsts.append(index.terms[begin])
        begin = end
    return front(firsts)


def short(text: str, most: int) -> str:
    """The first words of a text, at most so many characters."""
    return text if len(text) <= most else text[:most].rpartition(" ")[0] + " …"


def add_shown(pieces: Pieces, documents: Sequence[Document], near: Sequence[Sequence[int]]) -> None:
    """What lists of results show, in groups of neighbours."""
    for begin in range(0, len(documents), SHOWN):
        strings: dict[str, int] = {}
        rows = [
            [
                document.path,
                document.title,
                short(document.summary, SUMMARY),
                strings.setdefault(document.label, len(strings)),
                [strings.setdefault(name, len(strings)) for name in document.shown],
                document.day,
                int(bool(document.sections)),
                near[number],
            ]
            for number, document in enumerate(documents[begin : begin + SHOWN], begin)
        ]
        pieces.add(f"d{begin // SHOWN}", list(strings), rows)


def add_texts(pieces: Pieces, documents: Sequence[Document]) -> None:
    """The sections of each document that has any."""
    for number, document in enumerate(documents):
        if document.sections:
            pieces.add(f"t{number}", [[s.id, s.heading, s.text] for s in document.sections])


def add_words(pieces: Pieces, words: Mapping[str, int]) -> str:
    """Words that readers may have meant, with a digit for twice the logarithm of how often. Gives the
    first word of each piece, front-coded."""
    known = sorted(words, key=lambda word: word.encode("utf-16-be"))
    for begin in range(0, len(known), WORDS):
        held = known[begin : begin + WORDS]
        often = np.array([min(63, int(2 * np.log2(words[word]))) for word in held], np.uint8)
        pieces.add(f"w{begin // WORDS}", front(held), digits(often))
    return front(known[::WORDS])


def gaps(numbers: Iterable[int]) -> str:
    """Rising numbers, as the digits of the gaps between them."""
    held = np.array(list(numbers), np.int64)
    return vlq(np.diff(held, prepend=-1) - 1)[0].decode()


def add_facet(
    pieces: Pieces, documents: Sequence[Document], name: str, named: Mapping[str, str]
) -> None:
    """One facet: its values in the order of their names."""
    held: dict[str, list[int]] = {}
    for number, document in enumerate(documents):
        for value in dict.fromkeys(document.facets.get(name, ())):
            held.setdefault(value, []).append(number)
    order = sorted(held, key=lambda value: (named.get(value, value).casefold(), value))
    pieces.add(
        f"f-{name}", [[value, named.get(value, value), gaps(held[value])] for value in order]
    )


def days(documents: Sequence[Document]) -> Iterator[int]:
    """The days since 1 January 1970, one more each; 0 where a document has none."""
    for document in documents:
        yield _day(document.day) + 1 if document.day else 0


def by_title(documents: Sequence[Document]) -> NDArray[np.int64]:
    """The place of each document in the order of titles."""
    order = sorted(range(len(documents)), key=lambda number: documents[number].title.casefold())
    places = np.empty(len(documents), np.int64)
    places[order] = np.arange(len(documents))
    return places


def _day(text: str) -> int:
    return (date.fromisoformat(text) - FIRST_DAY).days


def levels(index: Index) -> list[str]:
    """The lengths of all documents: the bodies', then the titles' and terms', six times the one
    plus the other."""
    title, terms = FIELDS.index("title"), FIELDS.index("terms")
    short = STEPS["terms"][1] * index.levels[:, title] + index.levels[:, terms]
    return [digits(index.levels[:, BODY]), digits(short)]


def directory(
    pieces: Pieces,
    before: str,
    index: Index,
    documents: Sequence[Document],
    near: Sequence[Sequence[int]],
    **further: Any,
) -> OutputFile:
    """Add the pieces of the index, and give what a browser needs before it can ask for any of them,
    behind the script that reads it. Other pieces must have been added before."""
    held = np.array(list(days(documents)), np.int64)
    add_shown(pieces, documents, near)
    add_texts(pieces, documents)
    pieces.add("terms", front(index.terms))
    pieces.add("days", vlq(held)[0].decode())
    pieces.add("titles", vlq(by_title(documents))[0].decode())
    shards = add_shards(pieces, index)
    aged = [number for number, document in enumerate(documents) if document.ages]
    return OutputFile(
        f"search/{pieces.lang}.js",
        f"{before}\n".encode()
        + script(
            {
                "lang": pieces.lang,
                "documents": len(documents),
                "fields": FIELDS,
                "boosts": BOOSTS,
                "b": B,
                "k1": K1,
                "averages": index.averages,
                "steps": [STEPS.get(name) for name in FIELDS],
                "levels": levels(index),
                "folder": pieces.folder,
                "shards": shards,
                "size": SHOWN,
                "news": [gaps(aged), vlq(held[aged])[0].decode()],
                **further,
            }
        ),
    )
