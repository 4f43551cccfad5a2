"""The search as readers meet it, over http and from a folder with the network off."""

from __future__ import annotations

import functools
import json
import re
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_validity import NODE
from tests.conftest import build_site
from tests.small import SHARED, small_hub, write

NOTE = """\
---
title: Note {number} on culverts
type: guidance-note
summary: A culvert carries water under a road.
language: en
licence: CC-BY-4.0
published: {year}-03-0{day}
essentials: ["{essential}"]
hazards: [{hazard}]
key-messages: [Look at the culvert.]
{shared}---

## Upstream

Clear the grille.

## Downstream

Look for scouring below the culvert.
"""
HAZARD = f"""\
---
title: Landslide
summary: A slope that moves.
{SHARED}---

It slips.
"""
ARABIC = """\
---
translates: {state}
title: حديقة تحفظ مياه الفيضان
summary: حوّلت المدينة موقف سيارات إلى حديقة تخزن مياه العواصف.
---

## الخطر

يفيض الميناء.[^plan]
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small hub with a dozen notes more, a second hazard and an Arabic translation."""
    folder = tmp_path_factory.mktemp("searched")
    root = small_hub(folder / "hub")
    resources = root / "content" / "resources"
    spanish = (resources / "case-studies" / "flood-park.es.md").read_text(encoding="utf-8")
    state = spanish.partition("translates: ")[2].partition("\n")[0]
    files: dict[str, str | bytes] = {
        f"content/resources/guidance-notes/culvert-{number}.md": NOTE.format(
            number=number,
            year=2014 + number,
            day=1 + number % 9,
            hazard="flood" if number % 2 else "landslide",
            essential="2015-1" if number % 3 else "2010-1",
            shared=SHARED,
        )
        for number in range(1, 13)
    }
    files["content/terms/hazards/landslide.md"] = HAZARD
    files["content/resources/case-studies/flood-park.ar.md"] = ARABIC.format(state=state)
    write(root, files)
    done = build_site(root, folder / "site")
    assert done.returncode == 0, done.stderr
    return folder / "site"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page with the network off, that fails the test for any error in a script."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def root(site: Path) -> str:
    return f"file://{site}/"


def titles(page: Page) -> list[str]:
    return page.locator(".ck-hit__title").all_inner_texts()


def found(page: Page, text: str) -> None:
    """Wait until the number of results says this."""
    expect(page.locator(".ck-finder__count")).to_have_text(text)


def open_filter(page: Page, name: str) -> None:
    page.locator(".ck-facet").filter(has=page.get_by_text(name, exact=True)).locator(
        "summary"
    ).click()


@pytest.mark.parametrize("way", ["http", "file"])
def test_typing_finds_a_page_and_marks_the_words(
    way: str, site: Path, served: str, browser: Browser
) -> None:
    context = browser.new_context(offline=way == "file")
    page = context.new_page()
    page.goto((served if way == "http" else f"file://{site}/") + "search.html")
    page.locator("#ck-query").press_sequentially("drain")
    hit = page.locator(".ck-hit").first
    expect(hit.locator("h2")).to_have_text("Clean drains before the rain")
    assert hit.locator("h2 mark").all_inner_texts() == ["drains"]
    assert hit.locator(".ck-hit__kind").inner_text().split("\n") == [
        "Guidance note",
        "11 January 2026",
    ]
    assert hit.locator(".ck-hit__names li").all_inner_texts() == ["Flood"]
    hit.locator("h2 a").click()
    expect(page.locator("h1")).to_have_text("Clean drains before the rain")
    context.close()


def test_a_single_letter_is_not_searched_while_typing(page: Page, root: str) -> None:
    page.goto(root + "search.html")
    page.locator("#ck-query").press_sequentially("d")
    page.wait_for_timeout(400)
    expect(page.locator(".ck-finder__found")).to_be_hidden()
    page.keyboard.type("r")
    expect(page.locator(".ck-finder__found")).to_be_visible()


def test_a_section_that_holds_the_words_is_offered_and_opened(page: Page, root: str) -> None:
    page.goto(root + "search.html?q=scouring")
    section = page.locator(".ck-hit__sections a").first
    expect(section).to_have_text("Downstream")
    section.click()
    assert page.url.endswith("#downstream")
    expect(page.locator("#downstream")).to_be_visible()


