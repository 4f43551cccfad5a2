"""Partners: organisations that promote urban resilience, and the seven promises they make."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from citykit.fields import (
    Address,
    City,
    Country,
    Essential,
    Line,
    OrganisationType,
    Promise,
    Prose,
    SourceId,
    Team,
    Translatable,
    TranslatedBy,
    Year,
)
from citykit.record import Record, Strict


class Commitment(Strict):
    """One of the seven promises, with what was done and where that is written."""

    promise: Promise = Field(description="Which of the seven promises.")
    text: Annotated[Prose, Translatable()] = Field(description="What was done.")
    source: SourceId = Field(description="The id of the source that says so.")


class FocalPoint(Strict):
    """The role that answers for the campaign; never a person's private data."""

    role: Line = Field(description="An office, never a person's name.", examples=["Urban desk"])
    url: Address | None = Field(default=None, description="Where the office is reached.")


class Partner(Record):
    kind: ClassVar[str] = "partner"

    type: OrganisationType = Field(description="What sort of organisation it is.")
    acronym: Annotated[Line | None, Translatable()] = Field(
        default=None, description="Its short name."
    )
    country: Country | None = Field(default=None, description="The seat (ISO 3166).")
    website: Address | None = Field(default=None, description="Its own site.")
    joined: Year | None = Field(default=None, description="The year it joined the campaign.")
    focal_point: FocalPoint | None = Field(
        default=None, description="The office that answers for the campaign."
    )
    commitments: Annotated[tuple[Commitment, ...], TranslatedBy("promise")] = Field(
        default=(), description="Promises, with what was done."
    )
    essentials: tuple[Essential, ...] = Field(
        default=(), description="Which of the Ten Essentials it works on."
    )
    cities: tuple[City, ...] = Field(default=(), description="Cities it works or worked with.")
    reviewers: Annotated[tuple[Team, ...], Field(max_length=5)] = Field(
        default=(), description="Who on the forge reviews changes to its pages: `@town/team`."
    )
