"""A hub in git, for what holds a branch against `main`."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.small import write


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@town.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def begin_branch(hub: Path) -> Path:
    """Put the hub on `main` as it is, and begin the branch `mine` there."""
    write(hub, {".gitignore": ".cache/\n"})
    git(hub, "init", "-q", "-b", "main")
    git(hub, "add", "-A")
    git(hub, "commit", "-qm", "The hub")
    git(hub, "checkout", "-qb", "mine")
    return hub
