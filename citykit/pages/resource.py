"""Resources: all of them, each type, each one, and the Handbook as a book."""

from __future__ import annotations

from collections.abc import Iterator

from citykit.catalogue import Item
from citykit.kinds.resource import FOLDERS
from citykit.markdown import Heading
from citykit.output import Page
from citykit.pages.view import View


def make(view: View) -> Iterator[Page]:
    items = view.items("resource")
    if not view.partial:
        yield _overview(view, items)
        for type, folder in FOLDERS.items():
            yield from _list(
                view, [item for item in items if item.record.type == type], type, folder
            )
    book = [item for item in items if item.record.type == "handbook-chapter"]
    for item in view.own(items):
        yield _page(view, item, book)


def _overview(view: View, items: tuple[Item, ...]) -> Page:
    types = [
        (type, f"{folder}.html", sum(item.record.type == type for item in items))
        for type, folder in FOLDERS.items()
    ]
    html = view.render("resources.html.j2", types=types, items=items, new=view.newest(items)[:9])
    return view.page(
        "resources.html", view.t("resources.title"), view.t("resources.lead"), html, "resources"
    )


def _list(view: View, items: list[Item], type: str, folder: str) -> Iterator[Page]:
    title, lead = view.t(f"types.{type}"), view.t(f"types-lead.{type}")
    finder = view.finder(items)
    for address, cut, number, count in view.paged(items, f"{folder}.html"):
        html = view.render(
            "list.html.j2",
            title=title,
            lead=lead,
            icon=type,
            steps=view.crumbs(("resources.html", view.t("resources.title"))),
            items=cut,
            finder=finder,
            stem=folder,
            number=number,
            count=count,
            total=len(items),
            ordered=type == "handbook-chapter",
        )
        yield view.page(address, title, lead, html, "resources", indexed=number == 1)


def _page(view: View, item: Item, book: list[Item]) -> Page:
    record = view.record(item)
    folder = FOLDERS[record.type]
    neighbours: list[Item | None] = [None, None]
    if record.type == "handbook-chapter":
        place = book.index(item)
        neighbours = [
            book[place - 1] if place else None,
            book[place + 1] if place + 1 < len(book) else None,
        ]
    html = view.render(
        "resource.html.j2",
        item=item,
        record=record,
        body=view.body(item),
        type_address=f"{folder}.html",
        related=view.related.to(item),
        neighbours=neighbours,
        countries=view.facets.countries(item),
        events=view.catalogue.naming(item, "event"),
        has=type(record).model_fields,
    )
    return view.page(
        item.address,
        record.title,
        record.summary,
        html,
        "resources",
        headings=_contents(view, item),
        item=item,
    )


def _contents(view: View, item: Item) -> list[Heading]:
    """The contents list: the template's own sections around the headings of the text."""
    record, t = item.record, view.t
    before, after = [], []
    for name in ("actions", "results"):
        if getattr(record, name, ()):
            before.append(Heading(2, f"ck-{name}", t(f"resource.{name}")))
    for name in ("lessons", "transferability", "attachments"):
        if getattr(record, name, ()):
            after.append(Heading(2, f"ck-{name}", t(f"resource.{name}")))
    if record.sources:
        after.append(Heading(2, "ck-sources", t("resource.sources")))
    return [*before, *view.headings(item), *after]
