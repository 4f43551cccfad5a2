"""The pieces against the whole lunr index, in lunr.js itself."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.hub import REPOSITORY
from benchmarks.queries import lunr_queries
from citykit.search.analysis import Analysis
from citykit.search.counting import counts_of
from citykit.search.documents import Document
from citykit.search.gathered import gather
from citykit.search.order import ordered
from tests.search.whole import serialized, whole_index


def differences(documents: Sequence[Document], site: Path, number: int) -> tuple[int, int, int]:
    """How many queries were compared, their hits, and how many queries differ in any document, its
    place or its score. `site` holds the pieces of these documents."""
    gathered = gather(counts_of(documents, "en", None))
    often = dict(zip(gathered.terms, gathered.often.tolist(), strict=True))
    held = [documents[place] for place in ordered(gathered)]
    whole, asked = site / "whole.json", site / "asked.json"
    whole.write_text(json.dumps(serialized(whole_index(held, "en"))), encoding="utf-8")
    # lunr.js fails on a required word that its own analysis leaves out: none is asked.
    stays = Analysis("en").term
    terms = sorted(
        term for term, times in often.items() if times > 1 and term.isalpha() and stays(term)
    )
    asked.write_text(json.dumps(lunr_queries(terms, number)), encoding="utf-8")
    node = Path(sys.executable).parent / "node"
    script = REPOSITORY / "tests" / "search" / "equal.mjs"
    command = [
        str(node),
        "--max-old-space-size=6000",
        str(script),
        str(site),
        "en",
        str(whole),
        str(asked),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr[-4000:])
    answer = json.loads(done.stdout)
    return number, answer["hits"], len(answer["wrong"])
