"""The player as people meet it: in Chromium, over http and opened from a folder."""

from __future__ import annotations

import json
import re
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.assessments.damaged import SCRIPT, WHOLE, damaged

AXE = Path(sys.prefix) / "node" / "node_modules" / "axe-core" / "axe.min.js"
SCORECARD = "assessments/scorecard-preliminary.html"
COUNT = 47


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def served(real_site: Path) -> Iterator[str]:
    """The real site over http."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(real_site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, real_site: Path, served: str) -> str:
    return served if request.param == "http" else f"file://{real_site}"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(accept_downloads=True, viewport={"width": 1000, "height": 800})
    made.set_default_timeout(15_000)
    yield made
    made.close()


@pytest.fixture
def offline(real_site: Path, context: BrowserContext) -> Page:
    """The Scorecard's page, from the folder and with the network off."""
    context.set_offline(True)
    page = context.new_page()
    page.goto(f"file://{real_site}/{SCORECARD}")
    return page


def tab_to(page: Page, selector: str, most: int = 120) -> None:
    """Press Tab until what the selector names has the focus."""
    for _ in range(most):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached by keyboard")


def begin(page: Page, name: str = "Harbour Town 2026") -> str:
    """A new assessment; its id on this device."""
    page.fill("#new-name", name)
    page.press("#new-name", "Enter")
    expect(page.locator("#about-city")).to_be_visible()
    return str(page.evaluate("location.hash.split('/')[1]"))


def show(page: Page, id: str, view: str) -> None:
    page.evaluate("address => { location.hash = address; }", f"#/{id}/{view}")
    expect(page.locator("#ck-here")).to_be_visible()


def take(page: Page, text: str, name: str = "file.json") -> None:
    """Choose a file of this text on the start view."""
    page.set_input_files(
        "#import-file", {"name": name, "mimeType": "application/json", "buffer": text.encode()}
    )


