"""The pictures of the guide, made from the real site: `python -m tests.pictures` (or `make pictures`).

They are in the repository, so that building the hub needs no browser. Make them again when the form or
the report looks different.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

from tests.conftest import build_site
from tests.small import REPOSITORY

PICTURES = REPOSITORY / "docs" / "contribute" / "pictures"
# A case study begun with facts of the hub's own entry on Ahmedabad.
TITLE = "Ahmedabad: a plan for days of extreme heat"
SUMMARY = "After a deadly heatwave in 2010, Ahmedabad made a heat action plan with warnings, training and outreach."
TEXT = "## The risk\n\nThe city suffered a heatwave in 2010 and then wrote a heat action plan.\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        done = build_site(REPOSITORY, Path(folder) / "site")
        if done.returncode:
            sys.exit(done.stderr)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        page = browser.new_page(viewport={"width": 1000, "height": 700}, color_scheme="light")
        page.goto(f"file://{folder}/site/contribute/new.html")
        page.get_by_role("link", name="Case study").click()
        page.locator("#f-title").fill(TITLE)
        page.locator("#f-summary").fill(SUMMARY)
        page.locator("#f-body").fill(TEXT)
        page.wait_for_timeout(500)
        page.locator(".ck-form__summary summary").click()
        _take(page, page.locator(".ck-form__summary"), "todo", 420)
        _take(page, page.locator(".ck-form__halves"), "form", 620)
        _take(page, page.locator("section:has(> #ck-outcome)"), "send", 420)
        browser.close()


def _take(page: Page, shown: Locator, name: str, height: int) -> None:
    """A picture of an element, its first `height` pixels."""
    # The header goes with the window and would cover what is taken.
    page.evaluate("scrollTo(0, 0)")
    box = shown.bounding_box()
    assert box is not None, f"There is no {name} on the page."
    clip = {**box, "height": min(box["height"], height)}
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", clip=clip, full_page=True)


if __name__ == "__main__":
    main()
