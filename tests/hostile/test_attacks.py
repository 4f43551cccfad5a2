"""Every attack ends in one clear diagnostic or is shown as text, and none makes anybody wait."""

from __future__ import annotations

import time
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path

import pytest

from citykit.build import build, check
from citykit.config import read_config
from citykit.invisible import CONTROL
from tests.hostile.attacks import NOTES, Attack, attacks
from tests.small import small_hub

ALL = list(attacks())
LONGEST = 2.0
"""Seconds of CPU that one page may take, with the small hub around it."""


class Texts(HTMLParser):
    """The texts of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data


def plain(text: str) -> str:
    return "".join(text.split())


def checked(root: Path) -> dict[str, list[str]]:
    """The codes that the check gives for each file."""
    found = defaultdict(list)
    for diagnostic in check(root, read_config(root)).diagnostics:
        found[diagnostic.at.path].append(diagnostic.code)
        assert diagnostic.hint
        assert not CONTROL.search(diagnostic.message + diagnostic.hint + diagnostic.at.path)
    return found


def shown(path: str) -> str:
    """A file's path as a diagnostic tells it."""
    return CONTROL.sub("?", path).replace("\n", "?")


def test_there_are_three_hundred_attacks_and_each_is_another() -> None:
    assert len(ALL) >= 300
    assert len({(attack.path, attack.content, attack.link) for attack in ALL}) == len(ALL)
    contents = [attack.content for attack in ALL if attack.path.startswith(NOTES)]
    assert len(set(contents)) == len(contents)


def test_what_attacks_ends_in_the_diagnostic_that_names_it(tmp_path: Path) -> None:
    root = small_hub(tmp_path)
    tried = [attack for attack in ALL if not attack.alone]
    for attack in tried:
        attack.lay(root)
    found = checked(root)
    wrong = {
        f"{attack.name} {attack.content[-200:]!r} {attack.path}": found.get(shown(attack.path), [])
        for attack in tried
        if found.get(shown(attack.path), []) != ([] if attack.harmless else list(attack.ends))
    }
    assert wrong == {}
    assert set(found) <= {shown(attack.path) for attack in tried}


def test_what_harms_nobody_is_shown_as_text(tmp_path: Path) -> None:
    root = small_hub(tmp_path)
    tried = [attack for attack in ALL if attack.harmless and not attack.alone]
    for attack in tried:
        attack.lay(root)
    made = build(root, read_config(root))
    assert not made.wrong
    pages = {page.edit: page for page in made.pages if page.lang == "en"}
    lost = {
        attack.name: attack.seen
        for attack in tried
        if attack.seen is not None
        and plain(attack.seen) not in plain(Texts(pages[attack.path].html).text)
    }
    assert lost == {}
    files = {file.path: file.content for file in made.files}
    for attack in tried:
        if attack.ends == ("kept",):
            assert files[f"files/{attack.path.partition('/')[2]}"] == attack.content


@pytest.mark.parametrize(
    "attack", [attack for attack in ALL if attack.alone], ids=lambda attack: attack.name
)
def test_nobody_waits_for_a_text_that_is_slow_to_convert(attack: Attack, tmp_path: Path) -> None:
    root = small_hub(tmp_path)
    attack.lay(root)
    began = time.process_time()
    made = build(root, read_config(root))
    took = time.process_time() - began
    codes = [diagnostic.code for diagnostic in made.diagnostics]
    assert codes == ([] if attack.harmless else list(attack.ends))
    assert took < LONGEST


def test_nobody_waits_for_guesses_at_what_a_thousand_dead_links_meant(tmp_path: Path) -> None:
    root = small_hub(tmp_path)
    note = (root / NOTES / "clean-drains.md").read_text(encoding="utf-8")
    for number in range(300):
        (root / NOTES / f"note-about-drains-{number}.md").write_text(note, encoding="utf-8")
    wrong = "\n".join(f"[a](note-abut-drains-{number}.md)" for number in range(1000))
    (root / NOTES / "wrong.md").write_text(f"{note}\n{wrong}\n", encoding="utf-8")
    config = read_config(root)
    check(root, config)
    began = time.process_time()
    found = check(root, config).diagnostics
    took = time.process_time() - began
    dead = [one for one in found if one.code == "dead-link"]
    assert len(dead) == 1000
    assert "write `note-about-drains-" in dead[0].hint
    assert took < LONGEST
