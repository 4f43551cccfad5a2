"""The doors: what engines make of the core's pages, and what they must never do with them."""

from __future__ import annotations

import filecmp
import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import build_site
from tests.small import CASE, FILES, small_hub, write

CASE_PATH = "content/resources/case-studies/flood-park.md"
HOSTILE = "{{ 7*7 }} {% raw %}x{% endraw %} {{ config }} {% include 'x' %}"


def same(one: Path, other: Path) -> list[str]:
    """The files that differ between two folders, or are in one of them only."""
    names = {
        file.relative_to(folder)
        for folder in (one, other)
        for file in folder.rglob("*")
        if file.is_file()
    }
    return sorted(
        str(name)
        for name in names
        if not (
            (one / name).is_file()
            and (other / name).is_file()
            and filecmp.cmp(one / name, other / name, False)
        )
    )


def test_two_builds_are_the_same_to_the_byte(small_site: Path, tmp_path: Path) -> None:
    build_site(small_hub(tmp_path / "hub"), tmp_path / "site")
    assert same(small_site, tmp_path / "site") == []


def test_properdocs_builds_the_same_site_but_for_the_generator_tag(
    small_site: Path, tmp_path: Path
) -> None:
    done = build_site(small_hub(tmp_path / "hub"), tmp_path / "site", engine="properdocs")
    assert done.returncode == 0, done.stderr
    for site in (small_site, tmp_path / "site"):
        assert (site / "resources/flood-park.html").exists()
    differing = [name for name in same(small_site, tmp_path / "site") if name.endswith(".html")]
    for name in differing:
        texts = [
            re.sub(r'<meta name="generator"[^>]*>', "", (site / name).read_text())
            for site in (small_site, tmp_path / "site")
        ]
        assert texts[0] == texts[1], name


def test_template_code_in_contributed_text_stays_text(tmp_path: Path) -> None:
    root = small_hub(tmp_path / "hub")
    hostile = CASE.replace("title: A park that holds the flood", f'title: "{HOSTILE}"')
    hostile = hostile.replace(
        "summary: Harbour Town turned", f'summary: "{HOSTILE}"\nlead: "Harbour Town turned'
    )
    hostile = hostile.replace("that stores storm water.\n", 'that stores storm water."\n')
    hostile = hostile.replace("## The risk", f"## The risk\n\n{HOSTILE}")
    write(root, {CASE_PATH: hostile})
    (root / CASE_PATH.replace(".md", ".es.md")).unlink()
    done = build_site(root, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site/resources/flood-park.html").read_text()
    shown = HOSTILE.replace("'", "&#39;")
    assert f'<h1 id="ck-main">{shown}</h1>' in page
    assert f'<p class="ck-lead">{shown}</p>' in page
    assert f"<p>{HOSTILE}</p>" in page
    printed_by_a_macro = (tmp_path / "site/about/index.html").read_text()
    assert shown in printed_by_a_macro


def test_an_error_in_the_content_stops_the_build_and_leaves_the_old_site(tmp_path: Path) -> None:
    root = small_hub(tmp_path / "hub")
    assert build_site(root, tmp_path / "site").returncode == 0
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / "site").rglob("*")}
    write(root, {CASE_PATH: CASE.replace("good-bank", "god-bank")})
    done = build_site(root, tmp_path / "site")
    assert done.returncode == 1
    assert "error[unknown-partner]: There is no partner `god-bank`." in done.stderr
    assert "Traceback" not in done.stderr
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / "site").rglob("*")} == before


def test_a_macro_that_names_what_is_not_there_stops_the_build(tmp_path: Path) -> None:
    root = small_hub(tmp_path / "hub")
    write(root, {"docs/about/media.md": '# Media\n\n{{ card("city", "atlantis") }}\n'})
    done = build_site(root, tmp_path / "site")
    assert done.returncode == 1
    assert "atlantis" in done.stderr + done.stdout


def test_a_page_that_has_not_changed_keeps_its_time_and_the_others_are_written(
    tmp_path: Path,
) -> None:
    root = small_hub(tmp_path / "hub")
    build_site(root, tmp_path / "site")
    names = ("events/drill.html", "champions/a-mayor.html")
    before = [(tmp_path / "site" / name).stat().st_mtime_ns for name in names]
    drill = "content/events/drill.md"
    write(root, {drill: FILES[drill].replace("Bring boots.", "Bring dry boots.")})
    build_site(root, tmp_path / "site")
    after = [(tmp_path / "site" / name).stat().st_mtime_ns for name in names]
    assert after[0] > before[0]
    assert after[1] == before[1]
    assert "Bring dry boots." in (tmp_path / "site/events/drill.html").read_text()


def test_nothing_generated_is_written_into_the_source_tree(tmp_path: Path) -> None:
    root = small_hub(tmp_path / "hub")
    build_site(root, tmp_path / "site")
    found = {
        file.relative_to(root).as_posix()
        for folder in ("content", "docs")
        for file in (root / folder).rglob("*")
        if file.is_file()
    }
    assert found == {path for path in FILES if path.startswith(("content/", "docs/"))}


def test_a_staged_folder_holds_every_page_for_an_engine_without_hooks(tmp_path: Path) -> None:
    root = small_hub(tmp_path / "hub")
    command = [
        sys.executable,
        "-m",
        "citykit",
        "--root",
        str(root),
        "stage",
        str(tmp_path / "stage"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "stage/resources/flood-park.md").read_text()
    assert "The harbour floods when" in page
    assert "{{" not in page


def test_a_shared_link_shows_what_the_page_is_about(small_site: Path) -> None:
    case = (small_site / "resources/flood-park.html").read_text()
    written = (small_site / "about/this-hub.html").read_text()
    for page, title, said, address in (
        (case, "A park that holds the flood", "Harbour Town turned", "resources/flood-park.html"),
        (written, "What this hub is", "A test.", "about/this-hub.html"),
    ):
        assert f'<meta property="og:title" content="{title}">' in page
        assert f'<meta property="og:description" content="{said}' in page
        assert f'<meta name="description" content="{said}' in page
        assert f'<link rel="canonical" href="https://hub.example/{address}">' in page
