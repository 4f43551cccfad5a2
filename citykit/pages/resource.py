"""Resources: all of them, each type, each one. The Handbook's chapters are listed by `handbook.py`."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.catalogue import Item
from citykit.kinds.resource import FOLDERS
from citykit.markdown import Heading
from citykit.output import Page
from citykit.pages.lists import finder, newest, paged
from citykit.pages.printed import CHAPTER
from citykit.pages.view import View, joined
from citykit.record import field

# The terms at the foot of a page: vocabulary, field of the record, style of the chip.
TERMS = (
    ("essential", "essentials", "essential"),
    ("theme", "themes", "theme"),
    ("discipline", "disciplines", "discipline"),
    ("sendai-priority", "sendai", "sendai"),
    ("hfa-priority", "hfa", "sendai"),
    ("audience", "audiences", "audience"),
    ("task", "tasks", "task"),
)


def make(view: View) -> Iterator[Page]:
    if not view.partial:
        yield from view.kept(_lists)
    for item in view.own(view.items("resource")):
        yield from view.kept(_page, item)


def _lists(view: View) -> Iterator[Page]:
    items = view.items("resource")
    yield _overview(view, items)
    for type, folder in FOLDERS.items():
        if type == CHAPTER:
            continue
        yield from _list(view, [item for item in items if item.record.type == type], type, folder)


def _overview(view: View, items: tuple[Item, ...]) -> Page:
    types = [
        (type, f"{folder}.html", sum(item.record.type == type for item in items))
        for type, folder in FOLDERS.items()
    ]
    html = view.render(
        "resources.html.j2",
        types=types,
        items=items,
        new=newest(items)[:9],
        finder=finder(view, items),
    )
    return view.page(
        "resources.html", view.t("resources.title"), view.t("resources.lead"), html, "resources"
    )


def _list(view: View, items: list[Item], type: str, folder: str) -> Iterator[Page]:
    title, lead = view.t(f"types.{type}"), view.t(f"types-lead.{type}")
    above = finder(view, items)
    for address, cut, number, count in paged(items, f"{folder}.html"):
        html = view.render(
            "list.html.j2",
            title=title,
            lead=lead,
            icon=type,
            steps=view.crumbs(("resources.html", view.t("resources.title"))),
            items=cut,
            every=items,
            finder=above,
            stem=folder,
            number=number,
            count=count,
            total=len(items),
        )
        yield view.page(address, title, lead, html, "resources", indexed=number == 1)


def _page(view: View, item: Item) -> Iterator[Page]:
    record = item.record
    folder = FOLDERS[record.type]
    neighbours: list[Item | None] = [None, None]
    if record.type == CHAPTER:
        book = [item for item in view.items("resource") if item.record.type == record.type]
        place = book.index(item)
        neighbours = [
            book[place - 1] if place else None,
            book[place + 1] if place + 1 < len(book) else None,
        ]
    yield view.item_page(
        item,
        "resource.html.j2",
        "resources",
        _contents(view, item),
        type_address=f"{folder}.html",
        related=view.related.to(item),
        neighbours=neighbours,
        numbered=[
            (version, [id for id in record.essentials if id.startswith(f"{version}-")])
            for version in ("2015", "2010")
        ],
        terms=joined(view.chips(kind, field(record, name), style) for kind, name, style in TERMS),
        countries=view.facets.countries(item),
        events=view.catalogue.naming(item, "event"),
        has=type(record).model_fields,
    )


def _contents(view: View, item: Item) -> list[Heading]:
    """The contents list: the template's own sections around the headings of the text."""
    record, t = item.record, view.t
    before, after = [], []
    for name in ("actions", "results"):
        if field(record, name, ()):
            before.append(Heading(2, f"ck-{name}", t(f"resource.{name}")))
    for name in ("lessons", "transferability", "attachments"):
        if field(record, name, ()):
            after.append(Heading(2, f"ck-{name}", t(f"resource.{name}")))
    if record.sources:
        after.append(Heading(2, "ck-sources", t("resource.sources")))
    return [*before, *view.headings(item), *after]
