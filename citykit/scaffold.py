"""A new entry: one file, in the right folder, that passes the check as it stands.

What is asked, offered and refused comes from the model that the check uses. A text that is not given
is marked as still to be written, where the model takes any text; anything else must be given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from citykit.begun import PLACEHOLDER, defaults, ordered, outline
from citykit.checked import check
from citykit.config import Config, read_config
from citykit.declaration import referred
from citykit.diagnostics import Diagnostic, did_you_mean, listing
from citykit.entry import Source
from citykit.faults import explain
from citykit.kinds import BY_NAME, Kind
from citykit.load import CONTENT, load
from citykit.record import Strict


class Refused(ValueError):
    """The entry cannot be made as asked; the message says why and what to do."""


@dataclass(frozen=True)
class Wanted:
    """One value that an entry needs: its dotted name, what it is, the words it may be (empty where
    it is free), whether it is a list, and whether it may be left for later."""

    name: str
    about: str
    choices: tuple[str, ...]
    several: bool
    later: bool
    declared: FieldInfo

    def read(self, text: str) -> str | list[str]:
        """The value in the shape that the model takes."""
        if not self.several:
            return text
        return _ids(text) if self.choices else [text]

    def fault(self, text: str) -> str | None:
        """What is wrong with an answer, in the words of the check; None when it serves."""
        value = self.read(text)
        for one in [value] if isinstance(value, str) else value:
            if self.choices and one not in self.choices:
                known = f"use one of {listing(self.choices, 40)}."
                return f"There is no `{one}` here: {did_you_mean(one, self.choices, known)}"
        return _fault(self.declared, self.name, value)


Ask = Callable[[Wanted], str | None]
"""Gets the text of one value, or None where nobody can be asked or it is left for later."""


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


@dataclass
class _Draft:
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
        self.complete(self.model, self.fields, "")
        if self.kind.name == "event":
            self._event()
        sources = self.fields.get("sources", [])
        listed = {source.get("id") for source in sources if isinstance(source, dict)}
        for id in dict.fromkeys(_sources_named(self.fields)):
            if id not in listed and isinstance(sources, list):
                source: dict[str, Any] = {"id": id}
                self.complete(_group(self.model.model_fields["sources"]), source, "sources.")
                self.fields["sources"] = sources = [*sources, source]

    def _defaults(self) -> None:
        for name, value in defaults(self.model, self.config).items():
            self.fields.setdefault(name, value)

    def complete(self, model: type[Strict] | None, fields: dict[str, Any], path: str) -> None:
        """Give each needed field that has no value one; what nobody can give is noted as missing."""
        for name, declared in ordered(model):
            group, several = _group(declared), _several(declared)
            given = fields.get(name)
            if given is not None:
                for item in given if isinstance(given, list) else [given]:
                    if group and isinstance(item, dict):
                        self.complete(group, item, f"{path}{name}.")
            elif declared.is_required() and group:
                items: list[dict[str, Any]] = [{} for _ in range(_least(declared))]
                for item in items:
                    self.complete(group, item, f"{path}{name}.")
                fields[name] = items if several else items[0]
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
        choices = self.known.get(refers, ()) if refers else _words(declared)
        several = _several(declared)
        sample = [PLACEHOLDER] if several else PLACEHOLDER
        later = not refers and name != "title" and _fault(declared, name, sample) is None
        return Wanted(name, declared.description or "", choices, several, later, declared)

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
                self.complete(_group(self.model.model_fields["place"]), place, "place.")
        if "T" in str(self.fields.get("start", "")) and "time-zone" not in self.fields:
            declared = self.model.model_fields["time_zone"]
            about = "the clock that `start` is told by, such as Asia/Manila"
            self.want(
                Wanted("time-zone", about, (), False, False, declared), self.fields, "time-zone"
            )


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
    draft = _Draft(found, model, config, {name: tuple(ids) for name, ids in known.items()}, ask)
    for name, value in [("type", type)] if type else []:
        draft.fields[name] = value
    for name, value in pairs:
        _put(draft.fields, model, name.split("."), value, name)
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
    source = Source(f"{CONTENT}/{folder}/{id}.{end}", _text(found, type, model, draft.fields))
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


def _put(
    fields: dict[str, Any], model: type[Strict] | None, names: list[str], value: str, whole: str
) -> None:
    """Lay one value into the tree of fields. A list grows by repeating its name; a list of groups
    gets a new group when a name of the last one comes again."""
    name, rest = names[0], names[1:]
    declared = _declared(model, name)
    group = _group(declared) if declared else None
    if declared and _several(declared):
        items = fields.setdefault(name, [])
        if not rest:
            items += _ids(value) if referred(declared) else [value]
        else:
            if not items or _full(items[-1], group, rest):
                items.append({})
            _put(items[-1], group, rest, value, whole)
    elif rest:
        inner = fields.setdefault(name, {})
        if not isinstance(inner, dict):
            raise Refused(f"`{whole}` is given beside `{name}`: give one of the two.")
        if declared and get_origin(_core(declared.annotation)) is dict:
            inner.setdefault(".".join(rest), []).extend(_ids(value))
        else:
            _put(inner, group, rest, value, whole)
    elif name in fields and not (name == "type" and fields[name] == value):
        raise Refused(f"`{whole}` is given twice: keep one of the two.")
    else:
        fields[name] = value


def _full(item: Any, model: type[Strict] | None, names: list[str]) -> bool:
    """Whether this name has a value in the group already, so that it belongs to the next one."""
    name, rest = names[0], names[1:]
    if not isinstance(item, dict):
        return True
    declared = _declared(model, name)
    if name not in item or (declared and _several(declared)):
        return False
    return not rest or _full(item[name], _group(declared) if declared else None, rest)


def _ids(text: str) -> list[str]:
    return [part for part in re.split(r"[,\s]+", text) if part]


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


def _id(kind: Kind, fields: Mapping[str, Any]) -> str:
    """The id that a title gives. An Essential's is its version and number, as the check wants it."""
    if kind.name == "essential":
        return f"{fields['version']}-{fields['number']}"
    plain = unicodedata.normalize("NFKD", str(fields["title"])).encode("ascii", "ignore").decode()
    id = re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")
    if not id:
        raise Refused("The title gives no id: choose one with --id, such as `flood-park`.")
    return id


