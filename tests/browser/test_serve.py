"""While the hub is served, what is saved shows at once in the browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.serving import served


def test_a_saved_text_shows_without_a_reload_by_hand(hub: Path, browser: Browser) -> None:
    file = next((hub / "content" / "resources" / "guidance-notes").glob("*.md"))
    with served(hub) as address:
        page = browser.new_page()
        page.goto(f"{address}/resources/{file.stem}.html")
        # The page asks for news only after a while.
        page.wait_for_timeout(1000)
        file.write_text(file.read_text() + "\nPumps were bought.\n")
        expect(page.get_by_text("Pumps were bought.").first).to_be_visible(timeout=30_000)
        page.close()
