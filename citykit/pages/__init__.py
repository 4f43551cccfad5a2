"""One family of pages a module; each takes the site in one language and gives its pages."""

from __future__ import annotations

from citykit.pages import (
    assessment,
    champion,
    city,
    code,
    contribute,
    crosswalk,
    event,
    freshness,
    glossary,
    handbook,
    home,
    maker,
    partner,
    place,
    progress,
    resource,
    search,
    term,
    toolkit,
    translation,
)

PAGES = (
    home.make,
    toolkit.make,
    assessment.make,
    crosswalk.make,
    handbook.make,
    resource.make,
    term.make,
    glossary.make,
    partner.make,
    city.make,
    champion.make,
    event.make,
    place.make,
    progress.make,
    freshness.make,
    translation.make,
    code.make,
    contribute.make,
    search.make,
    maker.make,
)
