"""Which resources belong together: the rarer the terms two share, the closer they are."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property

from citykit.catalogue import Catalogue, Item

# A term that a great many resources have says little, and reading all of them for each would make
# the cost of a page grow with the hub: only this many of the newest are looked at.
MOST_HOLDERS = 24
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
    def _holders(self) -> dict[tuple[str, str], tuple[float, list[str]]]:
        """For each term: what sharing it is worth, and the newest resources that have it."""
        found: dict[tuple[str, str], list[Item]] = {}
        resources = self.catalogue.all("resource")
        for item in resources:
            for mention in item.mentions:
                if mention.kind in WEIGHTS:
                    found.setdefault((mention.kind, mention.id), []).append(item)
        worth = {}
        for term, items in found.items():
            rarity = WEIGHTS[term[0]] * math.log(1 + len(resources) / len(items))
            items.sort(key=lambda item: (item.record.published, item.id), reverse=True)
            worth[term] = rarity, [item.id for item in items[:MOST_HOLDERS]]
        return worth

    def to(self, item: Item, most: int = 6) -> tuple[Item, ...]:
        """At most `most` other resources, the closest first."""
        named = [self.catalogue.find("resource", id) for id in item.record.related]
        chosen = [other for other in named if other is not None and other.id != item.id][:most]
        score: dict[str, float] = {}
        known = score.get
        for mention in item.mentions:
            if mention.kind in WEIGHTS:
                rarity, holders = self._holders[mention.kind, mention.id]
                for id in holders:
                    score[id] = known(id, 0.0) + rarity
        for taken in (item.id, *(other.id for other in chosen)):
            score.pop(taken, None)
        closest = _highest(score, most - len(chosen))
        return (*chosen, *(self.catalogue.get("resource", id) for id in closest))


def _highest(score: Mapping[str, float], count: int) -> list[str]:
    """The `count` ids with the most points, equals by id. Most are sorted by points only: quicker."""
    if not score or count < 1:
        return []
    least = sorted(score.values(), reverse=True)[:count][-1]
    near = sorted((-points, id) for id, points in score.items() if points >= least)
    return [id for _, id in near[:count]]
