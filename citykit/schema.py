"""The models of the kinds as JSON Schema, for editors and for the form.

Two keywords of our own say what a schema cannot: `x-refers`, the kind whose ids a text holds, and
`x-is`, a form of its own, such as `day` or `country` (`Refers` and `Is` in `fields`).
"""

from __future__ import annotations

from functools import cache
from typing import Any

from citykit.kinds import Kind
from citykit.record import Strict

Schema = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"


@cache
def declared(model: type[Strict]) -> Schema:
    """What a model takes, its fields in the order of the model, to be read only. `x-empty` marks those
    that may be there without a value."""
    found = model.model_json_schema(ref_template="#/definitions/{model}")
    found["definitions"] = found.pop("$defs", {})
    plain: Schema = _plain(found)
    return plain


def _plain(part: Any) -> Any:
    """Without `null` and without defaults, which are of no use to who fills a field in."""
    if isinstance(part, list):
        return [_plain(one) for one in part]
    if not isinstance(part, dict):
        return part
    made = {name: _plain(value) for name, value in part.items() if name != "default"}
    for pattern, values in made.pop("patternProperties", {}).items():
        # It would let any other name pass.
        made |= {"propertyNames": {"pattern": pattern}, "additionalProperties": values}
    options = [one for one in made.get("anyOf", ()) if one != {"type": "null"}]
    if len(options) == 1:
        del made["anyOf"]
        made = {**options[0], **made, "x-empty": True}
    return made


def models(kind: Kind) -> dict[str, type[Strict]]:
    """The models of a kind by type; a kind without types has one, under no name."""
    return dict(kind.by_type) or {"": kind.model}
