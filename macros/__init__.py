"""The macros for docs/: thin, each documented where it is shown live, docs/contribute/macros.md.

They decorate hand-written pages. Contributed text reaches them only as finished, escaped HTML, and
what a macro prints is never rendered again.
"""

from __future__ import annotations

from typing import Any

from citykit.fragments import Fragments


def define_env(env: Any) -> None:
    """Called by mkdocs-macros with its environment, after the door has built the hub."""
    fragments = Fragments(env.conf.extra["hub"])

    def up() -> str:
        return "../" * str(env.page.url).count("/")

    @env.macro  # type: ignore[untyped-decorator]
    def latest_resources(count: int = 6, type: str | None = None) -> str:
        return fragments.latest(up(), count, type)

    @env.macro  # type: ignore[untyped-decorator]
    def count(kind: str) -> str:
        return fragments.count(kind)

    @env.macro  # type: ignore[untyped-decorator]
    def partner_grid(type: str | None = None) -> str:
        return fragments.partner_grid(up(), type)

    @env.macro  # type: ignore[untyped-decorator]
    def essentials_table(version: str | int) -> str:
        return fragments.essentials_table(up(), str(version))

    @env.macro  # type: ignore[untyped-decorator]
    def card(kind: str, id: str) -> str:
        return fragments.card(up(), kind, id)

    @env.macro  # type: ignore[untyped-decorator]
    def listing(kind: str = "resource", count: int = 12, **facets: str) -> str:
        return fragments.listing(up(), kind, count, **facets)
