"""No address that was ever published is lost: each still opens a page, or a page that leads on.

`tests/published.txt` lists them. `python -m tests.test_addresses --update` adds what is new and takes
nothing away: read the difference before you keep it. An entry gets another address by `citykit move`
and goes by `citykit retire`, which keep the old one alive.
"""

from __future__ import annotations

import sys
from pathlib import Path

from citykit.build import Build, build
from tests.small import FILES, REPOSITORY, write

PUBLISHED = Path(__file__).parent / "published.txt"


def addresses(made: Build) -> set[str]:
    """Every address of the site that people write down: pages, pages that lead on, attachments."""
    files = {f.path for f in made.files if f.path.endswith(".html") or f.path.startswith("files/")}
    return {page.path for page in made.pages} | set(made.hub.docs) | files


def published() -> list[str]:
    return PUBLISHED.read_text(encoding="utf-8").splitlines()


def test_every_published_address_is_still_there() -> None:
    made = build(REPOSITORY)
    assert not made.wrong
    assert set(published()) - addresses(made) == set()


def test_the_list_is_in_order_and_long() -> None:
    assert published() == sorted(set(published()))
    assert len(published()) > 500


def test_an_entry_deleted_by_hand_would_be_missed(hub: Path) -> None:
    before = addresses(build(hub))
    (hub / "content/champions/a-mayor.md").unlink()
    write(hub, {"content/champions/b-mayor.md": FILES["content/champions/a-mayor.md"]})
    gone = before - addresses(build(hub))
    assert "champions/a-mayor.html" in gone
    write(hub, {"content/moved.yml": "champions/a-mayor.html: champions/b-mayor.html\n"})
    assert before - addresses(build(hub)) == set()


if __name__ == "__main__":
    if sys.argv[1:] != ["--update"]:
        sys.exit("usage: python -m tests.test_addresses --update")
    known = set(published()) if PUBLISHED.exists() else set()
    every = sorted(known | addresses(build(REPOSITORY)))
    PUBLISHED.write_text("".join(f"{address}\n" for address in every), encoding="utf-8")
