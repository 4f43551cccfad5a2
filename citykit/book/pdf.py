"""The Handbook as a PDF, tagged as PDF/UA-1 asks, by WeasyPrint."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from citykit.book.fonts import FACES, font
from citykit.book.paper import FOLDER, PICTURE, Paper
from citykit.config import ConfigError

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

FONT = "citykit-font:"


def make(paper: Paper) -> bytes:
    """The book. ConfigError where WeasyPrint finds no Pango to set letters with."""
    try:
        # Only now: it takes half a second, and loads libraries that only a book needs.
        from weasyprint import HTML
    except OSError as error:
        raise ConfigError(
            f"The Handbook's PDF is set with Pango, which this machine lacks ({error}): install it (on "
            "Debian `apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`), or build "
            "without the PDF: `CITYKIT_BOOKS=epub`."
        ) from None
    html = document(paper)
    return bytes(
        HTML(string=html, url_fetcher=_fetcher(paper)).write_pdf(
            pdf_variant="pdf/ua-1",
            pdf_identifier=hashlib.sha256(html.encode()).hexdigest()[:32].encode(),
            optimize_images=True,
        )
    )


def document(paper: Paper) -> str:
    """The book as one HTML document, whose links lead to its own places or to the published hub."""
    return paper.render(
        "pdf.html.j2",
        chapters=paper.chapters(lambda name, id: f"#{name}--{id}" if id else f"#{name}", False),
        faces=[(face, f"{FONT}{face}") for face in FACES],
        style=(FOLDER / "pdf.css").read_text(encoding="utf-8"),
    )


def _fetcher(paper: Paper) -> URLFetcher:
    """Gives the hub's own pictures and fonts, and nothing else: no file, no network."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OwnOnly(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            if (name := url.removeprefix(FONT)) in FACES:
                return URLFetcherResponse(url, font(name).read_bytes())
            if (path := url.removeprefix(PICTURE)) in paper.assets:
                return URLFetcherResponse(url, paper.assets[path])
            raise FatalURLFetchingError(f"A book asks for {url}, which is not a part of it.")

    return OwnOnly()
