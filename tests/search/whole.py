"""The whole lunr index of some documents, made by lunr.py itself: what the pieces are held against."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lunr.builder import Builder
from lunr.index import Index
from lunr.pipeline import Pipeline
from lunr.token import Token

from citykit.search.analysis import Analysis
from citykit.search.documents import Document
from citykit.search.fields import BOOSTS, FIELDS, K1, B, length_of, level_of
from citykit.search.gathered import utf16


def serialized(index: Index) -> dict[str, Any]:
    """The index as lunr.js loads it: terms in the order of their UTF-16 units."""
    found: dict[str, Any] = index.serialize()
    found["invertedIndex"].sort(key=lambda entry: utf16(entry[0]))
    return found


def whole_index(documents: Sequence[Document], lang: str) -> Index:
    """lunr.py's own index over our analysis. References are the documents' numbers. Terms are
    numbered in their order, and lengths are as the hub knows them, in steps.
    """
    analysis = Analysis(lang)
    builder = Builder()
    builder.b(B)
    builder.k1(K1)
    for name, boost in zip(FIELDS, BOOSTS, strict=True):
        builder.field(name, boost)
    analysed = [[analysis.terms(text) for text in document.texts] for document in documents]
    known = {term for fields in analysed for terms in fields for term in terms}
    for number, term in enumerate(sorted(known, key=utf16)):
        builder.inverted_index[term] = {name: {} for name in FIELDS} | {"_index": number}
    for number, fields in enumerate(analysed):
        builder.add({"id": str(number), **dict(zip(FIELDS, fields, strict=True))})
        for name, terms in zip(FIELDS, fields, strict=True):
            length = length_of(name, level_of(name, len(terms)))
            builder.field_lengths[f"{name}/{number}"] = length
    if lang not in Pipeline.registered_functions:

        def stem(token, i=None, tokens=None):  # type: ignore[no-untyped-def]
            return [Token(term, {}) for term in analysis.terms(str(token))]

        Pipeline.register_function(stem, lang)
    builder.search_pipeline.add(Pipeline.registered_functions[lang])
    return builder.build()
