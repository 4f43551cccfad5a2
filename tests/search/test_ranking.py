"""In which order readers see what is found, on documents made for the purpose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from benchmarks import relevance
from citykit.search import pieces_of
from citykit.search.documents import Document, Section
from tests.search.conftest import ask, write

FILLER = [
    Document(
        f"filler-{n}.html",
        f"Minutes of meeting {n}",
        "",
        sections=(Section("", "", f"Item {n} was heard."),),
    )
    for n in range(20)
]


def document(path: str, title: str, text: str = "", **more: Any) -> Document:
    return Document(path, title, "", sections=(Section("", "", text),), **more)


def found(folder: Path, documents: Sequence[Document], query: str) -> list[str]:
    write(folder, list(pieces_of([*documents, *FILLER], "en", None, {})))
    return list(ask(folder, [query])[0]["paths"])


def test_a_word_in_the_title_beats_the_same_word_in_the_text(tmp_path: Path) -> None:
    documents = [
        document("text.html", "A plan", "The flood came at night and the people left."),
        document("title.html", "The flood", "It came at night and the people left."),
    ]
    assert found(tmp_path, documents, "flood") == ["title.html", "text.html"]


def test_a_term_beats_the_same_word_in_the_text(tmp_path: Path) -> None:
    documents = [
        document("text.html", "A plan", "A landslide came at night and people left."),
        document(
            "term.html", "A plan", "It came at night and all the people left.", shown=("Landslide",)
        ),
    ]
    assert found(tmp_path, documents, "landslide") == ["term.html", "text.html"]


def test_all_words_beat_one_word_often(tmp_path: Path) -> None:
    documents = [
        document("one.html", "Flood", "flood " * 30),
        document("both.html", "A plan", "What a flood does to a school of the town."),
    ]
    assert found(tmp_path, documents, "flood school") == ["both.html", "one.html"]


def test_words_together_in_a_title_beat_the_same_words_apart(tmp_path: Path) -> None:
    text = "The early hours. A warning of the council."
    documents = [
        document("apart.html", "The council and its early hours of work", "A warning. " + text),
        document("near.html", "Early warning", "The council. " + text),
    ]
    assert found(tmp_path, documents, "early warning") == ["near.html", "apart.html"]


def test_the_title_that_says_just_what_was_asked_comes_first(tmp_path: Path) -> None:
    documents = [
        document("longer.html", "Flood of the upper river and its towns", "flood " * 9),
        document("just.html", "Flood", "A flood."),
    ]
    assert found(tmp_path, documents, "flood") == ["just.html", "longer.html"]


@pytest.mark.parametrize(("ages", "first"), [(True, "new.html"), (False, "old.html")])
def test_news_ages_and_what_is_evergreen_does_not(tmp_path: Path, ages: bool, first: str) -> None:
    today = date.today()
    documents = [
        document(
            "old.html",
            "Flood",
            "A flood came, and then a flood came again.",
            ages=ages,
            day=(today - timedelta(3000)).isoformat(),
        ),
        document("new.html", "Flood", "A flood came to us.", ages=ages, day=today.isoformat()),
    ]
    assert found(tmp_path, documents, "flood")[0] == first


@pytest.mark.skipif(not relevance.CRANFIELD.is_dir(), reason="the Cranfield collection is not here")
def test_cranfield_is_ranked_better_than_by_lunr_and_by_sqlite() -> None:
    texts = relevance.documents()
    ours = relevance.relevance(relevance.citykit(texts))
    assert ours >= 0.40
    for baseline in relevance.BASELINES.values():
        assert ours > relevance.relevance(baseline(texts))
