"""Understand entries: each becomes a record of its kind, or diagnostics in a contributor's words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails

from citykit.declaration import choices, translatable
from citykit.diagnostics import Diagnostic, listing, meant, unmistakable
from citykit.entry import Entry, Path
from citykit.faults import explain, instead
from citykit.fields import Line
from citykit.kinds import BY_NAME, Kind
from citykit.messages import said
from citykit.overlay import overlay
from citykit.record import Record, Strict

TRANSLATION_FIELDS = frozenset({"translates", "translator"})


class _Signed(Strict):
    """What only a translation says."""

    translates: Line
    translator: Line | None = Field(default=None, description="Who translated the text.")


# What may change without a translation falling behind.
_UNTOLD = frozenset({"reviewed", "review-by", "sources"})


@dataclass(frozen=True)
class Understood:
    """A record with the entry it came from, and who translated it."""

    entry: Entry
    record: Record
    translator: str | None = None


def read(entry: Entry) -> Understood | tuple[Diagnostic, ...]:
    """Check an original entry against the model of its kind."""
    kind = BY_NAME[entry.kind]
    model = _model(entry, kind)
    if isinstance(model, Diagnostic):
        return (model,)
    return _validate(entry, entry.fields, model, {})


def read_translation(entry: Entry, original: Understood) -> Understood | tuple[Diagnostic, ...]:
    """Check a translation: its own texts laid over the fields of the original."""
    model = type(original.record)
    allowed = translatable(model) | TRANSLATION_FIELDS
    wrong = tuple(
        _not_translatable(entry, name, model, allowed)
        for name in entry.fields
        if name not in allowed
    )
    if entry.fields.get("translates") is None:
        wrong = (
            *wrong,
            Diagnostic(
                entry.top,
                "missing-field",
                "The field `translates` is missing: it says which state of the original this is a translation of.",
                f"add `translates: {state_of(original.entry)}` once the text follows the original as it is now.",
            ),
        )
    for name in ("title", "summary"):
        if name not in entry.fields:
            wrong = (*wrong, _missing(entry, name, model))
    if wrong:
        return wrong
    own = {name: value for name, value in entry.fields.items() if name not in TRANSLATION_FIELDS}
    laid = overlay(entry, own, original.entry.fields, model)
    if laid.diagnostics:
        return laid.diagnostics
    told = {name: entry.fields[name] for name in TRANSLATION_FIELDS & entry.fields.keys()}
    try:
        signed = _Signed.model_validate(told)
    except ValidationError as error:
        return tuple(_explain(entry, _Signed, error, {}))
    found = _validate(entry, laid.fields, model, laid.moved)
    return replace(found, translator=signed.translator) if isinstance(found, Understood) else found


def _not_translatable(
    entry: Entry, name: str, model: type[Record], allowed: frozenset[str]
) -> Diagnostic:
    if name not in _siblings(model, (name,)):
        return _unknown_field(entry, (name,), allowed)
    return Diagnostic(
        entry.key((name,)),
        "not-translatable",
        f"The field `{name}` is taken from the original and cannot stand in a translation.",
        f"delete it here; a translation may give {listing(allowed)}.",
    )


def _unknown_field(entry: Entry, path: Path, known: Iterable[str]) -> Diagnostic:
    name = str(path[-1])
    words = said("unknown-field", name=name, known=listing(known, 40))
    fix = entry.rename(path, _other_name(entry, path, known))
    return Diagnostic(entry.key(path), *meant(words, name, known), fix=fix)


def _other_name(entry: Entry, path: Path, known: Iterable[str]) -> str | None:
    """What an unknown field can only be a slip for; None where that field is there as well."""
    name = unmistakable(path[-1], known)
    return None if (*path[:-1], name) in entry.places.keys else name


def state_of(entry: Entry) -> str:
    """The mark of an original's text that a translation records: 12 hex digits of its SHA-256.
    An entry that is all fields has no text but these."""
    text = entry.body.strip()
    if entry.source.path.endswith(".yml"):
        told = {name: value for name, value in entry.fields.items() if name not in _UNTOLD}
        text = json.dumps(told, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _model(entry: Entry, kind: Kind) -> type[Record] | Diagnostic:
    if not kind.by_type:
        return kind.model
    wanted = entry.fields.get("type")
    if wanted is None:
        return _missing(entry, "type", kind.model, kind.by_type)
    if not isinstance(wanted, str):
        return Diagnostic(entry.place(("type",)), *explain("string_type", "type", wanted, {}))
    if wanted not in kind.by_type:
        words = said("unknown-type", given=wanted, known=listing(kind.by_type))
        fix = entry.rewrite(("type",), unmistakable(wanted, kind.by_type))
        return Diagnostic(entry.place(("type",)), *meant(words, wanted, kind.by_type), fix=fix)
    folder = f"content/{kind.type_folders[wanted]}"
    if entry.source.path.rpartition("/")[0] != folder:
        words = said("wrong-folder", given=wanted, folder=folder)
        return Diagnostic(entry.place(("type",)), *words)
    return kind.by_type[wanted]


def _validate(
    entry: Entry, fields: Mapping[str, Any], model: type[Record], moved: Mapping[Path, Path]
) -> Understood | tuple[Diagnostic, ...]:
    try:
        return Understood(entry, model.model_validate(fields))
    except ValidationError as error:
        return tuple(_explain(entry, model, error, moved))


def _explain(
    entry: Entry, model: type[Strict], error: ValidationError, moved: Mapping[Path, Path]
) -> Iterator[Diagnostic]:
    """One diagnostic a fault. A list is also said to be too short when its only item is wrong."""
    faults = [(_path(entry, fault, moved), fault) for fault in error.errors(include_url=False)]
    told: set[Path] = set()
    for path, fault in faults:
        within = any(other[: len(path)] == path and other != path for other, _ in faults)
        if fault["type"] == "too_short" and within:
            continue
        if any(path[:length] in told for length in range(1, len(path) + 1)):
            continue
        told.add(path)
        yield _diagnose(entry, model, fault, path)


def _path(entry: Entry, fault: ErrorDetails, moved: Mapping[Path, Path]) -> Path:
    """The way to the fault, without the steps that are pydantic's own (names of union members)."""
    path: Path = tuple(step for step in fault["loc"] if step != "[key]")
    for length in range(len(path), 0, -1):
        if path[:length] in moved:
            path = (*moved[path[:length]], *path[length:])
            break
    if not path and "field" in fault.get("ctx", {}):
        return (fault["ctx"]["field"],)
    if fault["type"] in ("missing", "extra_forbidden"):
        return path
    while path and path not in entry.places.values:
        path = path[:-1]
    return path


