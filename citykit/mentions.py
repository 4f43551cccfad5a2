"""What a record says of others: every reference in it, found by its declaration."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from citykit.declaration import grouped, referred
from citykit.record import Strict

PathInRecord = tuple[str | int, ...]


@dataclass(frozen=True)
class Mention:
    """One reference from a record to another: the kind and id named, and where."""

    kind: str
    id: str
    path: PathInRecord


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
        nested = kind is None and grouped(field) is not None
        if kind is not None or nested:
            plan.append((name, field.alias or name, kind, nested))
    return tuple(plan)
