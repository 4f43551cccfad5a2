"""A small, whole and faultless hub, for tests to start from and to break."""

from __future__ import annotations

import shutil
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent

CONFIG = """\
name: My City is Getting Ready
url: https://hub.example/
edit: https://forge.example/hub/edit/main/
contact: https://forge.example/hub/issues
languages: [en, es]
partial-languages: [ar]
"""

SHARED = """\
byline: CityKit editors
reviewed: 2026-01-10
review-by: 2028-01-10
sources:
  - {id: plan, title: The plan, publisher: Harbour Town, year: 2020, url: "https://town.example/plan"}
"""


def term(title: str, summary: str, more: str = "", body: str = "What it means for a town.") -> str:
    return f"---\ntitle: {title}\nsummary: {summary}\n{more}{SHARED}---\n\n{body}\n"


CASE = f"""\
---
title: A park that holds the flood
type: case-study
summary: Harbour Town turned a car park into a park that stores storm water.
language: en
licence: CC-BY-4.0
published: 2026-01-10
places:
  - harbour-town
hazards:
  - flood
essentials:
  - 2015-1
  - 2010-1
partners:
  funder:
    - good-bank
themes: [governance]
audiences: [mayor]
tasks: [plan]
period: {{start: 2019, end: 2021, status: completed}}
actions:
  - The town bought the car park.
results:
  - text: The street stayed dry in the storm of 2021.
    source: plan
lessons:
  - Talk to the neighbours first.
transferability: A town needs land that lies low.
evidence: reported-by-city
{SHARED}---

## The risk

The harbour floods when exposure meets a storm.[^plan] See [the town](../../cities/harbour-town.md).

## How it was done

| Step | Who |
|------|-----|
| Buy  | Town |

- [x] Done

> [!TIP]
> Begin small.
"""

FILES: dict[str, str] = {
    "citykit.yml": CONFIG,
    "content/resources/case-studies/flood-park.md": CASE,
    "content/resources/case-studies/flood-park.es.md": """\
---
translates: {state}
title: Un parque que retiene la inundación
summary: Harbour Town convirtió un estacionamiento en un parque que guarda el agua de lluvia.
---

## El riesgo

El puerto se inunda.[^plan]
""",
    "content/resources/guidance-notes/clean-drains.md": f"""\
---
title: Clean drains before the rain
type: guidance-note
summary: A round of inspections keeps storm water moving.
language: en
licence: CC-BY-4.0
published: 2026-01-11
essentials: [2015-1]
hazards: [flood]
key-messages:
  - Walk the drains before the season.
{SHARED}---

## Steps

1. Walk the drains.
""",
    "content/resources/handbook/why.md": f"""\
---
title: Why invest
type: handbook-chapter
book: handbook
chapter: 1
summary: Reasons to begin.
language: en
licence: CC-BY-4.0
published: 2026-01-09
essentials: [2015-1]
key-messages: [It pays.]
{SHARED}---

## Reasons

It pays.
""",
    "content/resources/handbook/how.md": f"""\
---
title: How to begin
type: handbook-chapter
book: handbook
chapter: 2
summary: First steps.
language: en
licence: CC-BY-4.0
published: 2026-01-09
essentials: [2015-1]
key-messages: [Begin.]
{SHARED}---

## Steps

Begin.
""",
    "content/partners/good-bank.md": f"""\
---
title: Good Bank
type: network
country: PH
website: https://bank.example/
summary: A bank for towns.
commitments:
  - {{promise: share, text: It shares its plans., source: plan}}
cities: [harbour-town]
{SHARED}---

It lends to towns.
""",
    "content/cities/harbour-town.md": f"""\
---
title: Harbour Town
level: town
country: PH
summary: A town by the sea.
population: {{count: 12000, year: 2020, source: plan}}
roles:
  - {{role: participating, since: 2011-05, source: plan}}
hazards: [flood]
{SHARED}---

It lies low.
""",
    "content/events/drill.md": f"""\
---
title: Harbour drill
type: training
start: 2030-03-01T09:00
end: 2030-03-01T17:00
time-zone: Asia/Manila
place: {{name: Harbour Town, country: PH, city: harbour-town}}
hosts: [good-bank]
status: planned
summary: A drill for the harbour.
{SHARED}---

Bring boots.
""",
    "content/champions/a-mayor.md": f"""\
---
title: A. Mayor
honour: champion
office: Mayor of Harbour Town
country: PH
places: [harbour-town]
term: {{from: 2011, to: 2013}}
summary: Spoke for the drains.
{SHARED}---

Spoke often.
""",
    "content/terms/essentials/2015-1.md": term(
        "Organize for resilience", "Everyone knows who does what.",
        'number: 1\nversion: "2015"\nclosest: [2010-1]\n',
    ),
    "content/terms/essentials/2010-1.md": term(
        "Organisation and coordination", "Everyone knows their role.",
        "number: 1\nversion: 2010\nclosest: [2015-1]\n",
    ),
    "content/terms/hazards/flood.md": term("Flood", "Water where it should not be.", "also-known-as: [inundation]\n"),
    "content/terms/themes/governance.md": term("Governance", "Who decides."),
    "content/terms/regions/asia-pacific.md": term("Asia-Pacific", "From Asia to the islands.", "countries: [PH, FJ]\n"),
    "content/terms/organisation-types/network.md": term("Network", "Many together."),
    "content/terms/audiences/mayor.md": term("Mayor", "You lead a local government."),
    "content/terms/tasks/plan.md": term("Plan", "Decide what to do."),
    "content/terms/promises/share.md": term("Share", "Share what you know.", "number: 7\n"),
    "docs/about/index.md": "# About\n\n{{ latest_resources(2) }}\n",
    "docs/about/this-hub.md": "# What this hub is\n\nA test.\n",
    "docs/about/media.md": "# For the media\n\nFacts.\n",
    "docs/contribute/index.md": "# Contribute\n\nSend a file.\n",
    "content/terms/glossary/exposure.md": term("Exposure", "Who and what stands in harm's way."),
}  # fmt: skip


def write(root: Path, files: dict[str, str | bytes]) -> None:
    """Write files below a folder; bytes as they are."""
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())


def small_hub(root: Path) -> Path:
    """The small hub below `root`, with the repository's theme, doors and settings."""
    from citykit.entry import Entry, Source
    from citykit.parse import parse
    from citykit.read import state_of

    case = parse("resource", "flood-park", "en", Source("x.md", CASE))
    assert isinstance(case, Entry)
    write(root, {path: text.replace("{state}", state_of(case)) for path, text in FILES.items()})
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    for name in ("theme", "hooks", "macros", "citykit"):
        (root / name).symlink_to(REPOSITORY / name)
    return root
