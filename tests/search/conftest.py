"""The real hub's index, and a node process that searches it as the browser would."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from citykit.build import Build, build
from citykit.output import OutputFile
from tests.small import REPOSITORY

HERE = Path(__file__).parent
NODE = Path(sys.executable).with_name("node")


@pytest.fixture(scope="session")
def real_build() -> Build:
    """The repository's own content, built by the core."""
    made = build(REPOSITORY)
    assert not made.wrong
    return made


@pytest.fixture(scope="session")
def real_index(real_build: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pieces of the real hub, on disk."""
    folder = tmp_path_factory.mktemp("index")
    write(folder, [file for file in real_build.files if file.path.startswith("search/")])
    return folder


def write(folder: Path, files: Sequence[OutputFile]) -> None:
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


def node(script: str, *arguments: str | Path) -> Any:
    """What a script beside this file prints, as JSON."""
    done = subprocess.run(
        [NODE, HERE / script, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def ask(folder: Path, queries: Sequence[Any], lang: str = "en", *options: str) -> Any:
    """The answers to queries, as a reader gets them (see ask.mjs)."""
    file = folder / "queries.json"
    file.write_text(json.dumps(queries), encoding="utf-8")
    return node("ask.mjs", folder, lang, file, *options)
