"""What is given as NAME=VALUE, laid into the tree of fields that a model declares."""

from __future__ import annotations

import re
from typing import Any

from pydantic.fields import FieldInfo

from citykit.begun import ordered
from citykit.declaration import grouped, keyed, referred, several
from citykit.record import Strict


class Refused(ValueError):
    """The entry cannot be made as asked; the message says why and what to do."""


def put(
    fields: dict[str, Any], model: type[Strict] | None, names: list[str], value: str, whole: str
) -> None:
    """Lay one value into the tree of fields. A list grows by repeating its name; a list of groups
    gets a new group when a name of the last one comes again."""
    name, rest = names[0], names[1:]
    declared = _field(model, name)
    group = grouped(declared) if declared else None
    if declared and several(declared):
        items = fields.setdefault(name, [])
        if not rest:
            items += ids(value) if referred(declared) else [value]
        else:
            if not items or _full(items[-1], group, rest):
                items.append({})
            put(items[-1], group, rest, value, whole)
    elif rest:
        inner = fields.setdefault(name, {})
        if not isinstance(inner, dict):
            raise Refused(f"`{whole}` is given beside `{name}`: give one of the two.")
        if declared and keyed(declared):
            inner.setdefault(".".join(rest), []).extend(ids(value))
        else:
            put(inner, group, rest, value, whole)
    elif name in fields and not (name == "type" and fields[name] == value):
        raise Refused(f"`{whole}` is given twice: keep one of the two.")
    else:
        fields[name] = value


def _full(item: Any, model: type[Strict] | None, names: list[str]) -> bool:
    """Whether this name has a value in the group already, so that it belongs to the next one."""
    name, rest = names[0], names[1:]
    if not isinstance(item, dict):
        return True
    declared = _field(model, name)
    if name not in item or (declared and several(declared)):
        return False
    return not rest or _full(item[name], grouped(declared) if declared else None, rest)


def _field(model: type[Strict] | None, name: str) -> FieldInfo | None:
    return dict(ordered(model)).get(name)


def ids(text: str) -> list[str]:
    """The ids in a text, with commas or spaces between them."""
    return [part for part in re.split(r"[,\s]+", text) if part]
