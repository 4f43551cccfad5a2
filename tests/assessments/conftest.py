"""The repository's question sets, and a node process that runs the player's pure parts."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from citykit.build import check
from citykit.hub import Hub
from citykit.kinds.assessment import Assessment
from citykit.player import make
from tests.small import REPOSITORY

NODE = Path(sys.executable).with_name("node")
Run = Callable[..., Any]


@pytest.fixture(scope="session")
def real_hub() -> Hub:
    """The repository's own content, as read."""
    return check(REPOSITORY).hub


@pytest.fixture(scope="session")
def sets(real_hub: Hub) -> dict[str, Assessment]:
    return {item.id: item.record for item in real_hub.catalogue.all("assessment")}


@pytest.fixture(scope="session")
def player(real_hub: Hub, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """`player(set, *calls)`: the results of calls such as `("scoring", "spread", {"g1": 2})`."""
    folder = tmp_path_factory.mktemp("player")
    for file in make(real_hub):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)

    def run(name: str, *calls: Any) -> Any:
        file = folder / "calls.json"
        file.write_text(json.dumps(calls), encoding="utf-8")
        script = Path(__file__).with_name("run.mjs")
        done = subprocess.run(
            [NODE, script, folder, f"{name}-en", file], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout)

    return run
