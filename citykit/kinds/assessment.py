"""Assessments: question sets such as LG-SAT and the Scorecard, as data. The player reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, ClassVar, Literal, Protocol

from pydantic import Field

from citykit.fields import Address, Essential, Line, Prose, SourceId, Translatable, TranslatedBy
from citykit.record import Record, Strict

LevelValue = Annotated[int, Field(ge=0, le=10)]
Label = Annotated[Line, Translatable()]


class Level(Strict):
    """A step of the scale that all questions share."""

    value: LevelValue
    label: Label
    meaning: Prose | None = None


class Anchor(Strict):
    """What a level means for one question."""

    level: LevelValue
    text: Prose


class TickBox(Strict):
    """Something that an answer holds for, such as schools or hospitals."""

    id: SourceId
    label: Label


class Blank(Strict):
    """Something to fill in about the city, such as its population."""

    id: SourceId
    label: Label
    optional: bool = False


class Question(Strict):
    id: SourceId
    essential: Essential
    code: Line | None = None
    hfa_indicator: Annotated[str, Field(pattern=r"^[1-5]\.[1-9]$")] | None = Field(
        default=None, description="The core indicator of the Hyogo Framework, such as `4.1`."
    )
    name: Label | None = None
    text: Prose
    tick_boxes: Annotated[tuple[TickBox, ...], TranslatedBy("id")] = ()
    anchors: Annotated[tuple[Anchor, ...], TranslatedBy("level")] = ()
    status: Literal["confirmed", "to-be-confirmed"] = Field(
        description="Whether topic, number and code were read in a public source."
    )
    leads_to: tuple[SourceId, ...] = Field(
        default=(),
        description="The questions of a newer set to look at where this one is answered low: a suggestion of the set's authors.",
    )

    @property
    def priority(self) -> str | None:
        """The id of the Hyogo priority that the question's core indicator belongs to."""
        return f"hfa-{self.hfa_indicator[0]}" if self.hfa_indicator else None


class Found(Protocol):
    """What somebody found with a set: levels by question, or points by Essential."""

    @property
    def levels(self) -> Mapping[str, int]: ...
    @property
    def points(self) -> Mapping[str, int]: ...


class Assessment(Record):
    kind: ClassVar[str] = "assessment"

    essentials_version: Literal["2010", "2015"] = Field(
        description="Which list of the Essentials it follows."
    )
    address: Address | None = Field(default=None, description="Where the tool is to be had.")
    levels: Annotated[tuple[Level, ...], Field(min_length=2), TranslatedBy("value")] = Field(
        description="The scale."
    )
    summing: Literal["none", "sum"] = Field(description="How the tool itself adds answers up.")
    official_count: Annotated[int, Field(gt=0)] | None = Field(
        default=None, description="How many questions the tool itself has at this level."
    )
    comment_words: Annotated[int, Field(gt=0, le=1000)] = Field(
        default=300, description="How many words an answer's comment may have."
    )
    sheet: Annotated[tuple[Blank, ...], TranslatedBy("id")] = Field(
        default=(), description="What the tool asks about the city before the questions."
    )
    scenarios: Annotated[tuple[Blank, ...], TranslatedBy("id")] = Field(
        default=(), description="What it asks about each hazard, such as the most severe event."
    )
    questions: Annotated[tuple[Question, ...], Field(min_length=1), TranslatedBy("id")] = Field(
        description="The questions, in their order."
    )
    based_on: tuple[SourceId, ...] = Field(
        default=(), description="The ids of the sources it was made from."
    )
    not_here: Prose | None = Field(
        default=None,
        description="What else of the tool there is that this set leaves out, and why.",
    )

    @property
    def top(self) -> int:
        return max(level.value for level in self.levels)

    @property
    def maximum(self) -> int | None:
        """The most points there can be; None where the tool adds nothing up."""
        return self.top * len(self.questions) if self.summing == "sum" else None

    @property
    def missing(self) -> int:
        """How many of the tool's questions this set does not have."""
        return max(0, (self.official_count or 0) - len(self.questions))

    @property
    def by_essential(self) -> dict[str, tuple[Question, ...]]:
        """The questions of each Essential, in the order of the set."""
        return _grouped((question.essential, question) for question in self.questions)

    def standing(self, found: Found) -> dict[str, float | None]:
        """How each Essential stands in what somebody found: its points where the tool adds them up
        (a blank counts 0), otherwise the mean level of its answered questions, None without any."""
        standing: dict[str, float | None] = {}
        for essential, questions in self.by_essential.items():
            levels = [found.levels[q.id] for q in questions if q.id in found.levels]
            if self.maximum is not None:
                standing[essential] = found.points.get(essential, 0) or sum(levels)
            else:
                standing[essential] = sum(levels) / len(levels) if levels else None
        return standing

    def total(self, found: Found) -> int:
        """All points of what somebody found."""
        return sum(found.points.values()) or sum(found.levels.values())

    @property
    def by_priority(self) -> dict[str, tuple[Question, ...]]:
        """The questions of each Hyogo priority, by the priority's id; empty without indicators."""
        told = ((question.priority, question) for question in self.questions)
        found = _grouped((priority, question) for priority, question in told if priority)
        return dict(sorted(found.items()))


def _grouped(pairs: Iterable[tuple[str, Question]]) -> dict[str, tuple[Question, ...]]:
    groups: dict[str, tuple[Question, ...]] = {}
    for group, question in pairs:
        groups[group] = (*groups.get(group, ()), question)
    return groups
