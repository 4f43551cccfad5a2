"""Partners: organisations that promote urban resilience, and the seven promises they make."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from citykit.record import (
    Address,
    City,
    Country,
    Essential,
    Line,
    OrganisationType,
    Promise,
    Prose,
    Record,
    SourceId,
    Strict,
    Team,
    Year,
)


class Commitment(Strict):
    """One of the seven promises, with what was done and where that is written."""

    promise: Promise
    text: Prose
    source: SourceId


class FocalPoint(Strict):
    """The role that answers for the campaign; never a person's private data."""

    role: Line
    url: Address | None = None


class Partner(Record):
    kind: ClassVar[str] = "partner"

    type: OrganisationType
    acronym: Line | None = None
    country: Country | None = Field(default=None, description="The seat (ISO 3166).")
    website: Address | None = None
    joined: Year | None = None
    focal_point: FocalPoint | None = None
    commitments: tuple[Commitment, ...] = ()
    essentials: tuple[Essential, ...] = ()
    cities: tuple[City, ...] = Field(default=(), description="Cities it works or worked with.")
    reviewers: Annotated[tuple[Team, ...], Field(max_length=5)] = Field(
        default=(), description="Who on the forge reviews changes to its pages: `@town/team`."
    )
