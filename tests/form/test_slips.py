"""Beyond the cases: random slips of the keyboard, and all that is right, judged alike by both."""

from __future__ import annotations

import random
from pathlib import Path

from citykit.build import check
from citykit.config import read_config
from citykit.form.data import hub_of, named_of
from citykit.kinds import BY_FOLDER
from tests.form.judged import Judged, judge
from tests.form.test_same import as_shown
from tests.small import FILES, REPOSITORY, small_hub
from tests.test_cases import TODAY

SIGNS = "abz-_:\"'[]{}#*&!|>%@`,?"
VALUES = (
    "yes", "2015", "24.11.2026", "[a, b]", "{a: b}", "- x", '"quoted" more', "it's", "a: b", "*x",
    "null", "x" * 301, "https://x", "@x", "1_000", "1.5", "-3", "2026-02-30",
)  # fmt: skip
PIECES = (
    " [^nix] ", " [a](b.md) ", " <b>x</b> ", " [m](mailto:a@b.example) ", " [j](javascript:x) ",
    " https://a.example ",
)  # fmt: skip


def slip(text: str, chance: random.Random) -> str:
    """The text as somebody leaves it who was called away."""
    lines = text.split("\n")
    at = chance.randrange(1, len(lines))
    line = lines[at]
    place = chance.randrange(len(line) + 1)
    match chance.randrange(9):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, line)
        case 2:
            lines[at] = line[:place] + line[place + 1 :]
        case 3:
            lines[at] = line[:place] + chance.choice(SIGNS) + line[place:]
        case 4:
            lines[at] = " " + line
        case 5:
            lines[at] = line.lstrip()
        case 6:
            lines[at] = f"{line.partition(':')[0]}: {chance.choice(VALUES)}"
        case 7:
            lines[at] = line[:place] + chance.choice(PIECES) + line[place:]
        case 8:
            lines[at], lines[at - 1] = lines[at - 1], line
    return "\n".join(lines)


def kind_of(path: str) -> str:
    return BY_FOLDER[path.removeprefix("content/").rpartition("/")[0]].name


def test_slips_are_told_in_the_same_words_at_the_same_place(tmp_path: Path) -> None:
    """Where YAML itself is broken two parsers may give up at different places, in one of a hundred."""
    chance = random.Random(2026)  # noqa: S311 - the same slips each time
    root = small_hub(tmp_path)
    config = read_config(root).model_copy(update={"today": TODAY})
    whole = check(root, config).hub
    known = hub_of(whole, named_of(whole))
    paths = [path for path in FILES if path.startswith("content/") and path.count(".") == 1]
    slips = []
    for number in range(200):
        path = chance.choice(paths)
        text = (root / path).read_text()
        changed = slip(text, chance)
        (root / path).write_text(changed)
        said = tuple(d for d in check(root, config).diagnostics if d.at.path == path)
        slips.append(Judged(str(number), path, changed.encode(), kind_of(path), known, said))
        (root / path).write_text(text)
    told = judge(slips)
    differ = [
        (one.path, one.said, found)
        for one, found in zip(slips, told, strict=True)
        if [(s[0], *s[3:]) for s in map(as_shown, one.said)]
        != [(s[0], *s[3:]) for s in map(as_shown, found)]
    ]
    assert sum(bool(one.said) for one in slips) > 100
    assert len(differ) <= 4, differ
    assert all(d.code == "bad-yaml" for _, said, _ in differ for d in said)


def test_the_form_finds_nothing_wrong_with_what_is_published() -> None:
    hub = check(REPOSITORY).hub
    known = hub_of(hub, named_of(hub))
    files = [
        Judged(item.id, path, item.entry.source.text.encode(), item.kind, known, ())
        for item in hub.catalogue.items
        if (path := item.entry.source.path)
    ]
    assert len(files) > 300
    wrong = {file.path: found for file, found in zip(files, judge(files), strict=True) if found}
    assert wrong == {}
