"""Diagnostics for people and for machines; one format a module, or two that are alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from citykit.diagnostics import Diagnostic
from citykit.report.lines import as_json, concise, full, github, summary
from citykit.report.page import html
from citykit.report.sarif import sarif

__all__ = ["FORMATS", "full", "summary"]

Format = Callable[[Iterable[Diagnostic], Path, str], str]
"""Takes diagnostics, the root below which their paths lie, and the site's address, where each code
has a page."""

FORMATS: dict[str, Format] = {
    "full": full,
    "concise": concise,
    "github": github,
    "json": as_json,
    "sarif": sarif,
    "html": html,
}
