"""Pull-request templates: what contributor and reviewer look at, kind by kind. The forge offers one
where an address ends in `?template=NAME.md`
(https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/creating-a-pull-request-template-for-your-repository)."""

from __future__ import annotations

from collections.abc import Mapping

from citykit.config import Config
from citykit.forge.offers import Offer, offers

FOLDER = "PULL_REQUEST_TEMPLATE"
_ALWAYS = (
    "It is in my own words, and may be published under the licence that it names.",
    "It names no private person, and shows nobody who has not agreed.",
)
_BY_FIELD = {
    "results": "Each result has its figure, its year and a public source.",
    "evidence": "`evidence` is the weaker word where I was in doubt.",
    "partners": "Each partner did what is said of it, and a source says so.",
    "places": "Each city has an entry; if not, it is added here.",
    "commitments": "Each commitment has a source that says so.",
    "roles": "Each role has a year and a source.",
    "start": "Day, time and time zone are those of the organiser.",
    "office": "The office was held in the years given.",
    "address": "The address opens, and what it leads to is free of charge or says what it costs.",
    "closest": "The cross-walk leads to the other version.",
}


def pull_templates(config: Config) -> Mapping[str, str]:
    """The general template, and one for each kind and type."""
    each = {f"{FOLDER}/{offer.name}.md": _template(offer) for offer in offers(config)}
    return {"pull_request_template.md": _general(), **each}


def _general() -> str:
    return (
        f"What is new, in one sentence:\n\n{_boxes(_ALWAYS)}\n"
        "In a few minutes the checks say beside each line what is wrong, and a preview that you can "
        "open stands below.\n"
    )


def _template(offer: Offer) -> str:
    names = {field.alias or name for name, field in offer.model.model_fields.items()}
    own = tuple(text for name, text in _BY_FIELD.items() if name in names)
    return (
        f"{offer.said}: (title)\n\n"
        f"The file is in `content/{offer.folder}/`, and `citykit check --changed-since main` finds "
        f"nothing to mend.\n\n{_boxes((*own, *_ALWAYS))}"
    )


def _boxes(texts: tuple[str, ...]) -> str:
    return "".join(f"- [ ] {text}\n" for text in texts)
