"""What a reader typed, and what the search makes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.search.conftest import ask


def answer(folder: Path, query: Any, lang: str = "en") -> Any:
    return ask(folder, [query], lang)[0]


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("flod", "flood"),
        ("lfood", "flood"),
        ("earthqake", "earthquake"),
        ("resilence", "resilience"),
        ("tsunmai", "tsunami"),
    ],
)
def test_one_typo_is_forgiven(real_index: Path, typed: str, instead: str) -> None:
    found = answer(real_index, typed)
    assert found["forgiven"] == [{"word": typed, "instead": instead}]
    assert found["paths"] == answer(real_index, instead)["paths"]


def test_a_typo_is_forgiven_in_any_form_of_a_word(real_index: Path) -> None:
    # Of all that share the term only "coordination" is listed.
    found = answer(real_index, "cordinators")
    assert found["forgiven"] == [{"word": "cordinators", "instead": "coordination"}]
    assert found["paths"] == answer(real_index, "coordinators")["paths"]


def test_a_reader_may_insist_on_what_was_typed(real_index: Path) -> None:
    found = answer(real_index, {"text": "flod", "exact": True})
    assert (found["total"], found["forgiven"]) == (0, [])


def test_short_words_are_not_guessed_at(real_index: Path) -> None:
    assert answer(real_index, "zqx")["forgiven"] == []


def test_the_last_word_is_a_beginning_while_it_is_typed(real_index: Path) -> None:
    typing = answer(real_index, {"text": "early warn", "typing": True})
    assert "themes/early-warning.html" in typing["paths"][:3]


def test_a_word_with_a_minus_is_left_out(real_index: Path) -> None:
    with_it = answer(real_index, "flood school")
    without = answer(real_index, "flood -school")
    assert 0 < without["total"] < with_it["total"]


def test_a_phrase_is_found_as_it_stands(real_index: Path) -> None:
    phrase, words = answer(real_index, '"early warning"'), answer(real_index, "early warning")
    assert 0 < phrase["total"] < words["total"]
    assert answer(real_index, '"warning early"')["total"] == 0


def test_a_star_finds_every_word_that_begins_so(real_index: Path) -> None:
    assert answer(real_index, "seismo*")["total"] >= answer(real_index, "seismology")["total"]


def test_a_field_may_be_named(real_index: Path) -> None:
    found = answer(real_index, "title:flood")
    assert 0 < found["total"] < answer(real_index, "flood")["total"]


def test_stop_words_alone_find_nothing_and_break_nothing(real_index: Path) -> None:
    assert answer(real_index, "the of and")["total"] == 0


def test_without_words_the_filters_list_all(real_index: Path) -> None:
    found = answer(real_index, {"text": "", "filters": {"type": ["case-study"]}})
    assert found["total"] == 14


def test_several_values_of_a_facet_widen_and_several_facets_narrow(real_index: Path) -> None:
    def total(**filters: list[str]) -> int:
        return int(answer(real_index, {"text": "city", "filters": filters})["total"])

    cases, tools = total(type=["case-study"]), total(type=["tool"])
    assert total(type=["case-study", "tool"]) == cases + tools
    assert total(type=["case-study"], hazard=["flood"]) < cases


def test_results_sort_by_day(real_index: Path) -> None:
    newest = answer(real_index, {"text": "", "filters": {"type": ["conference"]}, "sort": "newest"})
    oldest = answer(real_index, {"text": "", "filters": {"type": ["conference"]}, "sort": "oldest"})
    assert newest["total"] > 1
    assert newest["paths"] == oldest["paths"][::-1] or newest["total"] > 10


def test_without_words_what_has_no_day_comes_by_its_title(real_index: Path) -> None:
    found = answer(real_index, {"text": "", "filters": {"type": ["city"]}})
    assert found["paths"] == sorted(found["paths"])


def test_spanish_is_found_without_accents_and_with_a_typo(real_index: Path) -> None:
    right = answer(real_index, "inundación", "es")["paths"]
    assert answer(real_index, "inundacion", "es")["paths"] == right
    assert answer(real_index, "inundaciom", "es")["paths"] == right
