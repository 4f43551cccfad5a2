"""Diagnostics for people, for forges and for programs."""

from __future__ import annotations

import json
from pathlib import Path

from citykit.diagnostics import Diagnostic, Location, did_you_mean, listing, nearest
from citykit.report.lines import as_json, concise, full, github, summary
from tests.small import write

FOUND = Diagnostic(
    Location("content/x.md", 2, 8, 13), "unknown-partner", "There is no `icley`.", "write `iclei`."
)


def test_the_full_form_shows_the_line_and_points_at_the_place(tmp_path: Path) -> None:
    write(tmp_path, {"content/x.md": "---\nhosts: icley\n"})
    assert full([FOUND], tmp_path) == (
        "error[unknown-partner]: There is no `icley`.\n"
        "  content/x.md:2:8\n"
        "    2 | hosts: icley\n"
        "      |        ^^^^^\n"
        "  help: write `iclei`.\n"
    )


def test_a_long_line_is_cut_around_the_place(tmp_path: Path) -> None:
    write(tmp_path, {"content/x.md": "x" * 500 + "icley" + "x" * 500})
    at = Location("content/x.md", 1, 501, 506)
    quoted = full([Diagnostic(at, "a-b", "m.", "h.")], tmp_path).split("\n")[2:4]
    assert quoted[0][quoted[1].index("^") :].startswith("icley")
    assert max(map(len, quoted)) < 140


def test_a_file_that_cannot_be_read_is_not_quoted(tmp_path: Path) -> None:
    write(tmp_path, {"content/x.md": b"\xff\xfe"})
    assert "|" not in full([FOUND], tmp_path)
    assert "|" not in full([FOUND], tmp_path / "elsewhere")


def test_a_terminal_is_not_given_control_characters(tmp_path: Path) -> None:
    write(tmp_path, {"content/x.md": "---\nhosts: \x1b[31micley\u202e\n"})
    shown = full([FOUND], tmp_path)
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_the_concise_form_has_one_line_a_problem(tmp_path: Path) -> None:
    several = Diagnostic(FOUND.at, "a-b", "There is no `a\nb`.", "mend\nit.")
    assert concise([FOUND, several], tmp_path).count("\n") == 1


def test_a_workflow_command_cannot_be_broken_out_of(tmp_path: Path) -> None:
    hostile = Diagnostic(Location("a,b:c%\n::x.md"), "a-b", "50% \r\n::error::pwned", "h.")
    line = github([hostile], tmp_path)
    assert "\n" not in line and "\r" not in line
    assert line.startswith("::error file=a%2Cb%3Ac%25%0A%3A%3Ax.md,line=1,col=1,title=a-b::50%25 ")


def test_programs_get_json(tmp_path: Path) -> None:
    (one,) = json.loads(as_json([FOUND], tmp_path))
    assert (one["code"], one["line"], one["column"], one["end-column"]) == (
        "unknown-partner",
        2,
        8,
        13,
    )
    assert json.loads(as_json([], tmp_path)) == []


def test_the_summary_counts_in_words() -> None:
    warning = Diagnostic(Location("x.md"), "a-b", "m.", "h.", "warning")
    assert summary([]) == "0 errors, 0 warnings"
    assert summary([FOUND, warning, warning]) == "1 error, 2 warnings"


def test_the_nearest_word_is_offered_whatever_its_capitals() -> None:
    assert nearest("Harbor-Town", ["harbour-town", "flood"]) == "harbour-town"
    assert nearest("dragons", ["harbour-town", "flood"]) is None
    assert (
        did_you_mean("flod", ["flood"], "use one.")
        == "write `flood` if that is what you meant. Use one."
    )


def test_a_long_list_is_cut_with_an_honest_count() -> None:
    assert listing("cab", 2) == "`a`, `b` and 1 more"
