"""Every code has its page in the guide, with examples from the cases that test it."""

from __future__ import annotations

from pathlib import Path

import yaml

from citykit.build import build
from citykit.codes import FILE, codes
from citykit.diagnostics import page_of
from tests.examples import codes as made_from_cases
from tests.test_registry import NEVER_SEEN
from tests.test_registry import codes as codes_in_the_source


def test_no_code_lacks_its_page() -> None:
    assert set(codes()) == codes_in_the_source()


def test_every_code_says_what_it_is_about_and_shows_an_example() -> None:
    assert [name for name, code in codes().items() if not code.about] == []
    assert {name for name, code in codes().items() if not code.examples} == NEVER_SEEN


def test_the_examples_are_in_step_with_the_cases() -> None:
    """If not: `python -m tests.examples --update`."""
    assert yaml.safe_load(FILE.read_text(encoding="utf-8")) == made_from_cases()


def test_each_code_has_a_page_with_wrong_and_right(hub: Path) -> None:
    pages = {page.path: page for page in build(hub).pages}
    assert set(map(page_of, codes())) <= set(pages)
    page = pages["contribute/codes/bad-date.html"].html
    assert "published: 24/11/2026" in page
    assert "published: 2026-11-24" in page
    assert "<code>citykit check --fix</code>" in page


def test_the_list_of_codes_leads_to_each(hub: Path) -> None:
    page = next(page for page in build(hub).pages if page.path == "contribute/codes.html")
    assert all(f'href="../{page_of(code)}"' in page.html for code in codes())
