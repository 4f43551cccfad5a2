"""How well an engine ranks: mean nDCG@10 on the Cranfield collection, each engine on the same text.

    python -m benchmarks.relevance

Cranfield (Cleverdon 1967): 1,400 abstracts and 225 questions in natural language. A document has
two fields, `title` and `body`; the collection's text begins with the title again and is given as
it is, to every engine. A question is a bag of words: letters and digits, split at all else. The
judgements' grades 1 (best) to 4 become gains 4 to 1, everything else 0. nDCG is that of Järvelin
and Kekäläinen (2002) with linear gains and the discount log2(rank + 1), against the ideal order
of all judged documents.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from lunr import lunr

from benchmarks.hub import DATA, REPOSITORY
from citykit.search import pieces_of
from citykit.search.documents import Document, Section

CRANFIELD = DATA / "cranfield"
ASK = REPOSITORY / "tests" / "search" / "ask.mjs"
DEPTH = 10

Rank = Callable[[str], Sequence[str]]
"""Ids of documents for a question, the best first."""


def documents(folder: Path = CRANFIELD) -> list[dict[str, str]]:
    """`id` "1" to "1400", `title` and `body`."""
    return [
        {"id": number, "title": fields.get("T", ""), "body": fields.get("W", "")}
        for number, fields in _records(folder / "cran.all.1400")
    ]


def questions(folder: Path = CRANFIELD) -> list[str]:
    """In the order of the file, which is their number in the judgements, less 1."""
    return [
        " ".join(re.findall(r"[a-z0-9]+", fields["W"].lower()))
        for _, fields in _records(folder / "cran.qry")
    ]


def judgements(folder: Path = CRANFIELD) -> list[dict[str, int]]:
    """For each question the gain of each judged document, 0 to 4."""
    gains: dict[int, dict[str, int]] = {}
    for line in (folder / "cranqrel").read_text(encoding="utf-8").splitlines():
        question, document, grade = line.split()
        gain = 5 - int(grade) if 1 <= int(grade) <= 4 else 0
        gains.setdefault(int(question), {})[document] = gain
    return [gains[number] for number in sorted(gains)]


def ndcg(ranked: Sequence[str], gains: Mapping[str, int]) -> float:
    """Of the first DEPTH ids, 0 to 1."""
    ideal = _discounted(sorted(gains.values(), reverse=True))
    return _discounted([gains.get(document, 0) for document in ranked]) / ideal


def relevance(rank: Rank, folder: Path = CRANFIELD) -> float:
    """Mean nDCG of an engine over all questions."""
    judged = zip(questions(folder), judgements(folder), strict=True)
    return statistics.mean(ndcg(rank(question), gains) for question, gains in judged)


def lunr_as_shipped(texts: list[dict[str, str]]) -> Rank:
    index = lunr(ref="id", fields=["title", "body"], documents=texts)
    return lambda question: [hit["ref"] for hit in index.search(question)]


def fts5(texts: list[dict[str, str]]) -> Rank:
    """SQLite's full-text search with the Porter stemmer, ordered by its own bm25."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE text USING fts5(id UNINDEXED, title, body, tokenize=porter)")
    base.executemany("INSERT INTO text VALUES (:id, :title, :body)", texts)
    query = "SELECT id FROM text WHERE text MATCH ? ORDER BY bm25(text) LIMIT ?"

    def rank(question: str) -> list[str]:
        any_word = " OR ".join(f'"{word}"' for word in question.split())
        return [document for (document,) in base.execute(query, (any_word, DEPTH))]

    return rank


def citykit(texts: list[dict[str, str]]) -> Rank:
    """The hub's search: its own pieces, searched in node by the scripts that browsers run. A question
    is taken as written: no typo is forgiven."""
    found = [
        Document(text["id"], text["title"], "", sections=(Section("", "", text["body"]),))
        for text in texts
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in list(pieces_of(found, "en", None, {})):
            (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / file.path).write_bytes(file.content)
        asked = [{"text": question, "exact": True} for question in questions()]
        (folder / "queries.json").write_text(json.dumps(asked), encoding="utf-8")
        node = Path(sys.executable).with_name("node")
        done = subprocess.run(
            [node, ASK, folder, "en", folder / "queries.json"],
            capture_output=True,
            text=True,
            check=True,
        )
    answers = json.loads(done.stdout)
    ranked = {q: answer["paths"] for q, answer in zip(questions(), answers, strict=True)}
    return lambda question: list(ranked[question])


BASELINES: Mapping[str, Callable[[list[dict[str, str]]], Rank]] = {
    "lunr.py as shipped": lunr_as_shipped,
    "SQLite FTS5, porter, bm25": fts5,
}


def report(engines: Mapping[str, Callable[[list[dict[str, str]]], Rank]]) -> None:
    """Print a line for each baseline and then for each engine: a function from texts to its ranking."""
    texts = documents()
    for name, engine in {**BASELINES, **engines}.items():
        print(f"{name:30} nDCG@{DEPTH} {relevance(engine(texts)):.4f}")


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains[:DEPTH]))


def _records(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Number and fields by their letter; the text of a field on one line."""
    for record in re.split(r"^\.I ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
        number, _, rest = record.partition("\n")
        parts = re.split(r"^\.(?=[TABW]\n)", rest, flags=re.M)[1:]
        yield number.strip(), {part[0]: " ".join(part[1:].split()) for part in parts}


if __name__ == "__main__":
    if not CRANFIELD.is_dir():
        raise SystemExit(f"the Cranfield collection is not in {CRANFIELD}; set CITYKIT_DATA")
    report({"CityKit": citykit})
