"""The interface's words in the reader's language; names of countries, languages, days from CLDR."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal
from markupsafe import Markup

LOCALES = Path(__file__).parent / "locales"
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Days are written the way the texts are: 24 November 2026.
_LOCALES = {"en": "en_GB"}


@dataclass(frozen=True)
class Words:
    """Texts by key for one language. A key that the language lacks falls back to English."""

    lang: str
    texts: Mapping[str, str]
    fallback: Mapping[str, str]
    locale: Locale

    def __call__(self, key: str, count: int | None = None, **values: Any) -> str:
        """The text for a key; with `count`, its plural form (keys `key.one`, `key.other`, …)."""
        if count is not None:
            forms = (f"{key}.{self.locale.plural_form(count)}", f"{key}.other", key)
            known = (
                form for texts in (self.texts, self.fallback) for form in forms if form in texts
            )
            key = next(known, key)
            values["count"] = self.number(count)
        text = self.texts.get(key)
        if text is None:
            text = self.fallback[key]
        return text.format_map(values) if values else text

    @cached_property
    def every(self) -> Mapping[str, str]:
        """Every text as it is, by key."""
        return {**self.fallback, **self.texts}

    @property
    def direction(self) -> str:
        return str(self.locale.text_direction)

    @property
    def own_name(self) -> str:
        """The language's name in itself."""
        return capitalised(self.locale.languages.get(self.lang, self.lang))

    def country(self, code: str) -> str:
        return str(self.locale.territories.get(code, code))

    def language(self, code: str) -> str:
        return str(self.locale.languages.get(code, code))

    def elsewhere(self, lang: str | None) -> Markup:
        """The mark on a link that leads to a text in another language; nothing where there is none."""
        if lang is None:
            return Markup("")
        told = self("language.in", language=self.language(lang))
        return Markup(
            ' <small class="ck-foreign" aria-hidden="true">{}</small><span class="ck-unseen"> ({})</span>'
        ).format(lang, told)

    def number(self, value: float) -> str:
        return _number(self.lang, value)

    def money(self, amount: float, currency: str) -> str:
        return format_currency(
            amount, currency, "#,##0 ¤¤", locale=self.locale, currency_digits=False
        )

    def day(self, value: date) -> str:
        return _day(self.lang, value)

    def partial_day(self, text: str) -> str:
        """A year, a month (`2010-08`) or a day as it is read within a sentence."""
        if len(text) == len("2010"):
            return text
        if len(text) == len("2010-08"):
            month = date.fromisoformat(f"{text}-01")
            return str(format_skeleton("yMMMM", month, locale=self.locale))
        return self.day(date.fromisoformat(text))

    def dated(self, key: str, text: str) -> str:
        """The text for a key with a year, month or day in it; a language may say `key-day` otherwise,
        as Spanish does with its article."""
        form = f"{key}-day" if len(text) == len("2010-08-12") else key
        return self(form if form in self.texts else key, when=self.partial_day(text))

    def moment(self, value: date | datetime) -> str:
        if isinstance(value, datetime):
            return format_datetime(value, "d MMMM y, HH:mm", locale=self.locale)
        return self.day(value)

    def month(self, value: date) -> str:
        return capitalised(format_skeleton("yMMMM", value, locale=self.locale))

    def span(self, first: date | datetime, last: date | datetime) -> str:
        """From the first to the last; within one day, the day once."""
        if first == last:
            return self.moment(first)
        if (
            isinstance(first, datetime)
            and isinstance(last, datetime)
            and first.date() == last.date()
        ):
            return f"{self.moment(first)}–{format_time(last, 'HH:mm', locale=self.locale)}"
        return f"{self.moment(first)} – {self.moment(last)}"

    def join(self, words: Iterable[str]) -> str:
        return format_list(list(words), locale=self.locale)


@cache
def _day(lang: str, value: date) -> str:
    return format_date(value, "long", locale=_LOCALES.get(lang, lang))


@cache
def _number(lang: str, value: float) -> str:
    return str(format_decimal(value, locale=_LOCALES.get(lang, lang)))


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


@cache
def words(lang: str) -> Words:
    """The words of a language that has a file in `locales/`."""
    english = _texts("en")
    return Words(
        lang,
        english if lang == "en" else _texts(lang),
        english,
        Locale.parse(_LOCALES.get(lang, lang)),
    )


def _texts(lang: str) -> dict[str, str]:
    text = (LOCALES / f"{lang}.yml").read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=_Loader)  # noqa: S506 - it is a safe one
    return dict(_flat(loaded, ""))


def _flat(tree: Mapping[str, Any], prefix: str) -> Iterable[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)
