"""What every kind of record shares, and the field types that say what a text must be.

A `Record` is the single declaration of a kind: the checks, the field reference in the guide and
the editors' schemas all come from it. Field types carry marks (`Refers`, `Translatable`) that the
rules and the catalogue read.
"""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, ClassVar, get_args, get_origin

from babel import Locale
from babel.numbers import list_currencies
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic.annotated_handlers import GetJsonSchemaHandler
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, PydanticCustomError

from citykit.diagnostics import nearest, unmistakable
from citykit.messages import said

# What stands where a text is still to be written: in capitals, so that nobody overlooks it.
PLACEHOLDER = "TO WRITE"
# A team or a person on the forge, as `@town/disaster-office`.
TEAM = r"^@[A-Za-z0-9][A-Za-z0-9-]{0,38}(/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?$"
PathInRecord = tuple[str | int, ...]
SUMMARY_LENGTH = 300
# No name before the host, which could pass for the host, and no letters that only look like others.
URL_PATTERN = re.compile(
    r"https?://(?![^/?#]*[@%])[^\s<>\"'`{}|\\^]+\.[^\s<>\"'`{}|\\^]+", re.ASCII
)


def kebab(name: str) -> str:
    return name.replace("_", "-")


@dataclass(frozen=True)
class Refers:
    """Marks a text as the id of an entry of that kind (for a term: of that vocabulary)."""

    kind: str

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(core), "x-refers": self.kind}


@dataclass(frozen=True)
class Is:
    """Marks a text that has a form of its own, such as a day: what reads a schema finds it there."""

    name: str

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "x-is": self.name}


@dataclass(frozen=True)
class Translatable:
    """Marks a field whose text a translation may give in its own language."""


@dataclass(frozen=True)
class TranslatedBy:
    """Marks a list of groups of which a translation gives only the texts; the field `key` tells
    which item each of them belongs to."""

    key: str


@dataclass(frozen=True)
class Mention:
    """One reference from a record to another: the kind and id named, and where."""

    kind: str
    id: str
    path: PathInRecord


class Strict(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=kebab,
        validate_default=False,
        field_title_generator=lambda name, _: name.replace("_", " ").capitalize(),
    )


def fault(
    name: str, /, field: str = "", instead: str | None = None, **values: object
) -> PydanticCustomError:
    """A fault of `messages`; `field` is the one to point at, where a whole group is judged, and
    `instead` what the text can only have been meant for, where there is such a thing."""
    code, message, hint = said(name, **values)
    # Braces are pydantic's own placeholders; a contributor's text goes in as data.
    about = {key: text for key, text in (("field", field), ("instead", instead)) if text}
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint, **about})


