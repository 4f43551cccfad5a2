"""What the core hands out: finished files, and pages that still want the engine's frame."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from citykit.diagnostics import Diagnostic, Location
from citykit.markdown import HUB, Heading


@dataclass(frozen=True)
class OutputFile:
    """A finished file; `path` is relative to the site's root, `source` is what it was made from."""

    path: str
    content: bytes
    source: str = "content"


@dataclass(frozen=True)
class Page:
    """A page's own part, to be set into the frame (header, menu, footer) of its language.

    `html` is finished and safe. `lang` is the language of the frame, `spoken` that of the text;
    `section` is the menu entry it belongs to, `edit` the content file it comes from.
    `alternates` pairs each language with the path of this page in it. Pages with the same `mark`
    are the same; a page without one is compared with none.
    """

    path: str
    lang: str
    spoken: str
    title: str
    description: str
    html: str
    section: str
    headings: tuple[Heading, ...] = ()
    edit: str | None = None
    alternates: tuple[tuple[str, str], ...] = ()
    indexed: bool = True
    changed: str | None = None
    mark: str = field(default="", compare=False)

    @property
    def up(self) -> str:
        """The way from this page to the site's root."""
        return up(self.path)


def up(path: str) -> str:
    """The way from a page to the site's root."""
    return "../" * path.count("/")


def packed(pages: Iterable[Page]) -> str:
    """Pages as one text, whose first line says in JSON what is not HTML, and how long each page's
    HTML is: JSON is slow to write and read."""
    pages = tuple(pages)
    said = [
        {name: value for name, value in vars(page).items() if name not in ("html", "mark")}
        for page in pages
    ]
    lengths = [len(page.html) for page in pages]
    return "".join([json.dumps([lengths, said]), "\n", *(page.html for page in pages)])


def unpacked(text: str, mark: str) -> Iterator[Page]:
    """The pages of a packed text, each with a mark that begins so."""
    end = text.index("\n") + 1
    for number, (length, said) in enumerate(zip(*json.loads(text[:end]), strict=True)):
        start, end = end, end + length
        said["headings"] = tuple(map(Heading._make, said["headings"]))
        said["alternates"] = tuple(map(tuple, said["alternates"]))
        yield Page(html=text[start:end], mark=f"{mark}-{number}", **said)


def localised(lang: str, original: str, address: str) -> str:
    """The path of an address in a language: the only place where the language prefix is added."""
    return address if lang == original else f"{lang}/{address}"


def for_script(value: object) -> str:
    """A value as JSON that stays one expression wherever a script may stand, also in a page."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


_HUB_LINK = re.compile(rf'(href|src)="{HUB}([^"#]*)')


def place(html: str, up: str, find: Callable[[str], str] | None) -> str:
    """Turn the hub's own addresses into relative links; `find` gives the path of an address.
    None is for pages of the original language, where an address is its own path: much quicker."""
    if find is None:
        return html.replace(f'="{HUB}', f'="{up}')
    return _HUB_LINK.sub(lambda found: f'{found[1]}="{up}{find(found[2])}', html)


def clashes(paths: Iterable[tuple[str, str]]) -> list[Diagnostic]:
    """Two things for one address of the site; pairs are a path and what stands behind it."""
    first: dict[str, str] = {}
    found = []
    for path, source in paths:
        if path.casefold() in first:
            found.append(
                Diagnostic(
                    Location(source),
                    "path-taken",
                    f"The address `{path}` is already taken by {first[path.casefold()]}.",
                    "give this file another name.",
                )
            )
        first.setdefault(path.casefold(), source)
    return found
