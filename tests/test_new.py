"""`citykit new`: one command makes one file, and the file passes the check."""

from __future__ import annotations

import builtins
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from citykit.build import check
from citykit.cli import main
from citykit.entry import Entry, Source
from citykit.interview import ask
from citykit.kinds import KINDS
from citykit.kinds.resource import TYPES
from citykit.parse import parse
from citykit.scaffold import scaffold
from citykit.scaffold.given import Refused
from tests.small import REPOSITORY

PLAN = ["sources.id=plan", "sources.year=2020", "sources.url=https://town.example/plan"]
WHERE = ["country=PH"]
NUMBERED = ["number=3"]
# What each needs besides its title, when nobody can be asked.
KIND_FIELDS: dict[str, list[str]] = {
    "partner": ["type=network"],
    "city": ["level=town", "hazards=flood", *WHERE],
    "event": ["type=training", "start=2030-05-01", "status=planned", "online=true"],
    "champion": ["honour=champion", *WHERE],
    "assessment": [
        "essentials-version=2015", "summing=none", "levels.value=0", "levels.label=No",
        "levels.value=1", "levels.label=Yes", "questions.id=q-1", "questions.essential=2015-1",
        "questions.status=confirmed",
    ],
    "essential": ["number=2", "version=2015", "closest=2010-1"],
    "hazard": [], "theme": [], "discipline": [], "organisation-type": [], "audience": [], "task": [],
    "glossary-term": [],
    "sendai-priority": NUMBERED, "hfa-priority": NUMBERED, "promise": NUMBERED,
    "region": ["countries=CH"],
}  # fmt: skip
TYPE_FIELDS: dict[str, list[str]] = {
    "handbook-chapter": ["book=handbook", "chapter=3"],
    "guidance-note": [],
    "case-study": [
        "places=harbour-town", "hazards=flood", "period.start=2019", "period.status=ongoing",
        "results.source=plan", "evidence=press", *PLAN,
    ],
    "good-practice": [],
    "tool": ["address=https://tool.example/"],
    "standard-setting-paper": ["status=draft", "address=https://paper.example/"],
    "training-material": [],
    "report": [],
}  # fmt: skip
EVERY = [
    *((kind.name, None, KIND_FIELDS[kind.name]) for kind in KINDS if not kind.by_type),
    *(("resource", type, ["essentials=2015-1", *TYPE_FIELDS[type]]) for type in TYPES),
]
NOTE = ("new", "resource", "guidance-note", "--title", "Know your rain")


def run(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), *arguments])


def flags(fields: list[str]) -> Iterator[str]:
    for field in fields:
        yield from ("--field", field)


def content(root: Path) -> set[str]:
    return {file.relative_to(root).as_posix() for file in (root / "content").rglob("*.*")}


@pytest.mark.parametrize(("kind", "type", "fields"), EVERY, ids=lambda part: str(part)[:30])
def test_what_is_made_by_flags_passes_the_check(
    hub: Path, kind: str, type: str | None, fields: list[str]
) -> None:
    before = content(hub)
    given = [kind, *([type] if type else []), "--title", "Zürich's own: a new way"]
    assert run(hub, "new", *given, *flags(fields)) == 0
    (made,) = content(hub) - before
    assert check(hub).wrong is False
    assert Path(made).stem == ("2015-2" if kind == "essential" else "zurichs-own-a-new-way")


def test_every_kind_and_type_is_tried() -> None:
    assert set(KIND_FIELDS) | {"resource"} == {kind.name for kind in KINDS}
    assert set(TYPE_FIELDS) == set(TYPES)


def test_an_entry_has_its_fields_in_order_dates_and_sections(hub: Path) -> None:
    assert run(hub, *NOTE, *flags(["essentials=2015-1,2010-1", *PLAN])) == 0
    file = hub / "content/resources/guidance-notes/know-your-rain.md"
    entry = parse("resource", "x", "en", Source("x.md", file.read_text()))
    assert isinstance(entry, Entry)
    assert list(entry.fields) == [
        "title", "type", "summary", "language", "licence", "published", "essentials",
        "key-messages", "reviewed", "review-by", "sources",
    ]  # fmt: skip
    assert entry.fields["essentials"] == ["2015-1", "2010-1"]
    reviewed, again = (date.fromisoformat(entry.fields[f]) for f in ("reviewed", "review-by"))
    assert 365 < (again - reviewed).days < 1096
    assert "## Steps\n" in entry.body


