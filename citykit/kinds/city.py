"""Cities: any local government, from village to region, and its roles in the campaign."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from citykit.record import (
    Assessment,
    Country,
    Day,
    Essential,
    Hazard,
    Line,
    PartialDay,
    Record,
    SourceId,
    Strict,
    Year,
)


class Population(Strict):
    count: Annotated[int, Field(gt=0)]
    year: Year
    source: SourceId | None = None


class Place(Strict):
    latitude: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    longitude: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class CityRole(Strict):
    """A role in the campaign; `since` and `until` are a year, a month or a day."""

    role: Literal["participating", "role-model", "resilience-hub"]
    since: PartialDay | None = None
    until: PartialDay | None = None
    essentials: tuple[Essential, ...] = Field(
        default=(), description="The Essentials a role model is a model for."
    )
    source: SourceId


class Result(Strict):
    """What a city found when it assessed itself: either the level of each question, by its id, or,
    where the tool adds points up, those of each Essential."""

    assessment: Assessment
    date: Day
    cycle: Line | None = None
    lead: Line = Field(description="The institution that led the assessment.")
    participants: tuple[Line, ...] = ()
    levels: dict[SourceId, Annotated[int, Field(ge=0, le=10)]] = Field(default_factory=dict)
    points: dict[str, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)
    source: SourceId


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
    ]
    country: Country
    population: Population | None = None
    location: Place | None = None
    roles: tuple[CityRole, ...] = ()
    results: tuple[Result, ...] = ()
    hazards: Annotated[tuple[Hazard, ...], Field(min_length=1)]
    essentials: tuple[Essential, ...] = ()
