"""Mark the first use of each glossary term in a body, with its meaning at hand."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from citykit.catalogue import Catalogue
from citykit.markdown import HUB

_SKIPPED = re.compile(r"<(a|h[1-6]|code|pre)\b.*?</\1>|<[^>]+>", re.S)
SHORT = 180


@dataclass(frozen=True)
class Meaning:
    address: str
    title: str
    text: str


class Glossary:
    """`meanings` are found by the words that stand for them: titles and aliases, in small letters."""

    def __init__(self, meanings: Mapping[str, Meaning]) -> None:
        self.meanings = meanings
        longest_first = sorted(meanings, key=lambda word: (-len(word), word))
        words = "|".join(re.escape(html.escape(word, quote=False)) for word in longest_first)
        self.pattern = re.compile(rf"\b(?:{words})s?\b") if words else None

    def mark(self, body: str, own: str = "", most: int = 12) -> str:
        """Link the first use of each term outside links, headings and code; `own` is left alone."""
        if self.pattern is None:
            return body
        seen = {own}
        pieces: list[str] = []
        end = 0
        for skipped in _SKIPPED.finditer(body):
            pieces.append(self._mark_text(body[end : skipped.start()], seen, most))
            pieces.append(skipped.group())
            end = skipped.end()
        pieces.append(self._mark_text(body[end:], seen, most))
        return "".join(pieces)

    def _mark_text(self, text: str, seen: set[str], most: int) -> str:
        if len(seen) > most or not text.strip() or self.pattern is None:
            return text

        def replace(found: re.Match[str]) -> str:
            word = html.unescape(text[found.start() : found.end()]).casefold()
            meaning = self.meanings.get(word) or self.meanings.get(word.removesuffix("s"))
            if meaning is None or meaning.address in seen or len(seen) > most:
                return text[found.start() : found.end()]
            seen.add(meaning.address)
            return (
                f'<a class="ck-term" href="{HUB}{meaning.address}">{text[found.start() : found.end()]}'
                f'<span class="ck-term__tip" role="note">{html.escape(meaning.text)}</span></a>'
            )

        # Small letters let the regular expression skip quickly; few texts change length by them.
        small = text.lower()
        if len(small) != len(text):
            small = text
        pieces, end = [], 0
        for found in self.pattern.finditer(small):
            pieces += [text[end : found.start()], replace(found)]
            end = found.end()
        return "".join([*pieces, text[end:]])


def glossary_of(catalogue: Catalogue, lang: str) -> Glossary:
    """The terms that are explained in a language; a long explanation is cut."""
    meanings: dict[str, Meaning] = {}
    for item in catalogue.all("glossary-term"):
        if item.spoken(lang) != lang:
            continue
        record = item.text(lang)
        text = record.summary
        short = text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0] + " …"
        for word in (record.title, *record.also_known_as):
            meanings.setdefault(word.casefold(), Meaning(item.address, record.title, short))
    return Glossary(meanings)
