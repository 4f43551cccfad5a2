"""Hubs of a given size, made from real pages: for CityKit, for stock MkDocs and for Hugo.

The pages are real English technical documentation (see the data's own README): not the subject of
the hub, but real sentences, headings, tables and code at the length of a guidance note.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("CITYKIT_DATA", REPOSITORY.parent / "shared" / "data"))
PAGES = DATA / "pages-3000.jsonl.gz"

HAZARDS = [f"hazard-{n}" for n in range(1, 21)]
THEMES = [f"theme-{n}" for n in range(1, 21)]
CITIES = [f"city-{n}" for n in range(1, 21)]
PARTNERS = [f"partner-{n}" for n in range(1, 25)]
ESSENTIALS = [f"{version}-{n}" for version in (2010, 2015) for n in range(1, 11)]
DATES = {"reviewed": "2026-01-10", "review-by": "2036-01-10", "byline": "CityKit editors"}
SOURCES = [{"id": "origin", "title": "The page's origin", "publisher": "Public documentation", "year": 2025, "url": "https://docs.example/page"}]  # fmt: skip

# The search's index is measured by itself (search.py): the other engines' builds have none of its kind.
# Nor have they the texts for readers' own books, a second copy of each body.
PLAIN = """\
from citykit import book, search

search.make = lambda hub, pages, root: iter(())
book.make = lambda views, kept, in_a_hurry: iter(())
"""

# Addresses that lead nowhere outside their own site; all three engines get the pages without them.
_LEFTOVERS = (
    (re.compile(r"<xref:([^>\s]+)>"), r"`\1`"),
    (re.compile(r"\]\((?!https?:|#)[^()\s]*\.md[^()\s]*\)"), "]"),
    (re.compile(r"\]: (?!https?:)\S*\.md\S*"), "]: https://docs.example/"),
    (re.compile(r"\]\(http://localhost:8080\)"), "]"),
)


def pages(count: int) -> list[dict[str, str]]:
    """The first `count` pages, in the data's order."""
    with gzip.open(PAGES, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for _, line in zip(range(count), lines, strict=False)]
    for page in found:
        for pattern, text in _LEFTOVERS:
            page["body"] = pattern.sub(text, page["body"])
    return found


def citykit(root: Path, count: int) -> None:
    """A CityKit hub, in English only: as many resources, and a usual set of terms and places."""
    for path, fields, body in _entries(count):
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        fields["sources"] = fields.pop("sources")  # they stand last
        front = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=1000)
        file.write_text(f"---\n{front}---\n\n{body}\n", encoding="utf-8")
    settings = "name: A hub\nurl: https://hub.example/\nedit: https://forge.example/edit/\ncontact: https://forge.example/issues\nlanguages: [en]\n"
    (root / "citykit.yml").write_text(settings)
    for name in ("theme", "hooks", "macros"):
        (root / name).symlink_to(REPOSITORY / name)
    settings = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    hooks = "hooks: [hooks/door.py]"
    assert hooks in settings
    (root / "mkdocs.yml").write_text(settings.replace(hooks, "hooks: [plain.py, hooks/door.py]"))
    (root / "plain.py").write_text(PLAIN)
    for page in ("about/index", "about/this-hub", "about/media", "contribute/index"):
        file = root / "docs" / f"{page}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# {page}\n\nA page.\n")


def _entries(count: int) -> Iterator[tuple[str, dict[str, Any], str]]:
    chance = random.Random(1)  # noqa: S311 - the same hub at every run
    for page in pages(count):
        places = chance.sample(CITIES, 1)
        yield (
            f"resources/guidance-notes/{page['id']}.md",
            {
                "title": page["title"][:280],
                "type": "guidance-note",
                "summary": page["summary"][:290],
                "language": "en",
                "licence": "CC-BY-4.0",
                "published": f"2025-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
                **DATES,
                "places": places,
                "hazards": chance.sample(HAZARDS, 2),
                "themes": chance.sample(THEMES, 2),
                "essentials": chance.sample(ESSENTIALS, 2),
                "partners": {"author": chance.sample(PARTNERS, 1)},
                "key-messages": ["Read it."],
                "sources": SOURCES,
            },
            # The title stands in the front matter; a heading of the first level is an error.
            re.sub(r"\A# .*\n", "", page["body"]),
        )
    for folder, ids in (("hazards", HAZARDS), ("themes", THEMES)):
        for id in ids:
            yield f"terms/{folder}/{id}.md", _term(id), "What it means."
    for id in ESSENTIALS:
        version, number = id.split("-")
        closest = f"{'2015' if version == '2010' else '2010'}-{number}"
        fields = {"version": version, "number": int(number), "closest": [closest]}
        yield f"terms/essentials/{id}.md", {**_term(id), **fields}, "What it means."
    yield "terms/regions/asia-pacific.md", {**_term("Asia"), "countries": ["PH"]}, "A region."
    yield "terms/organisation-types/network.md", _term("Network"), "Many."
    for id in CITIES:
        yield (
            f"cities/{id}.md",
            {**_term(id), "level": "town", "country": "PH", "hazards": HAZARDS[:1]},
            "A town.",
        )
    for id in PARTNERS:
        yield f"partners/{id}.md", {**_term(id), "type": "network", "country": "PH"}, "A partner."


def _term(name: str) -> dict[str, Any]:
    return {
        "title": name.replace("-", " ").title(),
        "summary": f"About {name}.",
        **DATES,
        "sources": SOURCES,
    }


def stock(root: Path, count: int) -> None:
    """The same pages as plain Markdown for MkDocs and Material as they come, outside the nav."""
    (root / "docs").mkdir(parents=True)
    for page in pages(count):
        (root / "docs" / f"{page['id']}.md").write_text(page["body"], encoding="utf-8")
    (root / "docs" / "index.md").write_text("# Home\n")
    (root / "mkdocs.yml").write_text(
        "site_name: Stock\nuse_directory_urls: false\ntheme: {name: material}\nplugins: [search]\n"
        "nav: [index.md]\nvalidation: {nav: {omitted_files: ignore}}\n"
        "markdown_extensions: [tables, footnotes, admonition, attr_list, {toc: {permalink: true}}]\n"
    )


def hugo(root: Path, count: int) -> None:
    """The same pages for Hugo, with a plain theme: one template for a page, one for the list."""
    content = root / "content"
    content.mkdir(parents=True)
    for page in pages(count):
        front = json.dumps({"title": page["title"], "description": page["summary"]})
        (content / f"{page['id']}.md").write_text(f"{front}\n\n{page['body']}", encoding="utf-8")
    layouts = root / "layouts" / "_default"
    layouts.mkdir(parents=True)
    frame = "<!doctype html><html lang=en><head><meta charset=utf-8><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>%s</body></html>"
    (layouts / "single.html").write_text(frame % "{{ .TableOfContents }}{{ .Content }}")
    (layouts / "list.html").write_text(
        frame
        % "<ul>{{ range .Pages }}<li><a href='{{ .RelPermalink }}'>{{ .Title }}</a></li>{{ end }}</ul>"
    )
    (root / "hugo.toml").write_text(
        'baseURL = "https://hub.example/"\ntitle = "A hub"\ndisableKinds = ["taxonomy", "term", "RSS"]\n'
        "[markup.highlight]\nnoClasses = true\n"
    )
