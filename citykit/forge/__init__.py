"""What the forge reads: who reviews what, and the forms and templates that it offers contributors.

Everything is made from the hub, so that it follows when a partner or a kind does.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from citykit.forge.issues import issue_forms
from citykit.forge.owners import owners
from citykit.forge.pulls import pull_templates
from citykit.hub import Hub

FOLDER = ".github"


def forge_files(hub: Hub) -> Mapping[str, str]:
    """Each file's text by its path from the root."""
    made = {
        "CODEOWNERS": owners(hub),
        **issue_forms(hub.config),
        **pull_templates(hub.config),
    }
    return {f"{FOLDER}/{path}": text for path, text in made.items()}


def write_forge_files(hub: Hub, root: Path) -> list[str]:
    """Write the files that differ, and say which they are."""
    written = []
    for path, text in forge_files(hub).items():
        file = root / path
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            written.append(path)
    return written
