"""The same documents as two sites that can be searched: with our pieces, and with Pagefind."""

from __future__ import annotations

import html
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from citykit.output import OutputFile
from citykit.search import pieces_of
from citykit.search.documents import Document

HERE = Path(__file__).parent
FACETS: dict[str, tuple[str, dict[str, str]]] = {
    name: (name.capitalize(), {}) for name in ("type", "hazard", "year")
}


def made(documents: Sequence[Document], root: Path | None = None) -> list[OutputFile]:
    """Our pieces; counts are kept below `root`."""
    return list(pieces_of(list(documents), "en", root, FACETS, contact="https://forge.example/"))


def ours(folder: Path, files: Iterable[OutputFile]) -> None:
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    shutil.copy(HERE / "ours.html", folder / "index.html")


def pagefind(folder: Path, documents: Iterable[Document]) -> None:
    """Pages with title, summary and body, as Pagefind wants them: everything in <main>."""
    for document in documents:
        path = folder / document.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_page(document), encoding="utf-8")
    command = [sys.executable, "-m", "pagefind", "--site", str(folder), "--quiet"]
    subprocess.run(command, check=True)
    shutil.copy(HERE / "pagefind.html", folder / "index.html")


def _page(document: Document) -> str:
    title = html.escape(document.title)
    body = "".join(
        (
            f'<h2 id="{html.escape(section.id)}">{html.escape(section.heading)}</h2>'
            if section.id
            else ""
        )
        + f"<p>{html.escape(section.text)}</p>"
        for section in document.sections
    )
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title></head><body><main>'
        f"<h1>{title}</h1><p>{html.escape(document.summary)}</p>"
        f"<p>{html.escape(', '.join(document.shown))}</p>{body}</main></body></html>"
    )
