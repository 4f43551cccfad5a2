"""What git knows of the hub: which files a branch touched, and the hub as it was before."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class NoHistory(ValueError):
    """Git cannot say; the message says why."""


def _git(root: Path, *arguments: str) -> str:
    # Nothing that stands in a repository may run, such as its hooks.
    command = ["git", "-C", str(root), "-c", "core.hooksPath=/dev/null", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        raise NoHistory("git is not installed") from None
    if done.returncode:
        raise NoHistory(done.stderr.decode("utf-8", "replace").strip() or "git failed")
    return done.stdout.decode("utf-8", "surrogateescape")


def fork(root: Path, ref: str) -> str:
    """The commit at which the present branch left `ref`; NoHistory where they never met."""
    commit = _git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"
    ).strip()
    return _git(root, "merge-base", commit, "HEAD").strip()


def touched(root: Path, commit: str) -> frozenset[str]:
    """The files that differ from those of a commit, relative to `root`: changed, added (also where
    git does not yet know them) or gone. A file renamed is two: one gone and one added."""
    changed = _git(root, "diff", "--name-only", "--no-renames", "--relative", "-z", commit, "--")
    unknown = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(path for path in (changed + unknown).split("\0") if path)


@contextmanager
def before(root: Path, commit: str) -> Iterator[Path]:
    """The hub as it was at a commit, in a folder of its own, until the block is left."""
    below = _git(root, "rev-parse", "--show-prefix").strip()
    with tempfile.TemporaryDirectory(prefix="citykit-") as folder:
        tree = Path(folder) / "before"
        _git(root, "worktree", "add", "--detach", "--quiet", str(tree), commit)
        try:
            yield tree / below
        finally:
            _git(root, "worktree", "remove", "--force", str(tree))
