"""A preview says what a branch changes, in words, and is safe to open."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from citykit.cli import main
from citykit.comparing import lines, paragraphs, words
from citykit.preview import Preview, preview
from tests.repository import begin_branch, git
from tests.small import FILES, REPOSITORY, write

NOTE = "content/resources/guidance-notes/clean-drains.md"
BANK = "content/partners/good-bank.md"
DRILL = "content/events/drill.md"
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def branch(hub: Path) -> Path:
    return begin_branch(hub)


def built(folder: Path) -> bool:
    """In place of the engine, which takes seconds."""
    write(folder, {"index.html": "home"})
    return True


Make = Callable[[], tuple[Preview, Path]]


@pytest.fixture
def make(branch: Path, tmp_path: Path) -> Make:
    def run() -> tuple[Preview, Path]:
        return preview(branch, "main", tmp_path / "made", built), tmp_path / "made"

    return run


def test_pages_are_added_changed_and_removed(branch: Path, make: Make) -> None:
    new = FILES[BANK].replace("Good Bank", "New Bank").replace("bank.example", "new-bank.example")
    write(branch, {"content/partners/new-bank.md": new})
    write(branch, {NOTE: FILES[NOTE].replace("1. Walk the drains.", "1. Walk all drains twice.")})
    git(branch, "rm", "-q", DRILL)
    done, folder = make()
    assert [sheet.path for sheet in done.comparison.added if sheet.source] == [
        "partners/new-bank.html"
    ]
    assert [one.after.path for one in done.own] == ["resources/clean-drains.html"]
    assert "events/drill.html" in [sheet.path for sheet in done.comparison.removed]
    assert "partners.html" in [one.after.path for one in done.others]
    assert done.comparison.outside == (("https://new-bank.example/", "partners/new-bank.html"),)
    page = (folder / "what-changed.html").read_text()
    assert "Walk <del>the</del><ins>all</ins> drains<ins> twice</ins>." in page
    assert 'href="site/partners/new-bank.html"' in page


def test_nothing_changed_is_said_so(make: Make) -> None:
    done, folder = make()
    assert done.comparison.changed == ()
    assert (folder / "what-changed.html").read_text().count("<p>None.</p>") == 5


def test_a_hand_written_page_is_compared_too(branch: Path, make: Make) -> None:
    write(branch, {"docs/about/media.md": "# For the media\n\nMore facts.\n"})
    done, _ = make()
    assert [one.after.path for one in done.own] == ["about/media.html"]


def test_an_error_makes_a_preview_that_says_what_to_mend(branch: Path, make: Make) -> None:
    write(branch, {BANK: FILES[BANK].replace("country: PH", "country: ph")})
    done, folder = make()
    assert done.wrong
    assert not (folder / "site").exists()
    page = (folder / "what-changed.html").read_text()
    assert "The site could not be built." in page
    assert "There is no country with the code <code>ph</code>" in page
    assert json.loads((folder / "summary.json").read_text())["errors"] == 1


def test_what_contributors_wrote_is_text(branch: Path, make: Make) -> None:
    write(branch, {NOTE: FILES[NOTE].replace("Walk the drains.", f"Walk {HOSTILE} drains.")})
    write(branch, {BANK: FILES[BANK].replace("title: Good", f"title: {HOSTILE} Good")})
    write(branch, {"docs/about/media.md": f"# {HOSTILE}\n\n\u202eturned\n"})
    _, folder = make()
    page = (folder / "what-changed.html").read_text()
    assert "<img" not in page
    assert "&lt;img" in page
    assert "\u202e" not in page


def script() -> ModuleType:
    """`.ci/comment`, which is no module of a package."""
    path = str(REPOSITORY / ".ci" / "comment")
    loader = importlib.machinery.SourceFileLoader("comment", path)
    spec = importlib.util.spec_from_loader("comment", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_the_summary_is_one_that_the_comment_takes(branch: Path, make: Make) -> None:
    write(branch, {NOTE: FILES[NOTE] + "\nMore.\n"})
    _, folder = make()
    said = json.loads((folder / "summary.json").read_text())
    assert script().checked(said)["changed"]["names"] == ["resources/clean-drains.html"]


def test_a_zip_holds_the_same_and_is_the_same_each_time(branch: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    for to in (first, second):
        preview(branch, "main", to, built)
    assert first.read_bytes() == second.read_bytes()
    names = zipfile.ZipFile(first).namelist()
    assert names == ["site/index.html", "summary.json", "what-changed.html"]


def test_a_folder_with_something_in_it_is_left_alone(branch: Path, tmp_path: Path) -> None:
    write(tmp_path, {"there/file": "mine"})
    command = ["--root", str(branch), "preview", "--since", "main", "--to", str(tmp_path / "there")]
    assert main(command) == 2
    assert [file.name for file in (tmp_path / "there").iterdir()] == ["file"]


def test_a_reader_sees_words_and_not_markup() -> None:
    page = (
        "<h2 id=a>Steps</h2><p>Walk  the <b>drains</b>.</p><script>x</script><ul><li>One</li></ul>"
    )
    assert lines(page) == ("Steps", "Walk the drains.", "One")


def test_a_paragraph_is_compared_word_by_word() -> None:
    assert list(words("Walk the drains.", "Walk the long drains.")) == [
        ("same", "Walk the "),
        ("new", "long "),
        ("same", "drains."),
    ]


def test_paragraphs_that_have_little_in_common_stand_side_by_side() -> None:
    assert list(words("Rain falls.", "Nobody came on Monday!")) == [
        ("cut", "Rain falls."),
        ("new", "Nobody came on Monday!"),
    ]


def test_only_what_differs_is_told() -> None:
    assert list(paragraphs(("a", "b", "c"), ("a", "c", "d"))) == [(("cut", "b"),), (("new", "d"),)]
