"""CPU seconds of a build, side by side in one run: CityKit, stock MkDocs with Material, Hugo.

    python -m benchmarks.build [SIZE …] [--stock-up-to N] [--runs N]

CPU is user and system time of the whole process and its children (getrusage), so that a busy
machine disturbs it less than a clock would. Each figure is the median of `--runs` builds. Ours
includes reading, checking and sanitizing, but not its search index (benchmarks.search measures that)
nor the texts for readers' own books; stock includes its own, which is its default.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import hub

QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def cpu(command: list[str], folder: Path) -> float:
    """CPU seconds of one run of a command; CalledProcessError if it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command, cwd=folder, env=QUIET, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def median(measure: Callable[[], float], runs: int) -> float:
    return statistics.median(measure() for _ in range(runs))


class Sizes:
    """One size: hubs made in a folder of their own, measured in turn."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder = folder
        self.count = count

    def citykit(self, runs: int) -> tuple[float, float]:
        """CPU of a cold build, and of one with a warm cache after one page changed."""
        root = self.folder / f"citykit-{self.count}"
        root.mkdir()
        hub.citykit(root, self.count)
        command = [sys.executable, "-m", "citykit", "build"]

        def cold() -> float:
            shutil.rmtree(root / ".cache", ignore_errors=True)
            return cpu(command, root)

        changed = root / "content/resources/guidance-notes/page-0007.md"

        def warm() -> float:
            changed.write_text(changed.read_text() + "\nOne more sentence.\n")
            return cpu(command, root)

        (root / "citykit").symlink_to(hub.REPOSITORY / "citykit")
        return median(cold, runs), median(warm, runs)

    def stock(self, runs: int) -> float:
        root = self.folder / f"stock-{self.count}"
        hub.stock(root, self.count)
        return median(lambda: cpu([sys.executable, "-m", "mkdocs", "build", "-q"], root), runs)

    def hugo(self, runs: int) -> float:
        root = self.folder / f"hugo-{self.count}"
        hub.hugo(root, self.count)

        def build() -> float:
            shutil.rmtree(root / "public", ignore_errors=True)
            return cpu([str(Path(sys.executable).with_name("hugo")), "--quiet"], root)

        return median(build, runs)

    def frame(self) -> int:
        """Bytes, gzipped, of a resource page without its own text."""
        page = (self.folder / f"citykit-{self.count}/site/resources/page-0007.html").read_text()
        return len(
            gzip.compress(
                re.sub(
                    r'<div class="ck-text".*?</div>\s*(?=<section|<nav)', "", page, flags=re.S
                ).encode(),
                9,
            )
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=[300, 1000, 3000])
    parser.add_argument(
        "--stock-up-to", type=int, default=3000, help="larger sizes are measured without stock"
    )
    parser.add_argument("--runs", type=int, default=1)
    options = parser.parse_args()
    if not hub.PAGES.exists():
        raise SystemExit(
            f"The benchmark's pages are not here: {hub.PAGES}. Set CITYKIT_DATA to their folder."
        )
    print(
        f"{'pages':>6} {'ours':>8} {'warm':>8} {'hugo':>8} {'stock':>8} {'/stock':>7} {'warm/st':>7} {'/hugo':>7} {'ms/page':>8} {'frame B':>8}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for count in options.sizes:
            size = Sizes(Path(folder), count)
            ours, warm = size.citykit(options.runs)
            hugo = size.hugo(options.runs)
            stock = size.stock(options.runs) if count <= options.stock_up_to else float("nan")
            print(
                f"{count:>6} {ours:>8.2f} {warm:>8.2f} {hugo:>8.2f} {stock:>8.2f} {ours / stock:>7.3f} "
                f"{warm / stock:>7.3f} {ours / hugo:>7.2f} {ours / count * 1000:>8.2f} {size.frame():>8}",
                flush=True,
            )


if __name__ == "__main__":
    main()