# --- what a model says of a field ---------------------------------------------------------------


def _declared(model: type[Strict] | None, name: str) -> FieldInfo | None:
    return dict(ordered(model)).get(name)


def _core(annotation: Any) -> Any:
    """An annotation without its marks and without None."""
    while True:
        parts = [part for part in get_args(annotation) if part is not NoneType]
        if get_origin(annotation) is Annotated or (
            get_origin(annotation) in (Union, UnionType) and len(parts) == 1
        ):
            annotation = parts[0]
        else:
            return annotation


def _several(declared: FieldInfo) -> bool:
    return get_origin(_core(declared.annotation)) is tuple


def _group(declared: FieldInfo) -> type[Strict] | None:
    core = _core(declared.annotation)
    if get_origin(core) is tuple:
        core = _core(get_args(core)[0])
    return core if isinstance(core, type) and issubclass(core, Strict) else None


def _words(declared: FieldInfo) -> tuple[str, ...]:
    core = _core(declared.annotation)
    return get_args(core) if get_origin(core) is Literal else ()


def _least(declared: FieldInfo) -> int:
    found = (getattr(mark, "min_length", None) for mark in declared.metadata)
    return next((least for least in found if least), 1)


def _fault(declared: FieldInfo, name: str, value: Any) -> str | None:
    try:
        annotation: Any = Annotated[(declared.annotation, *declared.metadata, None)]
        TypeAdapter(annotation).validate_python(value)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        context: dict[str, Any] = fault.get("ctx", {})
        if "hint" in context:
            return f"{context['message']} To mend it: {context['hint']}"
        _, message, hint = explain(fault["type"], name, fault["input"], context)
        return f"{message} To mend it: {hint}"
    return None


# --- the file -----------------------------------------------------------------------------------


def _placeholder(wanted: Wanted) -> str:
    about = wanted.about.rstrip(".") or wanted.name.rpartition(".")[2].replace("-", " ")
    return f"{PLACEHOLDER} - {about[:1].lower()}{about[1:]}"


class _Dumper(yaml.SafeDumper):
    """Writes texts as people do: unquoted unless YAML would misread them, lists indented."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the library's own name

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), None
)


def _text(kind: Kind, type: str | None, model: type[Strict], fields: Mapping[str, Any]) -> str:
    front = yaml.dump(
        _sorted(model, fields),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=10_000,
    )
    if kind.name == "assessment":
        return front
    return f"---\n{front}---\n\n{outline(type)}"


def _sorted(model: type[Strict] | None, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields in their order, those that no model knows last."""
    result: dict[str, Any] = {}
    for name, declared in ordered(model):
        value = fields.get(name)
        group = _group(declared)
        if group and isinstance(value, dict):
            value = _sorted(group, value)
        elif group and isinstance(value, list):
            value = [_sorted(group, item) if isinstance(item, dict) else item for item in value]
        if value is not None:
            result[name] = value
    return {**result, **{name: value for name, value in fields.items() if name not in result}}