def stored(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate("({...localStorage})")
    return {key: text for key, text in found.items() if key.startswith("citykit-assessment:")}


def test_all_47_by_keyboard_then_reload_export_clear_import_compare_and_print(
    base: str, context: BrowserContext, tmp_path: Path
) -> None:
    page = context.new_page()
    page.goto(f"{base}/{SCORECARD}")
    press = page.keyboard.press
    tab_to(page, "#new-name")
    page.keyboard.type("Harbour Town 2026")
    press("Enter")
    expect(page.locator("#about-city")).to_be_visible()
    tab_to(page, "a.md-button--primary", 200)
    press("Enter")
    points = 0
    for number in range(COUNT):
        expect(page.locator(".ck-step")).to_contain_text(f"Question {number + 1} of {COUNT}")
        level = number % 4
        tab_to(page, "input[type=radio]")
        press("Space")
        for _ in range(level):
            press("ArrowDown")
        points += level
        tab_to(page, "a.md-button--primary")
        press("Enter")
    total = f"{points} of 141 points"
    expect(page.get_by_text(total)).to_be_visible()
    expect(page.get_by_text("47 of 47 answered").first).to_be_visible()

    page.reload()
    expect(page.get_by_text(total)).to_be_visible()

    tab_to(page, ".ck-actions button:nth-child(2)")
    with page.expect_download() as download:
        press("Enter")
    exported = tmp_path / "exported.json"
    download.value.save_as(exported)
    assert len(json.loads(exported.read_text())["answers"]) == COUNT

    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{base}/{SCORECARD}")
    tab_to(page, ".ck-kept-list .ck-links button:last-child")
    press("Enter")
    expect(page.locator(".ck-kept-list")).to_have_count(0)
    assert stored(page) == {}

    take(page, exported.read_text())
    expect(page.get_by_text(total)).to_be_visible()

    page.goto(f"{base}/{SCORECARD}")
    tab_to(page, ".ck-kept-list .ck-links button:nth-of-type(2)")
    press("Enter")
    expect(page.locator("#about-name")).to_have_value("Harbour Town 2026 (copy)")
    show(page, page.evaluate("location.hash.split('/')[1]"), "question/p1-1")
    tab_to(page, "input[type=radio]")
    press("ArrowDown")
    page.goto(f"{base}/{SCORECARD}")
    tab_to(page, "form.ck-new:last-child button", 200)
    press("Enter")
    expect(page.get_by_text(f"From {points} to {points + 1} of 141 points.")).to_be_visible()
    expect(page.get_by_text("1 answers rose, 0 fell, 46 stayed.")).to_be_visible()
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    assert 1 <= pages <= 6


def test_nothing_is_lost_when_the_tab_is_killed(served: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{served}/{SCORECARD}")
    id = begin(page)
    show(page, id, "question/p1-1")
    page.check("#level-2", force=True)
    page.click("summary")
    page.locator("#note-comment").press_sequentially("Half a sen")
    page.close(run_before_unload=False)
    again = context.new_page()
    again.goto(f"{served}/{SCORECARD}#/{id}/question/p1-1")
    expect(again.locator("#level-2")).to_be_checked()
    expect(again.locator("#note-comment")).to_have_value("Half a sen")


def test_a_full_storage_is_said_and_the_answers_can_be_saved_to_a_file(offline: Page) -> None:
    id = begin(offline)
    offline.evaluate(
        """() => { for (let size = 1 << 22; size >= 1; size >>= 1) {
          for (let n = 0; n < 3; n++) { try { localStorage[`fill${size}-${n}`] = 'x'.repeat(size); } catch (error) { } }
        } }"""
    )
    show(offline, id, "question/p1-1")
    offline.check("#level-3", force=True)
    expect(offline.get_by_role("alert")).to_contain_text("storage is full")
    expect(offline.locator(".ck-player__progress")).to_contain_text("NOT saved")
    show(offline, id, "question/p1-2")
    offline.check("#level-1", force=True)
    with offline.expect_download() as download:
        offline.get_by_role("alert").get_by_role("button").click()
    answers = json.loads(download.value.path().read_text())["answers"]
    assert answers == {"p1-1": {"level": 3}, "p1-2": {"level": 1}}


def test_a_forbidden_storage_is_said_and_the_player_goes_on(
    real_site: Path, context: BrowserContext
) -> None:
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});"
    )
    page = context.new_page()
    page.goto(f"file://{real_site}/{SCORECARD}")
    expect(page.get_by_text("this browser forbids keeping data here")).to_be_visible()
    id = begin(page)
    show(page, id, "question/p1-1")
    page.check("#level-3", force=True)
    expect(page.get_by_role("alert")).to_contain_text("forbids")
    show(page, id, "result")
    expect(page.get_by_text("3 of 141 points")).to_be_visible()


def test_data_deleted_meanwhile_is_said_and_saved_again(offline: Page) -> None:
    id = begin(offline)
    show(offline, id, "question/p1-1")
    offline.evaluate("localStorage.clear()")
    offline.check("#level-3", force=True)
    expect(offline.get_by_role("alert")).to_contain_text("saved again")
    assert len(stored(offline)) == 1


def test_an_unreadable_copy_is_said_and_the_others_are_untouched(offline: Page) -> None:
    begin(offline)
    offline.evaluate("localStorage['citykit-assessment:broken'] = '{cut of'")
    offline.goto(offline.url.partition("#")[0])
    offline.reload()
    expect(offline.get_by_text("cannot be read any more")).to_be_visible()
    expect(offline.locator(".ck-kept-list li")).to_have_count(1)


def test_two_windows_do_not_overwrite_each_other(served: str, context: BrowserContext) -> None:
    first, second = context.new_page(), context.new_page()
    first.goto(f"{served}/{SCORECARD}")
    id = begin(first)
    show(first, id, "question/p1-1")
    second.goto(f"{served}/{SCORECARD}#/{id}/question/p1-2")
    second.check("#level-1", force=True)
    expect(first.get_by_role("alert")).to_contain_text("changed in another window")
    first.check("#level-3", force=True)
    [text] = stored(first).values()
    assert json.loads(text)["answers"] == {"p1-1": {"level": 3}, "p1-2": {"level": 1}}


