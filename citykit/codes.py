"""What the guide says of each diagnostic code: what it is about, with wrong and right examples.

The examples in `codes.yml` are made from the cases that test the code (`tests/examples.py`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from citykit.record import kebab

FILE = Path(__file__).parent / "codes.yml"
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=kebab)


class Example(_Frozen):
    """What somebody wrote in a file (or how they named it), what the check said of it, and how it is
    right. `mended` is true where `citykit check --fix` mends it."""

    case: str
    about: str
    path: str
    right_path: str | None = None
    wrong: str = ""
    right: str = ""
    severity: str
    message: str
    hint: str
    mended: bool = False


class Code(_Frozen):
    about: str
    examples: tuple[Example, ...]


@cache
def codes() -> dict[str, Code]:
    """Every code, in alphabetical order."""
    told = yaml.load(FILE.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - it is a safe one
    return {name: Code.model_validate(about) for name, about in told.items()}
