"""The scripts that search in a browser: one file a language, put together from `browser/`.

lunr.js 2.3.9 is Oliver Nightingale's (MIT), the stemmers are Snowball's (BSD-3-Clause) as Sphinx
ships them; their licences stand in `browser/LICENSES.md`.
"""

from __future__ import annotations

from pathlib import Path

from citykit.output import OutputFile
from citykit.search.analysis import SNOWBALL

BROWSER = Path(__file__).parent / "browser"
OURS = (
    "analysis", "engine", "ranking", "reader",
    "loader", "draw", "filters", "finder", "box", "page",
)  # fmt: skip


def search_script(lang: str) -> OutputFile:
    """`search/search-LANG.js`: lunr, the language's stemmer if it has one of Snowball's, and ours."""
    names = ["lunr.min"]
    if lang in SNOWBALL:
        names += ["base-stemmer", f"{SNOWBALL[lang]}-stemmer"]
    texts = [_text(name) for name in names]
    texts.append("var CityKit = window.CityKit || {};\nwindow.CityKit = CityKit;")
    texts += [_text(name) for name in OURS]
    return OutputFile(f"search/search-{lang}.js", "\n".join(texts).encode())


def _text(name: str) -> str:
    return (BROWSER / f"{name}.js").read_text(encoding="utf-8")
