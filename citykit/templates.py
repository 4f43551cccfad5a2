"""Templates, each beside what makes them: pages, books and reports."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template


@cache
def _environment(folder: Path) -> Environment:
    """Whatever is printed is escaped, a missing name is an error."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


@cache
def template_of(folder: Path, name: str) -> Template:
    """A template of a folder; it may take in others of the same folder."""
    found = _environment(folder).get_template(name)
    # A plain dictionary: the chain of two that it is costs more than many a template.
    found.globals = dict(found.globals)
    return found
