"""Champions and advocates: persons who speak for the campaign, with sourced facts only."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from citykit.record import City, Country, Prose, Record, Strict, Year


class Honour(Strict):
    """The years of the honour."""

    start: Year = Field(alias="from")
    end: Year | None = Field(default=None, alias="to")


class Champion(Record):
    kind: ClassVar[str] = "champion"

    honour: Literal["champion", "advocate"]
    office: Prose = Field(description="The public office or position at the time.")
    country: Country
    places: tuple[City, ...] = ()
    term: Honour | None = None
