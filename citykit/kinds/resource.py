"""Resources: what partners and cities share. The type decides which further fields are asked."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from citykit.record import (
    Address,
    Audience,
    City,
    Country,
    Currency,
    Day,
    Discipline,
    Essential,
    Hazard,
    HfaPriority,
    Language,
    Licence,
    Line,
    Partner,
    Prose,
    Record,
    SendaiPriority,
    SourceId,
    Strict,
    Task,
    Theme,
    Translatable,
    Year,
)
from citykit.record import (
    Resource as ResourceId,
)

Role = Literal["author", "publisher", "funder", "reviewer", "translator", "implementer"]
Several = Annotated[tuple[Prose, ...], Field(min_length=1, max_length=12)]


class Attachment(Strict):
    """A file beside the entry, offered for download."""

    file: Line
    title: Line


class Period(Strict):
    """When the work was done; `end` is left out while it goes on."""

    start: Year
    end: Year | None = None
    status: Literal["completed", "ongoing"]


class Result(Strict):
    """One thing that changed, with the source of its figure."""

    text: Annotated[Line, Translatable()]
    source: SourceId


class Cost(Strict):
    amount: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    currency: Currency
    year: Year
    source: SourceId
    note: Line | None = None


class Resource(Record):
    """Fields that every resource has."""

    kind: ClassVar[str] = "resource"

    type: Literal[
        "guidance-note",
        "handbook-chapter",
        "case-study",
        "standard-setting-paper",
        "tool",
        "good-practice",
        "training-material",
        "report",
    ] = Field(description="What sort of resource it is.")
    language: Language = Field(description="The language of the original text (ISO 639).")
    licence: Licence = Field(description="The licence of the text (SPDX identifier).")
    published: Day = Field(description="The day it first appeared here.")
    essentials: Annotated[tuple[Essential, ...], Field(min_length=1)] = Field(
        description="Which of the Ten Essentials it serves, each with its version: `2015-8`."
    )
    partners: dict[Role, tuple[Partner, ...]] = Field(
        default={}, description="What each organisation did for the work described."
    )
    places: tuple[City, ...] = Field(default=(), description="Cities it is about.")
    countries: tuple[Country, ...] = Field(
        default=(), description="Countries it is about, where no city says so (ISO 3166)."
    )
    hazards: tuple[Hazard, ...] = ()
    themes: tuple[Theme, ...] = ()
    disciplines: tuple[Discipline, ...] = ()
    sendai: tuple[SendaiPriority, ...] = ()
    hfa: tuple[HfaPriority, ...] = ()
    audiences: tuple[Audience, ...] = Field(default=(), description="Who it serves.")
    tasks: tuple[Task, ...] = Field(default=(), description="What it helps to do.")
    related: tuple[ResourceId, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    evergreen: bool = Field(default=True, description="False for news, which ages.")


class GuidanceNote(Resource):
    type: Literal["guidance-note"]
    key_messages: Several


class HandbookChapter(Resource):
    type: Literal["handbook-chapter"]
    book: Literal["handbook"]
    chapter: Annotated[int, Field(ge=1, le=99)] = Field(description="Its place in the book.")
    key_messages: Several


class CaseStudy(Resource):
    type: Literal["case-study"]
    places: Annotated[tuple[City, ...], Field(min_length=1)]
    hazards: Annotated[tuple[Hazard, ...], Field(min_length=1)]
    period: Period
    lead: Prose | None = Field(default=None, description="Who led the work.")
    actions: Several = Field(description="What was done, a sentence each.")
    results: Annotated[tuple[Result, ...], Field(min_length=1), Translatable()] = Field(
        description="What changed, each figure with the id of its source."
    )
    lessons: Several
    transferability: Prose = Field(description="What another city needs first.")
    evidence: Literal["evaluated", "research", "reported-by-city", "press"] = Field(
        description="How well the results are established."
    )
    cost: Cost | None = None


class GoodPractice(Resource):
    type: Literal["good-practice"]
    actions: Several
    transferability: Prose


class Tool(Resource):
    type: Literal["tool"]
    address: Address = Field(description="Where it is to be had.")
    effort: Prose = Field(description="Time and people it takes.")
    output: Prose = Field(description="What you get.")
    cost_to_use: Prose | None = None
    languages: tuple[Language, ...] = ()


class StandardSettingPaper(Resource):
    type: Literal["standard-setting-paper"]
    issuer: Line
    status: Literal["in-force", "superseded", "draft"]
    address: Address


class TrainingMaterial(Resource):
    type: Literal["training-material"]
    duration: Prose


class Report(Resource):
    type: Literal["report"]


TYPES: dict[str, type[Resource]] = {
    "handbook-chapter": HandbookChapter,
    "guidance-note": GuidanceNote,
    "case-study": CaseStudy,
    "good-practice": GoodPractice,
    "tool": Tool,
    "standard-setting-paper": StandardSettingPaper,
    "training-material": TrainingMaterial,
    "report": Report,
}

FOLDERS: dict[str, str] = {
    "handbook-chapter": "handbook",
    "guidance-note": "guidance-notes",
    "case-study": "case-studies",
    "good-practice": "practices",
    "tool": "tools",
    "standard-setting-paper": "standards",
    "training-material": "training",
    "report": "reports",
}
