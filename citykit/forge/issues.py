"""Issue forms: the facts without a file format, for whoever has them; somebody else makes the page
(https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from pydantic.fields import FieldInfo

from citykit.config import Config
from citykit.declaration import choices, grouped, referred
from citykit.forge.offers import Offer, offers
from citykit.kinds import BY_NAME
from citykit.record import Strict

FOLDER = "ISSUE_TEMPLATE"
HEAD = "# Made by `citykit forge` from the kinds' declarations.\n"
# Whoever makes the page fills these in.
_OURS = {"type", "language", "licence", "published", "reviewed", "review-by", "byline", "summary"}
_PROMISES = (
    "Everything I write here may be published under CC BY 4.0.",
    "It is in my own words, and every figure has a public source.",
    "It holds no private addresses, telephone numbers or pictures of people who have not agreed.",
)


def issue_forms(config: Config) -> Mapping[str, str]:
    """A form for each kind and type, one for corrections, and the list of other ways."""
    forms = {offer.name: _form(offer) for offer in offers(config)}
    forms["correction"] = _correction()
    forms["config"] = _ways(config)
    return {f"{FOLDER}/{name}.yml": HEAD + _yaml(form) for name, form in forms.items()}


def _yaml(value: Any) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=1000)


def _form(offer: Offer) -> dict[str, Any]:
    said = offer.said[:1].lower() + offer.said[1:]
    article = "an" if said[0] in "aeiou" else "a"
    note = "You need no file format. Issues are public: leave out what is private."
    return {
        "name": offer.said,
        "description": f"Tell the facts of {article} {said}; somebody makes the page and asks you what is missing.",
        "title": f"{offer.said}: ",
        "body": [
            {"type": "markdown", "attributes": {"value": note}},
            *_questions(offer),
            _consent(),
        ],
    }


def _questions(offer: Offer) -> Iterator[dict[str, Any]]:
    fields = {field.alias or name: field for name, field in offer.model.model_fields.items()}
    needed = [name for name, field in fields.items() if field.is_required() and name not in _OURS]
    yield _question("title", fields["title"])
    yield _box("summary", "In one or two sentences", "What it is, and what came of it.")
    for name in needed:
        if name != "title":
            yield _question(name, fields[name])
    yield _box("sources", "Public sources", "Each with its title, publisher, year and address.")


def _question(name: str, declared: FieldInfo) -> dict[str, Any]:
    label = name.replace("-", " ").capitalize()
    about = declared.description or ""
    if options := choices(declared):
        return _asked("dropdown", name, label, about, options=list(options))
    if kind := referred(declared):
        folder = BY_NAME[kind].folders[0]
        about = f"{about} Names will do; the hub's own are in content/{folder}/.".strip()
    elif model := grouped(declared):
        about = f"{about} Say: {', '.join(_parts(model))}.".strip()
    return _asked("input" if name == "title" else "textarea", name, label, about)


def _box(name: str, label: str, about: str) -> dict[str, Any]:
    return _asked("textarea", name, label, about)


def _asked(sort: str, name: str, label: str, about: str, **more: object) -> dict[str, Any]:
    described = {"description": about} if about else {}
    return {
        "type": sort,
        "id": name,
        "attributes": {"label": label, **described, **more},
        "validations": {"required": True},
    }


def _parts(model: type[Strict]) -> list[str]:
    """What to say of a group: its fields."""
    fields = model.model_fields.items()
    return [(field.alias or name).replace("-", " ") for name, field in fields if name != "id"]


def _consent() -> dict[str, Any]:
    options = [{"label": promise, "required": True} for promise in _PROMISES]
    attributes = {"label": "Before you send it", "options": options}
    return {"type": "checkboxes", "id": "consent", "attributes": attributes}


def _correction() -> dict[str, Any]:
    return {
        "name": "A mistake on a page",
        "description": "Say what is wrong and where the right fact stands.",
        "title": "Mistake: ",
        "body": [
            _asked("input", "page", "Which page", "Its address, or its title."),
            _box("sentence", "Which sentence", "Copy it."),
            _box("right", "What is right", "And a public source, with its address."),
        ],
    }


def _ways(config: Config) -> dict[str, Any]:
    link = {
        "name": "How to contribute",
        "url": f"{config.url}contribute/index.html",
        "about": "Three ways, two of them in the browser.",
    }
    return {"blank_issues_enabled": True, "contact_links": [link]}