@cache
def territories() -> dict[str, str]:
    """ISO 3166 alpha-2 code to English name, from CLDR."""
    names = Locale("en").territories
    return {
        code: name
        for code, name in names.items()
        if len(code) == 2
        and code.isalpha()
        and code not in {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
    }


@cache
def languages() -> dict[str, str]:
    """ISO 639 code to English name, from CLDR."""
    return {code: name for code, name in Locale("en").languages.items() if "_" not in code}


@cache
def currencies() -> dict[str, str]:
    """ISO 4217 code to English name, from CLDR."""
    names = Locale("en").currencies
    return {code: names.get(code, code) for code in sorted(list_currencies())}


def _country(code: str) -> str:
    if code in territories():
        return code
    by_name = {name: code for code, name in territories().items()}
    close = nearest(code, by_name)
    meant = code.upper() if code.upper() in territories() else by_name.get(close or "")
    if meant:
        # A name must be right to be taken for its code, which looks nothing like it.
        sure = meant if meant == code.upper() or close == code else None
        name = territories()[meant]
        raise fault("unknown-country/meant", given=code, code=meant, name=name, instead=sure)
    raise fault("unknown-country", given=code)


def _language(code: str) -> str:
    if code in languages():
        return code
    by_name = {name: code for code, name in languages().items()}
    close = nearest(code, by_name)
    small = code.lower() if code.lower() in languages() else None
    if close:
        sure = by_name[close] if close == code else small
        meant = by_name[close]
        raise fault("unknown-language/meant", given=code, code=meant, name=close, instead=sure)
    raise fault("unknown-language", given=code, instead=small)


@cache
def _licence(expression: str) -> str:
    try:
        return canonicalize_license_expression(expression)
    except InvalidLicenseExpression:
        meant = _spdx("-".join(expression.split()))
        raise fault("unknown-licence", given=expression, instead=meant) from None


def _spdx(expression: str) -> str | None:
    try:
        return canonicalize_license_expression(expression)
    except InvalidLicenseExpression:
        return None


def _time_zone(name: str) -> str:
    if name in zoneinfo.available_timezones():
        return name
    close = nearest(name, zoneinfo.available_timezones())
    if close:
        sure = unmistakable(name, zoneinfo.available_timezones())
        raise fault("unknown-time-zone/meant", given=name, meant=close, instead=sure)
    raise fault("unknown-time-zone", given=name)


def _team(name: str) -> str:
    if re.fullmatch(TEAM, name):
        return name
    raise fault("bad-team", given=name)


def _currency(code: str) -> str:
    if code in currencies():
        return code
    capitals = code.upper() if code.upper() in currencies() else None
    raise fault("unknown-currency", given=code, instead=capitals)


def _address(url: str) -> str:
    if URL_PATTERN.fullmatch(url):
        return url
    raise fault("bad-address", given=url)


def _day(text: object) -> object:
    if isinstance(text, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        meant = _date_meant(text)
        name = "bad-date/meant" if meant else "bad-date"
        raise fault(name, given=text, meant=meant, instead=meant)
    if isinstance(text, str):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise fault("bad-date/no-such-day", given=text) from None
    return text


def _date_meant(text: str) -> str:
    """The day in the form we take, where it can be told; otherwise nothing."""
    if found := re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", text):
        day, month, year = (int(part) for part in found.groups())
        if month <= 12 < day:
            return f"{year:04d}-{month:02d}-{day:02d}"
    if found := re.fullmatch(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})", text):
        year, month, day = (int(part) for part in found.groups())
        return f"{year:04d}-{month:02d}-{day:02d}"
    return ""


def _partial_day(text: str) -> str:
    """A year, a month or a day, kept as written."""
    known = re.fullmatch(r"\d{4}(-\d{2}){0,2}", text)
    try:
        date.fromisoformat(f"{text}-01-01"[:10] if known else "")
    except ValueError:
        raise fault("bad-date/partial", given=text) from None
    return text


def _moment(text: object) -> object:
    """A day, or a day with a time of day."""
    if isinstance(text, str) and "T" in text:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", text):
            try:
                return datetime.fromisoformat(text)
            except ValueError:
                pass
        raise fault("bad-date/moment", given=text)
    return _day(text)


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Prose = Annotated[Text, Translatable()]
Country = Annotated[str, AfterValidator(_country), Is("country")]
Language = Annotated[str, AfterValidator(_language), Is("language")]
Licence = Annotated[str, StringConstraints(max_length=200), AfterValidator(_licence), Is("licence")]
TimeZone = Annotated[str, AfterValidator(_time_zone), Is("time-zone")]
Team = Annotated[str, AfterValidator(_team), Is("team")]
Currency = Annotated[str, AfterValidator(_currency), Is("currency")]
Address = Annotated[
    str, StringConstraints(max_length=2000), AfterValidator(_address), Is("address")
]
Day = Annotated[date, BeforeValidator(_day), Is("day")]
PartialDay = Annotated[str, AfterValidator(_partial_day), Is("partial-day")]
Moment = Annotated[date | datetime, BeforeValidator(_moment), Is("moment")]
Year = Annotated[int, Field(ge=1000, le=2200)]
SourceId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]

