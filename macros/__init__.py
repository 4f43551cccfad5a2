"""The macros for docs/: thin, and never run on contributed text."""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    pass
