"""What several tests start from: small hubs, built sites, a real browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.small import REPOSITORY, small_hub

# Setting the Handbook costs ten seconds a language; tests/test_books.py asks for it where it is meant.
os.environ["CITYKIT_BOOKS"] = "none"


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A small, faultless hub in a folder of its own."""
    return small_hub(tmp_path / "hub")


# A fixed day for the small hub; the real one is built for today, as it will be published.
EPOCH = {"SOURCE_DATE_EPOCH": "1795000000"}


def build_site(root: Path, site: Path, engine: str = "mkdocs") -> subprocess.CompletedProcess[str]:
    """Build a hub as `citykit build` does."""
    return subprocess.run(
        [sys.executable, "-m", "citykit", "--root", str(root), "build", "--site", str(site), "--engine", engine],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        env={**os.environ, **({} if root == REPOSITORY else EPOCH)},
        check=False,
    )  # fmt: skip


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small hub as a site."""
    folder = tmp_path_factory.mktemp("small")
    done = build_site(small_hub(folder / "hub"), folder / "site")
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own content as a site."""
    site = tmp_path_factory.mktemp("real") / "site"
    done = build_site(REPOSITORY, site)
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; the tests fail, and do not skip, without it."""
    chromium = shutil.which("chromium")
    assert chromium, "install Debian's chromium, as `make test` does"
    flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium, args=flags) as running,
    ):
        yield running
