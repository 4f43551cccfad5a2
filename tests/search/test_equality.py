"""The pieces answer as the whole lunr index does: the same documents, order and scores."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citykit.build import Build
from citykit.search import pieces_of
from citykit.search.analysis import Analysis
from citykit.search.counting import counts_of
from citykit.search.documents import Document, Section, documents_of
from citykit.search.fields import FIELDS
from citykit.search.gathered import gather
from citykit.search.order import ordered
from tests.search.conftest import ask, node, write
from tests.search.shard_reader import shards, unfronted
from tests.search.whole import serialized, whole_index


def made(folder: Path, found: Sequence[Document], lang: str) -> list[Document]:
    """Write the pieces and the whole index of some documents; gives these as they are numbered."""
    order = ordered(gather(counts_of(found, lang, None)))
    held = [found[place] for place in order]
    write(folder, list(pieces_of(list(found), lang, None, {})))
    whole = serialized(whole_index(held, lang))
    (folder / "whole.json").write_text(json.dumps(whole), encoding="utf-8")
    return held


def differences(folder: Path, lang: str, queries: Sequence[str]) -> Any:
    file = folder / "queries.json"
    file.write_text(json.dumps(queries), encoding="utf-8")
    return node("equal.mjs", folder, lang, folder / "whole.json", file)


def query(chance: random.Random, often: Sequence[str], all_terms: Sequence[str]) -> str:
    """One clause of any sort that lunr's language has."""
    term = chance.choice(often if chance.random() < 0.7 else all_terms)
    sort = chance.random()
    if sort < 0.15:
        term = f"{term[: chance.randint(2, max(2, len(term) - 1))]}*"
    elif sort < 0.22 and len(term) > 4:
        cut = chance.randint(0, len(term) - 2)
        term = f"{term[:cut]}{term[cut + 1 :]}~1"
    elif sort < 0.24:
        term = f"*{term[-3:]}"
    elif sort < 0.27 and len(term) > 5:
        term = f"{term[:2]}*{term[-2:]}"
    if chance.random() < 0.15:
        term = f"{chance.choice(FIELDS)}:{term}"
    if chance.random() < 0.15 and "~" not in term:
        term = f"{term}^{chance.randint(2, 9)}"
    presence = chance.random()
    return f"+{term}" if presence < 0.12 else f"-{term}" if presence < 0.22 else term


def queries(terms: Sequence[str], often: Sequence[str], lang: str, number: int) -> list[str]:
    """Queries of one to four clauses. lunr.js fails on a required stop word: none is asked."""
    analysis = Analysis(lang)
    told = [term for term in terms if analysis.term(term)]
    common = [term for term in often if analysis.term(term)]
    chance = random.Random(lang)  # noqa: S311 - the same queries at every run
    return [
        " ".join(query(chance, common, told) for _ in range(chance.randint(1, 4)))
        for _ in range(number)
    ]


@pytest.mark.parametrize(("lang", "number"), [("en", 1400), ("es", 700), ("ar", 100)])
def test_lunr_js_gives_the_same_on_the_pieces_as_on_the_whole(
    real_build: Build, tmp_path: Path, lang: str, number: int
) -> None:
    found = list(documents_of(real_build.hub, real_build.pages, lang))
    made(tmp_path, found, lang)
    gathered = gather(counts_of(found, lang, None))
    often = dict(zip(gathered.terms, gathered.often.tolist(), strict=True))
    common = sorted(term for term, times in often.items() if times > 5)
    answers = differences(
        tmp_path, lang, queries(sorted(often), common or sorted(often), lang, number)
    )
    assert answers["wrong"] == []
    assert answers["hits"] > number


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=12)
texts = st.lists(words | st.sampled_from(["flood", "flooding", "school", "plan"]), max_size=12).map(
    " ".join
)
any_document = st.builds(
    Document,
    path=st.just("page.html"),
    title=texts,
    summary=texts,
    shown=st.tuples(texts),
    sections=st.tuples(st.builds(Section, st.just("a"), texts, texts)),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(any_document, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_any_text_is_found_alike(
    tmp_path_factory: pytest.TempPathFactory, found: list[Document], chance: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("any")
    made(folder, found, "en")
    terms = [
        t for t in sorted(gather(counts_of(found, "en", None)).terms) if Analysis("en").term(t)
    ]
    if not terms:
        return
    asked = [" ".join(query(chance, terms, terms) for _ in range(2)) for _ in range(20)]
    assert differences(folder, "en", asked)["wrong"] == []


def test_lunr_py_gives_the_same_on_the_pieces_as_on_the_whole(
    real_build: Build, tmp_path: Path
) -> None:
    found = list(documents_of(real_build.hub, real_build.pages, "en"))
    held = made(tmp_path, found, "en")
    whole = whole_index(held, "en")
    read = shards(list(pieces_of(list(found), "en", None, {})), "en")
    postings = {term: docs for name in read.names for term, docs in read.postings(name).items()}
    for term, entry in whole.inverted_index.items():
        expected = {(int(doc), place) for place, name in enumerate(FIELDS) for doc in entry[name]}
        assert expected == {
            (doc, place)
            for doc, row in postings[term]
            for place in range(len(FIELDS))
            if row[place]
        }
    assert postings.keys() == whole.inverted_index.keys()
    assert unfronted(read.pieces["terms"][0]) == sorted(
        postings, key=lambda term: term.encode("utf-16-be")
    )


def test_what_lunr_cannot_parse_is_searched_as_words(real_index: Path) -> None:
    odd = [
        "foo:",
        "title:",
        "flood~x",
        "^",
        "~2",
        "+",
        "-",
        '"',
        "flood^",
        "a:b:c",
        "*",
        "**",
        ": :",
    ]
    answers = ask(real_index, odd)
    assert len(answers) == len(odd)
    assert answers[odd.index("flood~x")]["total"] > 0
