"""Two more chapters of the small hub's Handbook, with all that a book has to cope with."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from tests.small import SHARED, small_hub, write


def chapter(title: str, number: int) -> str:
    return f"""\
---
title: {title}
type: handbook-chapter
summary: What a town does first.
language: en
licence: CC-BY-4.0
published: 2026-01-10
book: handbook
chapter: {number}
essentials: [2015-1]
key-messages: [Begin small.]
{SHARED}---

"""


FIRST = (
    chapter("Begin", 3)
    + """\
## The risk

Exposure grows.[^plan] See [the steps](second.md#the-steps), [the park](../case-studies/flood-park.md)
and [the risk](#the-risk). <script>alert(1)</script>

![A map of the town](map.png)

| Step | Who |
|------|----:|
| Buy  | Town |

## Checklist

- [ ] The list hangs in public.
- [ ] A date is set.
"""
)
SECOND = (
    chapter("Go on", 4)
    + """\
## The risk

Go back to [the beginning](first.md).

## The steps

- [ ] The list hangs in public.
"""
)
FIRST_ES = """\
---
translates: {state}
title: Empezar
summary: Lo que una ciudad hace primero.
---

## El riesgo

Véase [los pasos](second.md).
"""


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(made, "png")
    return made.getvalue()


def with_handbook(root: Path, books: str = "pdf, epub") -> Path:
    """The small hub with a Handbook, half of it in Spanish."""
    from citykit.entry import Entry, Source
    from citykit.parse import parse
    from citykit.read import state_of

    small_hub(root)
    folder = "content/resources/handbook"
    entry = parse("resource", "first", "en", Source(f"{folder}/first.md", FIRST))
    assert isinstance(entry, Entry)
    write(
        root,
        {
            f"{folder}/first.md": FIRST,
            f"{folder}/first.es.md": FIRST_ES.format(state=state_of(entry)),
            f"{folder}/second.md": SECOND,
            f"{folder}/map.png": picture(),
        },
    )
    settings = root / "citykit.yml"
    settings.write_text(settings.read_text() + f"books: [{books}]\n")
    return root
