"""The corpus: what each file of this folder lists, laid over the small hub.

    form:    text (below a front matter), value (of every field that is printed), front (a whole
             front matter, or some fields of one), file (a path, with what is in it)
    alone:   true where each attack is tried by itself, for its time
    groups:  about, ends, attacks
    ends:    the codes that the check must give; or `verbatim`, `shown` (the page says what `shows`
             says), `kept` (a file that is published as it is)

A text is given as it is, or as `repeat`, `times`, `before`, `after`.
"""

from __future__ import annotations

import base64
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.small import SHARED

HERE = Path(__file__).parent
FORMS = ("text", "value", "front", "file")
HARMLESS = {"verbatim", "shown", "kept"}
FIELDS = {
    "title": "Drains",
    "type": "guidance-note",
    "summary": "A round of inspections.",
    "language": "en",
    "licence": "CC-BY-4.0",
    "published": "2026-01-11",
    "essentials": "[2015-1]",
    "key-messages": "[Walk.]",
    "byline": "CityKit editors",
    "reviewed": "2026-01-10",
    "review-by": "2028-01-10",
}
NOTES = "content/resources/guidance-notes"


@dataclass(frozen=True)
class Attack:
    """One attack: the file that it is, and how it must end. `seen` must stand on its page."""

    name: str
    path: str
    content: bytes
    link: str | None
    ends: tuple[str, ...]
    seen: str | None
    alone: bool
    text: str | None = None

    @property
    def harmless(self) -> bool:
        return self.ends[0] in HARMLESS

    def lay(self, root: Path) -> None:
        file = root / self.path
        file.parent.mkdir(parents=True, exist_ok=True)
        if self.link is None:
            file.write_bytes(self.content)
        else:
            file.symlink_to(self.link)


def attacks() -> Iterator[Attack]:
    """Every attack of the corpus."""
    for file in sorted(HERE.glob("*.yml")):
        listed = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert listed["form"] in FORMS
        number = 0
        for group in listed["groups"]:
            for given in group["attacks"]:
                number += 1
                name = f"{file.stem}-{number}"
                yield _attack(name, listed, group, given)


def bundles(most: int = 20) -> Iterator[tuple[str, tuple[Attack, ...], bytes]]:
    """The texts that harm nobody, many to an entry, so that a browser opens few pages: each is an item
    of a list, which ends what it leaves open. Gives the entry's path, its attacks and what is in it."""
    tried = [one for one in attacks() if one.text is not None and one.harmless and not one.alone]
    for number in range(0, len(tried), most):
        some = tuple(tried[number : number + most])
        items = [textwrap.indent(one.text or "", "  ") for one in some]
        text = "\n\n".join(f"-{item[1:]}" for item in items)
        content = _written(FIELDS, text).encode("utf-8", "surrogatepass")
        yield f"{NOTES}/bundle-{number // most}.md", some, content


def _attack(name: str, listed: dict[str, Any], group: dict[str, Any], given: Any) -> Attack:
    told = given if isinstance(given, dict) else {}
    ends = told.get("ends", group.get("ends"))
    form, path, content, seen = listed["form"], f"{NOTES}/{name}.md", b"", told.get("shows")
    body = None
    if form == "file":
        path = told["path"]
        content = base64.b64decode(told["base64"]) if "base64" in told else b"hello\n"
    else:
        text = _text(told.get(form, given))
        body = text if form == "text" else None
        seen = text if ends == "verbatim" else seen
        content = _entry(form, group, text).encode("utf-8", "surrogatepass")
    return Attack(
        name,
        path,
        content,
        told.get("link"),
        tuple([ends] if isinstance(ends, str) else ends),
        seen,
        bool(listed.get("alone")),
        body,
    )


def _text(given: Any) -> str:
    if isinstance(given, str):
        return given
    repeated = given["repeat"] * given["times"]
    return f"{given.get('before', '')}{repeated}{given.get('after', '')}"


def _entry(form: str, group: dict[str, Any], text: str) -> str:
    fields = dict(FIELDS)
    if form == "text":
        return _written(fields, text)
    if form == "value":
        return _written(_everywhere(text), "Walk the drains.")
    if group.get("edits") or group.get("replaces"):
        fields.pop(text.partition(":")[0], None)
        return _written(fields, "Walk the drains.", f"{text}\n", "sources:" not in text)
    return f"---\n{text}\n---\n\nWalk the drains.\n"


def _everywhere(value: str) -> dict[str, str]:
    """The fields of a case study, with the value in all that is printed as it stands."""
    quoted = "'" + value.replace("'", "''") + "'"
    source = f"{{id: s, title: {quoted}, publisher: {quoted}, year: 2020, url: 'https://a.example/', note: {quoted}}}"
    return {
        **FIELDS,
        "title": quoted,
        "summary": quoted,
        "also-known-as": f"[{quoted}]",
        "byline": quoted,
        "key-messages": f"[{quoted}]",
        "sources": f"[{source}]",
    }


def _written(fields: dict[str, str], text: str, more: str = "", sources: bool = True) -> str:
    front = "".join(f"{name}: {value}\n" for name, value in fields.items())
    listed = SHARED[SHARED.index("sources:") :] if sources and "sources" not in fields else ""
    return f"---\n{front}{more}{listed}---\n\n{text}\n"
