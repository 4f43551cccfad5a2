"""A value that an entry needs: what it is, and what would be wrong with an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from citykit.diagnostics import did_you_mean, listing
from citykit.faults import explain
from citykit.scaffold.given import ids


@dataclass(frozen=True)
class Wanted:
    """One value that an entry needs: its dotted name, what it is, the words it may be (empty where
    it is free), whether it is a list, and whether it may be left for later."""

    name: str
    about: str
    choices: tuple[str, ...]
    several: bool
    later: bool
    declared: FieldInfo

    def read(self, text: str) -> str | list[str]:
        """The value in the shape that the model takes."""
        if not self.several:
            return text
        return ids(text) if self.choices else [text]

    def fault(self, text: str) -> str | None:
        """What is wrong with an answer, in the words of the check; None when it serves."""
        value = self.read(text)
        for one in [value] if isinstance(value, str) else value:
            if self.choices and one not in self.choices:
                known = f"use one of {listing(self.choices, 40)}."
                return f"There is no `{one}` here: {did_you_mean(one, self.choices, known)}"
        return fault_of(self.declared, self.name, value)


Ask = Callable[[Wanted], str | None]
"""Gets the text of one value, or None where nobody can be asked or it is left for later."""


def fault_of(declared: FieldInfo, name: str, value: Any) -> str | None:
    """What the check would say of a value of this field; None when it serves."""
    try:
        annotation: Any = Annotated[(declared.annotation, *declared.metadata, None)]
        TypeAdapter(annotation).validate_python(value)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        context: dict[str, Any] = fault.get("ctx", {})
        if "hint" in context:
            return f"{context['message']} To mend it: {context['hint']}"
        _, message, hint = explain(fault["type"], name, fault["input"], context)
        return f"{message} To mend it: {hint}"
    return None
