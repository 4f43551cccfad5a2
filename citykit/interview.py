"""Questions on a terminal, for whoever makes a new entry: known words are completed with the tab key."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from citykit.diagnostics import listing
from citykit.scaffold.wanted import Ask, Wanted


def answers() -> Ask:
    """What asks a person at the terminal, or nobody where there is none."""
    return ask if sys.stdin.isatty() and sys.stdout.isatty() else lambda wanted: None


def ask(wanted: Wanted) -> str | None:
    """Ask until the answer serves; an empty one leaves a text for later, where that may be."""
    _offer(wanted.choices)
    print(f"\n{wanted.name}: {wanted.about or 'needed'}")
    if wanted.choices:
        print(f"  {'one or more' if wanted.several else 'one'} of {listing(wanted.choices)}")
    if wanted.later:
        print("  (leave it empty to write it later)")
    while True:
        answer = input("> ").strip()
        if not answer and wanted.later:
            return None
        fault = wanted.fault(answer) if answer else "This is needed."
        if fault is None:
            return answer
        print(f"  {fault}")


def _offer(words: Sequence[str]) -> None:
    try:
        import readline
    except ImportError:  # Windows has none; the words are listed all the same
        return

    def complete(begun: str, number: int) -> str | None:
        fitting = [word for word in words if word.startswith(begun)]
        return fitting[number] if number < len(fitting) else None

    readline.set_completer_delims(" ,")
    readline.set_completer(complete)
    readline.parse_and_bind("tab: complete")
