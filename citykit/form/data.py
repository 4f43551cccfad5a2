"""What the form needs to know: the check's words and lists, and what the hub has."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Mapping
from typing import Any

from packaging.licenses._spdx import EXCEPTIONS, LICENSES

from citykit.begun import PLACEHOLDER, REVIEWED_FOR, defaults, ordered, outline
from citykit.config import Config
from citykit.fields import TEAM, URL_PATTERN, currencies, languages, territories
from citykit.frontmatter import MAX_DEPTH, MAX_FRONT_MATTER
from citykit.hub import Hub
from citykit.invisible import CONTROL
from citykit.kinds import KINDS, Kind
from citykit.kinds.term import Term
from citykit.load import CONTENT, MAX_FILE_BYTES, MAX_NAME, WINDOWS_DEVICE
from citykit.messages import MEANT, MESSAGES
from citykit.parse import MAX_ITEMS
from citykit.record import field
from citykit.rules.references import noun_of, where_of
from citykit.rules.texts import MAY_BE_EMPTY
from citykit.schema import Schema, declared, models
from citykit.words import words

PREFIX = "form."


def rules_of() -> dict[str, Any]:
    """What is the same for every hub: words, limits, lists of codes, kinds."""
    return {
        "messages": MESSAGES,
        "meant": MEANT,
        "placeholder": PLACEHOLDER,
        "url": URL_PATTERN.pattern,
        "team": TEAM,
        "limits": {
            # JavaScript writes characters beyond the first plane in braces.
            "control": re.sub(r"\\U0*([0-9A-Fa-f]+)", r"\\u{\1}", CONTROL.pattern),
            "file": MAX_FILE_BYTES,
            "front": MAX_FRONT_MATTER,
            "depth": MAX_DEPTH,
            "items": MAX_ITEMS,
            "name": MAX_NAME,
            "device": WINDOWS_DEVICE.pattern,
        },
        "lists": {
            "country": territories(),
            "language": languages(),
            "currency": currencies(),
            "time-zone": sorted(zoneinfo.available_timezones()),
            "licence": sorted(licence["id"] for licence in LICENSES.values()),
            "exception": sorted(exception["id"] for exception in EXCEPTIONS.values()),
        },
        "kinds": {kind.name: _kind(kind) for kind in KINDS},
    }


def _kind(kind: Kind) -> dict[str, Any]:
    found: dict[str, Any] = {
        "noun": noun_of(kind.name),
        "where": where_of(kind.name),
        "folders": kind.folders,
        "bare": kind.name in MAY_BE_EMPTY,
        "term": issubclass(kind.model, Term),
    }
    if kind.by_type:
        found["types"] = kind.type_folders
        found["about"] = kind.model.model_fields["type"].description
    return found


def hub_of(hub: Hub, paths: Mapping[str, tuple[str, str, str]]) -> dict[str, Any]:
    """What this hub has: the names of its files by folder, with titles; pictures and documents; and
    its question sets. `paths` tells kind, id and language of every entry's file."""
    config: Config = hub.config
    files: dict[str, dict[str, str]] = {}
    for path, (kind, id, lang) in sorted(paths.items()):
        folder, _, name = path.removeprefix(f"{CONTENT}/").rpartition("/")
        item = hub.catalogue.find(kind, id) if lang == config.original else None
        files.setdefault(folder, {})[name] = item.record.title if item else ""
    assets: dict[str, list[str]] = {}
    for asset in hub.assets:
        folder, _, name = asset.path.removeprefix(f"{CONTENT}/").rpartition("/")
        assets.setdefault(folder, []).append(name)
    return {
        "original": config.original,
        "files": files,
        "assets": assets,
        "numbers": _numbers(hub),
        "regions": {
            code: item.id
            for item in reversed(hub.catalogue.all("region"))
            for code in item.record.countries
        },
        "wider": {
            kind.name: {
                item.id: item.record.broader
                for item in hub.catalogue.all(kind.name)
                if item.record.broader
            }
            for kind in KINDS
            if issubclass(kind.model, Term)
        },
        "sets": {item.id: _set(item.record) for item in hub.catalogue.all("assessment")},
    }


def _numbers(hub: Hub) -> dict[str, dict[int, str]]:
    """Whose each number of a numbered list is; a list's name is kind, version and book."""
    found: dict[str, dict[int, str]] = {}
    for item in hub.catalogue.items:
        number = field(item.record, "chapter") or field(item.record, "number")
        if number is not None:
            version, book = field(item.record, "version", ""), field(item.record, "book", "")
            found.setdefault(f"{item.kind} {version} {book}", {}).setdefault(number, item.id)
    return found


def _set(record: Any) -> dict[str, Any]:
    return {
        "sums": record.maximum is not None,
        "levels": [level.value for level in record.levels],
        "questions": {question.id: question.essential for question in record.questions},
    }


def named_of(hub: Hub) -> dict[str, tuple[str, str, str]]:
    """Kind, id and language of every entry's file, in a hub without errors."""
    return {
        entry.source.path: (item.kind, item.id, entry.lang)
        for item in hub.catalogue.items
        for entry in (item.entry, *(found.entry for found in item.translations.values()))
    }


def schemas_of(kind: Kind) -> dict[str, Schema]:
    """The declarations of a kind by type, as the form reads them: fields in the order of files."""
    found = {}
    for name, model in models(kind).items():
        schema = declared(model)
        properties = {one: schema["properties"][one] for one, _ in ordered(model)}
        found[name] = {**schema, "properties": properties}
    return found


def setting_of(hub: Hub, kind: Kind, lang: str) -> dict[str, Any]:
    """What the form of one kind begins with: fields filled in and headings by type, names of the
    types, and where the forge is."""
    t = words(lang)
    return {
        "kind": kind.name,
        "end": "yml" if kind.name == "assessment" else "md",
        "edit": hub.config.edit,
        "reviewedFor": REVIEWED_FOR.days,
        "types": {type: t(f"type.{type}") for type in kind.by_type},
        "begin": {
            type: {"fields": defaults(model, hub.config), "text": outline(type)}
            for type, model in models(kind).items()
        },
    }


def words_of(lang: str) -> dict[str, Any]:
    """The form's own words in one language."""
    every = words(lang).every
    texts = {
        key.removeprefix(PREFIX): text for key, text in every.items() if key.startswith(PREFIX)
    }
    return {"lang": lang, "texts": texts}
