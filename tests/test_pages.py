"""Pages as the core makes them: what stands on them, in which language."""

from __future__ import annotations

import re
from pathlib import Path

from citykit.build import build
from citykit.output import Page
from tests.small import FILES, write

SPANISH_CASE = "content/resources/case-studies/flood-park.es.md"
BANK = "content/partners/good-bank.md"
CITY = "content/cities/harbour-town.md"


def page(hub: Path, path: str) -> Page:
    return next(page for page in build(hub).pages if page.path == path)


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_an_alert_is_named_in_the_language_of_its_text(hub: Path) -> None:
    assert '"markdown-alert-title">Tip<' in page(hub, "resources/flood-park.html").html
    spanish = (hub / SPANISH_CASE).read_text(encoding="utf-8") + "\n> [!TIP]\n> Empiece por poco.\n"
    write(hub, {SPANISH_CASE: spanish})
    assert '"markdown-alert-title">Consejo<' in page(hub, "es/resources/flood-park.html").html


def test_an_alert_with_a_title_of_its_own_keeps_it(hub: Path) -> None:
    write(hub, {BANK: FILES[BANK] + "\n> [!TIP] Ask early\n> Banks are slow.\n"})
    assert '"markdown-alert-title">Ask early<' in page(hub, "es/partners/good-bank.html").html


def test_words_of_one_language_are_not_explained_in_a_text_of_another(hub: Path) -> None:
    spanish = (hub / SPANISH_CASE).read_text(encoding="utf-8") + "\nSin exposure no hay riesgo.\n"
    write(hub, {SPANISH_CASE: spanish})
    assert 'class="ck-term"' in page(hub, "resources/flood-park.html").html
    assert 'class="ck-term"' not in page(hub, "es/resources/flood-park.html").html


def test_a_card_says_what_sort_of_local_government_it_is(hub: Path) -> None:
    write(hub, {CITY: FILES[CITY].replace("level: town", "level: province")})
    assert "Province" in text(page(hub, "cities.html").html)


def test_a_partner_without_works_is_told_how_to_send_some(hub: Path) -> None:
    case = "content/resources/case-studies/flood-park.md"
    write(hub, {case: FILES[case].replace("partners:\n  funder:\n    - good-bank\n", "")})
    assert "No work by this partner" in text(page(hub, "partners/good-bank.html").html)


def test_an_empty_list_says_so(hub: Path) -> None:
    assert "Nothing here yet." in text(page(hub, "reports.html").html)


def test_readers_and_tasks_come_in_the_order_the_editors_gave_them(hub: Path) -> None:
    mayor = "content/terms/audiences/mayor.md"
    last = FILES[mayor].replace("title: ", "number: 2\ntitle: ", 1)
    first = FILES[mayor].replace("title: ", "number: 1\ntitle: Z", 1)
    write(hub, {mayor: last, "content/terms/audiences/zoo-keeper.md": first})
    home = page(hub, "index.html").html
    assert home.index("audiences/zoo-keeper.html") < home.index("audiences/mayor.html")


def test_who_translated_a_text_stands_on_the_translated_page_only(hub: Path) -> None:
    spanish = (hub / SPANISH_CASE).read_text(encoding="utf-8")
    write(hub, {SPANISH_CASE: spanish.replace("title:", "translator: Red de Puertos\ntitle:", 1)})
    assert "<dd>Red de Puertos</dd>" in page(hub, "es/resources/flood-park.html").html
    assert "Red de Puertos" not in page(hub, "resources/flood-park.html").html


def test_a_translation_is_cited_at_its_own_address_and_an_original_at_its_own(hub: Path) -> None:
    def cited(path: str) -> str:
        return re.findall(r'<span class="ck-url">https://[^/]+/([^<]+)', page(hub, path).html)[0]

    assert cited("es/resources/flood-park.html") == "es/resources/flood-park.html"
    assert cited("es/resources/clean-drains.html") == "resources/clean-drains.html"
    assert cited("resources/flood-park.html") == "resources/flood-park.html"


def test_the_way_back_says_where_it_leaves_the_readers_language(hub: Path) -> None:
    case = "content/resources/case-studies/flood-park"
    arabic = (hub / f"{case}.es.md").read_text(encoding="utf-8")
    write(hub, {f"{case}.ar.md": arabic})
    assert "(باللغة الإنجليزية)" in text(crumbs(page(hub, "ar/resources/flood-park.html")))
    assert "inglés" not in text(crumbs(page(hub, "es/resources/flood-park.html")))


def crumbs(page: Page) -> str:
    found = re.search(r'<nav class="ck-crumbs".*?</nav>', page.html, re.S)
    assert found
    return found[0]
