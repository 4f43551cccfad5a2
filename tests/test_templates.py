"""Templates: what they print is escaped, and compiled ones are kept beside the modules they are of."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from citykit import templates
from citykit.templates import template_of


@pytest.fixture
def keeps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python keeps what it compiles, on a machine that does not publish."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A package's folder with a template, which Python has compiled before."""
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "greeting.html.j2").write_text("<p>{{ name }}</p>")
    return tmp_path


def kept(folder: Path) -> list[Path]:
    return list((folder / "__pycache__").iterdir())


def fresh(folder: Path, name: str) -> str:
    """What a new process would print."""
    templates._environment.cache_clear()
    template_of.cache_clear()
    return template_of(folder, "greeting.html.j2").render(name=name)


def test_whatever_is_printed_is_escaped(folder: Path) -> None:
    assert fresh(folder, "<script>") == "<p>&lt;script&gt;</p>"


def test_a_name_that_is_missing_is_an_error(folder: Path) -> None:
    with pytest.raises(UndefinedError, match="name"):
        template_of(folder, "greeting.html.j2").render()


def test_a_compiled_template_is_kept_and_used_again(keeps: None, folder: Path) -> None:
    fresh(folder, "Ana")
    (found,) = kept(folder)
    written = found.stat().st_mtime_ns
    assert fresh(folder, "Ana") == "<p>Ana</p>"
    assert found.stat().st_mtime_ns == written


def test_a_changed_template_is_compiled_anew(keeps: None, folder: Path) -> None:
    fresh(folder, "Ana")
    (folder / "greeting.html.j2").write_text("<b>{{ name }}</b>")
    assert fresh(folder, "Ana") == "<b>Ana</b>"


def test_a_build_that_publishes_neither_keeps_nor_reads_compiled_templates(
    keeps: None, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh(folder, "Ana")
    (found,) = kept(folder)
    found.write_bytes(b"not what was kept")
    monkeypatch.setenv("CI", "true")
    assert fresh(folder, "Ana") == "<p>Ana</p>"
    assert found.read_bytes() == b"not what was kept"


def test_a_folder_that_cannot_be_written_to_is_no_error(keeps: None, folder: Path) -> None:
    (folder / "__pycache__").rmdir()
    assert fresh(folder, "Ana") == "<p>Ana</p>"
