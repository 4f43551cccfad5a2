"""The built folder, opened by double-click with the network off."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site import dead_links, pages

FAMILIES = (
    "index.html",
    "toolkit.html",
    "resources.html",
    "case-studies.html",
    "handbook.html",
    "essentials.html",
    "hazards/flood.html",
    "glossary.html",
    "partners.html",
    "cities.html",
    "champions.html",
    "events.html",
    "events-past.html",
    "countries.html",
    "freshness.html",
    "translations.html",
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
    page.close()
