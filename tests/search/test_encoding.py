"""Numbers and words survive being written as text."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from citykit.search.analysis import Analysis
from citykit.search.counting import counts_of
from citykit.search.documents import Document, Section
from citykit.search.encoding import front, vlq
from citykit.search.fields import BODY, FIELDS, length_of, level_of
from citykit.search.gathered import gather, utf16
from citykit.search.index import index_of
from citykit.search.pieces import Pieces, add_shards, gaps
from tests.search.shard_reader import Shards, call, numbers, unfronted


@given(st.lists(st.integers(0, 2**40)))
def test_numbers_come_back(values: list[int]) -> None:
    text, starts = vlq(np.array(values, np.int64))
    assert list(numbers(text.decode())) == values
    assert starts[-1] == len(text)


@given(st.sets(st.text(st.characters(categories=["Ll", "Lo", "Nd"]), min_size=1)))
def test_words_come_back(known: set[str]) -> None:
    words = sorted(known, key=utf16)
    assert unfronted(front(words)) == words


@given(st.sets(st.integers(0, 10_000)))
def test_gaps_come_back(rising: set[int]) -> None:
    found, last = [], -1
    for gap in numbers(gaps(sorted(rising))):
        last += gap + 1
        found.append(last)
    assert found == sorted(rising)


@given(st.integers(0, 5000))
def test_a_length_is_known_to_a_tenth(length: int) -> None:
    assert abs(length_of("body", level_of("body", length)) - length) <= max(0.1 * length, 0.2)


texts = st.lists(st.sampled_from(["flood", "river", "plan", "wall", "city"]), max_size=40).map(
    " ".join
)


@settings(deadline=None)
@given(st.lists(st.tuples(texts, texts, texts, texts, texts), min_size=1, max_size=12))
def test_every_count_comes_back(rows: list[tuple[str, str, str, str, str]]) -> None:
    documents = [
        Document("p.html", title, summary, shown=(terms,), sections=(Section("a", heading, body),))
        for title, summary, terms, heading, body in rows
    ]
    pieces = Pieces("en")
    gathered = gather(counts_of(documents, "en", None))
    firsts = add_shards(pieces, index_of(gathered, range(len(documents))))
    held = {file.path.rpartition("/")[2][:-3]: call(file.content) for file in pieces.files()}
    read = Shards({"fields": FIELDS, "shards": firsts}, held)
    found = {term: docs for name in read.names for term, docs in read.postings(name).items()}
    analysis = Analysis("en")
    expected: dict[str, list[tuple[int, tuple[int, ...]]]] = {}
    for number, document in enumerate(documents):
        fields = [analysis.terms(text) for text in document.texts]
        for term in {term for field in fields for term in field}:
            counts = tuple(field.count(term) for field in fields)
            expected.setdefault(term, []).append((number, counts))
    assert found == expected
    assert len(FIELDS) == BODY + 1
