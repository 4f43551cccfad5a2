"""What the player needs to know of a question set, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from citykit.catalogue import Item
from citykit.hub import Hub
from citykit.kinds.assessment import Assessment, Blank, Question
from citykit.output import localised
from citykit.words import Words, words

# What to read where a gap is found: the sort that says how comes first.
READING = ("guidance-note", "handbook-chapter", "case-study", "tool")
READ = 2
PREFIX = "player."


def data_of(hub: Hub, item: Item, lang: str) -> dict[str, Any]:
    """A set as JSON: its scale, groups, questions and blanks, what to read for each Essential, the
    questions of other sets that it leads to, and the player's words."""
    record: Assessment = item.text(lang)
    t = words(lang)
    names = _Names(hub, lang)
    groups = [names.essential(id) for id in record.by_essential]
    wanted = {id for question in record.questions for id in question.leads_to}
    return {
        "id": item.id,
        "lang": lang,
        "direction": t.direction,
        "title": record.title,
        "version": record.essentials_version,
        "summing": record.summing,
        "commentWords": record.comment_words,
        "missing": record.missing,
        "levels": [
            {"value": level.value, "label": level.label, "meaning": level.meaning or ""}
            for level in sorted(record.levels, key=lambda level: level.value)
        ],
        "sheet": [_blank(blank) for blank in record.sheet],
        "scenarios": [_blank(blank) for blank in record.scenarios],
        "groups": groups,
        "priorities": [names.priority(id) for id in record.by_priority],
        "questions": [_question(question) for question in record.questions],
        "targets": dict(names.targets(wanted)),
        "crosswalk": names.page("crosswalk.html"),
        "reading": {group["id"]: list(names.reading(group["id"])) for group in groups},
        "others": [
            {
                "title": other.text(lang).title,
                "href": names.href(other),
                "id": other.id,
            }
            for other in hub.catalogue.all("assessment")
            if other.id != item.id
        ],
        "words": {
            key.removeprefix(PREFIX): text
            for key, text in t.every.items()
            if key.startswith(PREFIX)
        },
    }


def _blank(blank: Blank) -> dict[str, Any]:
    return {"id": blank.id, "label": blank.label, "optional": blank.optional}


def _question(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "group": question.essential,
        "priority": question.priority,
        "code": question.code or "",
        "indicator": question.hfa_indicator or "",
        "name": question.name or "",
        "text": question.text,
        "ticks": [{"id": box.id, "label": box.label} for box in question.tick_boxes],
        "anchors": {str(anchor.level): anchor.text for anchor in question.anchors},
        "open": question.status == "to-be-confirmed",
        "leadsTo": list(question.leads_to),
    }


class _Names:
    """What Essentials, priorities and resources are called, and where their pages are."""

    def __init__(self, hub: Hub, lang: str) -> None:
        self.hub = hub
        self.lang = lang
        self.t: Words = words(lang)

    def href(self, item: Item) -> str:
        """The way from a set's page to an item's, in this language if it has one."""
        config = self.hub.config
        own = self.lang not in config.partial_languages or self.lang in item.translations
        return self.page(item.address, self.lang if own else config.original)

    def page(self, address: str, lang: str | None = None) -> str:
        """The way from a set's page to an address."""
        original = self.hub.config.original
        here = localised(self.lang, original, "assessments/x.html")
        return "../" * here.count("/") + localised(lang or self.lang, original, address)

    def essential(self, id: str) -> dict[str, Any]:
        item = self.hub.catalogue.get("essential", id)
        return {
            "id": id,
            "number": item.record.number,
            "title": item.text(self.lang).title,
        }

    def targets(self, wanted: set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        """The wanted questions of other sets, in their order."""
        for item in self.hub.catalogue.all("assessment"):
            record = item.text(self.lang)
            for question in record.questions:
                if question.id in wanted:
                    essential = self.essential(question.essential)
                    yield (
                        question.id,
                        {
                            "name": " ".join(filter(None, (question.code, question.name))),
                            "group": f"{essential['number']}. {essential['title']}",
                            "href": f"{self.href(item)}#{question.id}",
                        },
                    )

    def priority(self, id: str) -> dict[str, Any]:
        item = self.hub.catalogue.find("hfa-priority", id)
        number = int(id.removeprefix("hfa-"))
        return {"id": id, "number": number, "title": item.text(self.lang).title if item else ""}

    def reading(self, essential: str) -> Iterator[dict[str, str]]:
        """The newest of each sort of resource on an Essential: those that name it before those
        that name its nearest in the other version."""
        found: dict[str, Item] = {}
        term = self.hub.catalogue.get("essential", essential)
        for id in (essential, *term.record.closest):
            term = self.hub.catalogue.get("essential", id)
            naming = self.hub.catalogue.naming(term, "resource")
            # A text on few Essentials says more about each of them than one that names them all.
            order = sorted(naming, key=lambda item: (len(item.record.essentials), item.id))
            for item in order:
                found.setdefault(item.id, item)
        for sort in READING:
            of_sort = [item for item in found.values() if item.record.type == sort]
            for item in of_sort[:READ]:
                yield {
                    "title": item.text(self.lang).title,
                    "sort": self.t(f"type.{sort}"),
                    "href": self.href(item),
                }
