"""Chromium asks a search: each query on a visit of its own, or one after the other in one tab."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.line import Line, Sent
from benchmarks.queries import Query

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]


@dataclass(frozen=True)
class Visit:
    """One query: seconds to ten results (from the start of the visit when cold), how many hits, and
    what was sent for it. The page itself, which any search needs, is left out."""

    seconds: float
    hits: int
    sent: tuple[Sent, ...]

    @property
    def bytes(self) -> int:
        return sum(one.size for one in self.sent)

    @property
    def requests(self) -> int:
        return len(self.sent)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


def cold(browser: Browser, line: Line, queries: Iterable[Query], passages: bool) -> list[Visit]:
    """Each query on a first visit, with an empty cache."""
    found = []
    for query in queries:
        asked = {"q": query.text}
        asked |= {"typing": "1"} if query.sort == "unfinished" else {}
        asked |= {"passages": "1"} if passages else {}
        context = _context(browser)
        with _page(context) as page:
            line.sent.clear()
            page.goto(f"{line.url}/index.html?{urlencode(asked)}")
            page.wait_for_function("window.first", polling=20)
            answer = page.evaluate("window.first")
            found.append(_visit(answer["since"], answer, line))
        context.close()
    return found


class Tab:
    """One tab that stays open."""

    def __init__(self, page: Page, line: Line) -> None:
        self.page = page
        self.line = line
        page.goto(f"{line.url}/index.html")
        page.wait_for_function("window.ready", polling=20)
        page.evaluate("window.ready")

    def ask(self, query: Query, text: str | None = None) -> Visit:
        """A query, or the part of it that has been typed."""
        self.line.sent.clear()
        typing = text is not None or query.sort == "unfinished"
        answer = self.page.evaluate(
            "([text, typing]) => ask(text, typing)", [text or query.text, typing]
        )
        return _visit(answer["took"], answer, self.line)

    def typed(self, query: Query) -> list[Visit]:
        """The query letter by letter, from the second."""
        return [self.ask(query, query.text[:end]) for end in range(2, len(query.text) + 1)]

    def heap(self) -> float:
        """Bytes of JavaScript objects in use, after a collection."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("HeapProfiler.collectGarbage")
        return float(session.send("Runtime.getHeapUsage")["usedSize"])


@contextmanager
def tab(browser: Browser, line: Line) -> Iterator[Tab]:
    context = _context(browser)
    with _page(context) as page:
        yield Tab(page, line)
    context.close()


@contextmanager
def slow(line: Line, kilobits: float, latency: float) -> Iterator[None]:
    """A line of so many kilobits a second, whose every answer takes `latency` seconds to begin."""
    line.rate, line.latency = kilobits * 1000 / 8, latency
    yield
    line.rate, line.latency = 0.0, 0.0


def by_kind(visits: Sequence[Visit], kind: Callable[[str], str]) -> dict[str, tuple[float, float]]:
    """Requests and bytes a visit, on average, by what sort of file was sent."""
    requests: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for one in (one for visit in visits for one in visit.sent):
        requests[kind(one.path)] += 1
        sizes[kind(one.path)] += one.size
    return {name: (requests[name] / len(visits), sizes[name] / len(visits)) for name in requests}


def _visit(milliseconds: float, answer: dict[str, Any], line: Line) -> Visit:
    sent = tuple(one for one in line.sent if not one.path.endswith(".html"))
    return Visit(milliseconds / 1000, answer["hits"], sent)


def _context(browser: Browser) -> BrowserContext:
    return browser.new_context()


@contextmanager
def _page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    page.close()
