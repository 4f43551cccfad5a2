"""A new entry: one file, in the right folder, that passes the check as it stands.

What is asked, offered and refused comes from the model that the check uses. A text that is not given
is marked as still to be written, where the model takes any text; anything else must be given.

given → draft, which asks for what is wanted → written
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citykit.begun import PLACEHOLDER
from citykit.checked import check
from citykit.config import Config, read_config
from citykit.diagnostics import Diagnostic, did_you_mean, listing
from citykit.entry import Source
from citykit.kinds import BY_NAME, Kind
from citykit.load import CONTENT, load
from citykit.record import Strict
from citykit.scaffold.draft import Draft
from citykit.scaffold.given import Refused, put
from citykit.scaffold.wanted import Ask, Wanted
from citykit.scaffold.written import text_of


@dataclass(frozen=True)
class Scaffold:
    """An entry ready to be written below the root; `diagnostics` is what the check says of it."""

    source: Source
    address: str
    diagnostics: tuple[Diagnostic, ...]
    left: int

    @property
    def wrong(self) -> bool:
        return any(diagnostic.severity == "error" for diagnostic in self.diagnostics)

    def write(self, root: Path) -> Path:
        """Write the file; FileExistsError if there is one, which is never touched."""
        file = root / self.source.path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(self.source.text)
        return file


def scaffold(
    root: Path,
    kind: str,
    type: str | None = None,
    pairs: Sequence[tuple[str, str]] = (),
    id: str | None = None,
    ask: Ask = lambda wanted: None,
) -> Scaffold:
    """Put an entry together from `name, value` pairs and from what `ask` gets, and check it with the
    hub below `root`. Refused where it cannot be made."""
    config = read_config(root)
    found, model = _model(kind, type)
    loaded = load(root, config.original)
    known: dict[str, list[str]] = {}
    for name, one in sorted(loaded.known):
        known.setdefault(name, []).append(one)
    draft = Draft(found, model, config, {name: tuple(ids) for name, ids in known.items()}, ask)
    for name, value in [("type", type)] if type else []:
        draft.fields[name] = value
    for name, value in pairs:
        put(draft.fields, model, name.split("."), value, name)
    draft.fill()
    if draft.missing:
        raise Refused(_missing(draft.missing))
    id = id or _id(found, draft.fields)
    folder = found.type_folders.get(type or "", found.folders[0])
    end = "yml" if kind == "assessment" else "md"
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id):
        raise Refused(f"`{id}` cannot be an id: use small letters, digits and hyphens.")
    if (kind, id) in loaded.known:
        raise Refused(f"There is already an entry `{id}` of this kind: choose another with --id.")
    source = Source(f"{CONTENT}/{folder}/{id}.{end}", text_of(found, type, model, draft.fields))
    told = _judge(root, config, source)
    address = f"{found.address}/{id}.html" if found.paged else f"{found.address}.html#{id}"
    return Scaffold(source, address, told, source.text.count(PLACEHOLDER))


def _judge(root: Path, config: Config, source: Source) -> tuple[Diagnostic, ...]:
    """What the check says because of a file that is not there yet: also of other files."""
    found = check(root, config, source).diagnostics
    others = {d for d in found if d.at.path != source.path}
    if others:
        others -= set(check(root, config).diagnostics)
    return tuple(d for d in found if d.at.path == source.path or d in others)


def _model(kind: str, type: str | None) -> tuple[Kind, type[Strict]]:
    if kind not in BY_NAME:
        known = f"use one of {listing(BY_NAME, 30)}."
        raise Refused(f"There is no kind `{kind}`: {did_you_mean(kind, BY_NAME, known)}")
    found = BY_NAME[kind]
    if not found.by_type:
        return found, found.model
    if type is None or type not in found.by_type:
        known = f"use one of {listing(found.by_type)}."
        if type is None:
            raise Refused(f"Say which type of {kind} it is: {known}")
        raise Refused(f"There is no type `{type}`: {did_you_mean(type, found.by_type, known)}")
    return found, found.by_type[type]


def _missing(missing: Sequence[Wanted]) -> str:
    lines = []
    for wanted in {wanted.name: wanted for wanted in missing}.values():
        about = wanted.about.rstrip(".")
        if wanted.choices:
            number = "one or more" if wanted.several else "one"
            about = f"{about}{': ' if about else ''}{number} of {listing(wanted.choices)}"
        lines.append(f"  {wanted.name:<20} {about}".rstrip())
    told = "Still needed; give each with --field NAME=VALUE:\n"
    return told + "\n".join(lines)


def _id(kind: Kind, fields: Mapping[str, Any]) -> str:
    """The id that a title gives. An Essential's is its version and number, as the check wants it."""
    if kind.name == "essential":
        return f"{fields['version']}-{fields['number']}"
    plain = unicodedata.normalize("NFKD", str(fields["title"])).encode("ascii", "ignore").decode()
    id = re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")
    if not id:
        raise Refused("The title gives no id: choose one with --id, such as `flood-park`.")
    return id
