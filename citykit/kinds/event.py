"""Events: activities, trainings, workshops, conferences and campaign days."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from citykit.record import (
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
    Record,
    Strict,
    Theme,
    TimeZone,
    fault,
)


class Venue(Strict):
    name: Line
    country: Country
    city: City | None = None


class Registration(Strict):
    url: Address
    deadline: Day | None = None


class Event(Record):
    kind: ClassVar[str] = "event"

    type: Literal["activity", "training", "workshop", "conference", "campaign-day"]
    start: Moment
    end: Moment | None = None
    time_zone: TimeZone | None = None
    place: Venue | None = None
    online: bool = False
    hosts: tuple[Partner, ...] = ()
    organiser: Line | None = Field(
        default=None, description="Who holds it, if no partner's entry does."
    )
    languages: tuple[Language, ...] = ()
    registration: Registration | None = None
    status: Literal["planned", "held", "cancelled", "postponed"]
    website: Address | None = None
    audiences: tuple[Audience, ...] = ()
    essentials: tuple[Essential, ...] = ()
    hazards: tuple[Hazard, ...] = ()
    themes: tuple[Theme, ...] = ()

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
