"""A check of some files says of them what the check of everything says."""

from __future__ import annotations

from pathlib import Path

import pytest

from citykit.checked import check, check_some
from citykit.config import read_config
from citykit.load import files
from tests.small import FILES, small_hub, write
from tests.test_cases import CASES, TODAY, lay, read_case

NOTE = "content/resources/guidance-notes/clean-drains.md"
PARK = "content/resources/case-studies/flood-park.md"


@pytest.mark.parametrize(
    "file",
    [file for file in sorted(CASES.glob("*.yml")) if "build" not in read_case(file)],
    ids=lambda file: file.stem,
)
def test_a_case_is_told_alike_of_one_file_and_of_all(file: Path, tmp_path: Path) -> None:
    case = read_case(file)
    small_hub(tmp_path)
    lay(tmp_path, case)
    config = read_config(tmp_path).model_copy(update={"today": TODAY})
    every = check(tmp_path, config).diagnostics
    changed = {path for key in ("edit", "files", "bytes") for path in case.get(key, ())}
    for asked, path in files(tmp_path):
        if path not in changed | {d.at.path for d in every}:
            continue
        told = tuple(d for d in every if d.at.path == path)
        assert check_some(tmp_path, [asked], config).diagnostics == told, path


def test_a_link_to_a_heading_opens_the_page_it_leads_to(hub: Path) -> None:
    link = "\nSee [how](../case-studies/flood-park.md#how-it-was-done).\n"
    write(hub, {NOTE: FILES[NOTE] + link})
    assert check_some(hub, [hub / NOTE]).diagnostics == ()
    write(hub, {NOTE: FILES[NOTE] + link.replace("how-it", "why-it")})
    assert [d.code for d in check_some(hub, [hub / NOTE]).diagnostics] == ["dead-link"]


def test_a_broken_file_elsewhere_is_not_opened(hub: Path) -> None:
    write(hub, {PARK: "---\ntitle: [\n---\n"})
    assert check_some(hub, [hub / NOTE]).diagnostics == ()


def test_the_cache_is_not_emptied_by_a_check_of_one_file(
    hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    check(hub)
    kept = (hub / ".cache/citykit.sqlite").read_bytes()
    check_some(hub, [hub / NOTE])
    assert (hub / ".cache/citykit.sqlite").read_bytes() == kept