def test_the_first_ten_then_more(page: Page, root: str) -> None:
    page.goto(root + "search.html?q=culvert")
    found(page, "12 results")
    assert len(titles(page)) == 10
    page.get_by_role("button", name="Show more results").click()
    expect(page.locator(".ck-hit")).to_have_count(12)
    expect(page.locator(".ck-hit").nth(10).locator("h2 a")).to_be_focused()
    expect(page.locator(".ck-finder__more")).to_be_hidden()


def test_passages_are_loaded_for_results_on_the_screen_only(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 800, "height": 700})
    page.goto(root + "search.html?q=culvert")
    expect(page.locator(".ck-hit__sections").first).to_be_visible()
    assert page.locator(".ck-hit").last.locator(".ck-hit__sections").count() == 0
    page.locator(".ck-hit").last.scroll_into_view_if_needed()
    expect(page.locator(".ck-hit").last.locator(".ck-hit__sections")).to_be_visible()


def test_filters_count_narrow_and_can_be_taken_back(page: Page, root: str) -> None:
    page.goto(root + "search.html?q=culvert")
    found(page, "12 results")
    open_filter(page, "Hazard")
    flood = page.get_by_role("checkbox", name="Flood 6", exact=True)
    expect(page.get_by_role("checkbox", name="Landslide 6", exact=True)).to_be_visible()
    flood.check()
    found(page, "6 results")
    assert page.url.endswith("?q=culvert&hazard=flood")
    open_filter(page, "Year")
    page.get_by_role("checkbox", name="2015 1").check()
    page.get_by_role("checkbox", name="2017 1").check()
    found(page, "2 results")
    # what another value of the same facet would give does not change; other facets follow
    expect(page.get_by_role("checkbox", name="Landslide")).to_have_count(0)
    page.get_by_role("button", name="Hazard: Flood, remove this filter").click()
    found(page, "2 results")
    page.get_by_role("button", name="Clear all filters").click()
    found(page, "12 results")
    expect(page.locator(".ck-finder__chips > *")).to_have_count(0)


def test_the_groups_of_filters_are_loaded_when_they_are_opened(page: Page, root: str) -> None:
    asked: list[str] = []
    page.goto(root + "search.html?q=culvert")
    found(page, "12 results")
    page.wait_for_timeout(900)
    page.on("request", lambda request: asked.append(request.url))
    open_filter(page, "Hazard")
    expect(page.get_by_role("checkbox", name="Flood 6", exact=True)).to_be_visible()
    assert len(asked) == 1


def test_results_are_sorted_by_day(page: Page, root: str) -> None:
    page.goto(root + "search.html?q=culvert")
    found(page, "12 results")
    page.get_by_label("Sort by").select_option("newest")
    expect(page.locator(".ck-hit__title").first).to_have_text("Note 12 on culverts")
    assert page.url.endswith("&sort=newest")
    page.get_by_label("Sort by").select_option("oldest")
    expect(page.locator(".ck-hit__title").first).to_have_text("Note 1 on culverts")


def test_the_address_says_it_all_and_the_back_button_takes_steps_back(
    page: Page, root: str
) -> None:
    page.goto(root + "index.html")
    page.goto(root + "search.html?q=culvert&hazard=flood&hazard=landslide&year=2016&sort=newest")
    found(page, "1 result")
    expect(page.locator(".ck-chip--remove")).to_have_count(3)
    assert page.locator("#ck-query").input_value() == "culvert"
    page.get_by_role("button", name="Clear all filters").click()
    found(page, "12 results")
    page.locator("#ck-query").fill("harbour")
    expect(page.locator(".ck-hit__title").first).to_contain_text("Harbour")
    page.go_back()
    found(page, "12 results")
    page.go_back()
    found(page, "1 result")
    page.go_back()
    assert page.url.endswith("index.html")


def test_everything_can_be_reached_with_the_keyboard(page: Page, root: str) -> None:
    page.goto(root + "search.html")
    page.keyboard.press("/")
    box = page.locator("#ck-query")
    expect(box).to_be_focused()
    page.keyboard.type("culvert/")
    assert box.input_value() == "culvert/"
    found(page, "12 results")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".ck-hit__title a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    assert box.input_value() == ""
    page.keyboard.type("harbour drill")
    expect(page.locator(".ck-hit__title").first).to_have_text("Harbour drill")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Harbour drill")


