"""The pieces as files: names, sizes, and what is kept between builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from citykit.build import Build
from citykit.search import counting as counting_module
from citykit.search import pieces_of
from citykit.search.counting import counts_of
from citykit.search.documents import Document, Section, documents_of, handwritten
from tests.search.shard_reader import shards, unfronted
from tests.site import pages


def document(number: int, text: str = "A river runs through the town.") -> Document:
    return Document(
        f"p{number}.html", f"Page {number}", "About it.", sections=(Section("a", "How", text),)
    )


def test_the_same_documents_give_the_same_files() -> None:
    found = [document(n) for n in range(50)]
    first, second = (
        {file.path: file.content for file in pieces_of(list(found), "en", None, {})}
        for _ in range(2)
    )
    assert first == second


def test_pieces_stand_in_a_folder_named_by_what_they_hold() -> None:
    before = {f.path for f in pieces_of([document(1)], "en", None, {})}
    after = {f.path for f in pieces_of([document(1, "Quite another text.")], "en", None, {})}
    assert before & after == {"search/en.js"}
    assert len({path.split("/")[2] for path in before - after}) == 1


def test_there_is_every_piece_that_a_browser_may_ask_for() -> None:
    files = list(pieces_of([document(n) for n in range(100)], "en", None, {"type": ("Type", {})}))
    read = shards(files, "en")
    told = read.directory
    asked = {"terms", "days", "titles", *read.names, *(f"f-{facet[0]}" for facet in told["facets"])}
    asked |= {f"w{number}" for number in range(len(unfronted(told["words"])))}
    asked |= {f"d{doc // told['size']}" for doc in range(told["documents"])}
    asked |= {f"t{doc}" for doc in range(told["documents"])}
    assert set(read.pieces) == asked


def test_counts_are_kept_and_used_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    found = [document(1), document(2)]
    first = counts_of(found, "en", tmp_path)

    def forbidden(*_: object) -> None:
        raise AssertionError("counted anew")

    monkeypatch.setattr(counting_module, "count", forbidden)
    again = counts_of(found, "en", tmp_path)
    assert [one.terms for one in again] == [one.terms for one in first]
    assert all((a.counts == b.counts).all() for a, b in zip(first, again, strict=True))


def test_a_changed_page_is_counted_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    counts_of([document(1)], "en", tmp_path)
    assert "lake" in counts_of([document(1, "A lake.")], "en", tmp_path)[0].terms


def test_a_broken_store_of_counts_is_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "search-en.sqlite").write_text("no database")
    assert len(counts_of([document(1)], "en", tmp_path)) == 1
    assert len(counts_of([document(1)], "en", tmp_path)) == 1


def test_where_ci_is_set_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    counts_of([document(1)], "en", tmp_path)
    assert not (tmp_path / ".cache").exists()


def test_a_handwritten_page_is_read_without_its_macros() -> None:
    text = "---\nx: 1\n---\n# About us\n\nWe are {{ count('city') }} cities.\n\n## Who { .big }\n\nMayors.\n"
    found = handwritten("about/us.html", text)
    assert (found.title, found.summary) == ("About us", "We are cities.")
    assert [(s.id, s.heading, s.text) for s in found.sections][1] == ("who", "Who", "Mayors.")


@pytest.mark.parametrize("lang", ["en", "es", "ar"])
def test_every_document_and_section_is_there_in_the_site(
    real_build: Build, real_site: Path, lang: str
) -> None:
    ids = {file.relative_to(real_site).as_posix(): set(page.ids) for file, page in pages(real_site)}
    dead = []
    for found in documents_of(real_build.hub, real_build.pages, lang):
        path, _, anchor = found.path.partition("#")
        if path not in ids or (anchor and anchor not in ids[path]):
            dead.append(found.path)
        if not anchor:
            dead += [
                f"{path}#{section.id}"
                for section in found.sections
                if section.id and section.id not in ids.get(path, set())
            ]
    assert dead == []
