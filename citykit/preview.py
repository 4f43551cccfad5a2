"""A preview of a branch that anyone can open: the whole site, and a page of what the branch changes.

It is made on the contributor's side, with no right to write anywhere. `summary.json` is the part that
may be told in a pull request: names and counts only, bounded, for another job to check and print.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from citykit.build import read_pages
from citykit.comparing import Changed, Comparison, compare, sheets
from citykit.config import Config, read_config
from citykit.diagnostics import Diagnostic
from citykit.history import before, fork, touched
from citykit.inspection import answerable, as_it_was, is_hub
from citykit.invisible import CONTROL
from citykit.report.page import FOLDER, told
from citykit.templates import template_of

PAGE = "what-changed.html"
SITE = "site"
SUMMARY = "summary.json"
# So many pages are shown with their words, so many lines of each; the rest are counted.
MOST_PAGES = 100
MOST_PARAGRAPHS = 200
MOST_NAMES = 50
# What the summary may name, here and in `.ci/comment`.
_NAME = re.compile(r"[a-z0-9][a-z0-9/._-]{0,200}")
_SOONEST = (1980, 1, 1, 0, 0, 0)

BuildSite = Callable[[Path], bool]
"""Builds the site into a folder; says whether that went well."""


@dataclass(frozen=True)
class Preview:
    """What was found; `whole` where the site is in the preview too, `files` are those that the branch
    touched: a page that comes from none of them changed with others."""

    comparison: Comparison
    files: frozenset[str]
    found: tuple[Diagnostic, ...]
    whole: bool

    @property
    def own(self) -> list[Changed]:
        """The changed pages whose files the branch touched."""
        return [one for one in self.comparison.changed if one.after.source in self.files]

    @property
    def others(self) -> list[Changed]:
        """The pages that changed with them: lists, and entries that tell of others."""
        return [one for one in self.comparison.changed if one.after.source not in self.files]

    @property
    def wrong(self) -> bool:
        return not self.whole or any(one.severity == "error" for one in self.found)


def preview(root: Path, since: str, to: Path, build_site: BuildSite) -> Preview:
    """Write the preview of the hub as it is beside what it was when it left `since`: into `to`, a
    folder that is not there yet, or a file `.zip`. FileExistsError where there is something else."""
    if to.suffix != ".zip":
        if to.exists() and any(to.iterdir()):
            raise FileExistsError(to)
        return _into(root, since, to, build_site)
    with tempfile.TemporaryDirectory(prefix="citykit-") as made:
        folder = Path(made) / "preview"
        done = _into(root, since, folder, build_site)
        _zip(folder, to)
        return done


def _into(root: Path, since: str, to: Path, build_site: BuildSite) -> Preview:
    config = read_config(root)
    commit = fork(root, since)
    files = touched(root, commit)
    comparison, found = _compared(root, commit, files, config)
    to.mkdir(parents=True, exist_ok=True)
    wrong = any(one.severity == "error" for one in found)
    whole = not wrong and build_site(to / SITE)
    done = Preview(comparison, files, found, whole)
    (to / PAGE).write_text(page(done, root, since, config.url), encoding="utf-8")
    (to / SUMMARY).write_text(json.dumps(summary(done), indent=2) + "\n", encoding="utf-8")
    return done


def _compared(
    root: Path, commit: str, files: frozenset[str], config: Config
) -> tuple[Comparison, tuple[Diagnostic, ...]]:
    """Both states are made by the program as it is now, so that what differs is content."""
    now, pages = read_pages(root, config)
    after = {} if now.wrong else sheets(pages, now.hub.docs, config.edit)
    with before(root, commit) as old:
        if not is_hub(old):
            return compare({}, after), now.diagnostics
        then, old_pages = read_pages(old, as_it_was(root, old, config))
        # Where either has an error, there are no pages to hold against each other.
        known = {} if now.wrong or then.wrong else sheets(old_pages, then.hub.docs, config.edit)
        own = answerable(now.diagnostics, then.diagnostics, files)
    errors = tuple(one for one in now.diagnostics if one.severity == "error")
    return compare(known, after), tuple(sorted({*own, *errors}))


def page(done: Preview, root: Path, since: str, site: str) -> str:
    """The page that a preview begins on. Every text of a contributor is escaped; it has no scripts."""
    template = template_of(FOLDER, "preview.html.j2")
    return template.render(
        **told(done.found, root, f"{SITE}/" if done.whole else site),
        compared=done.comparison,
        own=done.own,
        others=done.others,
        whole=done.whole,
        since=since,
        most=MOST_PAGES,
        most_paragraphs=MOST_PARAGRAPHS,
        shown=_shown,
        link=lambda path: f"{SITE}/{quote(path)}",
    )


def _shown(text: str) -> str:
    """A text without characters that turn or hide what is around them."""
    return CONTROL.sub("\ufffd", text)


def summary(done: Preview) -> dict[str, object]:
    """Names of pages, at most fifty of a sort, and counts; nothing that a contributor worded."""
    compared = done.comparison
    return {
        "version": 1,
        "whole": done.whole,
        "errors": sum(one.severity == "error" for one in done.found),
        "warnings": sum(one.severity == "warning" for one in done.found),
        "outside": len(compared.outside),
        "added": _names([one.path for one in compared.added]),
        "changed": _names([one.after.path for one in done.own]),
        "removed": _names([one.path for one in compared.removed]),
        "with-them": len(done.others),
    }


def _names(paths: list[str]) -> dict[str, object]:
    named = [path for path in paths if _NAME.fullmatch(path)]
    return {"count": len(paths), "names": named[:MOST_NAMES]}


def _zip(folder: Path, to: Path) -> None:
    """Pack a folder; the same files give the same bytes."""
    to.parent.mkdir(parents=True, exist_ok=True)
    part = to.with_name(f".{to.name}.part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as packed:
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            info = zipfile.ZipInfo(file.relative_to(folder).as_posix(), _SOONEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            with file.open("rb") as content, packed.open(info, "w") as written:
                shutil.copyfileobj(content, written)
    part.replace(to)