def test_the_number_of_results_is_announced_once_typing_rests(page: Page, root: str) -> None:
    page.goto(root + "search.html")
    page.locator("#ck-query").press_sequentially("culverts", delay=60)
    status = page.locator(".ck-finder").get_by_role("status")
    assert status.inner_text() == ""
    expect(status).to_have_text("12 results")


def test_nothing_found_leads_on(page: Page, root: str) -> None:
    page.goto(root + "search.html?q=scouring&hazard=flood&type=city")
    found(page, "0 results")
    missing = page.get_by_role("link", name="Is something missing? Tell us")
    assert missing.get_attribute("href") == "https://forge.example/hub/issues"
    page.get_by_role("button", name="Without Type: City").click()
    found(page, "6 results")


def test_a_typo_is_forgiven_unless_one_means_it(page: Page, root: str) -> None:
    page.goto(root + "search.html?q=culvrt")
    hints = page.locator(".ck-finder__hints")
    expect(hints).to_contain_text("Showing results for culvert. Search exactly for culvrt")
    found(page, "12 results")
    hints.get_by_role("button", name="culvrt").click()
    found(page, "0 results")
    assert page.url.endswith("?q=culvrt&exact=1")
    hints.get_by_role("button", name="culvert").first.click()
    found(page, "12 results")


def test_markup_in_a_query_stays_text(page: Page, root: str) -> None:
    page.goto(root + "search.html?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3Eculvrt")
    expect(page.locator(".ck-finder__hints")).to_contain_text("<img")
    assert page.locator(".ck-finder img").count() == 0


def test_a_missing_piece_is_told_with_a_way_out(
    site: Path, tmp_path: Path, browser: Browser
) -> None:
    broken = tmp_path / "site"
    shutil.copytree(site, broken)
    shutil.rmtree(broken / "search" / "en")
    page = browser.new_page()
    page.goto(f"file://{broken}/search.html?q=culvert")
    expect(page.get_by_role("alert")).to_contain_text("A part of the search could not be loaded.")
    page.get_by_role("button", name="Load this page again").click()
    (broken / "search" / "en.js").unlink()
    page.reload()
    expect(page.get_by_role("alert")).to_be_visible()
    page.close()


def test_the_box_in_the_header_loads_nothing_before_somebody_reaches_for_it(
    page: Page, root: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(root + "index.html")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/search/" in url]
    page.locator("#ck-find").focus()
    page.keyboard.type("drai")
    expect(page.get_by_role("option").first).to_contain_text("Clean drains before the rain")


@pytest.mark.parametrize("where", ["partners/good-bank.html", "about/this-hub.html"])
def test_the_box_in_the_header_leads_to_a_page_or_to_all_results(
    where: str, page: Page, root: str
) -> None:
    page.goto(root + where)
    page.keyboard.press("/")
    page.keyboard.type("culvert")
    options = page.get_by_role("option")
    expect(options).to_have_count(7)
    box = page.get_by_role("combobox")
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    title = options.first.locator("span").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(title)
    page.go_back()
    page.locator("#ck-find").fill("culvert")
    page.keyboard.press("Enter")
    found(page, "12 results")


def test_on_a_phone_the_box_opens_from_a_button(site: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"file://{site}/index.html")
    expect(page.locator("#ck-find")).to_be_hidden()
    page.locator(".ck-find__button").click()
    expect(page.locator("#ck-find")).to_be_focused()
    page.keyboard.type("culvert")
    page.get_by_role("option").last.click()
    found(page, "12 results")
    page.close()


def test_a_list_has_the_same_filters_for_its_own_types(page: Page, root: str) -> None:
    page.goto(root + "guidance-notes.html")
    expect(page.locator(".ck-cards")).to_be_visible()
    page.get_by_text("Filters", exact=True).click()
    expect(page.locator(".ck-facet").filter(has_text="Type")).to_have_count(0)
    open_filter(page, "Hazard")
    page.get_by_role("checkbox", name="Flood 7").check()
    found(page, "7 results")
    expect(page.locator(".ck-cards")).to_be_hidden()
    # without words the newest come first
    assert titles(page)[:2] == ["Clean drains before the rain", "Note 11 on culverts"]
    page.reload()
    found(page, "7 results")
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.locator(".ck-cards")).to_be_visible()


