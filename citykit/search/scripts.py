"""The script that searches in a browser: for each language put together from `browser/`, without its
comments. It stands before the directory in one file: two would cost a slow line a request more.

lunr.js 2.3.9 is Oliver Nightingale's (MIT), the stemmers are Snowball's (BSD-3-Clause) as Sphinx
ships them; their licences stand in `browser/LICENSES.md`.
"""

from __future__ import annotations

from pathlib import Path

from rjsmin import jsmin

from citykit.search.analysis import SNOWBALL

BROWSER = Path(__file__).parent / "browser"
OURS = (
    "analysis", "engine", "ranking", "reader",
    "loader", "draw", "filters", "finder", "box", "page",
)  # fmt: skip


def search_script(lang: str) -> str:
    """lunr, the language's stemmer if it has one of Snowball's, and ours."""
    names = ["lunr.min"]
    if lang in SNOWBALL:
        names += ["base-stemmer", f"{SNOWBALL[lang]}-stemmer"]
    texts = [_text(name) for name in names]
    texts.append("var CityKit = window.CityKit || {};\nwindow.CityKit = CityKit;")
    texts += [jsmin(_text(name)) for name in OURS]
    return "\n".join(texts)


def _text(name: str) -> str:
    return (BROWSER / f"{name}.js").read_text(encoding="utf-8")
