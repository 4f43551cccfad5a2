"""Nothing is forgotten: every code has a case, every language every word."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel import Locale

from citykit.kinds.term import VOCABULARIES
from citykit.messages import MESSAGES
from citykit.words import LOCALES, _flat
from tests.small import REPOSITORY
from tests.test_cases import CASES, read_case

CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")
# A fault of pydantic's that nothing we know of brings about; the words for it are there all the same.
NEVER_SEEN = {"bad-value"}
# The kinds that references lead to; `unknown-<kind>` is put together from their names.
REFERRED_TO = {vocabulary.name for vocabulary in VOCABULARIES} | {
    "partner",
    "city",
    "resource",
    "assessment",
}


def written(node: ast.AST) -> Iterator[str]:
    """The diagnostic codes in a piece of source: an argument of what makes a diagnostic, or the
    first of the three texts that a function returns."""
    for part in ast.walk(node):
        if isinstance(part, ast.Call):
            name = getattr(part.func, "id", getattr(part.func, "attr", ""))
            place = {"Diagnostic": 1, "_refuse": 1, "_fault": 0, "PydanticCustomError": 0}.get(name)
            if place is not None and len(part.args) > place:
                yield from literal(part.args[place])
        elif isinstance(part, ast.Return) and len(getattr(part.value, "elts", ())) == 3:
            yield from literal(part.value.elts[0])


def literal(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and CODE.fullmatch(str(node.value)):
        yield str(node.value)


def codes() -> set[str]:
    """Every code that the core may give."""
    files = (REPOSITORY / "citykit").rglob("*.py")
    found = {code for file in files for code in written(ast.parse(file.read_text()))}
    told = {fault.partition("/")[0] for fault in MESSAGES}
    return (
        found
        | {code for code in told if CODE.fullmatch(code)}
        | {f"unknown-{kind}" for kind in REFERRED_TO}
    )


@cache
def cases() -> dict[str, Any]:
    return {file.stem: read_case(file) for file in CASES.glob("*.yml")}


def seen() -> set[str]:
    """Every code that some case expects."""
    said = "\n".join(all_said())
    return set(re.findall(r"^\S.* (?:error|warning)\[([a-z0-9-]+)\]: ", said, re.M))


def test_every_code_has_a_case() -> None:
    assert len(codes()) > 60
    assert codes() - seen() == NEVER_SEEN


def test_every_code_seen_in_a_case_is_found_in_the_source() -> None:
    assert seen() - codes() == set()


def test_every_hint_begins_with_a_verb_in_small_letters() -> None:
    verbs = {
        "add",
        "begin",
        "bring",
        "check",
        "close",
        "copy",
        "correct",
        "delete",
        "fill",
        "give",
        "indent",
        "keep",
        "link",
        "look",
        "make",
        "move",
        "name",
        "print",
        "put",
        "rename",
        "retype",
        "save",
        "say",
        "shorten",
        "split",
        "use",
        "write",
    }
    hints = re.findall(r"^  help: ([^\s,]+)", "\n".join(all_said()), re.M)
    assert set(hints) <= verbs


def all_said() -> Iterator[str]:
    for case in cases().values():
        yield from case["expect"]


def test_a_broken_case_has_one_diagnostic_unless_it_says_two() -> None:
    several = {name for name, case in cases().items() if len(case["expect"]) > 1}
    assert several == {"dead-link-twice", "three-faults-at-once", "two-fields-missing"}


def test_a_case_without_diagnostics_says_that_it_is_fine() -> None:
    for name, case in cases().items():
        assert case["expect"] or "fine" in case["about"], name


@cache
def texts(lang: str) -> dict[str, str]:
    return dict(_flat(yaml.safe_load((LOCALES / f"{lang}.yml").read_text(encoding="utf-8")), ""))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@cache
def plural_groups() -> set[str]:
    """The keys whose texts differ by number."""
    return {key.removesuffix(".other") for key in texts("en") if f"{key[:-6]}.one" in texts("en")}


def wanted(lang: str) -> set[str]:
    """The keys of a whole locale file: English ones, with the plural forms of the language."""
    forms = {*Locale.parse(lang).plural_form.tags, "other"}
    plain = {key for key in texts("en") if key.rpartition(".")[0] not in plural_groups()}
    return plain | {f"{group}.{form}" for group in plural_groups() for form in forms}


LANGUAGES = sorted(file.stem for file in LOCALES.glob("*.yml"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_locale_has_no_key_that_nobody_asks_for(lang: str) -> None:
    assert set(texts(lang)) - wanted(lang) - set(texts("en")) == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_locale_keeps_the_placeholders(lang: str) -> None:
    english = texts("en")
    for key, text in texts(lang).items():
        group, _, form = key.rpartition(".")
        original = english.get(key, english.get(f"{group}.other", ""))
        # "one entry" or "no entry" may do without the number
        optional = {"count"} if form in ("zero", "one", "two") else set()
        assert placeholders(text) | optional == placeholders(original) | optional, key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_locale_is_whole(lang: str) -> None:
    assert set(texts("en")) - set(texts(lang)) == set()


def test_spanish_is_spanish() -> None:
    english, spanish = texts("en"), texts("es")
    same = {key for key, text in spanish.items() if english.get(key) == text and " " in text}
    assert same <= {"home.kicker", "page.title"}


def test_every_word_that_a_template_asks_for_is_there() -> None:
    asked = set()
    for file in [
        *(REPOSITORY / "citykit" / "pages").glob("*"),
        *(REPOSITORY / "theme").rglob("*.html"),
    ]:
        if file.is_file():
            asked |= set(
                re.findall(
                    r"""\bw\[["']([\w.-]+)["']\]|\bt(?:\.dated)?\(["']([\w.-]+)["']""",
                    file.read_text(),
                )
            )
    keys = {one or other for one, other in asked}
    assert len(keys) > 50
    known = set(texts("en")) | plural_groups()
    assert {key for key in keys if key not in known and not key.endswith((".", "-"))} == set()


def test_every_shelf_lists_each_of_its_modules() -> None:
    import citykit.exports
    import citykit.pages
    import citykit.rules

    for shelf, listed in (
        (citykit.exports, citykit.exports.EXPORTS),
        (citykit.pages, citykit.pages.PAGES),
        (citykit.rules, citykit.rules.RULES),
    ):
        folder = Path(str(shelf.__file__)).parent
        shared = {"__init__", "lists", "printed", "view"}
        modules = {file.stem for file in folder.glob("*.py")} - shared
        assert {function.__module__.rpartition(".")[2] for function in listed} == modules
