"""The main form of test: what a contributor did, and what the check says about it.

Each file of `tests/cases/` lays a change over the small hub:

    about:   one sentence
    files:   path -> text (null deletes the file)
    edit:    path -> list of [old text, new text]; the old text must stand there exactly once
    bytes:   path -> base64, for what YAML cannot hold
    links:   path -> target of a symbolic link
    large:   path -> size of a file in bytes
    build:   true where only making the pages shows the fault
    expect:  what the check says, in order; comes last

`python -m tests.test_cases --update` rewrites every `expect`: read the difference before you keep it.
"""

from __future__ import annotations

import base64
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from citykit.build import build, check
from citykit.config import read_config
from citykit.diagnostics import Diagnostic
from tests.small import small_hub, write

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 24)
KEYS = {"about", "files", "edit", "bytes", "links", "large", "build", "expect"}


def read_case(file: Path) -> dict[str, Any]:
    case = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert set(case) <= KEYS, f"{file.name} has unknown keys: {set(case) - KEYS}"
    return dict(case)


def lay(root: Path, case: dict[str, Any]) -> None:
    """Change the hub below `root` as the case says."""
    for path, text in case.get("files", {}).items():
        if text is None:
            (root / path).unlink()
        else:
            write(root, {path: text})
    for path, changes in case.get("edit", {}).items():
        text = (root / path).read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
            text = text.replace(old, new)
        write(root, {path: text})
    for path, coded in case.get("bytes", {}).items():
        write(root, {path: base64.b64decode(coded)})
    for path, target in case.get("links", {}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).symlink_to(target)
    for path, size in case.get("large", {}).items():
        write(root, {path: b"x" * size})


def told(diagnostic: Diagnostic) -> str:
    at = diagnostic.at
    return (
        f"{at.path}:{at.line}:{at.column} {diagnostic.severity}[{diagnostic.code}]: "
        f"{diagnostic.message}\n  help: {diagnostic.hint}"
    )


def outcome(root: Path, case: dict[str, Any]) -> list[str]:
    """What the check says about the small hub with the case laid over it."""
    small_hub(root)
    lay(root, case)
    config = read_config(root).model_copy(update={"today": TODAY})
    run = build if case.get("build") else check
    return [told(diagnostic) for diagnostic in run(root, config).diagnostics]


@pytest.mark.parametrize("file", sorted(CASES.glob("*.yml")), ids=lambda file: file.stem)
def test_case(file: Path, tmp_path: Path) -> None:
    case = read_case(file)
    assert outcome(tmp_path, case) == case["expect"], case["about"]


def test_the_small_hub_is_faultless(tmp_path: Path) -> None:
    assert outcome(tmp_path, {}) == []


def update() -> None:
    """Rewrite `expect` in every case."""
    for file in sorted(CASES.glob("*.yml")):
        text = file.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            said = outcome(Path(folder), read_case(file))
        blocks = "".join(f"\n  - |-\n    {one.replace(chr(10), chr(10) + '    ')}" for one in said)
        given = text.partition("\nexpect:")[0]
        file.write_text(f"{given}\nexpect:{blocks or ' []'}\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--update"]:
        sys.exit("usage: python -m tests.test_cases --update")
    update()
