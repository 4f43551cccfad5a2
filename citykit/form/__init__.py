"""The form: a page for each kind on which an entry is written, checked and previewed in the browser.

It judges as `citykit check` does, in the same words (`citykit.messages`), by the same declaration
(`citykit.schema`). Everything is a classic script, because pages opened from a folder can load
nothing else, and is loaded on the form's pages only.
"""

from __future__ import annotations

from pathlib import Path

from rjsmin import jsmin

BROWSER = Path(__file__).parent / "browser"
OTHERS = ("yaml.min", "markdown-it.min")
# The check alone, which the tests run without a page.
CHECK = ("said", "syntax", "reading", "forms", "model", "rules", "text", "check")


def script(names: tuple[str, ...]) -> str:
    """What is not ours, and ours without comments, in the order in which they need each other."""
    texts = [_text(name) for name in OTHERS]
    texts.append("var CityKit = window.CityKit || {};\nwindow.CityKit = CityKit;")
    return "\n".join([*texts, *(jsmin(_text(name)) for name in names)])


def _text(name: str) -> str:
    return (BROWSER / f"{name}.js").read_text(encoding="utf-8")
