"""The templates of the pages, each beside its family."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template


@cache
def _environment() -> Environment:
    """Everything printed is escaped, a missing name is an error."""
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


@cache
def template_of(name: str) -> Template:
    found = _environment().get_template(name)
    # A plain dictionary: the chain of two that it is costs more than many a template.
    found.globals = dict(found.globals)
    return found
