"""Cities: any local government, from village to region, and its roles in the campaign."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from citykit.fields import (
    Assessment,
    Country,
    Day,
    Essential,
    Hazard,
    Line,
    PartialDay,
    SourceId,
    Year,
)
from citykit.record import Record, Strict


class Population(Strict):
    count: Annotated[int, Field(gt=0)] = Field(description="Digits only.", examples=["126000"])
    year: Year = Field(description="The year of the count.")
    source: SourceId | None = Field(default=None, description="The id of the source that says so.")


class Place(Strict):
    latitude: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)] = Field(
        description="In degrees, north positive.", examples=["14.6"]
    )
    longitude: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)] = Field(
        description="In degrees, east positive.", examples=["121.0"]
    )


class CityRole(Strict):
    """A role in the campaign; `since` and `until` are a year, a month or a day."""

    role: Literal["participating", "role-model", "resilience-hub"] = Field(
        description="Which role."
    )
    since: PartialDay | None = Field(
        default=None, description="A year, a month or a day.", examples=["2011-05"]
    )
    until: PartialDay | None = Field(default=None, description="Leave it out while it lasts.")
    essentials: tuple[Essential, ...] = Field(
        default=(), description="The Essentials a role model is a model for."
    )
    source: SourceId = Field(description="The id of the source that says so.")


class Result(Strict):
    """What a city found when it assessed itself: either the level of each question, by its id, or,
    where the tool adds points up, those of each Essential."""

    assessment: Assessment = Field(description="The question set it was found with.")
    date: Day = Field(description="The day of the assessment.")
    cycle: Line | None = Field(default=None, description="Which round it was.")
    lead: Line = Field(description="The institution that led the assessment.")
    participants: tuple[Line, ...] = Field(default=(), description="Institutions that took part.")
    levels: dict[SourceId, Annotated[int, Field(ge=0, le=10)]] = Field(
        default_factory=dict, description="The level of each question, by its id."
    )
    points: dict[str, Annotated[int, Field(ge=0)]] = Field(
        default_factory=dict, description="The points of each Essential, where the tool adds up."
    )
    source: SourceId = Field(description="The id of the source that says so.")


class City(Record):
    kind: ClassVar[str] = "city"

    level: Literal[
        "village",
        "town",
        "city",
        "municipality",
        "district",
        "province",
        "region",
        "metropolitan-area",
    ] = Field(description="What sort of local government it is.")
    country: Country = Field(description="Two capital letters (ISO 3166).", examples=["PH"])
    population: Population | None = Field(default=None, description="How many people live there.")
    location: Place | None = Field(default=None, description="Where it lies.")
    roles: tuple[CityRole, ...] = Field(default=(), description="Its roles in the campaign.")
    results: tuple[Result, ...] = Field(
        default=(), description="What it found when it assessed itself."
    )
    hazards: Annotated[tuple[Hazard, ...], Field(min_length=1)] = Field(
        description="Hazards it faces."
    )
    essentials: tuple[Essential, ...] = Field(
        default=(), description="Which of the Ten Essentials it works on."
    )
