"""Documents for measuring the search: the 3,000 real pages, and more made by varying them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import comrak

from benchmarks.hub import pages
from citykit.search.documents import Document, sections

_PARAGRAPH = re.compile(r"\n\s*\n")


def documents(count: int) -> list[Document]:
    """The first `count` pages; beyond 3,000 each is a page of the 3,000 with a third of its
    paragraphs taken from another, under a title of both."""
    real = pages(min(count, 3000))
    chance = random.Random(7)  # noqa: S311 - the same documents at every run
    made = [*real]
    while len(made) < count:
        one, other = chance.sample(real, 2)
        own, foreign = _PARAGRAPH.split(one["body"]), _PARAGRAPH.split(other["body"])
        for place in chance.sample(range(len(own)), len(own) // 3):
            own[place] = chance.choice(foreign)
        title = f"{one['title']}: {' '.join(other['title'].split()[:2])} {len(made)}"
        made.append(
            {
                "id": f"page-{len(made):05d}",
                "title": title,
                "summary": chance.choice([one, other])["summary"],
                "body": "\n\n".join(own),
            }
        )
    return list(_documents(made))


def _documents(made: list[dict[str, str]]) -> Iterator[Document]:
    extensions = comrak.ExtensionOptions()
    extensions.table = True
    extensions.header_id_prefix = ""
    chance = random.Random(8)  # noqa: S311
    for page in made:
        body = comrak.render_markdown(page["body"], extension_options=extensions)
        topics = chance.sample(range(20), 2)
        yield Document(
            path=f"resources/{page['id']}.html",
            title=page["title"][:280],
            summary=page["summary"][:290],
            label="Guidance note",
            shown=tuple(f"Topic {n}" for n in topics),
            sections=tuple(sections(body)),
            facets={
                "type": ("guidance-note",),
                "hazard": tuple(str(n) for n in topics),
                "year": (str(chance.randint(2010, 2026)),),
            },
            day=f"2025-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
        )
