"""Words of a text, and the terms they are found under: what the index and a reader's query share.

The browser does the same (`browser/analysis.js`); the tests hold the two against each other. For
English it is lunr's own analysis: its stop words and its stemmer
(https://lunrjs.com/guides/customising.html), with two differences. Words are runs of letters and
digits of any script, without accents, where lunr's trimmer knows ASCII only; and lunr.py's stemmer
is corrected to what lunr.js does with a final y. Other languages are stemmed by Snowball
(https://snowballstem.org/), where the browser has the same stemmer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import snowballstemmer
from lunr.stemmer import PorterStemmer
from lunr.stop_word_filter import WORDS as ENGLISH_STOP_WORDS

# Snowball's name for each language whose stemmer the browser has too.
SNOWBALL = {"es": "spanish", "ar": "arabic"}
STOP_WORDS = Path(__file__).parent / "stopwords"
LONGEST = 40

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_ION = re.compile(r"(?<=[cs])ion$")
# Arabic writes the same letter in several ways; readers type the bare one.
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": None})


class _LunrStemmer(PorterStemmer):  # type: ignore[misc]
    """lunr.py's stemmer with the last letter of survey, play or money treated as lunr.js does."""

    b: str
    k: int

    def step1c(self) -> None:
        if self.b[self.k] == "y" and self.k >= 2 and self.b[self.k - 1] not in "aeiou":
            self.b = self.b[: self.k] + "i" + self.b[self.k + 1 :]


def fold(text: str) -> str:
    """Small letters without accents, and without the signs that change no word."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in apart if unicodedata.category(sign) != "Mn")
        text = text.translate(_ARABIC)
    text = text.lower()
    if "'" in text or "’" in text:
        text = _APOSTROPHE.sub("", _POSSESSIVE.sub("", text))
    return text


def words(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    return _WORD.findall(fold(text))


class Analysis:
    """The analysis of one language. `term(word)` is the term of a folded word, "" for a stop word."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.stop_words = stop_words(lang)
        self._stem = _stemmer(lang)
        self._terms: dict[str, str] = {}

    def term(self, word: str) -> str:
        found = self._terms.get(word)
        if found is None:
            found = "" if word in self.stop_words else self._stem(word[:LONGEST])
            self._terms[word] = found
        return found

    def terms(self, text: str) -> list[str]:
        """The terms of a text, in order, without stop words."""
        return [term for word in words(text) if (term := self.term(word))]


@cache
def stop_words(lang: str) -> frozenset[str]:
    """lunr's list for English, else a file of ours; a language without one has no stop words."""
    if lang == "en":
        return frozenset(word for text in ENGLISH_STOP_WORDS for word in words(text))
    file = STOP_WORDS / f"{lang}.txt"
    if not file.exists():
        return frozenset()
    return frozenset(words(file.read_text(encoding="utf-8")))


def _stemmer(lang: str) -> Callable[[str], str]:
    if lang == "en":
        porter = _LunrStemmer()
        return lambda word: str(porter.stem(word))
    if lang in SNOWBALL:
        snowball = snowballstemmer.stemmer(SNOWBALL[lang])
        # Snowball knows Spanish endings by their accents, which folding took away.
        return lambda word: fold(snowball.stemWord(_ION.sub("ión", word) if lang == "es" else word))
    return lambda word: word
