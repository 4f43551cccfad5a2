"""What every kind of record shares.

A record model is the single declaration of a kind: the checks, the field reference in the guide and
the editors' schemas all come from it. `fields` has what its fields may be, `declaration` reads it.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from citykit.fields import Address, Day, Line, SourceId, Text, Translatable, Year

SUMMARY_LENGTH = 300


def kebab(name: str) -> str:
    return name.replace("_", "-")


class Strict(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=kebab,
        validate_default=False,
        field_title_generator=lambda name, _: name.replace("_", " ").capitalize(),
    )


class CitedSource(Strict):
    """Where a fact was read. The body cites it as `[^id]`."""

    id: SourceId = Field(description="The word that cites it.", examples=["who-2016"])
    title: Line = Field(description="As it stands on the document.")
    publisher: Line = Field(description="The organisation or journal.")
    year: Year = Field(description="The year it was published.", examples=["2018"])
    url: Address = Field(
        description="Where others can read it.", examples=["https://www.who.int/…"]
    )
    note: Line | None = Field(
        default=None, description="For example which part or which copy was read."
    )


class Record(Strict):
    """What every kind of entry has."""

    kind: ClassVar[str]

    title: Annotated[Line, Translatable()] = Field(
        description="The name readers see.", examples=["A park that holds the flood"]
    )
    summary: Annotated[Text, StringConstraints(max_length=SUMMARY_LENGTH), Translatable()] = Field(
        description="One or two sentences for lists and search results, 300 characters at most."
    )
    also_known_as: Annotated[tuple[Line, ...], Translatable()] = Field(
        default=(),
        description="Other names and words that people search for.",
        examples=["heat health action plan"],
    )
    byline: Line | None = Field(
        default=None, description="Who signs the text.", examples=["CityKit editors"]
    )
    reviewed: Day = Field(
        description="The day somebody last checked the facts.", examples=["2026-11-24"]
    )
    review_by: Day = Field(
        description="The day by which they must be checked again.", examples=["2028-11-24"]
    )
    sources: tuple[CitedSource, ...] = Field(
        default=(), description="Where the facts were read; the text cites them as `[^id]`."
    )


def field(record: Record, name: str, otherwise: Any = None) -> Any:
    """The value of a field, or `otherwise` where this kind of record has none of this name: ten times
    quicker than getattr, for which pydantic builds an error first."""
    return vars(record).get(name, otherwise)
