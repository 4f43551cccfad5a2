"""SARIF 2.1.0, which code scanning and editors read
(https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote as encoded

from citykit.diagnostics import Diagnostic, Edit, page_of

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def sarif(diagnostics: Iterable[Diagnostic], root: Path, site: str = "") -> str:
    """One run with one result a problem; fixes ride along where there are any."""
    listed = list(diagnostics)
    codes = sorted({diagnostic.code for diagnostic in listed})
    driver = {
        "name": "citykit",
        "version": version("citykit"),
        "informationUri": site or None,
        "rules": [
            {
                "id": code,
                "shortDescription": {"text": code.replace("-", " ").capitalize() + "."},
                "helpUri": site + page_of(code) if site else None,
            }
            for code in codes
        ],
    }
    run = {
        "tool": {"driver": driver},
        # A column counts characters, not the UTF-16 units that SARIF would take for granted.
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, codes) for diagnostic in listed],
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(_given(whole), ensure_ascii=False, indent=2)


def _result(diagnostic: Diagnostic, codes: list[str]) -> dict[str, Any]:
    at = diagnostic.at
    region = {"startLine": at.line, "startColumn": at.column, "endColumn": at.end_column}
    place = {"artifactLocation": _file(at.path), "region": region}
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": diagnostic.severity,
        "message": {"text": f"{diagnostic.message} To mend it: {diagnostic.hint}"},
        "locations": [{"physicalLocation": place}],
        "fixes": [_fix(diagnostic.fix)] if diagnostic.fix else None,
    }


def _fix(edits: Iterable[Edit]) -> dict[str, Any]:
    by_path: dict[str, list[dict[str, Any]]] = {}
    for edit in edits:
        by_path.setdefault(edit.path, []).append(
            {
                "deletedRegion": {
                    "startLine": edit.start[0],
                    "startColumn": edit.start[1],
                    "endLine": edit.end[0],
                    "endColumn": edit.end[1],
                },
                "insertedContent": {"text": edit.text},
            }
        )
    return {
        "artifactChanges": [
            {"artifactLocation": _file(path), "replacements": replacements}
            for path, replacements in by_path.items()
        ]
    }


def _file(path: str) -> dict[str, str]:
    return {"uri": encoded(path), "uriBaseId": "%SRCROOT%"}


def _given(value: Any) -> Any:
    """Without what is None."""
    if isinstance(value, dict):
        return {key: _given(item) for key, item in value.items() if item is not None}
    return [_given(item) for item in value] if isinstance(value, list) else value
