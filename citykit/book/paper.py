"""The Handbook made ready for a format that lives outside the hub: links to the rest of the hub go to
where it is published, boxes are drawn, pictures come along."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from citykit.book.fonts import FACES, font
from citykit.cache import digest
from citykit.links import published
from citykit.markdown import HUB
from citykit.output import localised
from citykit.pages.printed import Volume, addresses, apart, linked
from citykit.pages.view import View
from citykit.templates import template_of

FOLDER = Path(__file__).parent
# A place within the book: of a chapter (or the glossary) and of an id in it, which may be empty.
Place = Callable[[str, str], str]
PICTURE = "citykit-file:"
_BOX = re.compile(r"<label><input[^>]*>\s*(.*?)</label>", re.S)
_ALIGN = re.compile(r'(<t[dh]) align="(left|center|right)"')
_PROGRAMS = ("weasyprint", "pydyf", "fonttools", "tinyhtml5")


@dataclass(frozen=True)
class Paper:
    """`assets` are the pictures that the chapters show, by their path on the site."""

    view: View
    volume: Volume
    assets: Mapping[str, bytes]

    @property
    def title(self) -> str:
        return f"{self.view.t('book.title')}: {self.view.config.name}"

    @property
    def about(self) -> str:
        t = self.view.t
        return t(
            "book.licence-note",
            authors=", ".join(self.volume.bylines),
            licences=", ".join(self.volume.licences),
        )

    def chapters(self, place: Place, separate: bool) -> list[dict[str, Any]]:
        """The chapters' ids, titles, languages, headings and HTML; `separate` are those that each
        have a file of their own, and so may use the same ids."""
        within = addresses(self.volume, place)
        return [
            {
                "id": chapter.id,
                "number": chapter.number,
                "title": chapter.title,
                "lang": chapter.lang,
                "headings": chapter.headings,
                "html": _plain(
                    linked(
                        chapter.html if separate else apart(chapter.html, chapter.id),
                        within,
                        self.outside,
                        PICTURE,
                    )
                ),
            }
            for chapter in self.volume.chapters
        ]

    def outside(self, address: str) -> str:
        """Where an address of the hub is published, in the book's language where it is made in it."""
        config, page = self.view.config, address.partition("#")[0]
        everywhere = page in self.view.hub.docs or page.startswith("files/")
        lang = config.original if everywhere else self.view.lang
        return config.url + localised(lang, config.original, address)

    def render(self, template: str, **values: Any) -> str:
        view = self.view
        return template_of(FOLDER, template).render(
            paper=self, v=view, t=view.t, w=view.t.every, book=self.volume, **values
        )

    def key(self, format: str) -> str:
        """The mark of all that a book is made from."""
        parts = [
            format,
            self.title,
            self.view.lang,
            self.view.config.url,
            repr(self.volume.glossary),
        ]
        parts += [chapter.html for chapter in self.volume.chapters]
        parts += [content.decode("latin-1") for content in self.assets.values()]
        parts += [f"{name} {version(name)}" for name in _PROGRAMS]
        parts += [f"{face} {font(face).stat().st_size}" for face in FACES]
        parts += [file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.css"))]
        return digest(*parts)


def paper_of(view: View, volume: Volume) -> Paper:
    """A volume with the pictures its chapters show."""
    shown = {path for chapter in volume.chapters for path in _pictures(chapter.html)}
    held = {published(asset.path): asset.file for asset in view.hub.assets}
    return Paper(view, volume, {path: held[path].read_bytes() for path in sorted(shown)})


def _pictures(html: str) -> list[str]:
    return re.findall(rf'<img src="{HUB}([^"]+)"', html)


def _plain(html: str) -> str:
    """Without form fields, which paper has none of, and attributes that HTML has given up."""
    html = _BOX.sub(r'<span class="ckb-box"></span> \1', html)
    return _ALIGN.sub(r'\1 class="ckb-\2"', html)
