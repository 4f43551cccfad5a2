"""Examples for the guide, made from the cases: for each code, what is wrong and how it is right.

`python -m tests.examples --update` writes them into `citykit/codes.yml`, where what a code is `about`
is written by hand and stays.
"""

from __future__ import annotations

import difflib
import re
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from citykit.build import build
from citykit.checked import check
from citykit.codes import FILE
from citykit.config import read_config
from citykit.invisible import CONTROL
from tests.small import small_hub, write
from tests.test_cases import CASES, TODAY, lay, mended, read_case

MOST = 3
LINES = 14
SAID = re.compile(r"(\S.*?):(\d+):\d+ (error|warning)\[([a-z0-9-]+)\]: (.*)\n  help: (.*)", re.S)


def examples() -> dict[str, list[dict[str, Any]]]:
    """For each code, up to three examples that are told in different words."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    cases = {file: read_case(file) for file in sorted(CASES.glob("*.yml"))}
    # First those whose right text is what its author meant.
    for file, case in sorted(cases.items(), key=lambda one: "mended" not in one[1]):
        said = [SAID.fullmatch(one) for one in case["expect"]]
        if len(said) != 1 or said[0] is None:
            continue
        path, _, severity, code, message, hint = said[0].groups()
        pair = wrong_and_right(case, path)
        told = {re.sub(r"`.*?`", "", one["message"]) for one in found[code]}
        plain = re.sub(r"`.*?`", "", message)
        if pair and plain not in told and len(found[code]) < MOST:
            words = {"severity": severity, "message": message, "hint": hint}
            fixed = {"mended": True} if "mended" in case else {}
            about = case["about"][:1].upper() + case["about"][1:].rstrip(".") + "."
            found[code].append({"case": file.stem, "about": about, **pair, **words, **fixed})
    return dict(sorted(found.items()))


def wrong_and_right(case: dict[str, Any], path: str) -> dict[str, Any] | None:
    """The path and lines of a file as the case has it, and as they are right; None where the case
    does not say how that is. Also sees to it that the right ones are right."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        before = small_hub(root / "before")
        hub = small_hub(root / "hub")
        lay(hub, case)
        if moved := case.get("rename"):
            ((old, new),) = moved.items()
            content = (hub / old).read_bytes()
            (hub / old).unlink()
            write(hub, {new: content} if new else {})
            _assure(hub, case)
            return {"path": old, "right-path": new or ""}
        if "large" in case or not (hub / path).is_file():
            return None
        wrong = _text(hub / path)
        if "right" in case:
            lay(hub, {"edit": case["right"]})
        elif "mended" in case:
            mended(root / "mended", case)
            write(hub, {path: (root / "mended" / path).read_bytes()})
        elif (before / path).exists():
            write(hub, {path: (before / path).read_bytes()})
        else:
            return None
        right = _text(hub / path)
        if wrong == right:
            return None
        _assure(hub, case)
        return {"path": path, **_excerpts(wrong, right)}


def _text(file: Path) -> str:
    return CONTROL.sub("\ufffd", file.read_bytes().decode("utf-8", "replace"))


def _assure(hub: Path, case: dict[str, Any]) -> None:
    config = read_config(hub).model_copy(update={"today": TODAY})
    run = build if case.get("build") else check
    code = re.search(r"\[([a-z0-9-]+)\]", case["expect"][0])
    left = {one.code for one in run(hub, config).diagnostics}
    assert code and code[1] not in left, f"{case['about']} The right example is not right."


def _excerpts(wrong: str, right: str) -> dict[str, str]:
    """The lines that differ, with one more on each side."""
    ours, theirs = wrong.split("\n"), right.split("\n")
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    group = next(matcher.get_grouped_opcodes(1))
    a, b = slice(group[0][1], group[-1][2]), slice(group[0][3], group[-1][4])
    return {"wrong": _cut(ours[a]), "right": _cut(theirs[b])}


def _cut(lines: list[str]) -> str:
    more = ["…"] if len(lines) > LINES else []
    return "\n".join([*(line[:160] for line in lines[:LINES]), *more]).rstrip()


def codes() -> dict[str, Any]:
    """What `citykit/codes.yml` must hold."""
    abouts = yaml.safe_load(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    made = examples()
    return {
        code: {"about": abouts.get(code, {}).get("about", ""), "examples": made.get(code, [])}
        for code in sorted({*made, *abouts})
    }


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as they are."""


def _block(dumper: yaml.Dumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _block)

if __name__ == "__main__":
    if sys.argv[1:] != ["--update"]:
        sys.exit("usage: python -m tests.examples --update")
    text = yaml.dump(codes(), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
    head = "# What each code is about (by hand) and its examples (made by `python -m tests.examples --update`).\n"
    FILE.write_text(head + text, encoding="utf-8")
