"""Files that travel: checked by the published schema and by the player alike."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import yaml

from citykit.player.exchange import schema
from tests.assessments.conftest import Run
from tests.assessments.damaged import WHOLE, damaged

SET = "scorecard-preliminary"
# What the player's check understands.
KEYWORDS = {
    "$defs", "$id", "$ref", "$schema", "additionalProperties", "const", "description", "items",
    "maxItems", "maxLength", "maxProperties", "maximum", "minLength", "minimum", "pattern",
    "properties", "required", "type",
}  # fmt: skip


def keywords(value: Any, named: bool = False) -> Iterator[str]:
    """The keywords of a schema; below `properties` and `$defs` stand names instead."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if not named:
                yield key
            yield from keywords(inner, not named and key in ("properties", "$defs"))


def test_the_schema_uses_only_what_the_player_checks() -> None:
    assert set(keywords(schema("https://hub.example/"))) <= KEYWORDS


def test_a_whole_file_is_right_by_the_schema_and_by_the_player(player: Run) -> None:
    jsonschema.Draft202012Validator(schema("https://hub.example/")).validate(WHOLE)
    [found] = player(SET, ["exchange", "parse", json.dumps(WHOLE), "SET"])
    assert found == {"file": WHOLE}


def test_an_empty_assessment_is_right_by_the_schema(player: Run) -> None:
    [blank] = player(SET, ["exchange", "blank", "SET", "Harbour Town"])
    jsonschema.Draft202012Validator(schema("")).validate(blank)


def test_forty_damaged_files_are_refused_with_the_right_words(player: Run) -> None:
    cases = list(damaged())
    assert len({case.name for case in cases}) == len(cases) >= 40
    found = player(SET, *(["exchange", "parse", case.text, "SET"] for case in cases))
    told = {
        case.name: result.get("faults", [{}])[0].get("code")
        for case, result in zip(cases, found, strict=True)
    }
    assert told == {case.name: case.code for case in cases}


def test_what_the_schema_can_know_it_refuses_too() -> None:
    validator = jsonschema.Draft202012Validator(schema(""))
    for case in damaged():
        try:
            value = json.loads(case.text)
        except ValueError:
            continue
        assert validator.is_valid(value) != case.shape, case.name


def test_a_table_for_spreadsheets_holds_texts_as_they_are_and_no_formula(player: Run) -> None:
    rows = [
        ["Level", "Comment"],
        [2, '=HYPERLINK("http://evil.example")'],
        [None, 'A "plan",\nit is'],
    ]
    [text] = player(SET, ["exchange", "toCsv", rows])
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))) == [
        ["Level", "Comment"],
        ["2", '\'=HYPERLINK("http://evil.example")'],
        ["", 'A "plan",\nit is'],
    ]


def test_the_lines_for_a_citys_page_are_read_as_they_were_typed(player: Run) -> None:
    file = json.loads(json.dumps(WHOLE))
    file["about"]["lead"] = 'Office "A": no'
    file["about"]["participants"] = "Ana\nBen: # utility"
    [lines] = player(SET, ["exchange", "toCityLines", file])
    [result] = yaml.safe_load(lines)["results"]
    assert result["lead"] == 'Office "A": no'
    assert result["participants"] == ["Ana", "Ben: # utility"]
    assert result["levels"] == {"p1-1": 2, "p2-1": 3}
    assert str(result["date"]) == "2026-11-20"
