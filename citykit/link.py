"""Link entries into a catalogue: records with their translations, and what cannot be linked."""

from __future__ import annotations

from dataclasses import dataclass

from citykit.catalogue import Catalogue, Item, Translation, item_of
from citykit.diagnostics import Diagnostic, listing
from citykit.entry import Entry
from citykit.load import Loaded
from citykit.read import Understood, read, read_translation, state_of


@dataclass(frozen=True)
class Linked:
    """The catalogue, with `known`: the ids that exist even where their record is wrong."""

    catalogue: Catalogue
    known: frozenset[tuple[str, str]]
    diagnostics: tuple[Diagnostic, ...]


def link(loaded: Loaded, original: str, languages: tuple[str, ...]) -> Linked:
    diagnostics = list(loaded.diagnostics)
    translated: dict[tuple[str, str], list[Entry]] = {}
    for entry in loaded.entries:
        if entry.lang != original:
            translated.setdefault((entry.kind, entry.id), []).append(entry)
    items: list[Item] = []
    for entry in loaded.entries:
        if entry.lang != original:
            continue
        understood = read(entry)
        if not isinstance(understood, Understood):
            diagnostics += understood
            translated.pop((entry.kind, entry.id), None)
            continue
        translations: dict[str, Translation] = {}
        for other in translated.pop((entry.kind, entry.id), ()):
            if other.lang not in languages:
                diagnostics.append(_unknown_language(other, languages))
                continue
            found = read_translation(other, understood)
            if isinstance(found, Understood):
                stale = other.fields["translates"] != state_of(entry)
                translations[other.lang] = Translation(
                    other.lang, other, found.record, stale, found.translator
                )
            else:
                diagnostics += found
        items.append(item_of(entry, understood.record, translations))
    for entries in translated.values():
        diagnostics += [
            _orphan(entry) for entry in entries if (entry.kind, entry.id) not in loaded.known
        ]
    return Linked(Catalogue(items), loaded.known, tuple(diagnostics))


def _unknown_language(entry: Entry, languages: tuple[str, ...]) -> Diagnostic:
    return Diagnostic(
        entry.top,
        "unknown-language",
        f"The hub is not published in the language `{entry.lang}`.",
        f"use one of {listing(languages)}, or rename the file if `.{entry.lang}` is no language.",
    )


def _orphan(entry: Entry) -> Diagnostic:
    return Diagnostic(
        entry.top,
        "orphan-translation",
        f"There is no original `{entry.id}.md` beside this translation.",
        "give the translation the name of its original, with the language before `.md`.",
    )
