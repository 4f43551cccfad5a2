"""What each kind's files hold, as JSON Schema for editors (draft 7, which VS Code's YAML extension
reads: https://github.com/redhat-developer/yaml-language-server).

An editor reads YAML by its own rules: `2015` is a number to it, where the check takes every plain
text for a text. So a text may also be a number here. What a schema cannot tell - citations, dates
that follow each other - is left to the check.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from citykit.fields import URL_PATTERN, currencies, languages, territories
from citykit.hub import Hub
from citykit.kinds import KINDS, Kind
from citykit.output import OutputFile
from citykit.schema import DRAFT, Schema, declared, models

_FORMS: Mapping[str, Schema] = {
    "address": {"pattern": f"^{URL_PATTERN.pattern}$"},
    "day": {"format": "date"},
    "partial-day": {"pattern": r"^\d{4}(-\d{2}){0,2}$", "type": ["string", "integer"]},
    "moment": {"pattern": r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$"},
}


def make(hub: Hub) -> Iterator[OutputFile]:
    """`schemas/KIND.json` for every kind."""
    for kind in KINDS:
        text = json.dumps(published(hub, kind), ensure_ascii=False, indent=1)
        yield OutputFile(f"schemas/{kind.name}.json", text.encode())


def published(hub: Hub, kind: Kind) -> Schema:
    """The schema of one kind, with the ids that this hub knows and what they are called."""
    editor = _Editor(hub)
    whole: Schema = {
        "$schema": DRAFT,
        "$id": f"{hub.config.url}schemas/{kind.name}.json",
        "title": kind.name.replace("-", " ").capitalize(),
    }
    by_type = {name: editor.read(declared(model)) for name, model in models(kind).items()}
    if not kind.by_type:
        whole |= by_type[""]
    else:
        # The type decides: an editor that knows it offers the fields of that type only.
        whole |= {
            "type": "object",
            "required": ["type"],
            "properties": {"type": {"enum": list(by_type)}},
            "allOf": [
                {
                    "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
                    "then": {"$ref": f"#/definitions/{name}"},
                }
                for name in by_type
            ],
        }
        for name, schema in by_type.items():
            editor.definitions |= schema.pop("definitions")
            editor.definitions[name] = schema
    whole["definitions"] = {**whole.get("definitions", {}), **editor.definitions}
    return whole


class _Editor:
    """Turns a declaration into what an editor needs: `definitions` are the lists of known words."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.definitions: dict[str, Schema] = {}

    def read(self, part: Any) -> Any:
        if isinstance(part, list):
            return [self.read(one) for one in part]
        if not isinstance(part, dict):
            return part
        made = {name: self.read(value) for name, value in part.items() if not name.startswith("x-")}
        if kind := part.get("x-refers"):
            return self._one_of(made, kind, self._ids(kind))
        form = part.get("x-is", "")
        if form in ("country", "language", "currency"):
            return self._one_of(made, form, _LISTS[form]())
        if form in _FORMS:
            return {**made, **_FORMS[form]}
        if made.get("type") == "string":
            return _of_text(made)
        return made

    def _ids(self, kind: str) -> dict[str, str]:
        items = {item.id: item.record.title for item in self.hub.catalogue.all(kind)}
        known = sorted(id for of, id in self.hub.known if of == kind)
        return {id: items.get(id, id) for id in known}

    def _one_of(self, made: Schema, name: str, words: Mapping[str, str]) -> Schema:
        """A word of a list, which stands once among the definitions: next to a reference, draft 7
        reads nothing else."""
        listed = f"known-{name}"
        if not words:
            return made
        self.definitions[listed] = {"enum": list(words), "enumDescriptions": list(words.values())}
        made.pop("type", None)
        return {**made, "allOf": [{"$ref": f"#/definitions/{listed}"}]}


_LISTS = {"country": territories, "language": languages, "currency": currencies}


def _of_text(made: Schema) -> Schema:
    if "enum" in made or "const" in made:
        words = made.pop("enum", None) or [made.pop("const")]
        numbers = [int(word) for word in words if word.isdigit()]
        del made["type"]
        return {**made, "enum": [*words, *numbers]}
    return {**made, "type": ["string", "number"]}
