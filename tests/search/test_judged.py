"""The judged questions: well formed, and about pages that exist."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from citykit.build import build
from tests.small import REPOSITORY


def judged() -> list[dict[str, Any]]:
    text = Path(__file__).with_name("judged.yml").read_text(encoding="utf-8")
    return list(yaml.safe_load(text))


def test_there_are_forty_different_questions_with_one_to_three_right_pages() -> None:
    questions = judged()
    assert len({question["query"] for question in questions}) == len(questions) == 40
    for question in questions:
        assert question.keys() == {"query", "right", "why"}
        assert 1 <= len(set(question["right"])) == len(question["right"]) <= 3


def test_every_right_page_exists() -> None:
    made = build(REPOSITORY)
    pages = {page.path for page in made.pages}
    entries = {item.address for item in made.hub.catalogue.items}
    docs = REPOSITORY / "docs"
    written = {
        path.relative_to(docs).with_suffix(".html").as_posix() for path in docs.rglob("*.md")
    }
    for question in judged():
        assert set(question["right"]) <= pages | entries | written, question["query"]
