"""Diagnostics for people and for machines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from citykit.diagnostics import Diagnostic
from citykit.entry import CONTROL


def full(diagnostics: Iterable[Diagnostic], root: Path) -> str:
    """Each problem with the line it is on and how to mend it."""
    return "\n".join(_full(diagnostic, root) for diagnostic in diagnostics)


def _full(diagnostic: Diagnostic, root: Path) -> str:
    at = diagnostic.at
    head = f"{diagnostic.severity}[{diagnostic.code}]: {_line(diagnostic.message)}"
    where = f"  {at.path}:{at.line}:{at.column}"
    quoted = _quote(diagnostic, root)
    return "\n".join([head, where, *quoted, f"  help: {_line(diagnostic.hint)}", ""])


def _line(text: str) -> str:
    """A text that quotes what a contributor wrote over several lines, on one."""
    return " ".join(text.split())


def _quote(diagnostic: Diagnostic, root: Path) -> list[str]:
    at = diagnostic.at
    try:
        lines = (root / at.path).read_text(encoding="utf-8-sig").split("\n")
        # A terminal must not act on what a contributed file holds.
        line = CONTROL.sub("\ufffd", lines[at.line - 1])
    except (OSError, UnicodeDecodeError, IndexError):
        return []
    number = f"{at.line:>5}"
    start = at.column - 1
    width = max(1, min(at.end_column - at.column, len(line) - start))
    shown, offset = line, start
    if len(line) > 120:
        cut = max(0, start - 40)
        shown, offset = line[cut : cut + 120], start - cut
    return [f"{number} | {shown}", f"      | {' ' * offset}{'^' * min(width, 80)}"]


def concise(diagnostics: Iterable[Diagnostic], root: Path) -> str:
    """One line a problem."""
    return "\n".join(
        f"{d.at.path}:{d.at.line}:{d.at.column}: {d.severity}[{d.code}] {_line(d.message)} help: {_line(d.hint)}"
        for d in diagnostics
    )


def github(diagnostics: Iterable[Diagnostic], root: Path) -> str:
    """Workflow commands that put each problem beside its line in a pull request
    (https://docs.github.com/actions/reference/workflow-commands-for-github-actions)."""
    return "\n".join(
        f"::{d.severity} file={_property(d.at.path)},line={d.at.line},col={d.at.column},"
        f"title={_property(d.code)}::{_data(f'{d.message} {d.hint}')}"
        for d in diagnostics
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(diagnostics: Iterable[Diagnostic], root: Path) -> str:
    """A JSON list, one object a problem; lines and columns count from 1."""
    return json.dumps(
        [
            {
                "path": d.at.path,
                "line": d.at.line,
                "column": d.at.column,
                "end-column": d.at.end_column,
                "severity": d.severity,
                "code": d.code,
                "message": d.message,
                "hint": d.hint,
            }
            for d in diagnostics
        ],
        ensure_ascii=False,
        indent=2,
    )


FORMATS: dict[str, Callable[[Iterable[Diagnostic], Path], str]] = {
    "full": full,
    "concise": concise,
    "github": github,
    "json": as_json,
}


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """How many of each, in words."""
    listed = list(diagnostics)
    errors = sum(d.severity == "error" for d in listed)
    warnings = len(listed) - errors
    return f"{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}"
