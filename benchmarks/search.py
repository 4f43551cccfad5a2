"""The search, side by side in one run: with Material's index, Pagefind, and lunr.py as shipped.

    python -m benchmarks.search [SIZE …] [--parts …] [--queries N] [--stock-up-to N] [--lunr-up-to N]

Bytes are what a server sends, heads included and compressed as GitHub Pages does. A cold visit has
an empty cache; its time runs from the start of the visit to ten results on the page. Beyond 3,000
pages the documents are made by varying the real ones (`corpus.py`).
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks import equality, hub, indexing, sites, visits
from benchmarks.corpus import documents
from benchmarks.line import Line, serving
from benchmarks.queries import Query, queries
from benchmarks.visits import Visit
from citykit.output import OutputFile
from citykit.search.documents import Document

PARTS = ("sizes", "indexing", "cold", "warm", "slow", "equality")
KILOBITS, LATENCY = 400, 0.4
KB = 1000


def row(what: str, ours: str, theirs: str = "", ratio: float | None = None, goal: str = "") -> None:
    share = "" if ratio is None else f"{ratio:.3f}"
    print(f"{what:<52} {ours:>17} {theirs:>17} {share:>7}  {goal}", flush=True)


def pair(values: Sequence[float], digits: int = 1) -> str:
    """The median and the 95th percentile."""
    return f"{statistics.median(values):.{digits}f} / {percentile(values, 95):.{digits}f}"


def percentile(values: Sequence[float], hundredth: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * hundredth // 100)]


class Size:
    """One number of documents, and the sites made of them in a folder of its own."""

    def __init__(self, folder: Path, count: int, options: argparse.Namespace) -> None:
        self.folder = folder
        self.count = count
        self.options = options
        self.documents: list[Document] = documents(count)
        self.files: list[OutputFile] = sites.made(self.documents)
        self.queries: list[Query] = queries(self.documents, options.queries)
        sites.ours(folder / "ours", self.files)

    def sizes(self) -> None:
        shards = sum(
            len(gzip.compress(f.content, 9)) for f in self.files if _kind(f.path) == "shard"
        )
        theirs = float("nan")
        if self.count <= min(3000, self.options.stock_up_to):
            root = self.folder / "stock"
            hub.stock(root, self.count)
            command = [sys.executable, "-m", "mkdocs", "build", "-q"]
            subprocess.run(command, cwd=root, check=True, capture_output=True)
            index = (root / "site/search/search_index.json").read_bytes()
            theirs = len(gzip.compress(index, 9))
        row(
            "all shards, gzip, kB; Material's index",
            f"{shards / KB:.0f}",
            f"{theirs / KB:.0f}",
            shards / theirs,
            "≤ 0.25",
        )

    def indexing(self) -> None:
        root = self.folder / "cache"
        root.mkdir()
        cold, warm = indexing.ours(self.documents, root)
        big = self.count > self.options.lunr_up_to
        shipped = float("nan") if big else indexing.shipped(self.documents)
        row(
            "index, cold, CPU s; lunr.py", f"{cold:.1f}", f"{shipped:.1f}", cold / shipped, "≤ 0.25"
        )
        row(
            "index, one page changed, CPU s",
            f"{warm:.1f}",
            f"{shipped:.1f}",
            warm / shipped,
            "≤ 0.10",
        )

    def equality(self) -> None:
        asked, hits, wrong = equality.differences(self.documents, self.folder / "ours", 2000)
        row(
            f"equality with lunr.js: differences in {asked} queries",
            str(wrong),
            "",
            None,
            f"0 ({hits} hits compared)",
        )

    def browser(self, parts: Sequence[str]) -> None:
        sites.pagefind(self.folder / "pagefind", self.documents)
        with (
            serving(self.folder / "ours") as ours,
            serving(self.folder / "pagefind") as theirs,
            visits.chromium() as browser,
        ):
            if "cold" in parts:
                self.cold(browser, ours, theirs)
            if "warm" in parts:
                self.warm(browser, ours, theirs)
            if "slow" in parts:
                self.slow(browser, ours, theirs)

    def cold(self, browser: Browser, ours: Line, theirs: Line) -> None:
        mine = visits.cold(browser, ours, self.queries, passages=False)
        other = visits.cold(browser, theirs, self.queries, passages=False)
        _bytes("first query, cold, kB; Pagefind", mine, other, "≤ 90 / 120; ≤ 0.35")
        row(
            "  requests",
            pair([v.requests for v in mine], 0),
            pair([v.requests for v in other], 0),
            None,
            "≤ 8",
        )
        row(
            "  without a hit",
            str(sum(not v.hits for v in mine)),
            str(sum(not v.hits for v in other)),
        )
        for sort in ("plain", "typo", "unfinished"):
            some = [v for v, q in zip(mine, self.queries, strict=True) if q.sort == sort]
            row(f"    {sort}: kB", pair([v.bytes / KB for v in some]))
            row(f"    {sort}: requests", pair([v.requests for v in some], 0))
        for name, (requests, size) in sorted(visits.by_kind(mine, _kind).items()):
            row(f"    on average, {name}", f"{requests:.1f} x {size / requests / KB:.1f} kB")
        whole = visits.cold(browser, ours, self.queries, passages=True)
        _bytes("first query, cold, with passages, kB", whole, other)
        row("  requests", pair([v.requests for v in whole], 0))

    def warm(self, browser: Browser, ours: Line, theirs: Line) -> None:
        asked = self.queries[:21]
        with visits.tab(browser, ours) as tab:
            mine = [tab.ask(query) for query in asked][1:]
            heap = tab.heap()
            typed = [one for query in self.queries[21:41] for one in tab.typed(query)]
        with visits.tab(browser, theirs) as tab:
            other = [tab.ask(query) for query in asked][1:]
        _bytes("next 20 queries, warm, kB", mine, other, "≤ 15 / 40")
        row(
            "  ms",
            pair([v.seconds * 1000 for v in mine]),
            pair([v.seconds * 1000 for v in other]),
            None,
            "below Pagefind",
        )
        row(
            "from keystroke to results, warm, ms",
            pair([v.seconds * 1000 for v in typed]),
            "",
            None,
            f"p95 ≤ 50 ({len(typed)} keystrokes)",
        )
        row("JS heap after 20 queries, MB", f"{heap / 1e6:.1f}", "", None, "≤ 80")

    def slow(self, browser: Browser, ours: Line, theirs: Line) -> None:
        some = self.queries[:: max(1, len(self.queries) // 20)]
        seconds = []
        for line in (ours, theirs):
            with visits.slow(line, KILOBITS, LATENCY):
                seconds.append(
                    [v.seconds for v in visits.cold(browser, line, some, passages=False)]
                )
        row(
            f"ten results, cold, {KILOBITS} kbit/s, s",
            pair(seconds[0]),
            pair(seconds[1]),
            None,
            "≤ 4",
        )


def _kind(path: str) -> str:
    """What sort of piece a file is, by the letter of its name."""
    if path == "search/en.js":
        return "script and directory"
    stem = Path(path).stem
    known = {"s": "shard", "d": "shown", "w": "words", "t": "text"}
    return known.get(stem[0], "other") if stem[1:].isdigit() else "other"


def _bytes(what: str, mine: list[Visit], other: list[Visit], goal: str = "") -> None:
    ours, theirs = [v.bytes / KB for v in mine], [v.bytes / KB for v in other]
    ratio = statistics.median(ours) / statistics.median(theirs)
    row(what, pair(ours), pair(theirs), ratio, goal)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=[3000, 10000])
    parser.add_argument("--parts", nargs="*", choices=PARTS, default=PARTS)
    parser.add_argument("--queries", type=int, default=80)
    parser.add_argument("--stock-up-to", type=int, default=3000)
    parser.add_argument("--lunr-up-to", type=int, default=10000)
    parser.add_argument("--equality-up-to", type=int, default=3000)
    options = parser.parse_args()
    if not hub.PAGES.exists():
        raise SystemExit(f"The benchmark's pages are not here: {hub.PAGES}. Set CITYKIT_DATA.")
    for count in options.sizes:
        print(f"\n{count} pages; median / p95")
        row("", "ours", "theirs", None, "goal")
        with tempfile.TemporaryDirectory() as folder:
            size = Size(Path(folder), count, options)
            if "sizes" in options.parts:
                size.sizes()
            if "indexing" in options.parts:
                size.indexing()
            if {"cold", "warm", "slow"} & set(options.parts):
                size.browser(options.parts)
            if "equality" in options.parts and count <= options.equality_up_to:
                size.equality()


if __name__ == "__main__":
    main()