@pytest.mark.parametrize(
    ("list_page", "word", "title"),
    [
        ("resources.html", "harbour", "A park that holds the flood"),
        ("partners.html", "harbour", "Good Bank"),
        ("cities.html", "town", "Harbour Town"),
        ("events.html", "harbour", "Harbour drill"),
    ],
)
def test_searching_a_list_finds_nothing_of_other_types(
    list_page: str, word: str, title: str, page: Page, root: str
) -> None:
    page.goto(root + list_page)
    page.locator("#ck-query").fill(word)
    expect(page.locator(".ck-hit__title")).to_have_text([title])


def test_spanish_has_words_pages_and_stems_of_its_own(page: Page, root: str) -> None:
    page.goto(root + "es/index.html")
    page.locator("#ck-find").fill("inundaciones")
    expect(page.get_by_role("option").last).to_have_text("Todos los resultados de «inundaciones»")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Buscar")
    hit = page.locator(".ck-hit__title").filter(has_text="Un parque que retiene la inundación")
    assert hit.locator("mark").inner_text() == "inundación"
    hit.locator("a").click()
    assert "/es/resources/flood-park.html" in page.url


def test_arabic_is_searched_in_arabic(page: Page, root: str) -> None:
    page.goto(root + "ar/search.html")
    page.locator("#ck-query").press_sequentially("الفيضان")
    expect(page.locator(".ck-hit__title")).to_have_text(["حديقة تحفظ مياه الفيضان"])
    found(page, "نتيجة واحدة")


def test_without_scripts_the_box_leads_to_lists_of_everything(site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(f"file://{site}/guidance-notes.html")
    expect(page.locator(".ck-finder")).to_be_hidden()
    page.locator("#ck-find").fill("culvert")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\.html\?q=culvert$"))
    page.locator(".md-content").get_by_role("link", name="Guidance notes").click()
    assert page.locator(".ck-card").count() == 13
    context.close()


@pytest.mark.parametrize("lang", ["", "es/", "ar/"])
def test_the_search_page_is_for_people_only(lang: str, site: Path) -> None:
    assert '<meta name="robots" content="noindex">' in (site / lang / "search.html").read_text()
    assert f"{lang}search.html" not in (site / "sitemap.xml").read_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_no_barrier_in_the_search(
    scheme: str, width: int, real_site: Path, browser: Browser
) -> None:
    axe = (NODE / "axe-core" / "axe.min.js").read_text()
    context = browser.new_context(
        offline=True, color_scheme=scheme, viewport={"width": width, "height": 900}
    )  # type: ignore[arg-type]
    page = context.new_page()
    barriers = {}

    def look(name: str) -> None:
        # what lies under the header of a page half scrolled is not small
        page.evaluate("scrollTo(0, 0)")
        page.wait_for_timeout(500)
        page.evaluate(axe)
        told = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})"
        )
        for violation in told["violations"]:
            barriers[f"{name}: {violation['id']}"] = violation["nodes"][0]["html"][:200]
        wider = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wider <= 0, f"{name} is {wider} px too wide"

    page.goto(f"file://{real_site}/search.html?q=flood&hazard=flood")
    expect(page.locator(".ck-hit__sections").first).to_be_visible()
    look("results")
    page.evaluate("document.querySelector('.ck-finder__panel').open = true")
    for group in page.locator(".ck-facet > summary").all():
        group.click()
    expect(page.locator(".ck-facet__values:not(:empty)")).to_have_count(
        page.locator(".ck-facet").count()
    )
    look("filters")
    page.goto(f"file://{real_site}/search.html?q=eartquake&exact=1&hazard=flood")
    expect(page.locator(".ck-finder__none")).to_be_visible()
    look("nothing")
    page.goto(f"file://{real_site}/ar/index.html")
    page.locator(".ck-find__button" if width == 360 else "#ck-find").click()
    page.locator("#ck-find").fill("حر")
    expect(page.get_by_role("option").first).to_be_visible()
    look("header")
    context.close()
    assert barriers == {}, json.dumps(barriers, indent=1)
