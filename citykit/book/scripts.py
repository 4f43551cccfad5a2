"""What the book pages load: a style, the boxes to tick, and the pieces of a reader's own book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rjsmin import jsmin

from citykit.book import pieces
from citykit.cache import Shelf
from citykit.output import OutputFile, for_script
from citykit.pages.view import View

BROWSER = Path(__file__).parent / "browser"


def make(views: Sequence[View], kept: Shelf | None) -> Iterator[OutputFile]:
    yield OutputFile("book/book.css", (BROWSER / "book.css").read_bytes())
    for view in views:
        for name in ("checklist", "maker"):
            yield OutputFile(f"book/{name}-{view.lang}.js", _script(name, view).encode())
    yield from pieces.make(views, kept)


def _script(name: str, view: View) -> str:
    """A script of `browser/`, begun with its words: those under `NAME.` in `locales/`."""
    said = {
        key.removeprefix(f"{name}."): text
        for key, text in view.t.every.items()
        if key.startswith(f"{name}.")
    }
    code = jsmin((BROWSER / f"{name}.js").read_text(encoding="utf-8"))
    return (
        "var CityKit = window.CityKit || {};\nwindow.CityKit = CityKit;\n"
        f"{code}\nCityKit.{name}({for_script(said)});\n"
    )
