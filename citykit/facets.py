"""Facets: the sides from which readers look at the hub. One line a facet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from citykit.catalogue import Catalogue, Item
from citykit.record import field

Values = Callable[["Facets", Item], Iterable[str]]


@dataclass(frozen=True)
class Facet:
    """`vocabulary` is the kind whose ids the values are; None where they are codes or numbers."""

    name: str
    vocabulary: str | None
    values: Values


def _field(name: str) -> Values:
    def values(_: Facets, item: Item) -> Iterable[str]:
        found = field(item.record, name, ())
        return (found,) if isinstance(found, str) else found or ()

    return values


FACETS: tuple[Facet, ...] = (
    Facet("type", None, _field("type")),
    Facet("hazard", "hazard", _field("hazards")),
    Facet("essential", "essential", _field("essentials")),
    Facet("theme", "theme", _field("themes")),
    Facet("discipline", "discipline", _field("disciplines")),
    Facet("audience", "audience", _field("audiences")),
    Facet("task", "task", _field("tasks")),
    Facet("sendai-priority", "sendai-priority", _field("sendai")),
    Facet("hfa-priority", "hfa-priority", _field("hfa")),
    Facet("country", None, lambda facets, item: facets.countries(item)),
    Facet("region", "region", lambda facets, item: facets.regions(item)),
    Facet("partner", "partner", lambda facets, item: facets.partners(item)),
    Facet("language", None, lambda facets, item: (item.lang, *item.translations)),
    Facet("year", None, lambda facets, item: facets.years(item)),
)

BY_NAME = {facet.name: facet for facet in FACETS}


class Facets:
    """The values of every item of a catalogue, and who has a value."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._countries: dict[tuple[str, str], tuple[str, ...]] = {}

    @cached_property
    def _region_of(self) -> dict[str, str]:
        return {
            code: region.id
            for region in self.catalogue.all("region")
            for code in region.record.countries
        }

    def countries(self, item: Item) -> tuple[str, ...]:
        """The countries that an item is about, each once."""
        key = item.kind, item.id
        if key not in self._countries:
            self._countries[key] = self._countries_of(item)
        return self._countries[key]

    def _countries_of(self, item: Item) -> tuple[str, ...]:
        record = item.record
        codes = dict.fromkeys(field(record, "countries", ()))
        if isinstance(own := field(record, "country", None), str):
            codes[own] = None
        if place := field(record, "place", None):
            codes[place.country] = None
        for id in field(record, "places", ()):
            if city := self.catalogue.find("city", id):
                codes[city.record.country] = None
        return tuple(codes)

    def regions(self, item: Item) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(
                self._region_of[code] for code in self.countries(item) if code in self._region_of
            )
        )

    def partners(self, item: Item) -> tuple[str, ...]:
        by_role = field(item.record, "partners", {})
        found = dict.fromkeys(id for ids in by_role.values() for id in ids)
        return tuple(found | dict.fromkeys(field(item.record, "hosts", ())))

    def sought(self, facet: Facet, item: Item) -> tuple[str, ...]:
        """The values that readers filter by. What sort of thing it is counts as its type."""
        if facet.name == "type" and item.kind not in ("resource", "event"):
            return (item.kind,)
        return tuple(facet.values(self, item))

    def years(self, item: Item) -> tuple[str, ...]:
        published = field(item.record, "published", None) or field(item.record, "start", None)
        return (str(published.year),) if published else ()

    @cached_property
    def _holders(self) -> dict[tuple[str, str], tuple[Item, ...]]:
        found: dict[tuple[str, str], list[Item]] = {}
        for item in self.catalogue.items:
            if item.kind not in ("resource", "city", "event", "partner", "champion"):
                continue
            for facet in FACETS:
                for value in facet.values(self, item):
                    found.setdefault((facet.name, value), []).append(item)
        return {key: tuple(items) for key, items in found.items()}

    def having(self, facet: str, value: str, kind: str | None = None) -> tuple[Item, ...]:
        """The items, of one kind if given, that have this value."""
        return tuple(
            item
            for item in self._holders.get((facet, value), ())
            if kind is None or item.kind == kind
        )

    def values(self, facet: str) -> tuple[str, ...]:
        """Every value of a facet that some item has."""
        return tuple(sorted(value for name, value in self._holders if name == facet))
