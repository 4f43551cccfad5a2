"""The hub's settings, and what the environment may change of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from citykit.cli import main
from citykit.config import ConfigError, read_config
from tests.small import CONFIG, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, {"citykit.yml": CONFIG})
    return tmp_path


def test_the_first_language_is_that_of_the_originals(root: Path) -> None:
    config = read_config(root)
    assert config.original == "en"
    assert config.all_languages == ("en", "es", "ar")


def test_a_fork_is_published_under_its_own_addresses(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITYKIT_URL", "https://fork.example/")
    monkeypatch.setenv("CITYKIT_EDIT", "https://forge.example/fork/edit/main/")
    monkeypatch.setenv("CITYKIT_CONTACT", "https://forge.example/fork/issues")
    config = read_config(root)
    assert (config.url, config.edit, config.contact) == (
        "https://fork.example/",
        "https://forge.example/fork/edit/main/",
        "https://forge.example/fork/issues",
    )


def test_an_empty_variable_changes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITYKIT_URL", "")
    assert read_config(root).url == "https://hub.example/"


def test_a_build_can_be_repeated_for_another_day(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert read_config(root).today == date(1970, 1, 1)


def test_an_unknown_setting_is_an_error(root: Path) -> None:
    write(root, {"citykit.yml": CONFIG + "colour: red\n"})
    with pytest.raises(ConfigError):
        read_config(root)


def test_a_broken_settings_file_gets_one_sentence_and_no_traceback(
    hub: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (hub / "citykit.yml").write_text("name: A hub\nlanguages: []\n")
    assert main(["--root", str(hub), "check"]) == 2
    assert "citykit.yml has wrong settings: url: Field required" in capsys.readouterr().err
