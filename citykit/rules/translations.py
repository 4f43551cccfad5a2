"""A translation whose original has changed since is known, not hidden."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.diagnostics import Diagnostic
from citykit.hub import Hub
from citykit.read import state_of


def check(hub: Hub) -> Iterator[Diagnostic]:
    for item in hub.catalogue.items:
        for translation in item.translations.values():
            if translation.stale:
                yield Diagnostic(
                    translation.entry.place(("translates",)),
                    "stale-translation",
                    f"The original {item.entry.source.path} has changed since it was translated.",
                    f"bring the translation up to date, then write `translates: {state_of(item.entry)}`.",
                    "warning",
                )
