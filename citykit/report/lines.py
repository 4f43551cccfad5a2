"""Diagnostics in lines of text: for a terminal, for a pull request, for another program."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from citykit.diagnostics import Diagnostic, page_of
from citykit.report.quote import quote


def full(diagnostics: Iterable[Diagnostic], root: Path, site: str = "") -> str:
    """Each problem with the line it is on, how to mend it, and where the guide says more."""
    return "\n".join(_full(diagnostic, root, site) for diagnostic in diagnostics)


def _full(diagnostic: Diagnostic, root: Path, site: str) -> str:
    at = diagnostic.at
    head = f"{diagnostic.severity}[{diagnostic.code}]: {_line(diagnostic.message)}"
    where = f"  {at.path}:{at.line}:{at.column}"
    quoted = _quote(diagnostic, root)
    more = [f"  more: {site}{page_of(diagnostic.code)}"] if site else []
    return "\n".join([head, where, *quoted, f"  help: {_line(diagnostic.hint)}", *more, ""])


def _line(text: str) -> str:
    """A text that quotes what a contributor wrote over several lines, on one."""
    return " ".join(text.split())


def _quote(diagnostic: Diagnostic, root: Path) -> list[str]:
    found = quote(diagnostic, root)
    if found is None:
        return []
    width = len(found.marked) or 1
    pointer = f"{' ' * len(found.before)}{'^' * min(width, 80)}"
    return [f"{found.line:>5} | {found.before}{found.marked}{found.after}", f"      | {pointer}"]


def concise(diagnostics: Iterable[Diagnostic], root: Path, site: str = "") -> str:
    """One line a problem."""
    return "\n".join(
        f"{d.at.path}:{d.at.line}:{d.at.column}: {d.severity}[{d.code}] {_line(d.message)} help: {_line(d.hint)}"
        for d in diagnostics
    )


def github(diagnostics: Iterable[Diagnostic], root: Path, site: str = "") -> str:
    """Workflow commands that put each problem beside its line in a pull request
    (https://docs.github.com/actions/reference/workflow-commands-for-github-actions)."""
    return "\n".join(
        f"::{d.severity} file={_property(d.at.path)},line={d.at.line},col={d.at.column},"
        f"title={_property(d.code)}::{_data(f'{d.message} {d.hint} {site}{page_of(d.code)}')}"
        for d in diagnostics
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(diagnostics: Iterable[Diagnostic], root: Path, site: str = "") -> str:
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
                "page": site + page_of(d.code),
                "fix": [
                    {"start": edit.start, "end": edit.end, "text": edit.text} for edit in d.fix
                ],
            }
            for d in diagnostics
        ],
        ensure_ascii=False,
        indent=2,
    )


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """How many of each, in words."""
    listed = list(diagnostics)
    errors = sum(d.severity == "error" for d in listed)
    warnings = len(listed) - errors
    return f"{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}"
