"""Events: activities, trainings, workshops, conferences and campaign days."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from citykit.faults import fault
from citykit.fields import (
    Address,
    Audience,
    City,
    Country,
    Day,
    Essential,
    Hazard,
    Language,
    Line,
    Moment,
    Partner,
    Theme,
    TimeZone,
)
from citykit.record import Record, Strict


class Venue(Strict):
    name: Line = Field(description="The house, or the place.")
    country: Country = Field(description="Two capital letters (ISO 3166).", examples=["PH"])
    city: City | None = Field(default=None, description="The city's entry, if there is one.")


class Registration(Strict):
    url: Address = Field(description="Where to register.")
    deadline: Day | None = Field(default=None, description="The last day to register.")


class Event(Record):
    kind: ClassVar[str] = "event"

    type: Literal["activity", "training", "workshop", "conference", "campaign-day"] = Field(
        description="What sort of event it is."
    )
    start: Moment = Field(description="A day, or a day with a time.", examples=["2027-10-13T09:00"])
    end: Moment | None = Field(default=None, description="Leave it out if it is one day.")
    time_zone: TimeZone | None = Field(
        default=None,
        description="The clock that `start` is told by.",
        examples=["Asia/Manila"],
    )
    place: Venue | None = Field(default=None, description="Where it takes place.")
    online: bool = Field(default=False, description="True if people can take part online.")
    hosts: tuple[Partner, ...] = Field(default=(), description="Partners who hold it.")
    organiser: Line | None = Field(
        default=None, description="Who holds it, if no partner's entry does."
    )
    languages: tuple[Language, ...] = Field(default=(), description="Languages spoken (ISO 639).")
    registration: Registration | None = Field(default=None, description="How to register.")
    status: Literal["planned", "held", "cancelled", "postponed"] = Field(
        description="Whether it is to come, was held, or was called off."
    )
    website: Address | None = Field(default=None, description="Its own page.")
    audiences: tuple[Audience, ...] = Field(default=(), description="Who it serves.")
    essentials: tuple[Essential, ...] = Field(
        default=(), description="Which of the Ten Essentials it serves."
    )
    hazards: tuple[Hazard, ...] = Field(default=(), description="Hazards it deals with.")
    themes: tuple[Theme, ...] = Field(default=(), description="What it is about.")

    @property
    def first_day(self) -> date:
        return _day(self.start)

    @property
    def last_day(self) -> date:
        return _day(self.end or self.start)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if _before(self.end or self.start, self.start):
            raise fault("end-before-start/event", "end")
        if isinstance(self.start, datetime) and self.time_zone is None:
            raise fault("missing-field/time-zone", "start")
        if self.place is None and not self.online:
            raise fault("missing-field/place", "type")
        return self


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _before(one: date | datetime, other: date | datetime) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return _day(one) < _day(other)
