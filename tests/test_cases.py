"""The main form of test: what a contributor did, and what the check says about it.

Each file of `tests/cases/` lays a change over the small hub:

    about:   one sentence
    files:   path -> text (null deletes the file)
    edit:    path -> list of [old text, new text]; the old text must stand there exactly once
    bytes:   path -> base64, for what YAML cannot hold
    links:   path -> target of a symbolic link
    large:   path -> size of a file in bytes
    build:   true where only making the pages shows the fault
    right:   path -> list of [wrong text, right text], for an example in the guide, where what was
             there before the change is not the right text
    rename:  path -> its right path (null where no file should be), for the same use
    expect:  what the check says, in order
    mended:  the lines that `citykit check --fix` takes out (-) and puts in (+); comes last

`python -m tests.test_cases --update` rewrites every `expect` and `mended`: read the difference before
you keep it.
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
from citykit.mending import mend
from tests.small import small_hub, write

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 24)
KEYS = {
    "about", "files", "edit", "bytes", "links", "large", "build", "right", "rename", "expect", "mended",
}  # fmt: skip


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


def mended(root: Path, case: dict[str, Any]) -> tuple[list[str], set[str]]:
    """The lines that mending takes out and puts in, and the codes that it was to cure and did not."""
    small_hub(root)
    lay(root, case)
    config = read_config(root).model_copy(update={"today": TODAY})
    done = mend(root, lambda: check(root, config).diagnostics)
    lines = done.difference().splitlines()
    return [x for x in lines if x[0] in "+-" and x[:3] not in ("+++", "---")], (
        {one.code for one in done.mended} & {one.code for one in done.left}
    )


FIXABLE = [file for file in sorted(CASES.glob("*.yml")) if "mended" in read_case(file)]


def test_many_cases_can_be_mended() -> None:
    assert len(FIXABLE) >= 30


@pytest.mark.parametrize("file", FIXABLE, ids=lambda file: file.stem)
def test_a_fix_cures_its_case_and_changes_nothing_else(file: Path, tmp_path: Path) -> None:
    case = read_case(file)
    assert mended(tmp_path, case) == (case["mended"].splitlines(), set())


@pytest.mark.parametrize("file", FIXABLE, ids=lambda file: file.stem)
def test_a_fix_keeps_line_ends_and_the_byte_order_mark(file: Path, tmp_path: Path) -> None:
    """The same case with the line ends of Windows: the same change, in these line ends."""
    case = read_case(file)
    plain, windows = tmp_path / "plain", tmp_path / "windows"
    mended(plain, case)
    small_hub(windows)
    lay(windows, case)
    for path in (windows / "content").rglob("*.md"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    config = read_config(windows).model_copy(update={"today": TODAY})
    mend(windows, lambda: check(windows, config).diagnostics)
    for path in (windows / "content").rglob("*.md"):
        same = (plain / path.relative_to(windows)).read_bytes().replace(b"\n", b"\r\n")
        assert path.read_bytes() == b"\xef\xbb\xbf" + same


@pytest.mark.parametrize(
    "file", sorted(set(CASES.glob("*.yml")) - set(FIXABLE)), ids=lambda f: f.stem
)
def test_what_cannot_be_mended_safely_is_left_alone(file: Path, tmp_path: Path) -> None:
    assert mended(tmp_path, read_case(file))[0] == []


def test_the_small_hub_is_faultless(tmp_path: Path) -> None:
    assert outcome(tmp_path, {}) == []


def update() -> None:
    """Rewrite `expect` in every case."""
    for file in sorted(CASES.glob("*.yml")):
        text = file.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            said = outcome(Path(folder) / "told", read_case(file))
            lines, left = mended(Path(folder) / "mended", read_case(file))
            assert not (lines and left), f"{file.name} is mended, but not cured"
        blocks = "".join(f"\n  - |-\n    {one.replace(chr(10), chr(10) + '    ')}" for one in said)
        given = text.partition("\nexpect:")[0]
        fix = "".join(f"\n  {line}" for line in lines)
        fixed = f"mended: |-{fix}\n" if lines else ""
        file.write_text(f"{given}\nexpect:{blocks or ' []'}\n{fixed}", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--update"]:
        sys.exit("usage: python -m tests.test_cases --update")
    update()
