"""The judged questions: well formed, and about pages that exist."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from citykit.build import Build
from tests.search.conftest import ask


def judged() -> list[dict[str, Any]]:
    text = Path(__file__).with_name("judged.yml").read_text(encoding="utf-8")
    return list(yaml.safe_load(text))


def test_there_are_forty_different_questions_with_one_to_three_right_pages() -> None:
    questions = judged()
    assert len({question["query"] for question in questions}) == len(questions) == 40
    for question in questions:
        assert question.keys() == {"query", "right", "why"}
        assert 1 <= len(set(question["right"])) == len(question["right"]) <= 3


def test_every_right_page_exists(real_build: Build) -> None:
    pages = {page.path for page in real_build.pages}
    entries = {item.address for item in real_build.hub.catalogue.items}
    for question in judged():
        right = set(question["right"])
        assert right <= pages | entries | set(real_build.hub.docs), question["query"]


def test_a_right_page_is_among_the_first_three_for_38_of_40(real_index: Path) -> None:
    questions = judged()
    answers = ask(real_index, [question["query"] for question in questions])
    missed = [
        question["query"]
        for question, answer in zip(questions, answers, strict=True)
        if not set(question["right"]) & set(answer["paths"][:3])
    ]
    assert len(missed) <= 2, missed
