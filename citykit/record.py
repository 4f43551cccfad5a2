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
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from citykit.diagnostics import nearest, unmistakable

# What stands where a text is still to be written: in capitals, so that nobody overlooks it.
PLACEHOLDER = "TO WRITE"
# A team or a person on the forge, as `@town/disaster-office`.
TEAM = r"^@[A-Za-z0-9][A-Za-z0-9-]{0,38}(/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?$"
PathInRecord = tuple[str | int, ...]
SUMMARY_LENGTH = 300
URL_PATTERN = re.compile(r"https?://[^\s<>\"'`{}|\\^]+\.[^\s<>\"'`{}|\\^]+", re.ASCII)


def kebab(name: str) -> str:
    return name.replace("_", "-")


@dataclass(frozen=True)
class Refers:
    """Marks a text as the id of an entry of that kind (for a term: of that vocabulary)."""

    kind: str


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
        frozen=True, extra="forbid", alias_generator=kebab, validate_default=False
    )


def _fault(code: str, message: str, hint: str, meant: str | None = None) -> PydanticCustomError:
    """`meant` is what the text can only have been meant for, where there is such a thing."""
    # Braces are pydantic's own placeholders; a contributor's text goes in as data.
    given = {"message": message, "hint": hint, "meant": meant or ""}
    return PydanticCustomError(code, "{message}", given)


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


def _country(code: str) -> str:
    if code in territories():
        return code
    by_name = {name: code for code, name in territories().items()}
    close = nearest(code, by_name)
    hint = (
        f"write `{by_name[close]}` for {close}."
        if close
        else "use the two capital letters of ISO 3166, for example `PH` for the Philippines."
    )
    if code.upper() in territories():
        hint = f"write `{code.upper()}` for {territories()[code.upper()]}."
    meant = by_name.get(code) or (code.upper() if code.upper() in territories() else None)
    raise _fault("unknown-country", f"There is no country with the code `{code}`.", hint, meant)


def _language(code: str) -> str:
    if code in languages():
        return code
    by_name = {name: code for code, name in languages().items()}
    close = nearest(code, by_name)
    hint = (
        f"write `{by_name[close]}` for {close}."
        if close
        else "use an ISO 639 code, for example `es` for Spanish."
    )
    meant = by_name.get(code) or (code.lower() if code.lower() in languages() else None)
    raise _fault("unknown-language", f"There is no language with the code `{code}`.", hint, meant)


@cache
def _licence(expression: str) -> str:
    try:
        return canonicalize_license_expression(expression)
    except InvalidLicenseExpression:
        raise _fault(
            "unknown-licence",
            f"`{expression}` is not a licence from the SPDX list.",
            "write an SPDX identifier, for example `CC-BY-4.0`.",
            _spdx("-".join(expression.split())),
        ) from None


def _spdx(expression: str) -> str | None:
    try:
        return canonicalize_license_expression(expression)
    except InvalidLicenseExpression:
        return None


def _time_zone(name: str) -> str:
    if name in zoneinfo.available_timezones():
        return name
    close = nearest(name, zoneinfo.available_timezones())
    raise _fault(
        "unknown-time-zone",
        f"There is no time zone `{name}`.",
        f"write `{close}` if that is what you meant."
        if close
        else "write a name such as `Asia/Manila`.",
        unmistakable(name, zoneinfo.available_timezones()),
    )


def _team(name: str) -> str:
    if re.fullmatch(TEAM, name):
        return name
    raise _fault(
        "bad-team",
        f"`{name}` is no team on the forge.",
        'write `@`, the organisation and the team, in quotation marks: `"@town/disaster-office"`.',
    )


def _currency(code: str) -> str:
    if code in list_currencies():
        return code
    raise _fault(
        "unknown-currency",
        f"There is no currency with the code `{code}`.",
        "use the three capital letters of ISO 4217, for example `USD`.",
        code.upper() if code.upper() in list_currencies() else None,
    )


def _address(url: str) -> str:
    if URL_PATTERN.fullmatch(url):
        return url
    raise _fault(
        "bad-address",
        f"`{url}` is not a web address.",
        "write the whole address, beginning with `https://`.",
    )


def _day(text: object) -> object:
    if isinstance(text, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        hint = _date_hint(text)
        meant = hint[len("write `") : -len("`.")] if _DAY_MEANT.fullmatch(hint) else None
        raise _fault("bad-date", f"`{text}` is not a date.", hint, meant)
    if isinstance(text, str):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise _fault(
                "bad-date",
                f"There is no day `{text}` in the calendar.",
                "check the month and the day.",
            ) from None
    return text


_DAY_MEANT = re.compile(r"write `\d{4}-\d{2}-\d{2}`\.")


def _date_hint(text: str) -> str:
    if found := re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", text):
        day, month, year = (int(part) for part in found.groups())
        if month <= 12 < day:
            return f"write `{year:04d}-{month:02d}-{day:02d}`."
    if found := re.fullmatch(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})", text):
        year, month, day = (int(part) for part in found.groups())
        return f"write `{year:04d}-{month:02d}-{day:02d}`."
    return "write year, month and day, for example `2026-11-24`."


def _partial_day(text: str) -> str:
    """A year, a month or a day, kept as written."""
    known = re.fullmatch(r"\d{4}(-\d{2}){0,2}", text)
    try:
        date.fromisoformat(f"{text}-01-01"[:10] if known else "")
    except ValueError:
        raise _fault(
            "bad-date",
            f"`{text}` is not a year, month or day.",
            "write `2010`, `2010-08` or `2010-08-14`.",
        ) from None
    return text


def _moment(text: object) -> object:
    """A day, or a day with a time of day."""
    if isinstance(text, str) and "T" in text:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", text):
            try:
                return datetime.fromisoformat(text)
            except ValueError:
                pass
        raise _fault(
            "bad-date", f"`{text}` is not a day and time.", "write it like `2027-10-13T09:00`."
        )
    return _day(text)


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Prose = Annotated[Text, Translatable()]
Country = Annotated[str, AfterValidator(_country)]
Language = Annotated[str, AfterValidator(_language)]
Licence = Annotated[str, AfterValidator(_licence)]
TimeZone = Annotated[str, AfterValidator(_time_zone)]
Team = Annotated[str, AfterValidator(_team)]
Currency = Annotated[str, AfterValidator(_currency)]
Address = Annotated[str, AfterValidator(_address)]
Day = Annotated[date, BeforeValidator(_day)]
PartialDay = Annotated[str, AfterValidator(_partial_day)]
Moment = Annotated[date | datetime, BeforeValidator(_moment)]
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

    id: SourceId
    title: Line
    publisher: Line
    year: Year
    url: Address
    note: Line | None = None


class Record(Strict):
    """What every kind of entry has."""

    kind: ClassVar[str]

    title: Annotated[Line, Translatable()] = Field(description="The name readers see.")
    summary: Annotated[Text, StringConstraints(max_length=SUMMARY_LENGTH), Translatable()] = Field(
        description="One or two sentences for lists and search results, 300 characters at most."
    )
    also_known_as: Annotated[tuple[Line, ...], Translatable()] = Field(
        default=(), description="Other names and words that people search for."
    )
    byline: Line | None = Field(default=None, description="Who signs the text.")
    reviewed: Day = Field(description="The day somebody last checked the facts.")
    review_by: Day = Field(description="The day by which they must be checked again.")
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
