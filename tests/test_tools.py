"""The tools that read the code: layers, types, style, and the safety of the workflows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.small import REPOSITORY

BIN = Path(sys.executable).parent
GITHUB = REPOSITORY / ".github"
FORMS = sorted(
    str(file) for file in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if file.stem != "config"
)
WORKFLOWS = sorted(str(file) for file in (REPOSITORY / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize(
    "command",
    [
        ["lint-imports", "--no-cache"],
        ["mypy"],
        ["ruff", "check"],
        ["ruff", "format", "--check"],
        ["zizmor", "--offline", *WORKFLOWS],
        ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS],
        ["check-jsonschema", "--builtin-schema", "vendor.github-issue-forms", *FORMS],
    ],
    ids=lambda command: " ".join(command[:3]),
)
def test_tool_is_content(command: list[str]) -> None:
    done = subprocess.run(
        [BIN / command[0], *command[1:]],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_compiled_code_is_committed() -> None:
    """It would run, and nobody can review it."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert listed
    compiled = {".pyc", ".pyo", ".so", ".jinja"}
    assert [path for path in listed if "__pycache__" in path or Path(path).suffix in compiled] == []
