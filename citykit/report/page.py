"""A page for people who have never seen a log: file by file, what is wrong and what to do.

It holds its own style and no script, and opens from anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from markupsafe import Markup

from citykit.backticks import marked
from citykit.diagnostics import Diagnostic, page_of
from citykit.invisible import CONTROL
from citykit.report.quote import quote

FOLDER = Path(__file__).parent


def html(diagnostics: Iterable[Diagnostic], root: Path, site: str = "") -> str:
    """The whole page; texts of contributors are escaped, with words in backticks as code."""
    # Not above: a check that prints lines need not wait for it.
    from citykit.templates import template_of

    return template_of(FOLDER, "page.html.j2").render(**told(diagnostics, root, site))


def _visible(text: str) -> Markup:
    return marked(CONTROL.sub("\ufffd", text))


def told(diagnostics: Iterable[Diagnostic], root: Path, site: str) -> dict[str, object]:
    """What the page tells, for a template: files with their problems, and how many there are."""
    ordered = sorted(diagnostics)
    files = [
        (path, [(one, quote(one, root), site + page_of(one.code)) for one in group])
        for path, group in groupby(ordered, key=lambda one: one.at.path)
    ]
    errors = sum(one.severity == "error" for one in ordered)
    return {
        "files": files,
        "errors": errors,
        "warnings": len(ordered) - errors,
        "mendable": sum(bool(one.fix) for one in ordered),
        "marked": _visible,
    }
