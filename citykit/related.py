"""Which resources belong together: the rarer the terms two share, the closer they are."""

from __future__ import annotations

import math
from collections import Counter
from functools import cached_property

from citykit.catalogue import Catalogue, Item

# A term that a great many resources have says little, and reading all of them for each would make
# the cost of a page grow with the hub: only this many of the newest are looked at.
MOST_HOLDERS = 60
WEIGHTS = {
    "city": 3.0,
    "hazard": 2.0,
    "theme": 1.5,
    "essential": 1.0,
    "discipline": 0.5,
    "task": 0.5,
    "partner": 1.0,
}


class Related:
    """Neighbours of resources, by shared terms; what an author names comes first."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    @cached_property
    def _holders(self) -> dict[tuple[str, str], list[Item]]:
        found: dict[tuple[str, str], list[Item]] = {}
        for item in self.catalogue.all("resource"):
            for mention in item.mentions:
                if mention.kind in WEIGHTS:
                    found.setdefault((mention.kind, mention.id), []).append(item)
        for items in found.values():
            items.sort(key=lambda item: (item.record.published, item.id), reverse=True)
        return found

    def to(self, item: Item, most: int = 6) -> tuple[Item, ...]:
        """At most `most` other resources, the closest first."""
        named = [self.catalogue.find("resource", id) for id in item.record.related]
        chosen = [other for other in named if other is not None and other.id != item.id][:most]
        score: Counter[str] = Counter()
        total = len(self.catalogue.all("resource"))
        for mention in item.mentions:
            weight = WEIGHTS.get(mention.kind)
            if weight is None:
                continue
            holders = self._holders[mention.kind, mention.id]
            rarity = weight * math.log(1 + total / len(holders))
            for other in holders[:MOST_HOLDERS]:
                score[other.id] += rarity  # type: ignore[assignment]
        taken = {item.id, *(other.id for other in chosen)}
        ranked = sorted((-points, id) for id, points in score.items() if id not in taken)
        chosen += [self.catalogue.get("resource", id) for _, id in ranked[: most - len(chosen)]]
        return tuple(chosen)
