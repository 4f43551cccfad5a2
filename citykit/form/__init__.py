"""The form: a page for each kind on which an entry is written, checked and previewed in the browser.

It judges as `citykit check` does, in the same words (`citykit.messages`), by the same declaration
(`citykit.schema`). Everything is a classic script, because pages opened from a folder can load
nothing else, and is loaded on the form's pages only.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rjsmin import jsmin

from citykit.form import admin
from citykit.form.data import hub_of, named_of, rules_of, schemas_of, setting_of, words_of
from citykit.hub import Hub
from citykit.kinds import KINDS
from citykit.output import OutputFile, for_script
from citykit.player import BROWSER as PLAYER

BROWSER = Path(__file__).parent / "browser"
OTHERS = ("yaml.min", "markdown-it.min")
# The check alone, which the tests run without a page.
CHECK = ("said", "syntax", "reading", "forms", "model", "rules", "text", "check")
ADMIN = ("syntax", "reading", "model", "writing", "admin")
PAGE = ("elements", *CHECK, "writing", "preview", "fields", "form")


def make(hub: Hub) -> Iterator[OutputFile]:
    """The form's program and style, what is the same on every page, and each kind's declaration."""
    yield OutputFile("contribute/form/form.js", script(PAGE).encode())
    yield OutputFile("contribute/form/form.css", (BROWSER / "form.css").read_bytes())
    yield _part("rules", "rules", rules_of())
    yield _part("hub", "hub", hub_of(hub, named_of(hub)))
    for lang in hub.config.languages:
        yield _part(f"words-{lang}", "words", words_of(lang))
    for kind in KINDS:
        yield _part(kind.name, "schemas", schemas_of(kind))
        for lang in hub.config.languages:
            yield _part(f"{kind.name}-{lang}", "setting", setting_of(hub, kind, lang))
    yield from admin.make(hub, script(ADMIN))


def _part(name: str, part: str, value: object) -> OutputFile:
    text = f'CityKit.form.take("{part}", {for_script(value)});\n'
    return OutputFile(f"contribute/form/{name}.js", text.encode())


def script(names: tuple[str, ...]) -> str:
    """What is not ours, and ours without comments, in the order in which they need each other."""
    texts = [_text(name) for name in OTHERS if name == "yaml.min" or "text" in names]
    texts.append("var CityKit = window.CityKit || {};\nwindow.CityKit = CityKit;")
    return "\n".join([*texts, *(jsmin(_text(name)) for name in names)])


def _text(name: str) -> str:
    folder = PLAYER if name == "elements" else BROWSER
    return (folder / f"{name}.js").read_text(encoding="utf-8")
