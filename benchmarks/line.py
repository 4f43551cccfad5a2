"""A web server that sends as GitHub Pages does, counts what it sends, and can be slow.

Bytes are counted where they leave: Pagefind loads in a worker, which a page's own figures leave out.
For the same reason the slow line is made here: every answer waits `latency` seconds before its first
byte, and all answers share one line, as in Chromium's own throttling (Network.emulateNetworkConditions).
"""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

# What GitHub Pages compresses; Pagefind's own pieces are compressed already.
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "application/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
}
PACKET = 1400


@dataclass(frozen=True)
class Sent:
    """One answer: its path, and the bytes of its head and body."""

    path: str
    size: int


class Line(ThreadingHTTPServer):
    """`rate` is in bytes a second, `latency` in seconds; 0 is as fast as the machine."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.sent: list[Sent] = []
        self.rate = 0.0
        self.latency = 0.0
        self._free = 0.0
        self._turn = threading.Lock()
        self.body = cache(self._body)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A tab that is closed leaves answers unread."""

    def _body(self, path: str) -> tuple[str, bytes]:
        content = (self.folder / path).read_bytes()
        type = TYPES.get(Path(path).suffix)
        return (type, gzip.compress(content, 6)) if type else ("application/octet-stream", content)

    def wait(self, size: int) -> None:
        """Until the line has carried so many bytes more."""
        if self.rate:
            with self._turn:
                self._free = max(self._free, time.monotonic()) + size / self.rate
                until = self._free
            time.sleep(max(0.0, until - time.monotonic()))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Line

    def setup(self) -> None:
        super().setup()
        self.wfile = self.connection.makefile("wb", 1 << 20)

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        path = self.path.partition("?")[0].lstrip("/")
        try:
            type, body = self.server.body(path)
        except OSError:
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        time.sleep(self.server.latency)
        head = [
            "HTTP/1.1 200 OK",
            f"Content-Type: {type}",
            f"Content-Length: {len(body)}",
            "Cache-Control: max-age=600",
            *(["Content-Encoding: gzip"] if Path(path).suffix in TYPES else []),
        ]
        answer = ("\r\n".join(head) + "\r\n\r\n").encode() + body
        self.server.sent.append(Sent(path, len(answer)))
        step = PACKET if self.server.rate else len(answer)
        for begin in range(0, len(answer), step):
            self.server.wait(len(answer[begin : begin + step]))
            self.wfile.write(answer[begin : begin + step])
            self.wfile.flush()


@contextmanager
def serving(folder: Path) -> Iterator[Line]:
    """Serve a folder until the end of the block."""
    line = Line(folder)
    threading.Thread(target=line.serve_forever, daemon=True).start()
    try:
        yield line
    finally:
        line.shutdown()
        line.server_close()
