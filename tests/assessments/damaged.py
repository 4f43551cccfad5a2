"""An exported assessment, and forty ways to damage it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

SCRIPT = "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>"

WHOLE: dict[str, Any] = {
    "format": "citykit-assessment",
    "version": 1,
    "set": "scorecard-preliminary",
    "name": "Harbour Town 2026",
    "created": "2026-11-20T09:00:00.000Z",
    "changed": "2026-11-25T16:30:00.000Z",
    "about": {"city": "Harbour Town", "date": "2026-11-20", "cycle": "2026-2028", "lead": "Planning office", "participants": "All departments"},
    "sheet": {"population": "12000"},
    "scenarios": [{"hazard": "Flood", "most-probable": "1 in 10", "most-severe": "1 in 200"}],
    "groups": [{"id": "g1", "name": "Engineers"}, {"id": "g2", "name": "Health"}],
    "people": ["Ana, city hall"],
    "answers": {
        "p1-1": {"level": 2, "comment": "Plan adopted.", "links": ["https://town.example/plan"], "verification": "Council minutes", "actions": "Add recovery", "responsible": "Mayor", "timescale": "2027", "votes": {"g1": 1, "g2": 3}, "consensus": "Two, for now."},
        "p2-1": {"level": 3},
    },
}  # fmt: skip


@dataclass(frozen=True)
class Damage:
    """`shape` says whether the published schema can know of it; `code` is the fault first told."""

    name: str
    text: str
    code: str
    shape: bool = True


def _edit(name: str, code: str, change: Callable[[Any], object], shape: bool = True) -> Damage:
    value = copy.deepcopy(WHOLE)
    change(value)
    return Damage(name, json.dumps(value), code, shape)


def _set(*path: Any) -> Callable[[Any], None]:
    """A change that puts the last of `path` at the place that the others lead to."""

    def change(value: Any) -> None:
        for step in path[:-2]:
            value = value[step]
        value[path[-2]] = path[-1]

    return change


def _del(*path: Any) -> Callable[[Any], None]:
    def change(value: Any) -> None:
        for step in path[:-1]:
            value = value[step]
        del value[path[-1]]

    return change


def damaged() -> Iterator[Damage]:
    whole = json.dumps(WHOLE)
    answer = ("answers", "p1-1")
    # Not our file at all.
    yield Damage("empty file", "", "nothing")
    yield Damage("spaces only", " \n\t ", "nothing")
    yield Damage("cut in the middle", whole[: len(whole) // 2], "json")
    yield Damage("last bracket lost", whole[:-1], "json")
    yield Damage("two files in one", whole + whole, "json")
    yield Damage("a page", f"<!doctype html><p>{SCRIPT}", "json")
    yield Damage("a table", "Essential,Code\n1,P1.1\n", "json")
    yield Damage("binary", "\x00\x01PK\x03\x04\ufffd", "json")
    yield Damage("a list", f"[{whole}]", "format")
    yield Damage("a number", "7", "format")
    yield Damage("null", "null", "format")
    yield Damage("ten megabytes", json.dumps({**WHOLE, "people": ["x" * 10_000_000]}), "large")
    # Another format, version or set.
    yield _edit("format lost", "format", _del("format"))
    yield _edit("other format", "format", _set("format", "survey"))
    yield _edit("newer version", "version", _set("version", 2))
    yield _edit("version as text", "version", _set("version", "1"))
    yield _edit("version lost", "version", _del("version"))
    yield _edit("other set", "set", _set("set", "lg-sat"), shape=False)
    yield _edit("unknown set", "set", _set("set", "scorecard-detailed"), shape=False)
    yield _edit("set as a script", "set", _set("set", SCRIPT))
    # Fields that are wrong.
    yield _edit("answers lost", "missing", _del("answers"))
    yield _edit("answers as a list", "type", _set("answers", [1, 2]))
    yield _edit("name lost", "missing", _del("name"))
    yield _edit("name empty", "empty", _set("name", ""))
    yield _edit("name of 5000 signs", "long", _set("name", "x" * 5000))
    yield _edit("about as text", "type", _set("about", "Harbour Town"))
    yield _edit("date in words", "value", _set("about", "date", "last week"))
    yield _edit("created is no moment", "value", _set("created", "yesterday"))
    yield _edit("unknown field", "unknown", _set("html", SCRIPT))
    yield _edit("unknown field in an answer", "unknown", _set(*answer, "onclick", SCRIPT))
    yield _edit("level as text", "type", _set(*answer, "level", "2"))
    yield _edit("level of 2.5", "type", _set(*answer, "level", 2.5))
    yield _edit("level below zero", "value", _set(*answer, "level", -1))
    yield _edit("links as text", "type", _set(*answer, "links", "javascript:alert(1)"))
    yield _edit("comment as an object", "type", _set(*answer, "comment", {"html": SCRIPT}))
    yield _edit(
        "500 groups", "many", _set("groups", [{"id": f"g{n}", "name": ""} for n in range(500)])
    )
    # What only the set can tell.
    yield _edit("level above the scale", "level", _set(*answer, "level", 4), shape=False)
    yield _edit("unknown question", "question", _set("answers", "p99-1", {"level": 1}), shape=False)
    yield _edit("a question named __proto__", "question", _proto, shape=False)
    yield _edit("unknown tick-box", "value", _set(*answer, "ticks", ["schools"]), shape=False)
    yield _edit("vote of an unknown group", "group", _set(*answer, "votes", {"g9": 1}), shape=False)
    yield _edit("two groups of one id", "twice", _set("groups", 1, "id", "g1"), shape=False)
    yield _edit("unknown blank of the sheet", "unknown", _set("sheet", "mayor", "Ana"), shape=False)


def _proto(value: Any) -> None:
    value["answers"]["__proto__"] = {"level": 1}
