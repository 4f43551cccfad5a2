"""The catalogue, its facets and neighbours: who has what, and who names whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from citykit.build import check
from citykit.catalogue import Catalogue, Item, beside
from citykit.facets import Facets
from citykit.related import MOST_HOLDERS, Related
from tests.small import FILES, small_hub, write

NOTE = "content/resources/guidance-notes/clean-drains.md"


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return check(small_hub(tmp_path_factory.mktemp("hub"))).hub.catalogue


def with_notes(root: Path, count: int, more: str = "") -> Catalogue:
    """The small hub with more guidance notes about the same things."""
    text = FILES[NOTE].replace("hazards: [flood]", f"hazards: [flood]\n{more}".rstrip())
    folder = "content/resources/guidance-notes"
    write(root, {f"{folder}/note-{number:03}.md": text for number in range(count)})
    return check(root).hub.catalogue


def ids(items: tuple[Item, ...]) -> list[str]:
    return [item.id for item in items]


def test_items_of_a_kind_come_by_id(catalogue: Catalogue) -> None:
    assert ids(catalogue.all("resource")) == ["clean-drains", "flood-park", "how", "why"]


def test_what_is_not_there_is_not_found(catalogue: Catalogue) -> None:
    assert catalogue.find("city", "atlantis") is None
    with pytest.raises(KeyError):
        catalogue.get("city", "atlantis")


def test_an_item_knows_who_names_it(catalogue: Catalogue) -> None:
    bank = catalogue.get("partner", "good-bank")
    assert ids(catalogue.naming(bank)) == ["flood-park", "drill"]
    assert ids(catalogue.naming(bank, "event")) == ["drill"]


def test_whoever_names_an_item_twice_is_told_once(tmp_path: Path) -> None:
    case = "content/resources/case-studies/flood-park.md"
    twice = FILES[case].replace("  funder:\n", "  author:\n    - good-bank\n  funder:\n")
    root = small_hub(tmp_path)
    write(root, {case: twice})
    catalogue = check(root).hub.catalogue
    assert ids(catalogue.naming(catalogue.get("partner", "good-bank"), "resource")) == [
        "flood-park"
    ]


def test_a_record_reads_in_its_translation_or_else_in_the_original(catalogue: Catalogue) -> None:
    park = catalogue.get("resource", "flood-park")
    assert park.text("es").title == "Un parque que retiene la inundación"
    assert park.text("ar").title == "A park that holds the flood"
    assert (park.spoken("es"), park.spoken("ar")) == ("es", "en")


def test_a_translation_keeps_the_facts_of_the_original(catalogue: Catalogue) -> None:
    park = catalogue.get("resource", "flood-park")
    assert park.text("es").places == park.record.places


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("b.md", "content/cities/b.md"),
        ("../partners/b.md", "content/partners/b.md"),
        ("./b.md", "content/cities/b.md"),
        ("../../../../etc/passwd", "../../../../etc/passwd"),
    ],
)
def test_a_relative_link_means_a_path_below_the_root(target: str, path: str) -> None:
    assert beside("content/cities/a.md", target) == path


def test_a_case_has_the_country_and_region_of_its_city(catalogue: Catalogue) -> None:
    facets, park = Facets(catalogue), catalogue.get("resource", "flood-park")
    assert facets.countries(park) == ("PH",)
    assert facets.regions(park) == ("asia-pacific",)


def test_an_event_has_the_country_of_its_place_and_its_hosts(catalogue: Catalogue) -> None:
    facets, drill = Facets(catalogue), catalogue.get("event", "drill")
    assert facets.countries(drill) == ("PH",)
    assert facets.partners(drill) == ("good-bank",)
    assert facets.years(drill) == ("2030",)


def test_a_facet_value_leads_to_the_items_that_have_it(catalogue: Catalogue) -> None:
    facets = Facets(catalogue)
    assert ids(facets.having("hazard", "flood")) == ["clean-drains", "flood-park", "harbour-town"]
    assert ids(facets.having("hazard", "flood", "city")) == ["harbour-town"]
    assert facets.having("hazard", "dragons") == ()


def test_the_values_of_a_facet_are_those_that_some_item_has(catalogue: Catalogue) -> None:
    assert Facets(catalogue).values("language") == ("en", "es")


def test_resources_that_share_rare_terms_are_closest(catalogue: Catalogue) -> None:
    closest = Related(catalogue).to(catalogue.get("resource", "clean-drains"))
    assert ids(closest) == ["flood-park", "how", "why"]


def test_what_an_author_names_comes_first(tmp_path: Path) -> None:
    root = small_hub(tmp_path)
    write(root, {NOTE: FILES[NOTE].replace("hazards: [flood]", "hazards: [flood]\nrelated: [why]")})
    catalogue = check(root).hub.catalogue
    closest = Related(catalogue).to(catalogue.get("resource", "clean-drains"))
    assert ids(closest)[0] == "why"
    assert len(ids(closest)) == len(set(ids(closest)))


def test_no_resource_is_related_to_itself_or_more_often_than_asked(tmp_path: Path) -> None:
    catalogue = with_notes(small_hub(tmp_path), MOST_HOLDERS + 10)
    related = Related(catalogue)
    for item in catalogue.all("resource"):
        closest = ids(related.to(item, most=4))
        assert item.id not in closest
        assert len(closest) == 4
