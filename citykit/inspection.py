"""The command `citykit check`: what to judge, what to mend, and in which form to tell it."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from citykit.cache import FILE
from citykit.checked import check, check_some
from citykit.config import Config, read_config
from citykit.diagnostics import Diagnostic
from citykit.history import NoHistory, before, fork, touched
from citykit.mending import Mended, mend
from citykit.report import FORMATS, summary

Found = tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Asked:
    """What is wanted: judge only these paths, or only what has changed since a commit; mend, or show
    what mending would change."""

    paths: tuple[Path, ...] = ()
    since: str | None = None
    form: str = "full"
    fix: bool = False
    diff: bool = False


def inspect(root: Path, asked: Asked) -> int:
    """Judge, mend and tell; the status is 1 where an error is left, 2 where nothing could be judged."""
    config = read_config(root)
    missing = [path for path in asked.paths if not path.exists()]
    if missing:
        print(f"There is no {missing[0]}.", file=sys.stderr)
        return 2
    try:
        if asked.fix or asked.diff:
            done = mend(root, lambda: judge(root, config, asked), keep=not asked.fix)
            found = done.left
            _tell_mended(done, asked)
        else:
            found = judge(root, config, asked)
    except NoHistory as error:
        print(f"What has changed since `{asked.since}` is not known: {error}.", file=sys.stderr)
        return 2
    text = FORMATS[asked.form](found, root, config.url)
    if text and not asked.diff:
        print(text)
    if asked.form in ("full", "concise"):
        print(summary(found), file=sys.stderr)
    return int(any(diagnostic.severity == "error" for diagnostic in found))


def judge(root: Path, config: Config, asked: Asked) -> Found:
    """Every problem in what is asked for."""
    if asked.since:
        found = caused(root, config, asked.since)
        return _within(root, found, asked.paths) if asked.paths else found
    if asked.paths:
        return check_some(root, asked.paths, config).diagnostics
    return check(root, config).diagnostics


def _within(root: Path, found: Found, paths: Sequence[Path]) -> Found:
    return tuple(d for d in found if any((root / d.at.path).is_relative_to(p) for p in paths))


def caused(root: Path, config: Config, ref: str) -> Found:
    """What a branch must answer for: every problem in the files it touched, and elsewhere those that
    were not there before it, such as links to a file it took away. The hub as it was is checked too
    and compared, which needs no list of how one file may spoil another."""
    commit = fork(root, ref)
    files = touched(root, commit)
    with before(root, commit) as old:
        known = check(old, as_it_was(root, old, config)).diagnostics if is_hub(old) else ()
    return answerable(check(root, config).diagnostics, known, files)


def answerable(found: Found, before: Found, files: frozenset[str]) -> Found:
    """Of what is found, what lies in touched files or was not there before."""
    known = Counter(map(_alike, before))
    own = []
    for diagnostic in found:
        known[_alike(diagnostic)] -= 1
        if diagnostic.at.path in files or known[_alike(diagnostic)] < 0:
            own.append(diagnostic)
    return tuple(own)


def is_hub(root: Path) -> bool:
    return (root / "citykit.yml").exists()


def as_it_was(root: Path, old: Path, config: Config) -> Config:
    """The settings of the hub as it was, on the same day; it is lent the cache of the hub as it is,
    where everything is known by its content."""
    if (root / FILE).exists() and not (old / FILE).exists():
        (old / FILE).parent.mkdir(exist_ok=True)
        shutil.copy(root / FILE, old / FILE)
    return read_config(old).model_copy(update={"today": config.today})


def _alike(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """What stays the same when lines above it come and go."""
    return diagnostic.at.path, diagnostic.code, diagnostic.message


def _tell_mended(done: Mended, asked: Asked) -> None:
    if asked.diff:
        print(done.difference(), end="")
    for one in done.mended:
        at = f"{one.at.path}:{one.at.line}:{one.at.column}"
        what = "can be mended" if asked.diff else "mended"
        print(f"{what}[{one.code}]: {at} {' '.join(one.message.split())}", file=sys.stderr)
    if not asked.diff and done.mended:
        files = len(done.before)
        said = f"{len(done.mended)} mended in {files} {'file' if files == 1 else 'files'}; left:"
        print(said, file=sys.stderr)
