"""The file in which an assessment travels: the models that its JSON Schema is made from.

The player checks what it imports against the same schema, so that there is one truth.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field

from citykit.record import Strict

VERSION = 1
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Short = Annotated[str, Field(max_length=300)]
Long = Annotated[str, Field(max_length=8000)]
Moment = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$")]
Level = Annotated[int, Field(ge=0, le=10)]


class Answer(Strict):
    """What was answered to one question. Without `level` it is unanswered."""

    level: Level = 0
    ticks: Annotated[list[Id], Field(default_factory=list, max_length=40)]
    comment: Long = ""
    links: Annotated[list[Short], Field(default_factory=list, max_length=40)]
    verification: Long = ""
    actions: Long = ""
    responsible: Short = ""
    timescale: Short = ""
    votes: Annotated[
        dict[str, Level], Field(default_factory=dict, description="The level each group voted for.")
    ]
    consensus: Long = ""


class Group(Strict):
    """A group that votes in a workshop."""

    id: Id
    name: Short


class About(Strict):
    city: Short = ""
    date: Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$")] = ""
    cycle: Short = ""
    lead: Short = ""
    participants: Long = ""


class ExchangeFile(Strict):
    """One assessment: which set, of what place, and every answer by the question's id."""

    format: Literal["citykit-assessment"]
    version: Literal[1]
    set: Annotated[Id, Field(description="The question set, by the name of its page.")]
    name: Name
    created: Moment
    changed: Moment
    about: About
    sheet: Annotated[dict[str, Short], Field(default_factory=dict, max_length=100)]
    scenarios: Annotated[list[dict[str, Long]], Field(default_factory=list, max_length=60)]
    groups: Annotated[list[Group], Field(default_factory=list, max_length=30)]
    people: Annotated[list[Short], Field(default_factory=list, max_length=500)]
    answers: Annotated[dict[str, Answer], Field(max_length=1000)]


def schema(url: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of an exchange file; `url` is where the hub is published."""
    if not url:
        return _schema()
    at = f"{url}assessments/schema.json"
    return {**_schema(), "$id": at, "$schema": "https://json-schema.org/draft/2020-12/schema"}


@cache
def _schema() -> dict[str, Any]:
    made: dict[str, Any] = _lean(ExchangeFile.model_json_schema())
    return made


def _lean(value: Any) -> Any:
    """Without the titles and defaults that pydantic adds: a missing level is no level of 0."""
    if isinstance(value, dict):
        return {
            key: _lean(inner)
            for key, inner in value.items()
            if not (key == "default" or (key == "title" and isinstance(inner, str)))
        }
    return [_lean(inner) for inner in value] if isinstance(value, list) else value
