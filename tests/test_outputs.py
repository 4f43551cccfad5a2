"""What is handed out beside pages: lists, attachments, and the staged folder."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import yaml
from PIL import Image

from citykit.build import Build, build
from citykit.output import Page, clashes, localised, place
from citykit.stage import markdown, stage
from tests.small import FILES, write

BANK = "content/partners/good-bank.md"
NOTE = "content/resources/guidance-notes/clean-drains.md"


def rows(made: Build, path: str) -> list[dict[str, str]]:
    content = next(file.content for file in made.files if file.path == path)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_list_of_partners_has_a_line_for_each(hub: Path) -> None:
    (line,) = rows(build(hub), "partners.csv")
    assert line["name"] == "Good Bank"
    assert line["contributions"] == "1"
    assert line["page"] == "https://hub.example/partners/good-bank.html"


def test_a_partner_has_a_list_of_what_it_contributed(hub: Path) -> None:
    (line,) = rows(build(hub), "partners/good-bank.csv")
    assert (line["title"], line["role"]) == ("A park that holds the flood", "funder")


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1+1"])
def test_a_cell_never_begins_like_a_formula(hub: Path, start: str) -> None:
    write(hub, {BANK: FILES[BANK].replace("title: Good Bank", f'title: "{start}"')})
    (line,) = rows(build(hub), "partners.csv")
    assert line["name"] == f"'{start}"


def test_commas_quotes_and_lines_stay_within_their_cell(hub: Path) -> None:
    name = 'Bank, "Good" & Sons'
    write(hub, {BANK: FILES[BANK].replace("title: Good Bank", f"title: '{name}'")})
    assert rows(build(hub), "partners.csv")[0]["name"] == name


def test_a_picture_beside_an_entry_is_published_as_it_is(hub: Path) -> None:
    Image.new("RGB", (2, 2)).save(hub / "content/partners/seat.png")
    picture = (hub / "content/partners/seat.png").read_bytes()
    files = {file.path: file.content for file in build(hub).files}
    assert files["files/partners/seat.png"] == picture


def test_an_error_in_the_content_leaves_nothing_to_hand_out(hub: Path) -> None:
    write(hub, {BANK: "no front matter"})
    made = build(hub)
    assert made.wrong
    assert (made.pages, made.files) == ((), ())


def test_two_builds_hand_out_the_same(hub: Path) -> None:
    one, other = build(hub), build(hub)
    assert (one.pages, one.files) == (other.pages, other.files)


def test_paths_that_differ_in_capitals_only_clash() -> None:
    (clash,) = clashes([("a.html", "one.md"), ("b.html", "two.md"), ("A.html", "three.md")])
    assert clash.at.path == "three.md"
    assert "one.md" in clash.message


def test_the_language_of_the_originals_has_no_folder() -> None:
    assert localised("en", "en", "cities.html") == "cities.html"
    assert localised("es", "en", "cities.html") == "es/cities.html"


def page(html: str, title: str = "T") -> Page:
    return Page("a/b.html", "en", "en", title, "D", html, "home")


def test_the_hubs_own_addresses_become_relative_links() -> None:
    html = '<a href="citykit-hub:cities/x.html#roles">x</a>'
    placed = place(html, page("").up, lambda address: f"es/{address}")
    assert placed == '<a href="../es/cities/x.html#roles">x</a>'


def test_a_staged_page_is_one_block_without_blank_lines() -> None:
    text = markdown(page("<p>a</p>\n\n \n<p>b</p>"))
    assert "\n\n" not in text.partition("\n---\n\n")[2]


def test_code_in_a_staged_page_keeps_its_blank_lines() -> None:
    assert "x&#10;&#10;y" in markdown(page("<pre><code>x\n\ny</code></pre>"))


def test_braces_in_a_staged_page_are_inert() -> None:
    text = markdown(page("<p>{{ 7*7 }} {% x %}</p>", title="{{ config }}"))
    assert "{" not in text
    assert "&#123;&#123; 7*7 &#125;&#125;" in text


def test_the_front_matter_of_a_staged_page_is_only_its_title_and_description() -> None:
    text = markdown(page("<p>x</p>", title="a: b\n---\ntemplate: evil.html"))
    front = yaml.safe_load(text.removeprefix("---\n").partition("\n---\n\n")[0])
    assert set(front) == {"title", "description"}


def test_staging_writes_pages_files_and_hand_written_pages(hub: Path, tmp_path: Path) -> None:
    stage(build(hub), hub, tmp_path / "stage")
    for path in (
        "resources/flood-park.md",
        "es/resources/flood-park.md",
        "partners.csv",
        "about/index.md",
    ):
        assert (tmp_path / "stage" / path).is_file(), path


def test_staging_refuses_a_folder_that_holds_something(hub: Path, tmp_path: Path) -> None:
    write(tmp_path / "stage", {"old.md": "x"})
    with pytest.raises(FileExistsError):
        stage(build(hub), hub, tmp_path / "stage")
