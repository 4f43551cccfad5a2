"""CPU seconds of a build, side by side in one run: CityKit, stock MkDocs with Material, Hugo.

    python -m benchmarks.build [SIZE …] [--stock-up-to N] [--runs N]

CPU is user and system time of the whole process and its children (getrusage), so that a busy
machine disturbs it less than a clock would. Creating files costs some file systems much, and not the
same each time: set TMPDIR to a folder in memory, such as /dev/shm, to leave that out. The engines build in turn, `--runs` times; each figure is
a median, a ratio that of the ratios of each round. Ours includes reading, checking and sanitizing,
but not its search index (benchmarks.search measures that) nor the texts for readers' own books;
stock includes its own index, which is its default.
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
from pathlib import Path

from benchmarks import hub

QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
# Python keeps what it compiles unless it is told not to; our modules then cost as little as others'.
QUIET.pop("PYTHONDONTWRITEBYTECODE", None)


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


class Sizes:
    """One size: hubs made in a folder of their own. Each method measures one build, so that all can
    be measured in turn: a machine that is slow for a while is slow for all."""

    def __init__(self, folder: Path, count: int) -> None:
        self.count = count
        self.ours = folder / f"citykit-{count}"
        self.ours.mkdir()
        hub.citykit(self.ours, count)
        (self.ours / "citykit").symlink_to(hub.REPOSITORY / "citykit")
        self.others = {name: folder / f"{name}-{count}" for name in ("stock", "hugo")}
        hub.stock(self.others["stock"], count)
        hub.hugo(self.others["hugo"], count)

    def cold(self) -> float:
        shutil.rmtree(self.ours / ".cache", ignore_errors=True)
        return cpu([sys.executable, "-m", "citykit", "build"], self.ours)

    def warm(self) -> float:
        """With the cache of the build before, after one page has changed."""
        changed = self.ours / "content/resources/guidance-notes/page-0007.md"
        changed.write_text(changed.read_text() + "\nOne more sentence.\n")
        return cpu([sys.executable, "-m", "citykit", "build"], self.ours)

    def stock(self) -> float:
        return cpu([sys.executable, "-m", "mkdocs", "build", "-q"], self.others["stock"])

    def hugo(self) -> float:
        shutil.rmtree(self.others["hugo"] / "public", ignore_errors=True)
        return cpu([str(Path(sys.executable).with_name("hugo")), "--quiet"], self.others["hugo"])

    def frame(self) -> int:
        """Bytes, gzipped, of a resource page without its own text."""
        page = (self.ours / "site/resources/page-0007.html").read_text()
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
            rounds = [
                (
                    size.cold(),
                    size.warm(),
                    size.hugo(),
                    size.stock() if count <= options.stock_up_to else float("nan"),
                )
                for _ in range(options.runs)
            ]
            times = [statistics.median(column) for column in zip(*rounds, strict=True)]
            ratios = [
                statistics.median(column)
                for column in zip(
                    *(
                        (cold / stock, warm / stock, cold / hugo)
                        for cold, warm, hugo, stock in rounds
                    ),
                    strict=True,
                )
            ]
            print(
                f"{count:>6} {''.join(f' {time:>8.2f}' for time in times)} {ratios[0]:>7.3f} "
                f"{ratios[1]:>7.3f} {ratios[2]:>7.2f} {times[0] / count * 1000:>8.2f} {size.frame():>8}",
                flush=True,
            )


if __name__ == "__main__":
    main()
