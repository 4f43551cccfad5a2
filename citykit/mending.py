"""Apply the fixes that ride on diagnostics; every other byte of a file stays as it is."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from citykit.diagnostics import Diagnostic, Edit

ROUNDS = 10
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_MARK = b"\xef\xbb\xbf"


@dataclass
class Mended:
    """What was mended, the contents of each file before and after, and what is left to do by hand."""

    mended: list[Diagnostic] = field(default_factory=list)
    before: dict[str, bytes] = field(default_factory=dict)
    after: dict[str, bytes] = field(default_factory=dict)
    left: tuple[Diagnostic, ...] = ()

    def difference(self) -> str:
        """The changes as a unified diff, which `git apply` and `patch` take."""
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for path, old in sorted(self.before.items())
            for line in difflib.unified_diff(
                old.decode().splitlines(keepends=True),
                self.after[path].decode().splitlines(keepends=True),
                f"a/{path}",
                f"b/{path}",
            )
        )


def mend(root: Path, judge: Callable[[], Iterable[Diagnostic]], keep: bool = False) -> Mended:
    """Mend the files below `root` until what `judge` finds can be mended no further. One fault may
    hide another, so it is asked again after each round. With `keep`, the files are as they
    were at the end, and what would have been left is known all the same."""
    done = Mended()
    try:
        _mend(root, judge, done)
    finally:
        if keep:
            for path, content in done.before.items():
                (root / path).write_bytes(content)
    return done


def _mend(root: Path, judge: Callable[[], Iterable[Diagnostic]], done: Mended) -> None:
    tried: set[tuple[Edit, ...]] = set()
    for _ in range(ROUNDS):
        done.left = tuple(judge())
        chosen = _apart(d for d in done.left if d.fix and d.fix not in tried)
        if not chosen:
            return
        tried |= {diagnostic.fix for diagnostic in chosen}
        by_path: dict[str, list[Edit]] = {}
        for diagnostic in chosen:
            for edit in diagnostic.fix:
                by_path.setdefault(edit.path, []).append(edit)
        for path, edits in by_path.items():
            file = root / path
            old = file.read_bytes()
            done.before.setdefault(path, old)
            done.after[path] = apply(old, edits)
            file.write_bytes(done.after[path])
        done.mended += chosen
    done.left = tuple(judge())


def _apart(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics whose fixes do not touch those of another one before them."""
    chosen: list[Diagnostic] = []
    taken: list[Edit] = []
    for diagnostic in diagnostics:
        if not any(_touch(edit, other) for edit in diagnostic.fix for other in taken):
            chosen.append(diagnostic)
            taken += diagnostic.fix
    return chosen


def _touch(one: Edit, other: Edit) -> bool:
    return one.path == other.path and one.start <= other.end and other.start <= one.end


def apply(content: bytes, edits: Iterable[Edit]) -> bytes:
    """A file's bytes with edits in it, each of which stays clear of the others; ValueError if not.
    Its byte-order mark stays, and lines put in end as the file's first line does."""
    mark = _MARK if content.startswith(_MARK) else b""
    lines = _LINE.findall(content[len(mark) :])
    end = next((line[len(line.rstrip(b"\r\n")) :] for line in lines), b"") or b"\n"
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    if any(a.end > b.start for a, b in pairwise(ordered)):
        raise ValueError("two edits overlap")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))

    def offset(place: tuple[int, int]) -> int:
        line, column = place
        # The columns are of characters, the file is of bytes.
        text = lines[line - 1].decode() if line <= len(lines) else ""
        return starts[min(line, len(starts)) - 1] + len(text[: column - 1].encode())

    text = content[len(mark) :]
    for edit in reversed(ordered):
        new = edit.text.encode().replace(b"\n", end)
        text = text[: offset(edit.start)] + new + text[offset(edit.end) :]
    return mark + text
