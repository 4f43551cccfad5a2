"""The site as it was built last: a file that would be the same is linked to, not made again.

A link costs a fifth of what writing costs, and leaves the file's time of change alone, for whoever
copies only what has changed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

# Where it is told of what each file of a site was made, from the hub's folder.
FILE = ".cache/site.json"


class Before:
    """The folder of the site before this one, if there is one. Files with equal marks are equal; a
    mark counts as long as the file is the very one that was written with it, untouched since.

    `record` is where marks stand from build to build; without it they last as long as this object.
    `keeps` tells that the folder is no site of its own: what is made is put there too.
    """

    def __init__(self, folder: str | None, record: Path | None, keeps: bool = False) -> None:
        self._folder = folder
        self._record = record
        self._keeps = keeps
        self._marks: dict[str, list[object]] = {}
        self._fresh: dict[str, list[object]] = {}
        if record is not None:
            # Another program's file, or half of ours: begin anew.
            with suppress(OSError, TypeError, ValueError):
                self._marks = dict(json.loads(record.read_text(encoding="utf-8")))

    def put(self, path: str, mark: str, content: Callable[[], bytes], target: str) -> None:
        """Have the file of this path there. Its content is asked for only if the mark, which may be
        empty, does not tell that the site before has it."""
        old = f"{self._folder}/{path}"
        if mark and self._marks.get(path) == _told(mark, old) and _linked(old, target):
            self._fresh[path] = self._marks[path]
            return
        made = content()
        if not (_holds(old, made) and _linked(old, target)):
            Path(target).write_bytes(made)
            if self._keeps:
                Path(old).parent.mkdir(parents=True, exist_ok=True)
                Path(old).unlink(missing_ok=True)
                _linked(target, old)
        self._fresh[path] = _told(mark, target)

    def write(self) -> None:
        """From now on, the site that was built is the one before."""
        self._marks, self._fresh = self._fresh, {}
        if self._record is not None:
            with suppress(OSError):
                self._record.parent.mkdir(exist_ok=True)
                self._record.write_text(json.dumps(self._marks), encoding="utf-8")


def _told(mark: str, file: str) -> list[object]:
    try:
        found = os.stat(file)  # noqa: PTH116 - quicker
    except OSError:
        return []
    return [mark, found.st_ino, found.st_mtime_ns]


def _holds(file: str, content: bytes) -> bool:
    try:
        return os.stat(file).st_size == len(content) and Path(file).read_bytes() == content  # noqa: PTH116
    except OSError:
        return False


def _linked(file: str, target: str) -> bool:
    try:
        os.link(file, target)
    except OSError:  # its disk knows no links
        return False
    return True