def test_damaged_files_change_nothing_and_run_nothing(offline: Page) -> None:
    begin(offline)
    offline.goto(offline.url.partition("#")[0] + "#/")
    before = stored(offline)
    title = offline.title()
    for case in damaged():
        take(offline, case.text, f"{case.name}{SCRIPT[:20]}.json")
        alert = offline.get_by_role("alert")
        expect(alert).to_contain_text(f"{case.name}{SCRIPT[:20]}.json was not taken in.")
        expect(alert.locator("li").first).not_to_be_empty()
        assert not re.search(r"fault\.|\{\w+\}", alert.inner_text()), case.name
    assert stored(offline) == before
    assert offline.title() == title


def test_scripts_in_texts_are_shown_as_texts(offline: Page) -> None:
    file = json.loads(json.dumps(WHOLE))
    for name in ("comment", "actions", "verification", "consensus", "responsible"):
        file["answers"]["p1-1"][name] = SCRIPT
    file["answers"]["p1-1"]["links"] = ["javascript:document.title='hacked'", SCRIPT]
    file |= {"name": SCRIPT[:200], "people": [SCRIPT], "scenarios": [{"hazard": SCRIPT}]}
    file["about"]["city"] = file["groups"][0]["name"] = SCRIPT
    title = offline.title()
    take(offline, json.dumps(file))
    expect(offline.locator(".ck-report")).to_contain_text("<script>")
    id = offline.evaluate("location.hash.split('/')[1]")
    for view in ("about", "list", "question/p1-1", "workshop", "workshop/p1-1", "result"):
        show(offline, id, view)
        assert offline.locator("#ck-player script, #ck-player img").count() == 0
        assert offline.locator("#ck-player a[href^='javascript']").count() == 0
    assert offline.title() == title


def test_a_workshop_shows_how_far_apart_the_votes_are_and_keeps_what_is_agreed(
    offline: Page,
) -> None:
    id = begin(offline)
    show(offline, id, "workshop")
    for name in ("Engineers", "Health"):
        offline.get_by_role("button", name="Add a group").click()
        offline.keyboard.type(name)
    offline.fill("#people", "Ana, city hall\nBen, utility")
    show(offline, id, "workshop/p1-1")
    offline.check("#vote-g1-0", force=True)
    offline.check("#vote-g2-3", force=True)
    expect(offline.get_by_role("status")).to_contain_text(
        "2 votes, from 0 to 3; the middle one is 1.5. The groups are far apart."
    )
    offline.check("#level-2", force=True)
    offline.fill("#note-consensus", "Two, because the plan is old.")
    show(offline, id, "result")
    for text in ("2 of 141 points", "Ana, city hall; Ben, utility", "because the plan is old"):
        expect(offline.locator(".ck-report")).to_contain_text(text)


def test_a_comment_longer_than_the_tool_allows_is_said_and_kept(offline: Page) -> None:
    id = begin(offline)
    show(offline, id, "question/p1-1")
    offline.click("summary")
    offline.fill("#note-comment", "word " * 301)
    expect(offline.locator("#note-comment-hint")).to_contain_text("301 words; 300 is")
    assert offline.locator("#note-comment").get_attribute("aria-invalid") == "true"
    [text] = stored(offline).values()
    assert json.loads(text)["answers"]["p1-1"]["comment"].count("word") == 301


