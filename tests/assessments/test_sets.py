"""The question sets as the tools have them, and a new one made of nothing but a file."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from playwright.sync_api import Browser

from citykit.build import build
from citykit.hub import Hub
from citykit.kinds.assessment import Assessment
from citykit.player import for_script, make
from tests.conftest import build_site
from tests.small import SHARED, write

OWN = (
    """\
title: Ten questions about drains
summary: A set of a town's own.
essentials-version: '2015'
levels:
  - {value: 0, label: No}
  - {value: 1, label: Half}
  - {value: 2, label: 'Yes'}
summing: sum
"""
    + "questions:\n"
    + "".join(
        f"  - {{id: d{number}, essential: 2015-1, code: D{number}, text: Is drain {number} clean?, status: confirmed}}\n"
        for number in range(1, 11)
    )
    + SHARED
)


def counts(groups: dict[str, tuple[object, ...]]) -> list[int]:
    return [len(questions) for questions in groups.values()]


def test_lg_sat_has_41_questions_on_the_essentials_of_2010(sets: dict[str, Assessment]) -> None:
    lg_sat = sets["lg-sat"]
    assert list(lg_sat.by_essential) == [f"2010-{number}" for number in range(1, 11)]
    assert counts(lg_sat.by_essential) == [4, 6, 5, 3, 4, 2, 4, 4, 6, 3]
    assert lg_sat.missing == 0
    assert lg_sat.maximum is None


def test_lg_sat_has_the_same_questions_by_hyogo_priority(sets: dict[str, Assessment]) -> None:
    found = {id: len(questions) for id, questions in sets["lg-sat"].by_priority.items()}
    assert found == {"hfa-1": 9, "hfa-2": 8, "hfa-3": 2, "hfa-4": 15, "hfa-5": 7}


def test_lg_sat_says_which_questions_wait_for_confirmation(sets: dict[str, Assessment]) -> None:
    waiting = [q.code for q in sets["lg-sat"].questions if q.status == "to-be-confirmed"]
    assert waiting == [f"Q{n}" for n in (8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 39, 40, 41)]  # fmt: skip


def test_the_scorecard_has_47_questions_on_the_essentials_of_2015(
    sets: dict[str, Assessment],
) -> None:
    scorecard = sets["scorecard-preliminary"]
    assert list(scorecard.by_essential) == [f"2015-{number}" for number in range(1, 11)]
    assert counts(scorecard.by_essential) == [3, 5, 4, 4, 3, 6, 4, 9, 7, 2]
    assert scorecard.maximum == 141
    assert scorecard.by_priority == {}


def test_every_scorecard_question_says_what_its_best_and_its_worst_level_mean(
    sets: dict[str, Assessment],
) -> None:
    for question in sets["scorecard-preliminary"].questions:
        assert {0, 3} <= {anchor.level for anchor in question.anchors}, question.code


def test_no_set_shares_an_id_with_another(sets: dict[str, Assessment]) -> None:
    ids = [question.id for one in sets.values() for question in one.questions]
    assert len(ids) == len(set(ids))


def test_a_set_of_ten_questions_is_one_file_and_plays(
    hub: Path, tmp_path: Path, browser: Browser
) -> None:
    write(hub, {"content/assessments/drains.yml": OWN})
    done = build_site(hub, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    page = browser.new_page()
    page.goto(f"file://{tmp_path}/site/assessments/drains.html")
    page.fill("#new-name", "Harbour Town")
    page.press("#new-name", "Enter")
    page.get_by_role("link", name="List").click()
    for number in range(1, 11):
        page.check(f"#level-d{number}-2", force=True)
    page.get_by_role("link", name="Result").click()
    assert page.get_by_text("20 of 20 points").is_visible()
    page.close()


def test_a_translation_gives_only_texts_question_by_question(hub: Path) -> None:
    write(hub, {"content/assessments/drains.yml": OWN})
    spanish = """\
translates: 0123456789ab
title: Diez preguntas sobre desagües
summary: Un conjunto propio.
levels:
  - {value: 2, label: Sí}
questions:
  - {id: d3, text: ¿Está limpio el desagüe 3?}
"""
    write(hub, {"content/assessments/drains.es.yml": spanish})
    made = build(hub)
    assert [d.code for d in made.diagnostics] == ["stale-translation"]
    record = made.hub.catalogue.get("assessment", "drains").text("es")
    assert [level.label for level in record.levels] == ["No", "Half", "Sí"]
    assert record.questions[2].text == "¿Está limpio el desagüe 3?"
    assert record.questions[3].text == "Is drain 4 clean?"


def test_texts_in_the_data_cannot_end_the_script(real_hub: Hub) -> None:
    written = for_script({"text": "</script><!--\u2028&"})
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == {"text": "</script><!--\u2028&"}


def test_player_and_data_of_a_set_are_60_kb_at_most(real_hub: Hub) -> None:
    sizes = {file.path: len(gzip.compress(file.content, 9)) for file in make(real_hub)}
    parts = ("player.js", "player.css", "xlsx.js")
    shared = sum(sizes[f"assessments/{name}"] for name in parts)
    data = [size for path, size in sizes.items() if path.endswith(("-en.js", "-es.js", "-ar.js"))]
    assert shared + max(data) <= 60_000


def test_the_player_is_loaded_on_its_own_pages_only(real_site: Path) -> None:
    loading = {
        file.relative_to(real_site).as_posix()
        for file in real_site.rglob("*.html")
        if "assessments/player.js" in file.read_text(encoding="utf-8")
    }
    sets = ("lg-sat", "scorecard-preliminary")
    assert loading == {
        f"{lang}assessments/{name}.html" for lang in ("", "es/", "ar/") for name in sets
    }


def test_what_a_city_found_stands_on_its_page_and_in_the_table_of_progress(hub: Path) -> None:
    write(hub, {"content/assessments/drains.yml": OWN})
    city = hub / "content/cities/harbour-town.md"
    results = """\
results:
  - {assessment: drains, date: 2023-05-01, lead: Mayor, points: {2015-1: 7}, source: plan}
  - {assessment: drains, date: 2025-05-01, lead: Planning office, levels: {d1: 2, d2: 2, d3: 2, d4: 2, d5: 1}, source: plan}
"""
    city.write_text(city.read_text().replace("hazards: [flood]\n", f"hazards: [flood]\n{results}"))
    made = build(hub)
    assert not made.diagnostics
    pages = {page.path: page.html for page in made.pages}
    for text in ("7 of 20", "9 of 20", "+2", "Planning office"):
        assert text in pages["cities/harbour-town.html"], text
    assert "9 of 20 points" in pages["progress.html"]
    assert "+2" in pages["progress.html"]
