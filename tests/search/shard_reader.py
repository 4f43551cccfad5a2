"""The pieces read back in Python, by their description: what the browser's engine does, once more."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from citykit.output import OutputFile
from citykit.search.encoding import ALPHABET

Postings = dict[str, list[tuple[int, tuple[int, ...]]]]


def call(content: bytes) -> list[Any]:
    """The values that a piece hands over."""
    text = content.decode()
    text = text[text.rindex("\ncitykit(") + 1 :] if "\ncitykit(" in text else text
    assert text.startswith("citykit(")
    assert text.endswith(")")
    values: list[Any] = json.loads(f"[{text[8:-1]}]")
    return values


def numbers(text: str) -> Iterator[int]:
    """The numbers in a text of digits."""
    value, shift = 0, 0
    for sign in text:
        digit = ALPHABET.index(sign)
        value |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            yield value
            value, shift = 0, 0


def unfronted(text: str) -> list[str]:
    """The words of a front-coded text."""
    words: list[str] = []
    for shared, rest in re.findall(r"([A-Z])([^A-Z]*)", text):
        words.append((words[-1] if words else "")[: ord(shared) - 65] + rest)
    return words


@dataclass(frozen=True)
class Shards:
    """The directory and the pieces of one language."""

    directory: dict[str, Any]
    pieces: dict[str, list[Any]]

    @property
    def names(self) -> list[str]:
        return [f"s{number}" for number in range(len(unfronted(self.directory["shards"])))]

    def postings(self, name: str) -> Postings:
        """The postings of one shard: for each term its documents, with the counts by field."""
        fronted, text = self.pieces[name]
        width = len(self.directory["fields"])
        rest = numbers(text)
        found: Postings = {}
        for term in unfronted(fronted):
            doc = -1
            for _ in range(next(rest)):
                gap = next(rest)
                doc += (gap >> 1) + 1
                counts = [0] * width
                if not gap & 1:
                    counts[-1] = 1
                elif not (sign := next(rest)) & 1:
                    counts[-1] = (sign >> 1) + 2
                else:
                    for place in range(width):
                        if sign >> (width - place) & 1:
                            counts[place] = next(rest) + 1
                found.setdefault(term, []).append((doc, tuple(counts)))
        assert next(rest, None) is None
        return found


def shards(files: Sequence[OutputFile], lang: str) -> Shards:
    top = next(file for file in files if file.path == f"search/{lang}.js")
    return Shards(
        call(top.content)[0],
        {
            file.path.rpartition("/")[2].removesuffix(".js"): call(file.content)
            for file in files
            if file.path.startswith(f"search/{lang}/")
        },
    )
