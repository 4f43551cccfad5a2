"""The index and the browser make the same terms of the same texts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citykit.build import Build
from citykit.search.analysis import Analysis, words
from citykit.search.documents import documents_of
from tests.search.conftest import node

# Python and the browser know Unicode in different versions: a letter of 2024 is one in one of them.
KNOWN_TO_BOTH = st.characters(codec="utf-8", max_codepoint=0xFFFF, exclude_categories=["Cs", "Cn"])


def in_browser(folder: Path, lang: str, texts: Sequence[str]) -> Any:
    file = folder / "words.json"
    file.write_text(json.dumps(texts), encoding="utf-8")
    return node("analyse.mjs", folder, lang, file)


def here(lang: str, texts: Sequence[str]) -> list[list[list[str]]]:
    analysis = Analysis(lang)
    return [[[word, analysis.term(word)] for word in words(text)] for text in texts]


@pytest.mark.parametrize("lang", ["en", "es", "ar"])
def test_every_word_of_the_hub_has_the_same_term_in_both(
    real_build: Build, real_index: Path, lang: str
) -> None:
    told = documents_of(real_build.hub, real_build.pages, lang)
    texts = [" ".join(document.texts) for document in told]
    assert in_browser(real_index, lang, texts) == here(lang, texts)


@pytest.mark.parametrize("lang", ["en", "es", "ar"])
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.text(KNOWN_TO_BOTH, max_size=60), min_size=30, max_size=60))
def test_any_text_has_the_same_terms_in_both(real_index: Path, lang: str, texts: list[str]) -> None:
    assert in_browser(real_index, lang, texts) == here(lang, texts)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("survey", "surveys"),
        ("key", "keys"),
        ("money", "money"),
        ("flooding", "Floods"),
        ("city's plan", "city plans"),
        ("SAO PAULO", "São Paulo"),
        ("early-warning", "early warnings"),
    ],
)
def test_english_words_that_readers_take_for_the_same(typed: str, written: str) -> None:
    analysis = Analysis("en")
    assert analysis.terms(typed) == analysis.terms(written)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("planificacion", "planificación"),
        ("inundacion", "inundaciones"),
        ("gestión de los riesgos", "gestion riesgo"),
    ],
)
def test_spanish_is_found_without_its_accents(typed: str, written: str) -> None:
    analysis = Analysis("es")
    assert analysis.terms(typed) == analysis.terms(written)


def test_arabic_letters_that_are_written_in_several_ways_are_one() -> None:
    analysis = Analysis("ar")
    assert analysis.terms("الإنذار المبكّر") == analysis.terms("الانذار المبكر")
