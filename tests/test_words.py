"""Words: texts by key, plurals, days and names in the reader's language."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from babel import Locale

from citykit.words import Words, words

DAY = date(2026, 11, 24)


def test_a_text_is_found_by_its_key() -> None:
    assert words("en")("menu.home") == "Home"


def test_values_are_put_into_a_text() -> None:
    assert words("en")("facts.review-by", day="today") == "next review by today"


def test_braces_in_a_value_stay_as_they_are() -> None:
    assert words("en")("facts.review-by", day="{0.__class__}") == "next review by {0.__class__}"


def test_a_count_chooses_the_form() -> None:
    assert words("en")("list.count", count=1) == "1 entry"
    assert words("en")("list.count", count=2000) == "2,000 entries"


def test_a_language_may_have_more_forms_than_english() -> None:
    texts = {"n.few": "{count} few", "n.other": "{count} other"}
    arabic = Words("ar", texts, {"n.one": "{count} one", "n.other": "{count}"}, Locale("ar"))
    assert arabic("n", count=3).endswith("few")
    assert arabic("n", count=1).endswith("other")


def test_a_partial_day_is_read_as_far_as_it_is_known() -> None:
    assert words("en").partial_day("2010") == "2010"
    assert words("en").partial_day("2010-08") == "August 2010"
    assert words("en").partial_day("2010-08-12") == "12 August 2010"
    assert words("es").partial_day("2010-08") == "agosto de 2010"


def test_a_language_may_say_a_day_otherwise_than_a_month() -> None:
    assert words("en").dated("city.since", "2010-08-12") == "since 12 August 2010"
    assert words("es").dated("city.since", "2010-08-12") == "desde el 12 de agosto de 2010"
    assert words("es").dated("city.since", "2010-08") == "desde agosto de 2010"


def test_a_key_that_a_language_lacks_falls_back_to_english() -> None:
    spanish = Words("es", {}, {"a": "English", "n.other": "{count} things"}, Locale("es"))
    assert spanish("a") == "English"
    assert spanish("n", count=5) == "5 things"


def test_a_key_that_no_language_has_is_an_error() -> None:
    with pytest.raises(KeyError):
        words("en")("no.such-key")


def test_days_are_written_as_each_language_does() -> None:
    assert words("en").day(DAY) == "24 November 2026"
    assert words("es").day(DAY) == "24 de noviembre de 2026"


def test_a_span_of_one_day_names_it_once() -> None:
    assert words("en").span(DAY, DAY) == "24 November 2026"


def test_a_moment_has_its_time_of_day() -> None:
    assert "09:30" in words("en").moment(datetime(2026, 11, 24, 9, 30))


def test_countries_and_languages_are_named_in_the_readers_language() -> None:
    assert words("es").country("PH") == "Filipinas"
    assert words("es").language("en") == "inglés"
    assert words("es").own_name == "Español"


def test_a_code_without_a_name_stays_a_code() -> None:
    assert words("en").country("XX") == "XX"


def test_arabic_is_written_from_right_to_left() -> None:
    assert words("ar").direction == "rtl"
    assert words("en").direction == "ltr"
