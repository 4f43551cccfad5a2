"""The hub's settings, from `citykit.yml` in the root; the environment may override some."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from citykit.fields import TEAM
from citykit.record import kebab


class ConfigError(ValueError):
    """The settings cannot be used; the message says why, for whoever keeps the hub."""


class Config(BaseModel):
    """`url` is where the hub is published and `edit` the forge's address for editing a file, to
    which a path such as `content/cities/venice.md` is added; `secretariat` is the team on the forge
    that reviews what no partner does; `books` are the formats in which the Handbook is made to take
    away; `today` decides what is due or past."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=kebab)

    name: str
    url: str
    edit: str
    contact: str
    languages: tuple[str, ...] = Field(min_length=1)
    partial_languages: tuple[str, ...] = ()
    secretariat: str | None = Field(default=None, pattern=TEAM)
    books: tuple[Literal["epub", "pdf"], ...] = ()
    today: date = Field(default_factory=lambda: build_time().date())

    @property
    def original(self) -> str:
        return self.languages[0]

    @property
    def all_languages(self) -> tuple[str, ...]:
        return (*self.languages, *self.partial_languages)


def build_time() -> datetime:
    """Now, or the moment in SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


def read_config(root: Path) -> Config:
    """Read `root/citykit.yml`. CITYKIT_URL, CITYKIT_EDIT and CITYKIT_CONTACT replace the three
    addresses, so that a fork is published under its own; CITYKIT_BOOKS (`pdf epub`, `epub`, `none`) replaces the
    books, for a machine that cannot make them. ConfigError if the file cannot be used."""
    try:
        fields = yaml.safe_load((root / "citykit.yml").read_text(encoding="utf-8"))
        if not isinstance(fields, dict):
            raise ConfigError("citykit.yml holds no settings: write `name: …` and so on.")
        return _config(fields)
    except yaml.YAMLError as error:
        raise ConfigError(f"citykit.yml cannot be read: {error}") from None
    except ValidationError as error:
        told = "; ".join(f"{fault['loc'][0]}: {fault['msg']}" for fault in error.errors())
        raise ConfigError(f"citykit.yml has wrong settings: {told}") from None


def _config(fields: dict[str, Any]) -> Config:
    for name in ("url", "edit", "contact"):
        if value := os.environ.get(f"CITYKIT_{name.upper()}"):
            fields[name] = value
    if (books := os.environ.get("CITYKIT_BOOKS")) is not None:
        fields["books"] = [name for name in books.split() if name != "none"]
    return Config.model_validate(fields)
