"""Seconds from a saved file to its new text in the browser, while `citykit serve` runs.

    python -m benchmarks.reload [--runs N]

A copy of the repository's own hub is served, and Chromium shows a page of it. A file of content/, one
of docs/ and one of theme/ are saved in turn; the time runs until the page shows what was written.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.hub import REPOSITORY
from tests.serving import served

# What is saved, the page that shows it, and what its text is put before.
SAVED = (
    (
        "content",
        "content/resources/handbook/handbook-why-invest.md",
        "resources/handbook-why-invest.html",
        "",
    ),
    ("docs", "docs/about/index.md", "about/index.html", ""),
    ("theme", "theme/partials/footer.html", "about/index.html", "</footer>"),
)

SHOWS = "text => document.body && document.body.textContent.includes(text)"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        served(_copy(Path(folder))) as address,
        sync_playwright() as playwright,
    ):
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        print(f"{'saved':<10} {'median':>7} {'most':>7}")
        for name, file, shown, before in SAVED:
            page.goto(f"{address}/{shown}")
            times = [
                _until_shown(page, Path(folder) / file, before, f"Saved {name} {run}.")
                for run in range(options.runs)
            ]
            print(f"{name:<10} {statistics.median(times):>7.2f} {max(times):>7.2f}", flush=True)
        browser.close()


def _copy(folder: Path) -> Path:
    for name in ("content", "docs", "theme"):
        shutil.copytree(REPOSITORY / name, folder / name)
    for name in ("citykit", "hooks", "macros"):
        (folder / name).symlink_to(REPOSITORY / name)
    for name in ("citykit.yml", "mkdocs.yml"):
        shutil.copy(REPOSITORY / name, folder)
    return folder


def _until_shown(page: Page, file: Path, before: str, text: str) -> float:
    page.wait_for_timeout(1500)  # the page asks the server whether it has changed, and waits
    whole = file.read_text()
    file.write_text(whole.replace(before, text + before) if before else f"{whole}\n{text}\n")
    start = time.perf_counter()
    # Looked for at each frame: waiting for an element looks only every half second.
    page.wait_for_function(SHOWS, arg=text, timeout=30_000)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
