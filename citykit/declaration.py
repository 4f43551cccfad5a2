"""What a record model declares of its fields: what they hold, and what a translation gives of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from citykit.fields import Refers, Translatable, TranslatedBy
from citykit.record import Strict


def referred(field: FieldInfo) -> str | None:
    """The kind whose ids a field holds, if it holds any."""
    marks = [*field.metadata, *_marks(field.annotation)]
    return next((mark.kind for mark in marks if isinstance(mark, Refers)), None)


def grouped(field: FieldInfo) -> type[Strict] | None:
    """The model of the groups that a field holds, if it holds any."""
    return next((part for part in _parts(field.annotation) if _nests(part)), None)


def several(field: FieldInfo) -> bool:
    """Whether a field holds a list."""
    return get_origin(_core(field.annotation)) is tuple


def keyed(field: FieldInfo) -> bool:
    """Whether a field holds values under names that are free."""
    return get_origin(_core(field.annotation)) is dict


def choices(field: FieldInfo) -> tuple[Any, ...]:
    """The words that a field takes, if it takes only some."""
    core = _core(field.annotation)
    return get_args(core) if get_origin(core) is Literal else ()


def least(field: FieldInfo) -> int:
    """How many items a list needs."""
    found = (getattr(mark, "min_length", None) for mark in field.metadata)
    return next((number for number in found if number), 1)


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


def _core(annotation: Any) -> Any:
    """An annotation without its marks and without None."""
    while True:
        parts = [part for part in get_args(annotation) if part is not NoneType]
        if get_origin(annotation) is Annotated or (
            get_origin(annotation) in (Union, UnionType) and len(parts) == 1
        ):
            annotation = parts[0]
        else:
            return annotation


def _nests(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, Strict)
