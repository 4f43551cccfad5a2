"""The built folder, opened by double-click with the network off."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site import dead_links, pages

FAMILIES = (
    "index.html",
    "toolkit.html",
    "assessments.html",
    "assessments/lg-sat.html",
    "assessments/scorecard-preliminary.html",
    "resources.html",
    "case-studies.html",
    "handbook.html",
    "essentials.html",
    "hazards/flood.html",
    "glossary.html",
    "partners.html",
    "cities.html",
    "progress.html",
    "champions.html",
    "events.html",
    "events-past.html",
    "countries.html",
    "freshness.html",
    "translations.html",
    "handbook.html",
    "handbook/all.html",
    "book.html",
    "ar/book.html",
    "search.html",
    "ar/search.html",
    "about/index.html",
    "es/index.html",
    "ar/index.html",
)


def test_every_link_picture_and_style_of_the_real_site_leads_somewhere(real_site: Path) -> None:
    assert dead_links(real_site) == []


def test_no_page_has_an_id_twice(real_site: Path) -> None:
    twice = [file.name for file, page in pages(real_site) if len(page.ids) != len(set(page.ids))]
    assert twice == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_family_opens_without_an_error_and_asks_nothing_of_the_network(
    real_site: Path, browser: Browser, scheme: str
) -> None:
    context = browser.new_context(
        offline=True, color_scheme=scheme, viewport={"width": 360, "height": 740}
    )  # type: ignore[arg-type]
    page = context.new_page()
    problems: list[str] = []
    page.on(
        "console",
        lambda message: problems.append(message.text) if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("requestfailed", lambda request: problems.append(f"{request.url} {request.failure}"))
    for family in FAMILIES:
        page.goto(f"file://{real_site}/{family}")
        page.wait_for_load_state("networkidle")
        wider = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wider <= 0, f"{family} is {wider} px wider than a phone"
    context.close()
    assert problems == []


def test_a_reader_of_spanish_gets_a_spanish_frame_and_is_told_of_a_missing_translation(
    small_site: Path, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(f"file://{small_site}/es/resources/clean-drains.html")
    assert page.locator("html").get_attribute("lang") == "es"
    assert page.locator(".ck-notice").count() == 1
    assert page.locator(".ck-text").get_attribute("lang") == "en"
    page.close()


def test_arabic_pages_run_from_right_to_left(small_site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"file://{small_site}/ar/index.html")
    assert page.locator("body").get_attribute("dir") == "rtl"
    page.close()


def test_the_meaning_of_a_glossary_term_shows_on_focus(small_site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"file://{small_site}/resources/flood-park.html")
    term = page.locator("a.ck-term").first
    assert not term.locator(".ck-term__tip").is_visible()
    term.focus()
    assert "harm's way" in term.locator(".ck-term__tip").inner_text()
    page.keyboard.press("Escape")
    assert not term.locator(".ck-term__tip").is_visible()
    page.close()


def test_a_finger_sees_the_meaning_first_and_follows_the_link_with_its_second_tap(
    small_site: Path, browser: Browser
) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(f"file://{small_site}/resources/flood-park.html")
    term = page.locator("a.ck-term").first
    term.tap()
    box = term.locator(".ck-term__tip").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert page.url.endswith("flood-park.html")
    term.tap()
    page.wait_for_url("**/glossary.html#exposure")
    context.close()


def test_the_contents_list_of_a_page_is_within_reach_on_a_phone(
    small_site: Path, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"file://{small_site}/resources/flood-park.html")
    page.locator(".ck-contents summary").click()
    page.get_by_role("link", name="Lessons").click()
    assert page.url.endswith("#ck-lessons")
    page.set_viewport_size({"width": 1280, "height": 740})
    assert not page.locator(".ck-contents").is_visible()
    page.close()


def test_the_menu_says_what_is_in_another_language(small_site: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 740})
    page.goto(f"file://{small_site}/es/index.html")
    menu = page.get_by_role("navigation", name="Menú principal")
    assert menu.get_by_role("link", name="Acerca de (En inglés)").count() == 1
    assert menu.get_by_role("link", name="Ciudades", exact=True).count() == 1
    page.close()


def test_a_hand_written_page_leads_to_the_other_languages(
    small_site: Path, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(f"file://{small_site}/about/media.html")
    links = page.locator(".md-select__link").evaluate_all("all => all.map(one => one.pathname)")
    assert [link.removeprefix(str(small_site)) for link in links] == [
        "/index.html",
        "/es/index.html",
        "/ar/index.html",
    ]
    page.close()


def test_a_lost_reader_is_told_so_in_every_language_and_shown_the_way(small_site: Path) -> None:
    lost = (small_site / "404.html").read_text(encoding="utf-8")
    assert "This page is not here" in lost
    assert "Esta página no está aquí" in lost
    assert 'dir="rtl"' in lost
    assert 'href="/cities.html"' in lost


def test_a_page_read_in_the_dark_prints_in_black_on_white(
    small_site: Path, browser: Browser
) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(f"file://{small_site}/resources/flood-park.html")
    page.emulate_media(media="print", color_scheme="dark")
    colour = page.locator(".ck-text p").first.evaluate("one => getComputedStyle(one).color")
    assert colour == "rgb(0, 0, 0)"
    page.close()


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(
    small_site: Path, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"file://{small_site}/resources/flood-park.html")
    opener = page.get_by_role("button", name="Open the menu")
    menu = page.locator(".md-sidebar--primary").get_by_role("link", name="Cities")
    assert not menu.is_visible()
    opener.press("Enter")
    menu.wait_for(state="visible")
    page.keyboard.press("Escape")
    menu.wait_for(state="hidden")
    page.close()
