"""Lists as CSV (RFC 4180, UTF-8 with a byte-order mark so that spreadsheets read it rightly)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from citykit.catalogue import Item
from citykit.facets import Facets
from citykit.hub import Hub
from citykit.output import OutputFile


def make(hub: Hub) -> Iterator[OutputFile]:
    """A list of all partners, and for each what it contributed."""
    facets = Facets(hub.catalogue)
    yield _file(
        "partners.csv",
        ("name", "acronym", "type", "country", "website", "contributions", "page"),
        (
            (
                item.record.title,
                item.record.acronym or "",
                item.record.type,
                item.record.country or "",
                item.record.website or "",
                len(hub.catalogue.naming(item, "resource")),
                hub.config.url + item.address,
            )
            for item in hub.catalogue.all("partner")
        ),
    )
    for item in hub.catalogue.all("partner"):
        if hub.catalogue.naming(item, "resource"):
            yield _file(
                f"partners/{item.id}.csv",
                ("title", "type", "role", "countries", "hazards", "essentials", "reviewed", "page"),
                _contributions(hub, facets, item),
            )


def _contributions(hub: Hub, facets: Facets, item: Item) -> Iterator[tuple[object, ...]]:
    for resource in hub.catalogue.naming(item, "resource"):
        record = resource.record
        roles = sorted(role for role, ids in record.partners.items() if item.id in ids)
        yield (
            record.title,
            record.type,
            " ".join(roles),
            " ".join(facets.countries(resource)),
            " ".join(record.hazards),
            " ".join(record.essentials),
            record.reviewed,
            hub.config.url + resource.address,
        )


def _file(path: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> OutputFile:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([[_inert(cell) for cell in row] for row in rows])
    return OutputFile(path, text.getvalue().encode("utf-8-sig"))


def _inert(cell: object) -> object:
    """A text that a spreadsheet would take for a formula, made plain
    (https://owasp.org/www-community/attacks/CSV_Injection)."""
    return (
        f"'{cell}"
        if isinstance(cell, str)
        and cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
        else cell
    )
