"""Terms: the entries of the vocabularies. The folder of a term names its vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from citykit.fields import Country, Essential, Line
from citykit.record import Record


@dataclass(frozen=True)
class Vocabulary:
    """`name` is what references are checked against; `folder` is its folder and its address."""

    name: str
    folder: str
    model: type[Term]
    paged: bool = True


class Term(Record):
    kind: ClassVar[str] = "term"

    number: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="Its place in its list."
    )
    broader: str | None = Field(default=None, description="A wider term of the same vocabulary.")


class EssentialTerm(Term):
    """One of the Ten Essentials, of the 2010 or of the 2015 list."""

    number: Annotated[int, Field(ge=1, le=10)] = Field(description="Its place in its list.")
    version: Literal["2010", "2015"] = Field(description="Which list it is of.")
    closest: Annotated[tuple[Essential, ...], Field(min_length=1)] = Field(
        description="The nearest Essentials of the other version."
    )


class HazardTerm(Term):
    code: Line | None = Field(default=None, description="Its code in a published list.")
    code_scheme: Line | None = Field(default=None, description="Which list the code is of.")


class RegionTerm(Term):
    countries: Annotated[tuple[Country, ...], Field(min_length=1)] = Field(
        description="The countries in it (ISO 3166)."
    )


class PriorityTerm(Term):
    number: Annotated[int, Field(ge=1)] = Field(description="Its place in its list.")


VOCABULARIES: tuple[Vocabulary, ...] = (
    Vocabulary("essential", "essentials", EssentialTerm),
    Vocabulary("hazard", "hazards", HazardTerm),
    Vocabulary("theme", "themes", Term),
    Vocabulary("discipline", "disciplines", Term),
    Vocabulary("sendai-priority", "sendai-priorities", PriorityTerm),
    Vocabulary("hfa-priority", "hfa-priorities", PriorityTerm),
    Vocabulary("organisation-type", "organisation-types", Term),
    Vocabulary("region", "regions", RegionTerm),
    Vocabulary("audience", "audiences", Term),
    Vocabulary("task", "tasks", Term),
    Vocabulary("promise", "promises", PriorityTerm),
    Vocabulary("glossary-term", "glossary", Term, paged=False),
)
