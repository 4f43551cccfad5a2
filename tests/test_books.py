"""The Handbook as a PDF and an EPUB: what readers get, and what it costs to make."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

import citykit.book
from citykit.book import fonts, pdf
from citykit.build import build
from citykit.config import ConfigError
from tests.handbook import FIRST, with_handbook
from tests.small import REPOSITORY

DAY = "1795000000"


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small hub whose Handbook is made into books, on a fixed day."""
    monkeypatch.delenv("CITYKIT_BOOKS")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    return with_handbook(tmp_path / "hub")


def books(root: Path) -> dict[str, bytes]:
    made = build(root)
    assert not made.wrong, made.diagnostics
    return {
        file.path: file.content for file in made.files if file.path.startswith("handbook/handbook-")
    }


@pytest.fixture(scope="module")
def real() -> dict[str, bytes]:
    """The books of the repository's own Handbook."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("CITYKIT_BOOKS")
        return books(REPOSITORY)


def text_of(pages: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pages)).pages)


def epub(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def faults(content: bytes, folder: Path) -> str:
    """What EPUBCheck says against a book."""
    file = folder / "book.epub"
    file.write_bytes(content)
    checker = shutil.which("epubcheck")
    java = shutil.which("java")
    assert checker and java, "install Debian's epubcheck and Java, as `make test` does"
    command = [java, "-jar", checker, "--failonwarnings", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def lost_links(content: bytes) -> list[str]:
    """The links within a PDF that lead nowhere."""
    reader = PdfReader(io.BytesIO(content))
    known = set(reader.named_destinations)
    names = [
        str(annotation.get_object().get("/Dest", annotation.get_object().get("/A", {}).get("/D")))
        for page in reader.pages
        for annotation in page.get("/Annots", [])
        if "/URI" not in annotation.get_object().get("/A", {})
    ]
    assert names
    return [name for name in names if name not in known]


def outside_links(content: bytes) -> set[str]:
    return {
        str(annotation.get_object()["/A"]["/URI"])
        for page in PdfReader(io.BytesIO(content)).pages
        for annotation in page.get("/Annots", [])
        if "/URI" in annotation.get_object().get("/A", {})
    }


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_real_epub_is_without_fault(real: dict[str, bytes], lang: str, tmp_path: Path) -> None:
    assert faults(real[f"handbook/handbook-{lang}.epub"], tmp_path) == ""


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_link_within_the_real_pdf_leads_somewhere(real: dict[str, bytes], lang: str) -> None:
    assert lost_links(real[f"handbook/handbook-{lang}.pdf"]) == []


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_real_pdf_opens_is_tagged_and_carries_its_fonts(
    real: dict[str, bytes], lang: str, tmp_path: Path
) -> None:
    file = tmp_path / "book.pdf"
    file.write_bytes(real[f"handbook/handbook-{lang}.pdf"])
    said = subprocess.check_output(["pdfinfo", file], text=True)
    assert "Tagged:          yes" in said
    assert "JavaScript:      no" in said
    fonts = subprocess.check_output(["pdffonts", file], text=True).splitlines()[2:]
    assert fonts
    assert [line for line in fonts if line.split()[-5] != "yes"] == []  # the column `emb`


def test_a_book_with_pictures_tables_and_boxes_is_without_fault(hub: Path, tmp_path: Path) -> None:
    assert faults(books(hub)["handbook/handbook-en.epub"], tmp_path) == ""
    assert faults(books(hub)["handbook/handbook-es.epub"], tmp_path) == ""


def test_a_link_between_chapters_stays_in_the_book(hub: Path) -> None:
    made = books(hub)
    assert lost_links(made["handbook/handbook-en.pdf"]) == []
    assert (
        'href="second.xhtml#the-steps"'
        in epub(made["handbook/handbook-en.epub"]).read("book/first.xhtml").decode()
    )


def test_a_link_to_another_page_goes_to_where_the_hub_is_published(hub: Path) -> None:
    made = books(hub)
    assert "https://hub.example/resources/flood-park.html" in outside_links(
        made["handbook/handbook-en.pdf"]
    )
    assert "https://hub.example/es/handbook.html" in outside_links(made["handbook/handbook-es.pdf"])


def test_the_glossary_holds_the_terms_that_are_used(hub: Path) -> None:
    made = epub(books(hub)["handbook/handbook-en.epub"])
    assert 'id="exposure"' in made.read("book/glossary.xhtml").decode()
    assert 'href="glossary.xhtml#exposure"' in made.read("book/first.xhtml").decode()


def test_a_chapter_that_is_not_translated_says_so_and_keeps_its_language(hub: Path) -> None:
    made = epub(books(hub)["handbook/handbook-es.epub"])
    assert "todavía no está traducido" in made.read("book/second.xhtml").decode()
    assert 'lang="en"' in made.read("book/second.xhtml").decode()
    assert "todavía no está traducido" not in made.read("book/first.xhtml").decode()


def test_a_script_in_a_text_stays_a_text(hub: Path) -> None:
    made = books(hub)
    chapter = epub(made["handbook/handbook-en.epub"]).read("book/first.xhtml").decode()
    assert "&lt;script&gt;alert(1)" in chapter
    assert "<script" not in chapter
    assert "<script>alert(1)</script>" in text_of(made["handbook/handbook-en.pdf"])


@pytest.mark.parametrize(
    "address", ["https://tracker.example/x.png", "file:///etc/passwd", "citykit-file:other.png"]
)
def test_a_book_fetches_only_its_own_pictures(
    hub: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pdf.document
    monkeypatch.setattr(pdf, "document", lambda paper: f'{whole(paper)}<img src="{address}">')
    with pytest.raises(FatalURLFetchingError, match="not a part of it"):
        books(hub)


def test_two_builds_make_the_same_bytes_whatever_the_clock_says(
    hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "1")  # so that nothing comes from the cache
    first = books(hub)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(DAY) + 90_000))
    assert books(hub) == first
    assert len(first) == 4


def _refuse(*_: object) -> bytes:
    raise AssertionError("A book was made again.")


def test_a_book_is_not_made_again_when_nothing_in_it_has_changed(
    hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    first = books(hub)
    case = hub / "content/resources/case-studies/flood-park.md"
    case.write_text(case.read_text() + "\nMore on the park.\n")
    monkeypatch.setattr(citykit.book, "MAKERS", {"pdf": _refuse, "epub": _refuse})
    assert books(hub) == first


def test_a_book_is_made_again_when_a_chapter_has_changed(
    hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    first = books(hub)
    (hub / "content/resources/handbook/first.md").write_text(FIRST + "\nA line more.\n")
    assert "A line more." in text_of(books(hub)["handbook/handbook-en.pdf"])
    assert "A line more." not in text_of(first["handbook/handbook-en.pdf"])


def test_somebody_who_waits_to_see_a_change_gets_the_books_made_last(
    hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    books(hub)
    (hub / "content/resources/handbook/first.md").write_text(FIRST + "\nA line more.\n")
    monkeypatch.setattr(citykit.book, "MAKERS", {"pdf": _refuse, "epub": _refuse})
    made = build(hub, in_a_hurry=True)
    assert any("A line more." in page.html for page in made.pages)
    assert len([file for file in made.files if file.path.endswith((".pdf", ".epub"))]) == 4


def test_a_machine_without_pango_is_told_what_to_install(
    hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class NoPango:
        def __getattr__(self, name: str) -> object:
            raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setenv("CI", "1")
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", NoPango())
    with pytest.raises(ConfigError, match="apt-get install libpango"):
        build(hub)


def test_a_machine_without_the_font_is_told_what_to_install(
    hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts.font.cache_clear()
    monkeypatch.setattr(fonts, "FOLDERS", ())
    with pytest.raises(ConfigError, match="fonts-noto-core"):
        build(hub)
    fonts.font.cache_clear()


def test_books_can_be_left_out_by_who_builds(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITYKIT_BOOKS", "epub")
    assert set(books(hub)) == {"handbook/handbook-en.epub", "handbook/handbook-es.epub"}
    monkeypatch.setenv("CITYKIT_BOOKS", "none")
    assert books(hub) == {}


def test_a_hub_without_a_handbook_has_no_books(tmp_path: Path) -> None:
    root = with_handbook(tmp_path / "hub")
    shutil.rmtree(root / "content/resources/handbook")
    assert books(root) == {}
