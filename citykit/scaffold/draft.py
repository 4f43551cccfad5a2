"""The fields of an entry while they are put together: what is given, filled in, and asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic.fields import FieldInfo

from citykit.begun import PLACEHOLDER, defaults, ordered
from citykit.config import Config
from citykit.declaration import choices, grouped, least, referred, several
from citykit.kinds import Kind
from citykit.record import Strict
from citykit.scaffold.wanted import Ask, Wanted, fault_of


@dataclass
class Draft:
    """An entry while it is asked for."""

    kind: Kind
    model: type[Strict]
    config: Config
    known: Mapping[str, tuple[str, ...]]
    ask: Ask
    fields: dict[str, Any] = field(default_factory=dict)
    missing: list[Wanted] = field(default_factory=list)

    def fill(self) -> None:
        """Complete what was given. Sources that a field names are completed last."""
        self._defaults()
        # A source that was given without an id is the one that a field names.
        nameless = (source for source in self._sources() if "id" not in source)
        for source, id in zip(nameless, self._unlisted(), strict=False):
            source["id"] = id
        self.complete(self.model, self.fields, "")
        if self.kind.name == "event":
            self._event()
        for id in self._unlisted():
            source = {"id": id}
            self.complete(grouped(self.model.model_fields["sources"]), source, "sources.")
            self.fields["sources"] = [*self.fields.get("sources", []), source]

    def _sources(self) -> list[dict[str, Any]]:
        return [one for one in self.fields.get("sources", []) if isinstance(one, dict)]

    def _unlisted(self) -> list[str]:
        """The ids of sources that fields name and that are not among the sources."""
        if not isinstance(self.fields.get("sources", []), list):
            return []
        listed = {source.get("id") for source in self._sources()}
        return [id for id in dict.fromkeys(_sources_named(self.fields)) if id not in listed]

    def _defaults(self) -> None:
        for name, value in defaults(self.model, self.config).items():
            self.fields.setdefault(name, value)

    def complete(self, model: type[Strict] | None, fields: dict[str, Any], path: str) -> None:
        """Give each needed field that has no value one; what nobody can give is noted as missing."""
        for name, declared in ordered(model):
            group, given = grouped(declared), fields.get(name)
            if given is not None:
                for item in given if isinstance(given, list) else [given]:
                    if group and isinstance(item, dict):
                        self.complete(group, item, f"{path}{name}.")
            elif declared.is_required() and group:
                items: list[dict[str, Any]] = [{} for _ in range(least(declared))]
                for item in items:
                    self.complete(group, item, f"{path}{name}.")
                fields[name] = items if several(declared) else items[0]
            elif declared.is_required():
                self.want(self._wanted(f"{path}{name}", declared), fields, name)

    def want(self, wanted: Wanted, fields: dict[str, Any], name: str) -> None:
        answer = self.ask(wanted)
        if answer is not None:
            fields[name] = wanted.read(answer)
        elif wanted.later:
            text = _placeholder(wanted)
            fields[name] = [text] if wanted.several else text
        else:
            self.missing.append(wanted)

    def _wanted(self, name: str, declared: FieldInfo) -> Wanted:
        refers = referred(declared)
        offered = self.known.get(refers, ()) if refers else choices(declared)
        listed = several(declared)
        sample = [PLACEHOLDER] if listed else PLACEHOLDER
        later = not refers and name != "title" and fault_of(declared, name, sample) is None
        return Wanted(name, declared.description or "", offered, listed, later, declared)

    def _event(self) -> None:
        """What an event needs beside its needed fields: a place or none, and the clock of its hours."""
        if "place" not in self.fields and "online" not in self.fields:
            declared = self.model.model_fields["online"]
            about = "`true` if there is no place; else give place.name and place.country"
            self.want(
                Wanted("online", about, ("true", "false"), False, False, declared),
                self.fields,
                "online",
            )
            if self.fields.get("online") == "false":
                place = self.fields["place"] = {}
                self.complete(grouped(self.model.model_fields["place"]), place, "place.")
        if "T" in str(self.fields.get("start", "")) and "time-zone" not in self.fields:
            declared = self.model.model_fields["time_zone"]
            about = "the clock that `start` is told by, such as Asia/Manila"
            self.want(
                Wanted("time-zone", about, (), False, False, declared), self.fields, "time-zone"
            )


def _sources_named(value: Any, name: str = "") -> Iterator[str]:
    """The ids of sources that fields name."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "sources":
                yield from _sources_named(inner, key)
    elif isinstance(value, list):
        for item in value:
            yield from _sources_named(item, name)
    elif name in ("source", "based-on"):
        yield value


def _placeholder(wanted: Wanted) -> str:
    about = wanted.about.rstrip(".") or wanted.name.rpartition(".")[2].replace("-", " ")
    return f"{PLACEHOLDER} - {about[:1].lower()}{about[1:]}"
