"""One set of judged cases, run against the command line, the annotations and the form: the same code,
the same words and the same place in all three."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from citykit.diagnostics import Diagnostic, Location
from citykit.report import github
from tests.form.judged import Judged, judge, judged
from tests.test_cases import CASES, read_case

# What only the whole hub can tell, or what is no file that the form can be given. The form says so.
# Whoever adds a case to this list takes something from people without Git: give the reason.
ONLY_THE_COMMAND_LINE = {
    "the list of moved addresses belongs to the secretariat": {
        "moved", "moved-circle", "moved-empty", "moved-nowhere", "moved-other-language",
        "moved-outside", "moved-taken",
    },
    "a translation is judged by the text of its original": {
        "not-translatable", "not-translatable-item", "orphan-translation", "stale-translation",
        "stale-translation-after-edit", "translation-bad-translator", "translation-bad-value",
        "translation-dead-link",
        "translation-empty-item", "translation-empty-translates",
        "translation-language-not-published", "translation-missing-title",
        "translation-missing-translates", "translation-unknown-field",
        "translation-unknown-source", "translation-without-text", "unknown-item",
    },
    "files beside the entry are sent with it, and their bytes are checked then": {
        "attachment-missing", "attachment-outside", "bad-file-name-picture", "too-large-picture",
        "active-pdf", "too-large-pixels", "wrong-content-pdf", "wrong-content-picture",
        "unknown-file-type",
    },
    "the form chooses the folder and the end of the name": {
        "bad-file-name-language", "file-in-content-itself", "unknown-folder",
    },
    "the headings of other pages are not sent to the form": {"dead-link-anchor-elsewhere"},
    "a text that is slow to convert is bounded where many are converted": {
        "slow-text-headings", "slow-text-nested",
    },
    "a link to a file is no file": {"symbolic-link", "symbolic-link-folder"},
    "hand-written pages and entries share addresses only on the site": {"path-taken"},
    "a circle of terms is told at one of them there, and at the one that is open here": {
        "broader-circle",
    },
}  # fmt: skip
LISTED = {case for cases in ONLY_THE_COMMAND_LINE.values() for case in cases}


Answers = list[tuple[Judged, list[dict[str, Any]]]]


@pytest.fixture(scope="session")
def answers() -> Answers:
    """Every file of every case, with what the form says of it."""
    files = judged()
    return list(zip(files, judge(files), strict=True))


def as_shown(found: Diagnostic | dict[str, Any]) -> tuple[Any, ...]:
    if isinstance(found, Diagnostic):
        at = found.at
        place: tuple[int, ...] = (at.line, at.column, at.end_column)
        return (*place, found.severity, found.code, found.message, found.hint)
    return tuple(
        found[name] for name in ("line", "column", "end", "severity", "code", "message", "hint")
    )


def shown_by(case: str, answers: Answers) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """What the command line and the form say of all files of a case that the form can be given."""
    mine = [(file, found) for file, found in answers if file.case == case]
    return (
        [(file.path, *as_shown(one)) for file, _ in mine for one in file.said],
        [(file.path, *as_shown(one)) for file, found in mine for one in found],
    )


@pytest.mark.parametrize("case", sorted({file.stem for file in CASES.glob("*.yml")} - LISTED))
def test_the_form_says_what_the_command_line_says(case: str, answers: Answers) -> None:
    said, shown = shown_by(case, answers)
    assert shown == said
    expected = read_case(CASES / f"{case}.yml")["expect"]
    assert len(said) == len(expected), "the fault stands in a file that the form is not given"


def test_no_case_is_left_out_that_the_form_could_judge(answers: Answers) -> None:
    """A case on the list is one of which the form says something else, or nothing."""
    same = set()
    for case in LISTED:
        said, shown = shown_by(case, answers)
        expected = read_case(CASES / f"{case}.yml")["expect"]
        if said and said == shown and len(said) == len(expected):
            same.add(case)
    assert same == set()


def test_most_cases_are_judged_by_the_form() -> None:
    assert len(LISTED) <= 43
    assert len(list(CASES.glob("*.yml"))) - len(LISTED) >= 230


ANNOTATION = re.compile(
    r"::(error|warning) file=([^,]*),line=(\d+),col=(\d+),title=([^:]*)::(.*)", re.S
)


def told(text: str) -> str:
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_the_annotations_say_the_same_at_the_same_place(answers: Answers) -> None:
    count = 0
    for file, found in answers:
        if file.case in LISTED:
            continue
        shown = [
            Diagnostic(
                Location(file.path, one["line"], one["column"], one["end"]),
                one["code"], one["message"], one["hint"], one["severity"],
            )
            for one in found
        ]  # fmt: skip
        # One diagnostic at a time: what a contributor wrote may hold line breaks.
        for one, same in zip(file.said, shown, strict=True):
            annotation = github([one], Path())
            assert annotation == github([same], Path())
            severity, path, line, column, code, text = ANNOTATION.fullmatch(annotation).groups()  # type: ignore[union-attr]
            assert (severity, told(path), int(line), int(column), told(code)) == (
                one.severity, one.at.path, one.at.line, one.at.column, one.code,
            )  # fmt: skip
            assert told(text).startswith(f"{one.message} {one.hint}")
            count += 1
    assert count > 200
