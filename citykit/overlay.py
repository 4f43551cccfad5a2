"""Lay the texts of a translation over the fields of its original."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from citykit.declaration import translatable, translated_by
from citykit.diagnostics import Diagnostic, did_you_mean, listing
from citykit.entry import Entry, Path
from citykit.record import Strict


@dataclass(frozen=True)
class Overlay:
    """`fields` are those of the original with the translation's texts in place. `moved` tells where
    an item of a list stands in the translation, by its place in `fields`."""

    fields: dict[str, Any]
    moved: Mapping[Path, Path] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def overlay(
    entry: Entry, own: Mapping[str, Any], original: Mapping[str, Any], model: type[Strict]
) -> Overlay:
    """A list that is translated item by item is laid over by key; any other field replaces the
    original's."""
    layer = _Layer(entry)
    fields = layer.group(own, original, model, (), ())
    return Overlay(fields, layer.moved, tuple(layer.diagnostics))


class _Layer:
    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.moved: dict[Path, Path] = {}
        self.diagnostics: list[Diagnostic] = []

    def group(
        self,
        own: Mapping[str, Any],
        original: Mapping[str, Any],
        model: type[Strict],
        to: Path,
        at: Path,
    ) -> dict[str, Any]:
        """One group of fields; `to` is its place in the result, `at` in the translation."""
        fields = dict(original)
        for name, value in own.items():
            if name in translated_by(model):
                key, inner = translated_by(model)[name]
                fields[name] = self.items(
                    value, original.get(name, []), key, inner, (*to, name), (*at, name)
                )
            else:
                fields[name] = value
        return fields

    def items(
        self,
        own: Any,
        original: list[dict[str, Any]],
        key: str,
        model: type[Strict],
        to: Path,
        at: Path,
    ) -> Any:
        if not isinstance(own, list) or not all(isinstance(item, dict) for item in own):
            return own
        merged = list(original)
        places = {item[key]: place for place, item in enumerate(original)}
        for number, item in enumerate(own):
            here = (*at, number)
            if item.get(key) not in places:
                self.unknown(item.get(key), key, places, here)
                continue
            place = places[item[key]]
            self.moved[(*to, place)] = here
            self.foreign(item, key, model, here)
            merged[place] = self.group(item, merged[place], model, (*to, place), here)
        return merged

    def unknown(self, given: Any, key: str, known: Mapping[Any, int], at: Path) -> None:
        self.diagnostics.append(
            Diagnostic(
                self.entry.place((*at, key)),
                "unknown-item",
                f"The original's `{at[-2]}` have none with the `{key}` `{given or ''}`.",
                did_you_mean(str(given), known, f"use one of {listing(known, 12)}."),
            )
        )

    def foreign(self, item: dict[str, Any], key: str, model: type[Strict], at: Path) -> None:
        """Whatever in an item is no text of the translation's own."""
        allowed = translatable(model) | {key}
        for name in item:
            if name not in allowed:
                self.diagnostics.append(
                    Diagnostic(
                        self.entry.key((*at, name)),
                        "not-translatable",
                        f"The field `{name}` is taken from the original and cannot stand in a translation.",
                        f"delete it here; an item may give {listing(allowed)}.",
                    )
                )
