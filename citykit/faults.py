"""Words for what a record model finds wrong with a value: its own faults, and pydantic's in our words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pydantic_core import PydanticCustomError

from citykit.diagnostics import listing, meant, unmistakable
from citykit.messages import Words, said

Context = dict[str, Any]


def fault(
    name: str, /, field: str = "", instead: str | None = None, **values: object
) -> PydanticCustomError:
    """A fault of `messages`; `field` is the one to point at, where a whole group is judged, and
    `instead` what the text can only have been meant for, where there is such a thing."""
    code, message, hint = said(name, **values)
    # Braces are pydantic's own placeholders; a contributor's text goes in as data.
    about = {key: text for key, text in (("field", field), ("instead", instead)) if text}
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint, **about})


def _plain(fault: str) -> Callable[[str, Any, Context], Words]:
    """A fault whose words say no more than the field's name and what was given."""

    def words(name: str, given: Any, context: Context) -> Words:
        return said(fault, name=name, given=given, field=name.rpartition(".")[2])

    return words


_list_wanted = _plain("expected-list")
_fields_wanted = _plain("expected-fields")
_empty = _plain("missing-field/empty")
_number_wanted = _plain("bad-number")
_whole_number_wanted = _plain("bad-number/whole")
_yes_or_no = _plain("unknown-value/yes-or-no")


def _too_long(name: str, given: Any, context: Context) -> Words:
    count, most = len(str(given).strip()), context["max_length"]
    return said("too-long", name=name, count=count, limit=most, over=count - most)


def _too_many(name: str, given: Any, context: Context) -> Words:
    return said("too-long/list", name=name, count=len(given), limit=context["max_length"])


def _unknown_value(name: str, given: Any, context: Context) -> Words:
    known = _allowed(context)
    words = said("unknown-value", name=name, given=given, known=listing(known, 20))
    return meant(words, str(given), known)


def _allowed(context: Context) -> list[str]:
    return [word.strip(" '") for word in context["expected"].replace(" or ", ", ").split(", ")]


def _out_of_range(name: str, given: Any, context: Context) -> Words:
    bounds = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    limits = " and ".join(
        f"{words} {context[key]:g}" for key, words in bounds.items() if key in context
    )
    return said("bad-number/range", name=name, given=given, limits=limits)


# The faults of lists and groups as such; any other says that a list stands where one value belongs.
_OF_LISTS = {
    "tuple_type", "list_type", "dict_type", "model_type", "model_attributes_type", "too_short",
    "too_long",
}  # fmt: skip
_FAULTS: dict[str, Callable[[str, Any, Context], Words]] = {
    "tuple_type": _list_wanted,
    "list_type": _list_wanted,
    "dict_type": _fields_wanted,
    "model_type": _fields_wanted,
    "model_attributes_type": _fields_wanted,
    "string_type": _plain("expected-text"),
    "string_too_long": _too_long,
    "string_too_short": _empty,
    "too_short": _empty,
    "too_long": _too_many,
    "literal_error": _unknown_value,
    "int_parsing": _whole_number_wanted,
    "int_type": _whole_number_wanted,
    "int_parsing_size": _whole_number_wanted,
    "int_from_float": _whole_number_wanted,
    "float_parsing": _number_wanted,
    "float_type": _number_wanted,
    "finite_number": _number_wanted,
    "greater_than": _out_of_range,
    "greater_than_equal": _out_of_range,
    "less_than": _out_of_range,
    "less_than_equal": _out_of_range,
    "bool_parsing": _yes_or_no,
    "bool_type": _yes_or_no,
    "string_pattern_mismatch": _plain("bad-id"),
}


def explain(fault: str, name: str, given: Any, context: Context) -> Words:
    """Code, message and hint for a fault that pydantic found, by its type and context
    (https://docs.pydantic.dev/latest/errors/validation_errors/)."""
    if isinstance(given, (list, dict)) and fault not in _OF_LISTS:
        fault = "string_type"
    return _FAULTS.get(fault, _plain("bad-value"))(name, given, context)


_GROUPED = re.compile(r"\d{1,3}(?:[ ,\u00a0\u202f'’]\d{3})+")


def instead(fault: str, given: Any, context: Context) -> str | None:
    """What a value with this fault can only have been meant for, if that is beyond doubt."""
    if fault == "literal_error":
        return unmistakable(given, _allowed(context))
    # In a whole number a comma between groups of three can be nothing but a mark of thousands.
    if fault == "int_parsing" and isinstance(given, str) and _GROUPED.fullmatch(given):
        return re.sub(r"\D", "", given)
    return None
