"""The one job that may write to a pull request prints nothing that it has not checked."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.small import REPOSITORY

RUN = "https://forge.example/hub/actions/runs/7"
NONE: dict[str, Any] = {"count": 0, "names": []}
FINE: dict[str, Any] = {
    "version": 1,
    "whole": True,
    "errors": 0,
    "warnings": 2,
    "outside": 1,
    "added": {"count": 1, "names": ["partners/new-bank.html"]},
    "changed": NONE,
    "removed": NONE,
    "with-them": 3,
}


def comment(
    folder: Path, files: dict[str, str], run: str = RUN
) -> subprocess.CompletedProcess[str]:
    artifact = folder / "summary.zip"
    with zipfile.ZipFile(artifact, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    command = [sys.executable, "-I", REPOSITORY / ".ci" / "comment", artifact, run]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_summary_becomes_a_comment(tmp_path: Path) -> None:
    done = comment(tmp_path, {"summary.json": json.dumps(FINE)})
    assert done.returncode == 0
    assert f"**[The preview]({RUN}#artifacts)** is ready" in done.stdout
    assert "- `partners/new-bank.html`" in done.stdout


@pytest.mark.parametrize(
    "change",
    [
        {"added": {"count": 1, "names": ["x`](https://evil.example) <img src=x>"]}},
        {"added": {"count": 1, "names": ["@everyone"]}},
        {"added": {"count": 1, "names": ["a\n\n# Approved"]}},
        {"added": {"count": 51, "names": ["a"] * 51}},
        {"added": {"count": 1, "names": [["a"]]}},
        {"added": ["a"]},
        {"errors": "0 **approved**"},
        {"errors": True},
        {"errors": -1},
        {"errors": 10**30},
        {"whole": "yes"},
        {"version": 2},
        {"said": "approved"},
    ],
    ids=str,
)
def test_anything_else_is_refused_and_not_printed(tmp_path: Path, change: dict[str, Any]) -> None:
    done = comment(tmp_path, {"summary.json": json.dumps({**FINE, **change})})
    assert (done.returncode, done.stdout) == (1, "")
    assert "evil" not in done.stderr


@pytest.mark.parametrize(
    "files",
    [
        {"summary.json": "[" * 60_000},
        {"summary.json": " " * 10_000_000 + json.dumps(FINE)},
        {"summary.json": "not JSON"},
        {"summary.json": "9" * 60_000},
        {"../summary.json": json.dumps(FINE)},
        {"summary.json": json.dumps(FINE), "more.sh": "echo"},
        {},
    ],
    ids=["deep", "large", "no JSON", "a long number", "a way out", "another file", "empty"],
)
def test_an_odd_artifact_is_refused(tmp_path: Path, files: dict[str, str]) -> None:
    done = comment(tmp_path, files)
    assert (done.returncode, done.stdout) == (1, "")


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"no zip")
    command = [sys.executable, "-I", REPOSITORY / ".ci" / "comment", tmp_path / "a.zip", RUN]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


def test_the_address_of_the_run_is_checked_too(tmp_path: Path) -> None:
    files = {"summary.json": json.dumps(FINE)}
    assert comment(tmp_path, files, "https://forge.example/x)[y](z").returncode == 1
