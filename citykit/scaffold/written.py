"""How the text of a new entry is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from citykit.begun import ordered, outline
from citykit.declaration import grouped
from citykit.kinds import Kind
from citykit.record import Strict


def text_of(kind: Kind, type: str | None, model: type[Strict], fields: Mapping[str, Any]) -> str:
    """The file: its front matter in the order of entries, and the text it begins with."""
    front = yaml.dump(
        _sorted(model, fields),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=10_000,
    )
    if kind.name == "assessment":
        return front
    return f"---\n{front}---\n\n{outline(type)}"


class _Dumper(yaml.SafeDumper):
    """Writes texts as people do: unquoted unless YAML would misread them, lists indented."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the library's own name

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), None
)


def _sorted(model: type[Strict] | None, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields in their order, those that no model knows last."""
    result: dict[str, Any] = {}
    for name, declared in ordered(model):
        value = fields.get(name)
        group = grouped(declared)
        if group and isinstance(value, dict):
            value = _sorted(group, value)
        elif group and isinstance(value, list):
            value = [_sorted(group, item) if isinstance(item, dict) else item for item in value]
        if value is not None:
            result[name] = value
    return {**result, **{name: value for name, value in fields.items() if name not in result}}
