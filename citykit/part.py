"""Which entries must be read to judge some of them.

An id is known by the name of its file, so most of what an entry refers to need not be opened. What
must be: its original and translations; entries to whose headings it links; and the entries of the
folders below, whose rules compare each with all others. `tests/test_part.py` compares with the whole
check, case by case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

from citykit.catalogue import beside
from citykit.load import CONTENT, MAX_FILE_BYTES, Wanted, files

COMPARED = tuple(
    f"{CONTENT}/{folder}/" for folder in ("assessments", "resources/handbook", "terms")
)
# More than these and reading everything, with the cache, is no slower.
MOST = 50
# Anchored and bounded, so that no text is slow to look through.
_TO_A_HEADING = re.compile(r"""(?<![^\s()<>"'\[\]])([^\s()<>"'\[\]]{1,300}\.md)#""")


def part(root: Path, paths: Sequence[Path]) -> Wanted | None:
    """Says of each entry whether it must be read to judge the files at or below `paths`; None where
    everything had better be read."""
    asked = [
        (file, path) for file, path in files(root) if any(file.is_relative_to(p) for p in paths)
    ]
    if len(asked) > MOST:
        return None
    stems = {_stem(path) for _, path in asked}
    stems |= {_stem(target) for file, path in asked for target in _headings_linked(file, path)}
    return lambda path: path.startswith(COMPARED) or _stem(path) in stems


def _stem(path: str) -> str:
    """What an original and its translations have in common."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/{name.partition('.')[0]}"


def _headings_linked(file: Path, path: str) -> Iterator[str]:
    if file.is_symlink() or not file.is_file() or file.suffix != ".md":
        return
    if file.stat().st_size > MAX_FILE_BYTES:
        return
    for found in _TO_A_HEADING.findall(file.read_text(encoding="utf-8", errors="replace")):
        yield beside(path, unquote(found))
