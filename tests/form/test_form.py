"""The form as people meet it: in Chromium, opened from a folder with the network off."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.form.judged import Judged, judged
from tests.form.test_same import LISTED
from tests.small import CASE
from tests.test_cases import CASES, TODAY, read_case

AXE = Path(sys.prefix) / "node" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(
        offline=True, accept_downloads=True, viewport={"width": 1000, "height": 800}
    )
    made.set_default_timeout(15_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page on which an error in a script is an error of the test."""
    made = context.new_page()
    made.on("pageerror", lambda error: pytest.fail(str(error)))
    made.clock.set_fixed_time(f"{TODAY}T12:00:00")
    return made


def begin(page: Page, site: Path, kind: str = "resource", type: str = "", lang: str = "") -> None:
    page.goto(f"file://{site}/{lang}contribute/new/{kind}.html{'#type=' + type if type else ''}")
    expect(page.locator("#ck-form")).to_be_visible()


def file_of(page: Page) -> str:
    """The file as it stands."""
    return page.locator("#ck-raw").input_value()


def paste(page: Page, text: str) -> None:
    page.locator(".ck-form__file").evaluate("box => { box.open = true; }")
    page.locator("#ck-raw").fill(text)


def told(page: Page) -> list[tuple[str, str, str]]:
    """Line, severity with code, and words of all that the page says is wrong."""
    return [
        (found[0], found[1], found[2])
        for found in page.locator(".ck-form__summary li").evaluate_all(
            """items => items.map(item => [item.querySelector('a').textContent,
                 item.querySelector('code').textContent,
                 item.querySelector('span span').textContent + ' ' + item.querySelector('em').textContent])"""
        )
    ]


# --- the same cases once more, in the page itself ---------------------------------------------------


# The page itself puts a file into the folder of its type and gives its name the right end.
BY_ITSELF = {"wrong-folder", "duplicate-id", "duplicate-id-yml"}


def shown_alone() -> list[Judged]:
    """The cases that change one file, which can be pasted: one in each kind of fault."""
    found = []
    for one in judged():
        case = read_case(CASES / f"{one.case}.yml")
        changed = [
            path for how in ("files", "edit", "bytes", "large") for path in case.get(how, {})
        ]
        if one.case in LISTED | BY_ITSELF or len(changed) != 1 or case.get("links"):
            continue
        try:
            text = one.content.decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
        if "\r" not in text and len(text) < 20_000:
            found.append(one)
    return found


def test_the_page_says_what_the_command_line_says(small_site: Path, page: Page) -> None:
    folders = {"case-studies": "case-study", "guidance-notes": "guidance-note"}
    at = ""
    count = 0
    # Node has judged all of them; here every third is enough.
    for one in shown_alone()[::3]:
        folder = one.path.split("/")[-2]
        type = folders.get(folder, "handbook-chapter") if one.kind == "resource" else ""
        where = f"{one.kind}#type={type}"
        if where != at:
            page.goto("about:blank")
            begin(page, small_site, one.kind, type)
            at = where
        name = one.path.rpartition("/")[2].rpartition(".")[0]
        page.locator("#ck-id").fill(name)
        paste(page, one.content.decode("utf-8-sig"))
        # What is typed stands in code here, and advice as a sentence of its own.
        expected = [
            (
                f"Line {d.at.line}:",
                f"{d.severity}[{d.code}]",
                f"{d.message} {d.hint[:1].upper()}{d.hint[1:]}".replace("`", ""),
            )
            for d in one.said
        ]
        shown = [(line, code, words.strip()) for line, code, words in told(page)]
        assert [(line, code) for line, code, _ in shown] == [(a, b) for a, b, _ in expected], (
            one.case
        )
        for (_, _, words), (_, _, right) in zip(shown, expected, strict=True):
            assert " ".join(words.split()) == " ".join(right.split()), one.case
        count += 1
    assert count > 60


def test_a_file_that_is_not_utf_8_is_refused_in_the_checks_words(
    small_site: Path, page: Page, tmp_path: Path
) -> None:
    file = tmp_path / "venice.md"
    file.write_bytes("---\ntitle: Málaga\n---\n".encode("latin-1"))
    begin(page, small_site, "city")
    page.locator("#ck-open").set_input_files(file)
    expect(page.get_by_role("status")).to_contain_text("The file is not saved in UTF-8")


# --- writing an entry -------------------------------------------------------------------------------


