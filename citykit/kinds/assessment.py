"""Assessments: question sets such as LG-SAT and the Scorecard, as data."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from citykit.record import Address, Essential, Line, Prose, Record, SourceId, Strict


class Level(Strict):
    """A step of the scale that all questions share."""

    value: Annotated[int, Field(ge=0, le=10)]
    label: Line
    meaning: Prose | None = None


class Anchor(Strict):
    """What a level means for one question."""

    level: Annotated[int, Field(ge=0, le=10)]
    text: Prose


class Question(Strict):
    id: SourceId
    essential: Essential
    code: Line | None = None
    hfa_indicator: Line | None = None
    name: Line | None = None
    text: Prose
    tick_boxes: tuple[Line, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    status: Literal["confirmed", "to-be-confirmed"] = Field(
        description="Whether topic, number and code were read in a public source."
    )


class Assessment(Record):
    kind: ClassVar[str] = "assessment"

    essentials_version: Literal["2010", "2015"]
    address: Address | None = None
    levels: Annotated[tuple[Level, ...], Field(min_length=2)]
    summing: Literal["none", "sum"] = Field(description="How the tool itself adds answers up.")
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    based_on: tuple[SourceId, ...] = ()
