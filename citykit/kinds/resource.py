"""Resources: what partners and cities share. The type decides which further fields are asked."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from citykit.fields import (
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
    SendaiPriority,
    SourceId,
    Task,
    Theme,
    Translatable,
    Year,
)
from citykit.fields import Resource as ResourceId
from citykit.record import Record, Strict

Role = Literal["author", "publisher", "funder", "reviewer", "translator", "implementer"]
Several = Annotated[tuple[Prose, ...], Field(min_length=1, max_length=12)]


class Attachment(Strict):
    """A file beside the entry, offered for download."""

    file: Line = Field(
        description="Its name; it lies in the same folder.", examples=["flood-park-plan.pdf"]
    )
    title: Line = Field(description="What readers see.")


class Period(Strict):
    """When the work was done; `end` is left out while it goes on."""

    start: Year = Field(description="The year in which it began.", examples=["2013"])
    end: Year | None = Field(default=None, description="Leave it out while the work goes on.")
    status: Literal["completed", "ongoing"] = Field(description="Whether it is still going on.")


class Result(Strict):
    """One thing that changed, with the source of its figure."""

    text: Annotated[Line, Translatable()] = Field(
        description="What changed, with figure and year.",
        examples=["The street stayed dry in the storm of 2021."],
    )
    source: SourceId = Field(description="The id of the source that says so.")


class Cost(Strict):
    amount: Annotated[float, Field(gt=0, allow_inf_nan=False)] = Field(
        description="Digits only.", examples=["126000"]
    )
    currency: Currency = Field(description="Three capital letters (ISO 4217).", examples=["USD"])
    year: Year = Field(description="The year of the prices.")
    source: SourceId = Field(description="The id of the source that says so.")
    note: Line | None = Field(default=None, description="If the sum covers only a part.")


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
    hazards: tuple[Hazard, ...] = Field(default=(), description="Hazards it deals with.")
    themes: tuple[Theme, ...] = Field(default=(), description="What it is about.")
    disciplines: tuple[Discipline, ...] = Field(
        default=(), description="Professions that it speaks to."
    )
    sendai: tuple[SendaiPriority, ...] = Field(
        default=(), description="Priorities of the Sendai Framework."
    )
    hfa: tuple[HfaPriority, ...] = Field(
        default=(), description="Priorities of the Hyogo Framework."
    )
    audiences: tuple[Audience, ...] = Field(default=(), description="Who it serves.")
    tasks: tuple[Task, ...] = Field(default=(), description="What it helps to do.")
    related: tuple[ResourceId, ...] = Field(
        default=(), description="Other resources that a reader should see."
    )
    attachments: tuple[Attachment, ...] = Field(
        default=(), description="Files beside the entry, offered for download."
    )
    evergreen: bool = Field(default=True, description="False for news, which ages.")


class GuidanceNote(Resource):
    type: Literal["guidance-note"]
    key_messages: Several = Field(description="What to remember, a sentence each.")


class HandbookChapter(Resource):
    type: Literal["handbook-chapter"]
    book: Literal["handbook"] = Field(description="The book it belongs to.")
    chapter: Annotated[int, Field(ge=1, le=99)] = Field(description="Its place in the book.")
    key_messages: Several = Field(description="What to remember, a sentence each.")


class CaseStudy(Resource):
    type: Literal["case-study"]
    places: Annotated[tuple[City, ...], Field(min_length=1)] = Field(
        description="Cities where it was done."
    )
    hazards: Annotated[tuple[Hazard, ...], Field(min_length=1)] = Field(
        description="Hazards it deals with."
    )
    period: Period = Field(description="When it was done.")
    lead: Prose | None = Field(default=None, description="Who led the work.")
    actions: Several = Field(description="What was done, a sentence each.")
    results: Annotated[tuple[Result, ...], Field(min_length=1), Translatable()] = Field(
        description="What changed, each figure with the id of its source."
    )
    lessons: Several = Field(
        description="What you would tell a colleague, also what failed, a sentence each."
    )
    transferability: Prose = Field(description="What another city needs first.")
    evidence: Literal["evaluated", "research", "reported-by-city", "press"] = Field(
        description="How well the results are established."
    )
    cost: Cost | None = Field(default=None, description="What it cost, with the source.")


class GoodPractice(Resource):
    type: Literal["good-practice"]
    actions: Several = Field(description="What is done, a sentence each.")
    transferability: Prose = Field(description="What another city needs first.")


class Tool(Resource):
    type: Literal["tool"]
    address: Address = Field(description="Where it is to be had.")
    effort: Prose = Field(description="Time and people it takes.")
    output: Prose = Field(description="What you get.")
    cost_to_use: Prose | None = Field(default=None, description="What it costs to use.")
    languages: tuple[Language, ...] = Field(
        default=(), description="Languages it is to be had in (ISO 639)."
    )


class StandardSettingPaper(Resource):
    type: Literal["standard-setting-paper"]
    issuer: Line = Field(description="Who issued it.")
    status: Literal["in-force", "superseded", "draft"] = Field(
        description="Whether it is in force."
    )
    address: Address = Field(description="Where it is to be read.")


class TrainingMaterial(Resource):
    type: Literal["training-material"]
    duration: Prose = Field(description="How long it takes.", examples=["Half a day"])


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