Essential = Annotated[str, Refers("essential")]
Hazard = Annotated[str, Refers("hazard")]
Theme = Annotated[str, Refers("theme")]
Discipline = Annotated[str, Refers("discipline")]
SendaiPriority = Annotated[str, Refers("sendai-priority")]
HfaPriority = Annotated[str, Refers("hfa-priority")]
OrganisationType = Annotated[str, Refers("organisation-type")]
Audience = Annotated[str, Refers("audience")]
Task = Annotated[str, Refers("task")]
Promise = Annotated[str, Refers("promise")]
Partner = Annotated[str, Refers("partner")]
City = Annotated[str, Refers("city")]
Assessment = Annotated[str, Refers("assessment")]
Resource = Annotated[str, Refers("resource")]


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


def prose(record: Strict) -> Iterator[str]:
    """Every text of a record that a translation may give, but its names and summary, in field order."""
    told = translatable(type(record)) - {"title", "summary", "also-known-as"}
    for name, declared in type(record).model_fields.items():
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Strict):
                yield from prose(item)
            elif isinstance(item, str) and (declared.alias or name) in told:
                yield item


def field(record: Record, name: str, otherwise: Any = None) -> Any:
    """The value of a field, or `otherwise` where this kind of record has none of this name: ten times
    quicker than getattr, for which pydantic builds an error first."""
    return vars(record).get(name, otherwise)


def mentions(record: Strict) -> Iterator[Mention]:
    """Every reference a record makes to another entry, in field order."""
    yield from _mentions(record, ())


def _mentions(model: Strict, path: PathInRecord) -> Iterator[Mention]:
    for name, alias, kind, nested in _plan(type(model)):
        value = getattr(model, name)
        if value is None:
            continue
        here = (*path, alias)
        if kind is not None:
            yield from _named(value, kind, here)
        elif nested:
            items = value if isinstance(value, tuple) else (value,)
            for index, item in enumerate(items):
                yield from _mentions(item, (*here, index) if isinstance(value, tuple) else here)


def _named(value: Any, kind: str, path: PathInRecord) -> Iterator[Mention]:
    if isinstance(value, str):
        yield Mention(kind, value, path)
    elif isinstance(value, dict):
        for key, items in value.items():
            yield from _named(items, kind, (*path, key))
    else:
        for index, item in enumerate(value):
            yield from _named(item, kind, (*path, index))


@cache
def _plan(model: type[Strict]) -> tuple[tuple[str, str, str | None, bool], ...]:
    """For each field that refers or nests: name, alias, kind referred to, whether it nests."""
    plan = []
    for name, field in model.model_fields.items():
        kind = referred(field)
        nested = kind is None and any(_nests(part) for part in _parts(field.annotation))
        if kind is not None or nested:
            plan.append((name, field.alias or name, kind, nested))
    return tuple(plan)


def referred(field: FieldInfo) -> str | None:
    """The kind whose ids a field holds, if it holds any."""
    marks = [*field.metadata, *_marks(field.annotation)]
    return next((mark.kind for mark in marks if isinstance(mark, Refers)), None)


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


def _marks(annotation: Any) -> Iterator[Any]:
    for part in _parts(annotation):
        if get_origin(part) is Annotated:
            yield from part.__metadata__
        elif isinstance(part, (Refers, Translatable)):
            yield part


def _nests(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, Strict)


@cache
def translatable(model: type[Strict]) -> frozenset[str]:
    """The names (as written in files) of the fields that a translation may give."""
    return frozenset(
        field.alias or name
        for name, field in model.model_fields.items()
        if any(
            isinstance(mark, (Translatable, TranslatedBy))
            for mark in (*field.metadata, *_marks(field.annotation))
        )
    )


@cache
def translated_by(model: type[Strict]) -> dict[str, tuple[str, type[Strict]]]:
    """For each field (as written in files) that is translated item by item: the key that tells its
    items apart, and their model."""
    return {
        field.alias or name: (mark.key, next(p for p in _parts(field.annotation) if _nests(p)))
        for name, field in model.model_fields.items()
        for mark in field.metadata
        if isinstance(mark, TranslatedBy)
    }
