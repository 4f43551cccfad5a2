"""The preview as a colleague opens it: unpacked somewhere, with no network."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from citykit.cli import main
from tests.browser.test_validity import NODE
from tests.repository import git
from tests.small import FILES, small_hub, write

NOTE = "content/resources/guidance-notes/clean-drains.md"
BANK = "content/partners/good-bank.md"
HOSTILE = "<script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\">"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The preview of a branch that changes a note, hostile words in it."""
    folder = tmp_path_factory.mktemp("preview")
    hub = small_hub(folder / "hub")
    write(hub, {".gitignore": ".cache/\n"})
    git(hub, "init", "-q", "-b", "main")
    git(hub, "add", "-A")
    git(hub, "commit", "-qm", "The hub")
    git(hub, "checkout", "-qb", "mine")
    write(hub, {NOTE: FILES[NOTE].replace("Walk the drains.", f"Walk the sluices {HOSTILE}.")})
    write(hub, {BANK: FILES[BANK].replace("A bank for towns.", f"A bank {HOSTILE}")})
    to = folder / "preview.zip"
    assert main(["--root", str(hub), "preview", "--since", "main", "--to", str(to)]) == 0
    elsewhere = folder / "a stick" / "preview"
    with zipfile.ZipFile(to) as packed:
        packed.extractall(elsewhere)
    return elsewhere


@pytest.fixture
def page(browser: Browser) -> Page:
    """A page that notes what it asks the network for, and gets nothing of it."""
    context = browser.new_context(offline=True, viewport={"width": 360, "height": 800})
    return context.new_page()


def test_it_begins_on_what_changed_and_leads_into_the_site(unpacked: Path, page: Page) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.goto((unpacked / "what-changed.html").as_uri())
    assert page.title() == "What changed"
    assert page.locator("ins", has_text="sluices").count() >= 1
    page.click("text=Clean drains before the rain")
    page.wait_for_url("**/site/resources/clean-drains.html")
    page.goto((unpacked / "site" / "search.html").as_uri() + "?q=sluices")
    page.wait_for_selector("text=Clean drains before the rain")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_a_filter_works_in_it(unpacked: Path, page: Page) -> None:
    page.goto((unpacked / "site" / "search.html").as_uri() + "?q=drains&hazard=flood")
    expect(page.locator(".ck-chip--remove")).to_have_count(1)
    expect(page.locator(".ck-hit__title", has_text="Clean drains")).to_have_count(1)
    expect(page.locator(".ck-hit__title", has_text="Good Bank")).to_have_count(0)


def test_nothing_that_was_contributed_ran(unpacked: Path, page: Page) -> None:
    page.goto((unpacked / "what-changed.html").as_uri())
    page.wait_for_timeout(200)
    assert page.title() == "What changed"
    assert page.locator("main script, main img").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier(
    unpacked: Path,
    browser: Browser,
    tmp_path: Path,
    scheme: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    report = tmp_path / "report.html"
    hub = small_hub(tmp_path / "hub")
    write(hub, {NOTE: FILES[NOTE].replace("[flood]", "[flod]").replace("## Steps", "# Steps")})
    write(hub, {BANK: FILES[BANK].replace("country: PH", "country: ph")})
    main(["--root", str(hub), "check", "--format", "html"])
    report.write_text(capsys.readouterr().out, encoding="utf-8")
    axe = (NODE / "axe-core" / "axe.min.js").read_text()
    for file in (report, unpacked / "what-changed.html"):
        for width in (320, 1280):
            context = browser.new_context(
                color_scheme=scheme,  # type: ignore[arg-type]
                viewport={"width": width, "height": 800},
                bypass_csp=True,
            )
            opened = context.new_page()
            opened.goto(file.as_uri())
            assert opened.evaluate("document.documentElement.scrollWidth") <= width
            opened.evaluate(axe)
            found = opened.evaluate("axe.run(document)")["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
            context.close()


def test_the_list_of_codes_is_narrowed_by_what_is_typed(unpacked: Path, page: Page) -> None:
    page.goto((unpacked / "site" / "contribute" / "codes.html").as_uri())
    page.fill("input[data-narrows]", "time zone")
    shown = page.locator("#ck-codes > div:visible")
    assert shown.all_inner_texts()[0].startswith("unknown-time-zone")
    assert page.locator("[role=status]").first.inner_text() == str(shown.count())
