"""What a contributor may want to add, as the forge offers it: each kind, and each type of resource."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from citykit.config import Config
from citykit.kinds import KINDS
from citykit.record import Record
from citykit.words import words


@dataclass(frozen=True)
class Offer:
    """`name` is the kind's, or the type's of a resource; `said` is what people call it."""

    name: str
    said: str
    model: type[Record]
    folder: str


def offers(config: Config) -> Iterator[Offer]:
    """In the order in which readers meet them; question sets are the secretariat's own."""
    t = words(config.original)
    for kind in KINDS:
        if kind.by_type:
            for name, model in kind.by_type.items():
                yield Offer(name, t(f"type.{name}"), model, kind.type_folders[name])
        elif kind.name != "assessment":
            said = kind.name.replace("-", " ").capitalize()
            yield Offer(kind.name, said, kind.model, kind.folders[0])