def test_from_blank_to_preview_in_four_steps(small_site: Path, page: Page) -> None:
    page.goto(f"file://{small_site}/contribute/index.html")
    page.goto(f"file://{small_site}/contribute/new.html")  # 1: "Write a new entry"
    page.get_by_role("link", name="Case study").click()  # 2
    page.get_by_label("Title", exact=False).first.fill("Cool roofs")  # 3
    page.locator("#f-body").fill("## The risk\n\nIt is **hot**.")  # 4
    seen = page.locator(".ck-preview")
    expect(seen.get_by_role("heading", name="Cool roofs")).to_be_visible()
    expect(seen.locator("strong")).to_have_text("hot")


def test_a_case_study_asks_for_what_it_needs_and_an_event_for_other_things(
    small_site: Path, page: Page
) -> None:
    begin(page, small_site, "resource", "case-study")
    fields = page.locator(".ck-form__fields > .ck-form__field[data-field]")
    needed = fields.evaluate_all("all => all.map(one => one.dataset.field)")
    assert {
        "places",
        "hazards",
        "period",
        "actions",
        "results",
        "lessons",
        "transferability",
    } <= set(needed)
    page.locator("#ck-type").select_option("tool")
    expect(page.locator("[data-field=address]")).to_be_visible()
    expect(page.locator("[data-field=transferability]")).to_have_count(0)


