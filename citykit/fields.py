"""The types of fields: what a text must be, and the marks that say what it stands for.

A type checks what was typed and says in a contributor's words what is wrong with it. Its marks are for
whoever reads a declaration: `Refers` and `Is` stand in the schemas, `Translatable` and `TranslatedBy`
say what a translation gives.
"""

from __future__ import annotations

import re
import zoneinfo
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any

from babel import Locale
from babel.numbers import list_currencies
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic.annotated_handlers import GetJsonSchemaHandler
from pydantic_core import CoreSchema

from citykit.diagnostics import nearest, unmistakable
from citykit.faults import fault

# A team or a person on the forge, as `@town/disaster-office`.
TEAM = r"^@[A-Za-z0-9][A-Za-z0-9-]{0,38}(/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?$"
# No name before the host, which could pass for the host, and no letters that only look like others.
URL_PATTERN = re.compile(
    r"https?://(?![^/?#]*[@%])[^\s<>\"'`{}|\\^]+\.[^\s<>\"'`{}|\\^]+", re.ASCII
)


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
