"""The kinds of content, in the order in which readers meet them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from citykit.kinds.assessment import Assessment
from citykit.kinds.champion import Champion
from citykit.kinds.city import City
from citykit.kinds.event import Event
from citykit.kinds.partner import Partner
from citykit.kinds.resource import FOLDERS, TYPES, Resource
from citykit.kinds.term import VOCABULARIES
from citykit.record import Record


@dataclass(frozen=True)
class Kind:
    """One kind of content: what references call it, where its files and its pages are.

    `folders` are the content folders of its files. Where `by_type` is given, the field `type`
    chooses the model, and each type has a folder of its own.
    """

    name: str
    address: str
    model: type[Record]
    folders: tuple[str, ...]
    by_type: Mapping[str, type[Record]] = field(default_factory=dict)
    type_folders: Mapping[str, str] = field(default_factory=dict)
    paged: bool = True


KINDS: tuple[Kind, ...] = (
    Kind(
        "resource",
        "resources",
        Resource,
        tuple(f"resources/{folder}" for folder in FOLDERS.values()),
        TYPES,
        {name: f"resources/{folder}" for name, folder in FOLDERS.items()},
    ),
    Kind("partner", "partners", Partner, ("partners",)),
    Kind("city", "cities", City, ("cities",)),
    Kind("event", "events", Event, ("events",)),
    Kind("champion", "champions", Champion, ("champions",)),
    Kind("assessment", "assessments", Assessment, ("assessments",)),
    *(
        Kind(
            vocabulary.name,
            vocabulary.folder,
            vocabulary.model,
            (f"terms/{vocabulary.folder}",),
            paged=vocabulary.paged,
        )
        for vocabulary in VOCABULARIES
    ),
)

BY_NAME: dict[str, Kind] = {kind.name: kind for kind in KINDS}
BY_FOLDER: dict[str, Kind] = {folder: kind for kind in KINDS for folder in kind.folders}
