"""The assessment player: one program for all question sets, each with its data in each language.

Everything is a classic script, because pages opened from a folder can load nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from citykit.hub import Hub
from citykit.output import OutputFile, for_script
from citykit.player.data import data_of
from citykit.player.exchange import schema

BROWSER = Path(__file__).parent / "browser"
SCRIPTS = (
    "elements", "scoring", "store", "exchange", "charts", "answering", "workshop", "result", "player",
)  # fmt: skip


def make(hub: Hub) -> Iterator[OutputFile]:
    """The player and its style, the schema of its files, and each set in each language."""
    if not hub.catalogue.all("assessment"):
        return
    yield OutputFile("assessments/player.js", player_script().encode())
    for name in ("player.css", "xlsx.js"):
        yield OutputFile(f"assessments/{name}", (BROWSER / name).read_bytes())
    published = schema(hub.config.url)
    yield OutputFile("assessments/schema.json", json.dumps(published, indent=1).encode())
    for item in hub.catalogue.all("assessment"):
        for lang in hub.config.all_languages:
            if lang in hub.config.partial_languages and lang not in item.translations:
                continue
            data = {**data_of(hub, item, lang), "schema": schema("")}
            script = f"CityKit.player.begin({for_script(data)});\n"
            yield OutputFile(f"assessments/{item.id}-{lang}.js", script.encode())


def player_script() -> str:
    """The player's parts in the order in which they need each other."""
    texts = [(BROWSER / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    return "\n".join(["var CityKit = window.CityKit || {};\nwindow.CityKit = CityKit;", *texts])
