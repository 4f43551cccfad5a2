"""While the hub is served, what is saved shows at once in the browser."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, expect


@contextmanager
def served(hub: Path) -> Iterator[str]:
    """The address at which `citykit serve` shows a hub."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "citykit", "--root", str(hub), "serve", "--address", address]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://{address}/", timeout=5).close()
                break
            except OSError:
                assert server.poll() is None, "citykit serve ended"
                time.sleep(0.2)
        yield f"http://{address}"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


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
