"""Frames: the engine's template around an empty page of the core, and the pages set into it.

A frame is the same for all pages of a language, depth and menu section: the engine renders it once.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from citykit.build import Build
from citykit.config import Config
from citykit.menu import FOOT, MENU
from citykit.output import Page
from citykit.words import words
from hooks.policy import META, guarded

SLOT = re.compile(r"%%CK:([a-z]+)%%")
BLANK_LINES = re.compile(r"\n\s*\n+")
# Where Material's link 'skip to content' leads.
MAIN = SimpleNamespace(url="#ck-main", title="", level=1, children=[])
# Material writes this on checkboxes, where HTML does not allow it.
INVALID = ' autocomplete="off"'


def make(env: Any, config: MkDocsConfig, made: Build, page: Page, *, reloads: bool) -> list[str]:
    """The engine's template around an empty page, cut at its slots: texts and slot names in turn."""
    dummy = SimpleNamespace(
        url=page.path, meta={}, toc=[MAIN], title="%%CK:title%%", content="", is_homepage=False,
        canonical_url=None, edit_url=None, previous_page=None, next_page=None, ancestors=[],
        parent=None, active=True, file=None,
    )  # fmt: skip
    language = config.theme["language"]
    config.theme["language"] = page.lang
    try:
        up = page.up.rstrip("/") or "."
        context = get_context(Navigation([], []), Files([]), config, None, up)
        context["page"] = dummy  # type: ignore[typeddict-item]
        context.update(names(made, page.lang, page.up, page.section))  # type: ignore[typeddict-item]
        rendered = env.get_template("hub.html").render(context)
    finally:
        config.theme["language"] = language
    return SLOT.split(guarded(BLANK_LINES.sub("\n", tidy(rendered)), reloads=reloads))


def names(made: Build, lang: str, up: str, section: str) -> dict[str, Any]:
    """What our templates need beside the engine's own names."""
    t = words(lang)

    def link(address: str) -> str:
        return up + made.path(lang, address)

    def foreign(address: str) -> str | None:
        """The language that a reader of `lang` finds there, if it is another one."""
        original = made.hub.config.original
        found = lang == original or made.path(lang, address) != address
        return None if found else original

    return {
        "t": t,
        "policy": META,
        "section": section,
        "menu": [(key, t(f"menu.{key}"), link(at), foreign(at)) for key, at in MENU],
        "foot": [(t(f"footer.{key}"), link(at), foreign(at)) for key, at in FOOT],
        "home": link("index.html"),
        "homes": [
            (words(code), up + made.path(code, "index.html"))
            for code in made.hub.config.all_languages
        ],
        "search_page": link("search.html"),
        "search_script": f"{up}search/{lang}.js",
    }


def fill(frame: list[str], config: Config, page: Page) -> bytes:
    """The frame with a page's own part in its slots."""
    escape = html.escape
    t = words(page.lang)
    own = config.url + page.path
    # A page shown in place of a translation is a copy: search engines are sent to the original.
    original = next((path for code, path in page.alternates if code == page.spoken), page.path)
    slots = {
        "title": escape(page.title),
        "head": "".join(_head(page, own, config.url + original, config)),
        "languages": "".join(
            f'<li class="md-select__item"><a href="{page.up}{path}" hreflang="{code}" lang="{code}" class="md-select__link"'
            f"{' aria-current=true' if code == page.lang else ''}>{words(code).own_name}</a></li>"
            for code, path in page.alternates
        ),
        "contents": _contents(page, t("menu.contents")),
        "html": page.html,
    }
    return "".join(
        [part if index % 2 == 0 else slots[part] for index, part in enumerate(frame)]
    ).encode()


def _head(page: Page, own: str, original: str, config: Config) -> Iterator[str]:
    # Other languages are named in the sitemap: links to them here make Material fetch over the network.
    escape = html.escape
    title = page.title if page.title == config.name else f"{page.title} – {config.name}"
    yield f"<title>{escape(title)}</title>"
    yield f'<meta name="description" content="{escape(page.description)}">'
    yield f'<link rel="canonical" href="{escape(original)}">'
    if not page.indexed:
        yield '<meta name="robots" content="noindex">'
    for name, content in (
        ("type", "article" if page.edit else "website"),
        ("title", page.title),
        ("description", page.description),
        ("url", own),
        ("site_name", config.name),
        ("locale", page.spoken),
        ("image", f"{config.url}assets/images/card.png"),
    ):
        yield f'<meta property="og:{name}" content="{escape(content)}">'
    if page.changed:
        yield f'<meta property="article:modified_time" content="{page.changed}">'


def _contents(page: Page, label: str) -> str:
    escape = html.escape
    items = [
        f'<li class="md-nav__item ck-toc-{level}"><a href="#{escape(id)}" class="md-nav__link">'
        f'<span class="md-ellipsis">{escape(text)}</span></a></li>'
        for level, id, text in page.headings
        if level in (2, 3)
    ]
    if len(items) < 2:
        return ""
    listed = "".join(items)
    return (
        f'<nav class="md-nav md-nav--secondary" aria-label="{label}"><span class="md-nav__title">{label}</span>'
        f'<ul class="md-nav__list" data-md-component="toc" data-md-scrollfix>{listed}</ul></nav>'
    )


def tidy(output: str) -> str:
    """The engine's page without what HTML does not allow."""
    return output.replace(INVALID, "")