def test_an_entry_written_by_keyboard_is_faultless(small_site: Path, page: Page) -> None:
    begin(page, small_site, "hazard")
    page.locator("#f-title").focus()
    page.keyboard.type("Hail")
    page.keyboard.press("Tab")
    page.keyboard.type("Ice from the sky.")
    page.locator("#f-sources-add").focus()
    page.keyboard.press("Enter")
    for text in ("plan", "The plan", "Harbour Town", "2020", "https://town.example/plan"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.locator("#f-body").fill("It breaks roofs.[^plan]\n")
    expect(page.locator("#ck-todo")).to_have_text("Ready to send")
    assert (
        "  - id: plan\n    title: The plan\n    publisher: Harbour Town\n    year: 2020\n"
        in file_of(page)
    )


def test_known_ids_are_chosen_added_and_taken_away_by_keyboard(
    small_site: Path, page: Page
) -> None:
    begin(page, small_site, "city")
    box = page.locator("#f-hazards")
    assert box.get_attribute("list") == "ck-known-hazard"
    box.focus()
    page.keyboard.type("Flood")  # the name serves as well as the id
    page.keyboard.press("Enter")
    expect(page.locator(".ck-form__chosen li")).to_have_text(re.compile("floodFlood|flood Flood"))
    assert "hazards:\n  - flood\n" in file_of(page)
    expect(box).to_be_focused()
    page.get_by_role("button", name="Remove flood").focus()
    page.keyboard.press("Enter")
    assert "hazards" not in file_of(page)


def test_the_summary_counts_what_is_left(small_site: Path, page: Page) -> None:
    begin(page, small_site, "city")
    page.locator("#f-summary").fill("x" * 290)
    expect(page.locator(".ck-form__count")).to_have_text("10 characters left")


def test_an_error_stands_beside_its_field_and_the_list_leads_there(
    small_site: Path, page: Page
) -> None:
    begin(page, small_site, "resource", "case-study")
    paste(page, CASE.replace("published: 2026-01-10", "published: 24.11.2026"))
    field = page.locator("#f-published")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#f-published-wrong")).to_contain_text("Write 2026-11-24.")
    page.locator(".ck-form__summary li a").click()
    expect(field).to_be_focused()
    field.fill("2026-01-10")
    expect(page.locator("#f-published-wrong")).to_be_empty()


def test_a_file_that_cannot_be_read_is_mended_where_the_list_leads(
    small_site: Path, page: Page
) -> None:
    begin(page, small_site, "resource", "case-study")
    paste(page, CASE.replace("title: A park", "title: Parks: a park"))
    expect(page.locator(".ck-form__fields")).to_contain_text("cannot be read yet")
    page.locator(".ck-form__summary li a").click()
    expect(page.locator("#ck-raw")).to_be_focused()
    line = page.locator("#ck-raw").evaluate(
        "box => box.value.slice(0, box.selectionStart).split('\\n').length"
    )
    assert line == 2
    paste(page, CASE)
    expect(page.locator("#f-title")).to_have_value("A park that holds the flood")


def test_only_the_field_that_is_changed_changes_in_the_file(
    small_site: Path, page: Page, tmp_path: Path
) -> None:
    odd = CASE.replace("evidence:", "# how sure\nevidence:").replace("- flood\n", "-   flood\n")
    (tmp_path / "flood-park.md").write_text(odd)
    begin(page, small_site, "resource")
    page.locator("#ck-open").set_input_files(tmp_path / "flood-park.md")
    page.locator("#f-transferability").fill("A town needs low land.")
    assert file_of(page) == odd.replace(
        "A town needs land that lies low.", "A town needs low land."
    )


# --- what becomes of it -----------------------------------------------------------------------------


def test_the_file_is_downloaded_under_its_name(small_site: Path, page: Page) -> None:
    begin(page, small_site, "resource", "case-study")
    paste(page, CASE)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download").click()
    assert waiting.value.suggested_filename == "a-park-that-holds-the-flood.md"
    assert Path(waiting.value.path()).read_text() == CASE


def test_the_file_is_opened_on_the_forge_with_its_text(small_site: Path, page: Page) -> None:
    begin(page, small_site, "resource", "case-study")
    paste(page, CASE)
    address = page.get_by_role("link", name="Open on the forge").get_attribute("href") or ""
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "https://forge.example/hub/new/main"
    assert parse_qs(parts.query, keep_blank_values=True) == {
        "filename": ["content/resources/case-studies/a-park-that-holds-the-flood.md"],
        "value": [CASE],
    }


def test_a_file_too_long_for_an_address_is_said_to_be(small_site: Path, page: Page) -> None:
    begin(page, small_site, "resource", "case-study")
    paste(page, CASE + "More words. " * 1000)
    expect(page.locator(".ck-form__forge")).to_contain_text("too long for an address")
    assert "value=" not in (page.locator(".ck-form__forge a").get_attribute("href") or "")


def test_a_draft_is_kept_on_the_device_until_it_is_begun_anew(small_site: Path, page: Page) -> None:
    begin(page, small_site, "city")
    expect(page.locator(".ck-notice").first).to_contain_text("on this device only")
    page.locator("#f-title").fill("Port Town")
    page.reload()
    expect(page.locator("#f-title")).to_have_value("Port Town")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Begin anew").click()
    expect(page.locator("#f-title")).to_have_value("")
    page.reload()
    expect(page.locator("#f-title")).to_have_value("")


# --- hostile, small, foreign ------------------------------------------------------------------------


def test_nothing_hostile_runs_or_is_fetched_in_the_preview(
    small_site: Path, context: BrowserContext, page: Page
) -> None:
    context.set_offline(False)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    begin(page, small_site, "resource", "case-study")
    attack = (
        "<img src=x onerror=alert(1)>\n\n<script>alert(1)</script>\n\n[a](javascript:alert(1))\n\n"
        "![b](https://evil.example/p.png)\n\n[c](https://good.example/)\n\n<svg onload=alert(1)>"
    )
    paste(page, CASE.replace("A park that", "<b onclick=alert(1)>A</b> park that") + attack)
    seen = page.locator(".ck-preview")
    expect(seen).to_contain_text("<script>alert(1)</script>")
    assert seen.locator("img, script, svg, b").count() == 0
    assert seen.locator("a").evaluate_all("all => all.map(one => one.href)") == [
        "https://good.example/"
    ]
    page.wait_for_timeout(300)
    assert [url for url in asked if not url.startswith("file:")] == []


@pytest.mark.parametrize(
    ("kind", "lang", "scheme", "width"),
    [("resource", "", "light", 1280), ("event", "es/", "dark", 320), ("city", "", "light", 320)],
)
def test_the_form_has_no_barrier_and_fits(
    small_site: Path, browser: Browser, kind: str, lang: str, scheme: str, width: int
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})  # type: ignore[arg-type]
    page = context.new_page()
    begin(page, small_site, kind, lang=lang)
    page.locator("#f-sources-add").click()
    paste(page, file_of(page))  # so that all that is wrong is shown
    page.locator(".ck-form details").evaluate_all("all => all.forEach(box => { box.open = true; })")
    page.evaluate(AXE.read_text())
    result = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})"
    )
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in result["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_the_form_reads_from_right_to_left(small_site: Path, page: Page) -> None:
    begin(page, small_site, "city")
    page.evaluate("document.documentElement.dir = 'rtl'")
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_spanish_page_speaks_spanish(small_site: Path, page: Page) -> None:
    begin(page, small_site, "city", lang="es/")
    expect(page.get_by_role("button", name="Descargar")).to_be_visible()
    expect(page.locator("[data-field=summary]")).to_contain_text("Quedan 300 caracteres")


def test_reader_pages_load_nothing_of_the_form(small_site: Path) -> None:
    for name in ("index.html", "search.html", "contribute/new.html", "cities/harbour-town.html"):
        assert "contribute/form/" not in (small_site / name).read_text()
    page = (small_site / "contribute/new/city.html").read_text()
    body = page[page.index('<div class="ck-form"') :]
    assert not re.findall(r"<script(?![^>]*\bsrc=)", body[: body.index("city-en.js")])
