"""Templates, each beside what makes them: pages, books and reports."""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

import jinja2
from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
)
from jinja2.bccache import Bucket


class _Compiled(FileSystemBytecodeCache):
    """Templates that were compiled before, kept where Python keeps what it compiles of the modules
    of a folder, and trusted as much: whoever can write there can change the modules as well."""

    def __init__(self, folder: Path) -> None:
        made_by = hashlib.sha256(Path(__file__).read_bytes() + jinja2.__version__.encode())
        pattern = f"%s.{made_by.hexdigest()[:8]}.jinja"
        super().__init__(str(folder / "__pycache__"), pattern)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return name.replace("/", ".")

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            with suppress(OSError):  # a folder of somebody else's
                super().dump_bytecode(bucket)


def compiled(folder: Path) -> BytecodeCache | None:
    """What keeps compiled templates beside the modules of a folder. A build that publishes (CI is
    set) reads none, as it reads no cache."""
    return None if os.environ.get("CI") else _Compiled(folder)


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
        bytecode_cache=compiled(folder),
    )


@cache
def template_of(folder: Path, name: str) -> Template:
    """A template of a folder; it may take in others of the same folder."""
    found = _environment(folder).get_template(name)
    # A plain dictionary: the chain of two that it is costs more than many a template.
    found.globals = dict(found.globals)
    return found
