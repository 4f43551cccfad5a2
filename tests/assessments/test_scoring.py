"""Scores against examples worked by hand."""

from __future__ import annotations

from typing import Any

import pytest

from citykit.kinds.assessment import Assessment
from tests.assessments.conftest import Run

SCORECARD = {1: 3, 2: 5, 3: 4, 4: 4, 5: 3, 6: 6, 7: 4, 8: 9, 9: 7, 10: 2}
Answers = dict[str, dict[str, Any]]


def essential(number: int, levels: list[int | None]) -> Answers:
    """Answers to the first questions of an Essential of the Scorecard; None leaves one blank."""
    return {
        f"p{number}-{place}": {"level": level}
        for place, level in enumerate(levels, 1)
        if level is not None
    }


def everywhere(level: int, but: int = 0) -> Answers:
    """The same level for all 47, but for one Essential that is left empty."""
    found: Answers = {}
    for number, count in SCORECARD.items():
        found |= essential(number, [level] * count) if number != but else {}
    return found


def lg(levels: dict[int, int]) -> Answers:
    return {f"lgsat-q{number:02}": {"level": level} for number, level in levels.items()}


# Answers; then answered, sum, and by Essential the points, as one adds them up on paper.
TOTALS: dict[str, tuple[Answers, int, int, list[int]]] = {
    "nothing answered": ({}, 0, 0, [0] * 10),
    "all at the top": (everywhere(3), 47, 141, [9, 15, 12, 12, 9, 18, 12, 27, 21, 6]),
    "all at 0 is answered, not blank": (everywhere(0), 47, 0, [0] * 10),
    "all at 1": (everywhere(1), 47, 47, [3, 5, 4, 4, 3, 6, 4, 9, 7, 2]),
    "Essential 8 empty": (everywhere(3, but=8), 38, 114, [9, 15, 12, 12, 9, 18, 12, 0, 21, 6]),
    "Essential 10 empty": (everywhere(2, but=10), 45, 90, [6, 10, 8, 8, 6, 12, 8, 18, 14, 0]),
    "one Essential only": (
        essential(9, [3, 3, 2, 2, 1, 1, 0]), 7, 12, [0, 0, 0, 0, 0, 0, 0, 0, 12, 0],
    ),
    "a blank between": (essential(1, [3, None, 2]), 2, 5, [5, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    "texts without a level stay blank": (
        {"p1-1": {"comment": "soon"}, "p1-2": {"level": 1}}, 1, 1, [1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOTALS)
def test_scorecard_points_are_plain_sums_and_blanks_count_nothing(player: Run, name: str) -> None:
    answers, answered, total, points = TOTALS[name]
    whole, groups = player(
        "scorecard-preliminary",
        ["scoring", "summary", "SET", answers],
        ["scoring", "groups", "SET", answers],
    )
    assert (whole["asked"], whole["answered"]) == (47, answered)
    assert (whole["sum"], whole["maximum"]) == (total, 141)
    assert [group["sum"] for group in groups] == points
    assert [group["maximum"] for group in groups] == [9, 15, 12, 12, 9, 18, 12, 27, 21, 6]


# Answers; then for a group: answered, asked, the mean of the answered.
MEANS: dict[str, tuple[Answers, str, int, int, int, float | None]] = {
    "all comprehensive": (lg(dict.fromkeys(range(1, 42), 5)), "group", 0, 4, 4, 5.0),
    "half way": (lg({23: 2, 24: 5}), "group", 5, 2, 2, 3.5),
    "blanks do not pull down": (lg({1: 4}), "group", 0, 1, 4, 4.0),
    "an Essential without answers has no mean": (lg({1: 4}), "group", 9, 0, 3, None),
    "Hyogo priority 3": (lg({13: 1, 27: 4}), "priority", 2, 2, 2, 2.5),
    "Hyogo priority 2, one of eight": (lg({11: 2}), "priority", 1, 1, 8, 2.0),
}


@pytest.mark.parametrize("name", MEANS)
def test_lg_sat_shows_answered_and_asked_and_the_mean_of_the_answered(
    player: Run, name: str
) -> None:
    answers, by, place, answered, asked, mean = MEANS[name]
    [groups] = player("lg-sat", ["scoring", "groups", "SET", answers, by])
    found = groups[place]
    assert (found["answered"], found["asked"], found["mean"]) == (answered, asked, mean)


def test_gaps_come_widest_first_and_without_what_is_at_the_top_or_blank(player: Run) -> None:
    answers = essential(1, [0, 3, 2]) | essential(2, [0, None, 1])
    [gaps] = player("scorecard-preliminary", ["scoring", "gaps", "SET", answers])
    assert [(one["question"]["code"], one["gap"]) for one in gaps] == [
        ("P1.1", 3), ("P2.1", 3), ("P2.3", 2), ("P1.3", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "levels", "standing"),
    [
        ("scorecard-preliminary", range(4), ["gap", "gap", "between", "strength"]),
        ("lg-sat", range(1, 6), ["gap", "gap", "gap", "strength", "strength"]),
    ],
)
def test_the_lower_half_is_a_gap_and_the_top_quarter_a_strength(
    player: Run, name: str, levels: range, standing: list[str]
) -> None:
    calls = [["scoring", "standing", "SET", level] for level in levels]
    assert player(name, *calls) == standing


def test_only_what_is_answered_both_times_has_changed(player: Run) -> None:
    before, after = essential(1, [1, 2, None]), essential(1, [3, None, 2])
    [rows] = player("scorecard-preliminary", ["scoring", "compare", "SET", before, after])
    assert [row["change"] for row in rows[:4]] == [2, None, None, None]
    assert (rows[2]["before"], rows[2]["after"]) == (None, 2)


def test_the_spread_of_votes(player: Run) -> None:
    found = player(
        "scorecard-preliminary",
        ["scoring", "spread", {}],
        ["scoring", "spread", {"g1": 2}],
        ["scoring", "spread", {"g1": 0, "g2": 3, "g3": 2}],
        ["scoring", "spread", {"g1": 1, "g2": 2}],
    )
    assert found == [
        {"voices": 0, "lowest": None, "highest": None, "median": None, "range": None},
        {"voices": 1, "lowest": 2, "highest": 2, "median": 2, "range": 0},
        {"voices": 3, "lowest": 0, "highest": 3, "median": 2, "range": 3},
        {"voices": 2, "lowest": 1, "highest": 2, "median": 1.5, "range": 1},
    ]


def test_the_crosswalk_begins_with_what_the_lowest_answers_lead_to(player: Run) -> None:
    answers = lg({1: 4, 16: 1, 19: 2, 20: 2, 24: 3})
    [rows] = player("lg-sat", ["scoring", "crosswalk", "SET", answers])
    assert [row["id"] for row in rows] == ["p4-1", "p4-2", "p8-7", "p8-8", "p4-3"]
    because = [one["question"]["code"] for one in rows[0]["because"]]
    assert because == ["Q16", "Q24"]


def test_every_question_of_lg_sat_leads_to_one_of_the_scorecard(
    sets: dict[str, Assessment],
) -> None:
    scorecard = {question.id for question in sets["scorecard-preliminary"].questions}
    for question in sets["lg-sat"].questions:
        assert question.leads_to, question.code
        assert set(question.leads_to) <= scorecard


def test_words_are_counted_as_people_count_them(player: Run) -> None:
    calls = [["scoring", "words", text] for text in ("", "  ", "one", " two\nwords ", "a-b c")]
    assert player("lg-sat", *calls) == [0, 0, 1, 2, 2]


def test_both_sides_count_the_same(player: Run, sets: dict[str, Assessment]) -> None:
    for name, record in sets.items():
        [whole] = player(name, ["scoring", "summary", "SET", {}])
        assert whole["asked"] == len(record.questions)
        assert record.maximum in (None, whole["maximum"])
