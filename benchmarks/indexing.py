"""CPU seconds of indexing: ours cold, warm after one page changed, and lunr.py as it is shipped."""

from __future__ import annotations

import dataclasses
import json
import multiprocessing
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from lunr import lunr

from benchmarks.sites import made
from citykit.search.documents import Document
from citykit.search.fields import FIELDS


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds, user and system, of some work in a process of its own."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)

    def run() -> None:
        begun = time.process_time()
        work()
        there.send(time.process_time() - begun)

    child = context.Process(target=run)
    child.start()
    there.close()
    seconds: float = here.recv()
    child.join()
    return seconds


def ours(documents: Sequence[Document], root: Path) -> tuple[float, float]:
    """Cold, without what earlier builds kept; and with it, after one page changed."""
    cold = cpu(lambda: made(documents, root))
    one = documents[7]
    changed = dataclasses.replace(one, summary=f"{one.summary} One more sentence.")
    return cold, cpu(lambda: made([*documents[:7], changed, *documents[8:]], root))


def shipped(documents: Sequence[Document]) -> float:
    """lunr.py over the same five fields, to the JSON that a page would load."""
    texts = [
        {"id": str(number), **dict(zip(FIELDS, document.texts, strict=True))}
        for number, document in enumerate(documents)
    ]
    return cpu(lambda: json.dumps(lunr("id", FIELDS, texts).serialize()))
