"""The Handbook and a reader's own book, in Chromium: over http and from a folder."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.browser.test_validity import NODE
from tests.conftest import build_site
from tests.handbook import with_handbook


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small hub with a Handbook, built without the PDF and the EPUB."""
    folder = tmp_path_factory.mktemp("handbook")
    done = build_site(with_handbook(folder / "hub", books=""), folder / "site")
    assert done.returncode == 0, done.stderr
    return folder / "site"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(params=["file", "http"])
def address(site: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Where the site begins: in its folder, and on a server."""
    if request.param == "file":
        yield f"file://{site}/"
        return
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    context.close()
    assert problems == []


FIRST = "resources/first.html"
BOX = '[data-item="first"] input[type=checkbox]'


def test_a_tick_is_kept_on_this_device(address: str, page: Page) -> None:
    page.goto(address + FIRST)
    page.get_by_label("A date is set.").check()
    page.reload()
    assert page.get_by_label("A date is set.").is_checked()
    assert not page.get_by_label("The list hangs in public.").is_checked()
    assert "1 of 2 done. Your ticks are kept on this device only" in page.inner_text(".ck-ticks")


def test_a_tick_stands_in_the_book_of_one_page_too_and_only_in_its_chapter(
    address: str, page: Page
) -> None:
    page.goto(address + FIRST)
    page.get_by_label("The list hangs in public.").check()
    page.goto(address + "handbook/all.html")
    assert page.locator("#first").get_by_label("The list hangs in public.").is_checked()
    assert not page.locator("#second").get_by_label("The list hangs in public.").is_checked()


def test_ticks_can_be_cleared(address: str, page: Page) -> None:
    page.goto(address + FIRST)
    page.get_by_label("A date is set.").check()
    page.get_by_role("button", name="Clear the ticks").click()
    assert not page.get_by_label("A date is set.").is_checked()
    page.reload()
    assert not page.get_by_label("A date is set.").is_checked()


def test_a_reader_is_told_when_ticks_cannot_be_kept(address: str, page: Page) -> None:
    page.add_init_script("Storage.prototype.setItem = function () { throw new Error('full'); };")
    page.goto(address + FIRST)
    page.get_by_label("A date is set.").check()
    assert "does not let this page keep your ticks" in page.inner_text(".ck-ticks")


def test_boxes_are_ticked_by_keyboard(address: str, page: Page) -> None:
    page.goto(address + FIRST)
    page.locator(BOX).first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert "2 of 2 done" in page.inner_text(".ck-ticks")


def test_a_page_without_boxes_loads_no_script_for_them(site: Path) -> None:
    assert "checklist" not in (site / "resources/clean-drains.html").read_text()


def test_links_between_chapters_stay_on_the_page_of_the_whole(address: str, page: Page) -> None:
    page.goto(address + "handbook/all.html")
    page.get_by_role("link", name="the steps").click()
    assert page.url.endswith("handbook/all.html#second--the-steps")
    broken = page.evaluate(
        "[...document.querySelectorAll('.ckb a[href^=\"#\"]')]"
        ".filter(a => !document.getElementById(a.hash.slice(1))).map(a => a.hash)"
    )
    assert broken == []


def own_book(page: Page) -> list[str]:
    page.wait_for_selector(".ck-maker__texts article")
    return page.locator(".ck-maker__texts .ckb-title").all_inner_texts()


def test_an_essential_becomes_a_book(address: str, page: Page) -> None:
    page.goto(address + "essentials/2015-1.html")
    page.get_by_role("link", name="Make a book of these").click()
    titles = own_book(page)
    assert "A park that holds the flood" in titles or len(titles) > 3
    assert page.input_value(".ck-maker__name") == "Organize for resilience"
    assert page.locator(".ck-maker__contents li").count() == len(titles)


def test_results_of_a_search_become_a_book(address: str, page: Page) -> None:
    page.goto(address + "search.html?q=harbour")
    page.wait_for_selector(".ck-hit")
    page.get_by_role("link", name="Make a book of these").click()
    assert "Harbour Town" in own_book(page)


def test_a_book_prints_with_a_cover_and_without_the_tools(address: str, page: Page) -> None:
    page.goto(address + "book.html#title=For+the+mayor&items=resources/first,cities/harbour-town")
    own_book(page)
    printed = PdfReader(io.BytesIO(page.pdf()))
    texts = [sheet.extract_text() for sheet in printed.pages]
    assert "For the mayor" in texts[0]
    assert "https://hub.example/" in texts[0]
    whole = " ".join(texts)
    assert "CC-BY-4.0" in whole
    assert "https://town.example/plan" in whole
    assert "Title of your book" not in whole


def test_texts_can_be_moved_and_taken_out_and_the_address_follows(address: str, page: Page) -> None:
    page.goto(address + "book.html#items=resources/first,resources/second,cities/harbour-town")
    own_book(page)
    page.click(".ck-maker__order summary")
    page.get_by_role("button", name="Move up: Go on").click()
    page.get_by_role("button", name="Take out: Harbour Town").click()
    page.wait_for_function("document.querySelectorAll('.ck-maker__texts article').length === 2")
    assert own_book(page) == ["Go on", "Begin"]
    page.reload()
    assert own_book(page) == ["Go on", "Begin"]


def test_links_in_a_book_lead_within_it_or_to_the_hubs_pages(address: str, page: Page) -> None:
    page.goto(address + "book.html#items=resources/first,resources/second")
    own_book(page)
    steps = page.get_by_role("link", name="the steps")
    assert steps.get_attribute("href") == "#resources--second--the-steps"
    assert page.locator("#resources--second--the-steps").count() == 1
    park = page.get_by_role("link", name="the park")
    assert park.get_attribute("href") == address + "resources/flood-park.html"
    assert (
        page.locator(".ck-maker__texts img").evaluate("i => i.decode().then(() => i.naturalWidth)")
        == 40
    )


@pytest.mark.parametrize(
    "items",
    [
        "title=<img src=x onerror=document.title='ran'>&items=resources/first",
        "title=%3Cscript%3Edocument.title='ran'%3C/script%3E&items=resources/first,../x,constructor",
    ],
)
def test_an_address_made_by_somebody_else_runs_nothing(
    address: str, page: Page, items: str
) -> None:
    page.goto(f"{address}book.html#{items}")
    own_book(page)
    assert page.locator(".ck-maker__heading *").count() == 0
    assert page.title() != "ran"


def test_a_reader_of_spanish_gets_what_is_translated_and_the_rest_in_its_language(
    address: str, page: Page
) -> None:
    page.goto(address + "es/book.html#items=resources/first,resources/second")
    assert own_book(page) == ["Empezar", "Go on"]
    assert page.locator(".ck-maker__texts article").nth(1).get_attribute("lang") == "en"


def test_an_empty_book_says_how_to_fill_it(address: str, page: Page) -> None:
    page.goto(address + "book.html")
    assert page.get_by_text("Nothing is in this book yet.").is_visible()
    assert not page.locator(".ck-maker__print").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_books_have_no_barrier_that_axe_can_find(
    site: Path, browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    axe = (NODE / "axe-core" / "axe.min.js").read_text()
    context = browser.new_context(color_scheme=scheme, viewport={"width": 320, "height": 700})
    page = context.new_page()
    for name in (
        "book.html#items=resources/first,resources/flood-park,cities/harbour-town",
        "ar/book.html#items=resources/first",
        FIRST,
    ):
        page.goto(f"file://{site}/{name}")
        if "book.html" in name:
            own_book(page)
            page.click(".ck-maker__order summary")
        page.evaluate(axe)
        found = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})"
        )
        assert [fault["id"] for fault in found["violations"]] == [], name
        wider = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wider <= 0, f"{name} is {wider} px wider than a phone"
    context.close()