def _missing(entry: Entry, name: str, model: type[Strict], among: Iterable[str] = ()) -> Diagnostic:
    field = next((f for n, f in model.model_fields.items() if (f.alias or n) == name), None)
    about = f" ({field.description.rstrip('.')})" if field and field.description else ""
    if not among and field:
        among = choices(field)
    values = f", one of {listing(among)}" if among else ""
    there = name in entry.fields
    return Diagnostic(
        entry.key((name,)) if there else entry.top,
        *said(
            "missing-field/no-value" if there else "missing-field",
            name=name,
            about=about,
            values=values,
        ),
    )


def _diagnose(entry: Entry, model: type[Strict], fault: ErrorDetails, path: Path) -> Diagnostic:
    kind = fault["type"]
    context: dict[str, Any] = fault.get("ctx", {})
    name = str(path[-1]) if path else ""
    if kind == "missing":
        if len(path) == 1:
            return _missing(entry, name, model)
        words = said("missing-field/within", name=name, group=_dotted(path[:-1]))
        return Diagnostic(entry.place(path[:-1]), *words)
    if kind == "extra_forbidden":
        return _unknown_field(entry, path, _siblings(model, path))
    at = entry.place(path)
    given = fault.get("input")
    if given is None and path and isinstance(path[-1], int):
        words = said("missing-field/item", number=path[-1] + 1, name=_dotted(path[:-1]))
        return Diagnostic(at, *words)
    if given is None:
        return Diagnostic(entry.key(path), *said("missing-field/optional", name=name))
    if "hint" in context:
        fix = entry.rewrite(path, context["instead"]) if context.get("instead") else ()
        return Diagnostic(at, kind, context["message"], context["hint"], fix=fix)
    if kind == "tuple_type" and isinstance(given, str):
        fix = entry.enlist(path)
    else:
        fix = entry.rewrite(path, instead(kind, given, context))
    return Diagnostic(at, *explain(kind, _dotted(path), given, context), fix=fix)


def _dotted(path: Path) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


def _siblings(model: Any, path: Path) -> set[str]:
    """The field names allowed where the last step of `path` stands."""
    for step in path[:-1]:
        if isinstance(step, int):
            continue
        field = next((f for n, f in model.model_fields.items() if (f.alias or n) == step), None)
        nested = next((m for m in _models(field.annotation) if m), None) if field else None
        if nested is None:
            return set()
        model = nested
    return {field.alias or name for name, field in model.model_fields.items()}


def _models(annotation: Any) -> Iterator[Any]:
    if hasattr(annotation, "model_fields"):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models(part)
