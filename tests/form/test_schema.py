"""The JSON Schemas for editors: valid themselves, and right about every entry there is."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from citykit.build import check
from citykit.exports.schema import make
from citykit.hub import Hub
from citykit.kinds import KINDS
from tests.small import REPOSITORY

NAMES = [kind.name for kind in KINDS]


@cache
def real_hub() -> Hub:
    return check(REPOSITORY).hub


@cache
def schemas() -> dict[str, Any]:
    """Each published schema, by kind."""
    return {
        file.path.removeprefix("schemas/").removesuffix(".json"): json.loads(file.content)
        for file in make(real_hub())
    }


class Editor(yaml.CSafeLoader):
    """Reads YAML as editors do (YAML 1.2's core schema): a day is a text, and so is `no`."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the library's own name
        sign: [
            (tag, pattern)
            for tag, pattern in resolvers
            if not tag.endswith((":timestamp", ":bool", ":merge", ":value"))
        ]
        for sign, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def as_an_editor_reads(text: str) -> Any:
    front = text.split("\n---\n")[0].removeprefix("---\n") if text.startswith("---") else text
    return yaml.load(front, Loader=Editor)  # noqa: S506 - a safe loader with fewer guesses


def faults(kind: str, fields: Any) -> list[str]:
    return [error.message for error in Draft7Validator(schemas()[kind]).iter_errors(fields)]


def test_there_is_a_schema_for_every_kind() -> None:
    assert set(schemas()) == set(NAMES)


@pytest.mark.parametrize("kind", NAMES)
def test_a_schema_is_valid_by_its_meta_schema(kind: str) -> None:
    Draft7Validator.check_schema(schemas()[kind])


@pytest.mark.parametrize("kind", NAMES)
def test_every_good_entry_is_valid(kind: str) -> None:
    items = real_hub().catalogue.all(kind)
    assert items
    for item in items:
        assert faults(kind, as_an_editor_reads(item.entry.source.text)) == [], (
            item.entry.source.path
        )


CASE = next(
    item.entry.source.text
    for item in real_hub().catalogue.all("resource")
    if item.record.type == "case-study"
)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("hazards", ["floood"], "'floood' is not one of"),
        ("evidence", "hearsay", "'hearsay' is not one of"),
        ("hazard", ["flood"], "Additional properties are not allowed ('hazard' was unexpected)"),
        ("summary", "x" * 301, "is too long"),
        ("actions", "One thing.", "is not of type 'array'"),
    ],
)
def test_a_fault_is_found_in_the_editor(name: str, value: Any, says: str) -> None:
    fields = {**as_an_editor_reads(CASE), name: value}
    assert any(says in fault for fault in faults("resource", fields))


def test_known_ids_say_what_they_are_called() -> None:
    listed = schemas()["resource"]["definitions"]["known-hazard"]
    assert dict(zip(listed["enum"], listed["enumDescriptions"], strict=True))["flood"] == "Flood"


def test_vs_code_is_told_of_the_schemas_of_yaml_files() -> None:
    settings = json.loads((REPOSITORY / ".vscode/settings.json").read_text())
    for schema in settings["yaml.schemas"]:
        assert schema.removeprefix("./site/schemas/").removesuffix(".json") in schemas()
