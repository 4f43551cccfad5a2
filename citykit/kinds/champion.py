"""Champions and advocates: persons who speak for the campaign, with sourced facts only."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from citykit.fields import City, Country, Prose, Year
from citykit.record import Record, Strict


class Honour(Strict):
    """The years of the honour."""

    start: Year = Field(alias="from", description="The first year.")
    end: Year | None = Field(default=None, alias="to", description="The last year.")


class Champion(Record):
    kind: ClassVar[str] = "champion"

    honour: Literal["champion", "advocate"] = Field(description="Which honour.")
    office: Prose = Field(description="The public office or position at the time.")
    country: Country = Field(description="Two capital letters (ISO 3166).", examples=["PH"])
    places: tuple[City, ...] = Field(default=(), description="Cities the person speaks for.")
    term: Honour | None = Field(default=None, description="The years of the honour.")
