"""Words for what a record model finds wrong with a value, in place of pydantic's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from citykit.diagnostics import did_you_mean, listing, unmistakable

Words = tuple[str, str, str]


def _unreadable(name: str, given: Any, context: dict[str, Any]) -> Words:
    return (
        "bad-value",
        f"The value of `{name}` cannot be used.",
        "look at the example for this field in the contributor's guide.",
    )


def _list_wanted(name: str, given: Any, context: dict[str, Any]) -> Words:
    return (
        "expected-list",
        f"`{name}` must be a list.",
        f"write `{name.rpartition('.')[2]}:` and below it each item on its own line after `  - `.",
    )


def _fields_wanted(name: str, given: Any, context: dict[str, Any]) -> Words:
    return (
        "expected-fields",
        f"`{name}` must have fields of its own.",
        "write each on its own line below, indented by two spaces, as `field: value`.",
    )


def _text_wanted(name: str, given: Any, context: dict[str, Any]) -> Words:
    return (
        "expected-text",
        f"`{name}` must be one value, not a list or a group of fields.",
        "write one value after the colon.",
    )


def _too_long(name: str, given: Any, context: dict[str, Any]) -> Words:
    most = context["max_length"]
    return (
        "too-long",
        f"`{name}` has {len(str(given).strip())} characters; {most} is the limit.",
        f"shorten it by {len(str(given).strip()) - most} characters.",
    )


def _empty(name: str, given: Any, context: dict[str, Any]) -> Words:
    return ("missing-field", f"The field `{name}` is empty.", "fill it in, or delete the line.")


def _too_many(name: str, given: Any, context: dict[str, Any]) -> Words:
    return (
        "too-long",
        f"`{name}` has {len(given)} items; {context['max_length']} is the limit.",
        "keep the most important ones.",
    )


def _unknown_value(name: str, given: Any, context: dict[str, Any]) -> Words:
    known = _allowed(context)
    return (
        "unknown-value",
        f"`{given}` is not allowed for `{name}`.",
        did_you_mean(str(given), known, f"use one of {listing(known, 20)}."),
    )


def _allowed(context: dict[str, Any]) -> list[str]:
    return [word.strip(" '") for word in context["expected"].replace(" or ", ", ").split(", ")]


def _number_wanted(name: str, given: Any, context: dict[str, Any]) -> Words:
    return (
        "bad-number",
        f"`{given}` is not a number.",
        "write digits without spaces or commas, and a point before decimals: `12.5`.",
    )


def _whole_number_wanted(name: str, given: Any, context: dict[str, Any]) -> Words:
    return (
        "bad-number",
        f"`{given}` is not a whole number.",
        "write digits only, without spaces or commas, for example `126000`.",
    )


def _out_of_range(name: str, given: Any, context: dict[str, Any]) -> Words:
    bounds = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    limits = " and ".join(
        f"{words} {context[key]:g}" for key, words in bounds.items() if key in context
    )
    return (
        "bad-number",
        f"`{given}` is out of range for `{name}`.",
        f"write a number of {limits}.",
    )


def _yes_or_no(name: str, given: Any, context: dict[str, Any]) -> Words:
    return ("unknown-value", f"`{given}` is not allowed for `{name}`.", "write `true` or `false`.")


def _bad_id(name: str, given: Any, context: dict[str, Any]) -> Words:
    return (
        "bad-id",
        f"`{given}` cannot be an id.",
        "use small letters, digits and hyphens, for example `who-2016`.",
    )


# The faults of lists and groups as such; any other says that a list stands where one value belongs.
_OF_LISTS = {
    "tuple_type", "list_type", "dict_type", "model_type", "model_attributes_type", "too_short",
    "too_long",
}  # fmt: skip
_FAULTS: dict[str, Callable[[str, Any, dict[str, Any]], Words]] = {
    "tuple_type": _list_wanted,
    "list_type": _list_wanted,
    "dict_type": _fields_wanted,
    "model_type": _fields_wanted,
    "model_attributes_type": _fields_wanted,
    "string_type": _text_wanted,
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
    "string_pattern_mismatch": _bad_id,
}


def explain(fault: str, name: str, given: Any, context: dict[str, Any]) -> Words:
    """Code, message and hint for a fault that pydantic found, by its type and context
    (https://docs.pydantic.dev/latest/errors/validation_errors/)."""
    if isinstance(given, (list, dict)) and fault not in _OF_LISTS:
        fault = "string_type"
    return _FAULTS.get(fault, _unreadable)(name, given, context)


_GROUPED = re.compile(r"\d{1,3}(?:[ ,\u00a0\u202f'’]\d{3})+")


def meant(fault: str, given: Any, context: dict[str, Any]) -> str | None:
    """What a value with this fault can only have been meant for, if that is beyond doubt."""
    if fault == "literal_error":
        return unmistakable(given, _allowed(context))
    # In a whole number a comma between groups of three can be nothing but a mark of thousands.
    if fault == "int_parsing" and isinstance(given, str) and _GROUPED.fullmatch(given):
        return re.sub(r"\D", "", given)
    return None