def test_tables_for_spreadsheets_are_made_offline(offline: Page) -> None:
    take(offline, json.dumps(WHOLE))
    expect(offline.locator(".ck-report")).to_be_visible()
    with offline.expect_download() as table:
        offline.get_by_role("button", name="Table (CSV)").click()
    rows = table.value.path().read_text(encoding="utf-8-sig")
    assert "P1.1,Plan making" in rows and "Engineers: 1; Health: 3" in rows
    with offline.expect_download() as workbook:
        offline.get_by_role("button", name="Table (XLSX)").click()
    assert workbook.value.suggested_filename.endswith("Harbour-Town-2026.xlsx")
    assert workbook.value.path().read_bytes().startswith(b"PK")


def test_lg_sat_is_read_by_priority_and_says_that_it_has_no_average(
    real_site: Path, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(f"file://{real_site}/assessments/lg-sat.html")
    id = begin(page)
    show(page, id, "list/priority")
    assert page.locator("#ck-player section h3").count() == 5
    page.check("#level-lgsat-q16-1", force=True)
    show(page, id, "question/lgsat-q16")
    page.check("#tick-housing")
    show(page, id, "result")
    report = page.locator(".ck-report")
    for text in (
        "The tool itself prescribes no average",
        "1 of 41 answered",
        "Our summary, not the tool's",
        "This is our suggestion, not the tool's.",
        "Housing",
    ):
        expect(report).to_contain_text(text)
    expect(report.get_by_role("link", name="P4.1 Land use zoning")).to_be_visible()
    expect(report.get_by_role("link", name="The whole list, from old to new")).to_be_visible()


def test_without_scripts_every_question_and_level_is_on_the_page(
    real_site: Path, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"file://{real_site}/{SCORECARD}")
    assert page.locator(".ck-paper article[id]").count() == COUNT
    assert page.locator(".ck-paper article[id] ol > li").count() == COUNT * 4
    assert not page.locator("#ck-player").is_visible()
    context.close()


def test_the_player_speaks_spanish(real_site: Path, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"file://{real_site}/es/{SCORECARD}")
    show(page, begin(page, "Ciudad Puerto"), "result")
    expect(page.get_by_text("47 preguntas están sin responder y cuentan 0.")).to_be_visible()


VIEWS = ("about", "question/p1-1", "list", "workshop", "workshop/p1-1", "result")


@pytest.fixture
def steps(real_site: Path) -> Callable[[Page], Iterator[str]]:
    """Goes through every view with answers in it, and tells where it is."""

    def walk(page: Page) -> Iterator[str]:
        page.goto(f"file://{real_site}/{SCORECARD}")
        yield "start"
        take(page, "{}")
        yield "refused"
        take(page, json.dumps(WHOLE))
        expect(page.locator(".ck-report")).to_be_visible()
        first = page.evaluate("location.hash.split('/')[1]")
        for view in VIEWS:
            show(page, first, view)
            yield view
        page.goto(f"file://{real_site}/{SCORECARD}#/")
        take(page, json.dumps({**WHOLE, "name": "Harbour Town 2028"}))
        expect(page.get_by_text("Result: Harbour Town 2028")).to_be_visible()
        second = page.evaluate("location.hash.split('/')[1]")
        show(page, "compare", f"{first}/{second}")
        yield "compare"

    return walk


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_step_has_a_barrier_that_axe_can_find(
    browser: Browser, scheme: str, steps: Callable[[Page], Iterator[str]]
) -> None:
    context = browser.new_context(offline=True, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    found = {}
    for step in steps(page):
        page.evaluate(AXE.read_text())
        result = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})"
        )
        if result["violations"]:
            found[step] = [
                (violation["id"], [node["html"][:120] for node in violation["nodes"]][:3])
                for violation in result["violations"]
            ]
    context.close()
    assert found == {}


def test_no_step_is_wider_than_320_px(
    browser: Browser, steps: Callable[[Page], Iterator[str]]
) -> None:
    context = browser.new_context(offline=True, viewport={"width": 320, "height": 256})
    page = context.new_page()
    wide = {}
    for step in steps(page):
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            wide[step] = over
    context.close()
    assert wide == {}
