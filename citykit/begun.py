"""What a new entry begins with: the order of its fields, what is filled in, headings for its text.

`citykit new` and the form both begin here.
"""

from __future__ import annotations

from datetime import timedelta

from pydantic.fields import FieldInfo

from citykit.config import Config
from citykit.record import Strict

# What stands where a text is still to be written: in capitals, so that nobody overlooks it.
PLACEHOLDER = "TO WRITE"
LICENCE = "CC-BY-4.0"
REVIEWED_FOR = timedelta(days=730)
# What readers look for in each type of resource, as most entries of the hub have it.
OUTLINES: dict[str, tuple[str, ...]] = {
    "case-study": (
        "The risk",
        "How it was done",
        "Who took part",
        "What helped and what hindered",
        "Money",
        "How sure can we be",
        "What to do with it tomorrow",
    ),
    "guidance-note": (
        "Who this is for",
        "Why it pays",
        "Before you start",
        "Steps",
        "What goes wrong and how to mend it",
        "How to know that it works",
    ),
    "good-practice": (
        "What it is",
        "Where it has been used",
        "How to do it",
        "What it needs",
        "Pitfalls",
    ),
    "tool": (
        "What it does",
        "When to use it, and when not",
        "What you need",
        "Step by step",
        "What you get",
        "Limits and criticism",
    ),
    "standard-setting-paper": (
        "What it says",
        "Why it matters to a city",
        "What a city can take from it",
        "Limits",
    ),
    "training-material": ("Aim", "Room and people", "Print before", "Step by step", "Pitfalls"),
    "report": (
        "What it is",
        "What it found",
        "What a city can do with it",
        "How far to trust it",
    ),
}
_FIRST = ("title", "type", "summary", "also-known-as")
_LAST = ("byline", "reviewed", "review-by", "sources")


def ordered(model: type[Strict] | None) -> list[tuple[str, FieldInfo]]:
    """The fields by the names in files, in the order in which entries have them."""
    if model is None:
        return []
    named = {found.alias or name: found for name, found in model.model_fields.items()}
    own = [name for name in named if name not in (*_FIRST, *_LAST)]
    return [(name, named[name]) for name in (*_FIRST, *own, *_LAST) if name in named]


def defaults(model: type[Strict], config: Config) -> dict[str, str]:
    """What nobody needs to be asked, for the fields that the model has."""
    today = config.today
    given = {
        "language": config.original,
        "licence": LICENCE,
        "published": str(today),
        "reviewed": str(today),
        "review-by": str(today + REVIEWED_FOR),
    }
    return {name: given[name] for name, _ in ordered(model) if name in given}


def outline(type: str | None) -> str:
    """The text to begin with: headings where a type of resource has its own."""
    sections = [f"## {title}\n\n{PLACEHOLDER}\n" for title in OUTLINES.get(type or "", ())]
    return "\n".join(sections) or f"{PLACEHOLDER} - the text, in Markdown\n"
