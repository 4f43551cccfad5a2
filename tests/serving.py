"""The hub served as people do it who write for it."""

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


@contextmanager
def served(hub: Path) -> Iterator[str]:
    """The address at which `citykit serve` shows a hub, with its cache, as people have it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "citykit", "--root", str(hub), "serve", "--address", address]
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
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
