"""Templates, each beside what makes them: pages, books and reports."""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import CodeType

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket


class Compiled(FileSystemBytecodeCache):
    """Compiled templates, kept in memory, and where Python keeps what it compiles of the modules of a
    folder. There they are trusted as much: whoever can write there can change the modules as well.
    A build that publishes (CI is set) neither reads nor writes there, as it uses no cache."""

    def __init__(self, folder: Path) -> None:
        made_by = hashlib.sha256(Path(__file__).read_bytes() + jinja2.__version__.encode())
        pattern = f"%s.{made_by.hexdigest()[:8]}.jinja"
        super().__init__(str(folder / "__pycache__"), pattern)
        self._codes: dict[tuple[str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return name.replace("/", ".")

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))
        if bucket.code is None and not os.environ.get("CI"):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code
        if not (sys.dont_write_bytecode or os.environ.get("CI")):
            with suppress(OSError):  # a folder of somebody else's
                super().dump_bytecode(bucket)


@cache
def _environment(folder: Path) -> Environment:
    """Whatever is printed is escaped, a missing name is an error."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=Compiled(folder),
    )


@cache
def template_of(folder: Path, name: str) -> Template:
    """A template of a folder; it may take in others of the same folder."""
    found = _environment(folder).get_template(name)
    # A plain dictionary: the chain of two that it is costs more than many a template.
    found.globals = dict(found.globals)
    return found
