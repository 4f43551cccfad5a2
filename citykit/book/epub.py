"""The Handbook as an EPUB (https://www.w3.org/TR/epub-33/, with the metadata of
https://www.w3.org/TR/epub-a11y-11/).

The container is written here, with zipfile and four templates: of the libraries for it, ebooklib is
under the AGPL, which this hub's licence does not go with. EPUBCheck holds the result to the standard
in `tests/test_books.py`.
"""

from __future__ import annotations

import io
import mimetypes
import uuid
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from citykit.book.fonts import FACES, subset
from citykit.book.paper import FOLDER, PICTURE, Paper

XHTML = "http://www.w3.org/1999/xhtml"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What zip allows as the earliest time; the book's own day stands in its metadata.
TIME = (1980, 1, 1, 0, 0, 0)


def make(paper: Paper) -> bytes:
    """The book, with the same bytes for the same texts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in _files(paper):
            entry = zipfile.ZipInfo(name, TIME)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            # The first file says what this is, and must be readable as it stands.
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=9)
    return made.getvalue()


def _files(paper: Paper) -> Iterator[tuple[str, bytes]]:
    chapters = paper.chapters(lambda name, id: f"{name}.xhtml" + (f"#{id}" if id else ""), True)
    for chapter in chapters:
        chapter["html"] = chapter["html"].replace(f'src="{PICTURE}', 'src="')
    shown = {"chapters": chapters}
    texts = {
        "nav.xhtml": paper.render("epub-nav.xml.j2", **shown),
        "cover.svg": paper.render("cover.svg.j2", titled=True),
        "cover.xhtml": _page(paper, "epub-cover.html.j2"),
        "imprint.xhtml": _page(paper, "epub-imprint.html.j2"),
        **{
            f"{chapter['id']}.xhtml": _page(paper, "epub-chapter.html.j2", chapter=chapter)
            for chapter in chapters
        },
    }
    if paper.volume.glossary:
        texts["glossary.xhtml"] = _page(paper, "epub-glossary.html.j2")
    letters = "".join(sorted(set("".join(texts.values()))))
    faces = [face for face in FACES if "Arabic" not in face or paper.view.t.direction == "rtl"]
    opf = paper.render(
        "epub-package.xml.j2",
        **shown,
        faces=faces,
        pictures=[(path, mimetypes.guess_type(path)[0]) for path in paper.assets],
        identifier=uuid.uuid5(uuid.NAMESPACE_URL, paper.outside("handbook.html")),
    )
    yield "mimetype", b"application/epub+zip"
    yield "META-INF/container.xml", paper.render("epub-container.xml.j2").encode()
    yield "book/package.opf", opf.encode()
    yield "book/book.css", (FOLDER / "epub.css").read_bytes()
    for name, text in texts.items():
        yield f"book/{name}", text.encode()
    for face in faces:
        yield f"book/fonts/{face}.ttf", subset(face, letters)
    for path, content in paper.assets.items():
        yield f"book/{path}", content


def _page(paper: Paper, template: str, **values: object) -> str:
    """A page, written as the XML that e-readers want."""
    from tinyhtml5 import parse

    ElementTree.register_namespace("", XHTML)
    root = parse(paper.render(template, **values))
    for element in root.iter():
        if isinstance(element.tag, str) and (lang := element.get("lang")):
            element.set(XML_LANG, lang)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{text}'