def test_what_is_still_to_be_written_is_warned_of(
    hub: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(hub, *NOTE, *flags(["essentials=2015-1"])) == 0
    assert "write what stands as TO WRITE" in capsys.readouterr().out
    found = check(hub).diagnostics
    text = (hub / "content/resources/guidance-notes/know-your-rain.md").read_text()
    assert {one.code for one in found} == {"unwritten-text"}
    assert len(found) == text.count("TO WRITE") > 2


def test_a_repeated_name_begins_the_next_of_several_groups(hub: Path) -> None:
    given = ["results.text=Dry", "results.source=plan", "results.text=Cool", "results.source=plan"]
    fields = [*TYPE_FIELDS["case-study"], "essentials=2015-1", *given, "partners.funder=good-bank"]
    fields.remove("results.source=plan")
    made = scaffold(hub, "resource", "case-study", [("title", "A"), *pairs(fields)])
    entry = parse("resource", "a", "en", made.source)
    assert isinstance(entry, Entry)
    assert [result["text"] for result in entry.fields["results"]] == ["Dry", "Cool"]
    assert entry.fields["partners"] == {"funder": ["good-bank"]}


def test_a_source_without_an_id_is_the_one_that_a_field_names(hub: Path) -> None:
    fields = ["essentials=2015-1", *TYPE_FIELDS["case-study"]]
    fields.remove("sources.id=plan")
    made = scaffold(hub, "resource", "case-study", [("title", "A"), *pairs(fields)])
    entry = parse("resource", "a", "en", made.source)
    assert isinstance(entry, Entry)
    assert [source["id"] for source in entry.fields["sources"]] == ["plan"]


def pairs(fields: list[str]) -> list[tuple[str, str]]:
    return [(field.partition("=")[0], field.partition("=")[2]) for field in fields]


def test_a_file_is_never_overwritten(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (hub / "content/terms/hazards/flood.md").read_bytes()
    assert run(hub, "new", "hazard", "--title", "Flood") == 2
    assert "already an entry `flood`" in capsys.readouterr().err
    assert (hub / "content/terms/hazards/flood.md").read_bytes() == before


def test_a_file_made_in_the_meantime_is_not_overwritten(hub: Path) -> None:
    made = scaffold(hub, "hazard", None, [("title", "Hail")])
    made.write(hub)
    with pytest.raises(FileExistsError):
        made.write(hub)


def test_all_that_is_missing_is_said_at_once_with_what_there_is(
    hub: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(hub)
    assert run(hub, "new", "city", "--title", "Hilltop") == 2
    told = capsys.readouterr().err
    assert "country" in told
    assert "hazards              Hazards it faces: one or more of `flood`" in told
    assert "`village`" in told
    assert content(hub) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["resorce"], "`resource`"),
        (["resource"], "Say which type"),
        (["resource", "case-studdy"], "`case-study`"),
        (["hazard", "--field", "x"], "has no `=`"),
        (["hazard", "--title", "洪水"], "--id"),
        (["hazard", "--title", "A", "--field", "title=B"], "given twice"),
    ],
)
def test_a_wrong_call_says_what_to_do(
    hub: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert run(hub, "new", *arguments) == 2
    assert told in capsys.readouterr().err


def test_an_unknown_id_gets_the_nearest_one_in_the_words_of_the_check(
    hub: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["level=town", "country=PH", "hazards=flod"]
    assert run(hub, "new", "city", "--title", "Hilltop", *flags(given)) == 1
    out, err = capsys.readouterr()
    assert "error[unknown-hazard]" in out
    assert "write `flood`" in out
    assert err == "Nothing was written.\n"


def test_an_id_that_leads_out_of_the_folder_is_refused(hub: Path) -> None:
    with pytest.raises(Refused):
        scaffold(hub, "hazard", None, [("title", "Hail")], id="../../hail")


def test_a_title_that_yaml_would_misread_is_kept(hub: Path) -> None:
    for title in ("null", "- a: b # c", "'quoted\" *it*", "no"):
        made = scaffold(hub, "hazard", None, [("title", title)], id="odd")
        entry = parse("hazard", "odd", "en", made.source)
        assert isinstance(entry, Entry)
        assert entry.fields["title"] == title


def test_a_number_taken_is_seen_where_the_other_file_would_be_blamed(hub: Path) -> None:
    given = [("title", "A first promise"), ("number", "7")]
    assert [d.code for d in scaffold(hub, "promise", None, given).diagnostics if d.severity == "error"] == ["number-taken"]  # fmt: skip


def test_a_question_is_asked_again_until_the_answer_serves(
    hub: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(["Hilltop", "", "towm", "town", "Philipines", "PH", "flod", "flood"])
    monkeypatch.setattr(builtins, "input", lambda prompt: next(answers))
    made = scaffold(hub, "city", ask=ask)
    told = capsys.readouterr().out
    for offered in ("write `town`", "write `PH`", "write `flood`"):
        assert offered in told
    assert made.source.path == "content/cities/hilltop.md"
    assert not made.wrong


def test_a_source_that_an_answer_names_is_asked_for(
    hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [field for field in TYPE_FIELDS["case-study"] if not field.startswith("sources")]
    asked: list[str] = []

    def answer(wanted: object) -> str | None:
        name = wanted.name  # type: ignore[attr-defined]
        asked.append(name)
        return {"sources.year": "2020", "sources.url": "https://town.example/plan"}.get(name)

    pairs_given = [("title", "A"), ("essentials", "2015-1"), *pairs(given)]
    made = scaffold(hub, "resource", "case-study", pairs_given, ask=answer)
    assert "sources.url" in asked
    assert not made.wrong


def test_a_terminal_is_asked_and_completes_known_words(hub: Path) -> None:
    """In a pseudo-terminal: a title, an empty summary, then two words completed by the tab key."""
    terminal, end = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "citykit", "--root", str(hub), "new", "partner"],
        stdin=end, stdout=end, stderr=end, cwd=REPOSITORY, close_fds=True,
    )  # fmt: skip
    os.close(end)
    shown = b""
    for answer in (b"Hill Fund\n", b"netw\t\n", b"\n"):
        while not shown.endswith(b"> "):
            shown += os.read(terminal, 1000)
        os.write(terminal, answer)
        shown = b""
    assert process.wait(timeout=30) == 0
    os.close(terminal)
    assert "type: network\n" in (hub / "content/partners/hill-fund.md").read_text()
