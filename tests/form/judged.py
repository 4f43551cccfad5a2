"""The cases of `tests/cases/` that one file alone shows, judged by the form's checker in node."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citykit.build import check
from citykit.config import read_config
from citykit.diagnostics import Diagnostic
from citykit.form import CHECK, script
from citykit.form.data import hub_of, rules_of, schemas_of
from citykit.kinds import BY_FOLDER, KINDS
from citykit.load import load
from tests.small import small_hub
from tests.test_cases import CASES, TODAY, lay, read_case

NODE = Path(sys.executable).with_name("node")


@dataclass(frozen=True)
class Judged:
    """One file of one case: what the command line says of it, and the file as the form gets it."""

    case: str
    path: str
    content: bytes
    kind: str
    hub: dict[str, Any]
    said: tuple[Diagnostic, ...]


def judged() -> list[Judged]:
    """Every file that a case changes and that the form can be given: an original's text."""
    return [one for file in sorted(CASES.glob("*.yml")) for one in of_case(file)]


def of_case(file: Path) -> list[Judged]:
    case = read_case(file)
    with tempfile.TemporaryDirectory() as folder:
        root = small_hub(Path(folder))
        lay(root, case)
        config = read_config(root).model_copy(update={"today": TODAY})
        checked = check(root, config)
        hub = hub_of(checked.hub, load(root).named)
        changed = [
            path for how in ("files", "edit", "bytes", "large") for path in case.get(how, {})
        ]
        found = []
        for path in dict.fromkeys(changed):
            kind = BY_FOLDER.get(path.removeprefix("content/").rpartition("/")[0])
            if (
                kind is None
                or not (root / path).is_file()
                or not re.fullmatch(r"[^.]+\.(md|yml)", path)
            ):
                continue
            said = tuple(d for d in checked.diagnostics if d.at.path == path)
            content = (root / path).read_bytes()
            found.append(Judged(file.stem, path, content, kind.name, hub, said))
        return found


def judge(files: Sequence[Judged]) -> list[list[dict[str, Any]]]:
    """What the form says of each file."""
    with tempfile.TemporaryDirectory() as folder:
        code, jobs = Path(folder, "check.js"), Path(folder, "jobs.json")
        code.write_text(script(CHECK), encoding="utf-8")
        jobs.write_text(
            json.dumps(
                {
                    "rules": rules_of(),
                    "schemas": {kind.name: schemas_of(kind) for kind in KINDS},
                    "jobs": [
                        {
                            "hub": f.hub,
                            "kind": f.kind,
                            "path": f.path,
                            "bytes": base64.b64encode(f.content).decode(),
                            "today": str(TODAY),
                        }
                        for f in files
                    ],
                }
            ),
            encoding="utf-8",
        )
        here = Path(__file__).with_name("judge.mjs")
        done = subprocess.run([NODE, here, code, jobs], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    answers: list[list[dict[str, Any]]] = json.loads(done.stdout)
    return answers
