"""Write everything for an engine that runs no hooks: pages as Markdown files that hold finished
HTML, and files as they are."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml

from citykit.build import Build
from citykit.output import Page

_BLANK = re.compile(r"\n\s*\n")


def stage(build: Build, root: Path, folder: Path) -> None:
    """Fill an empty `folder`; FileExistsError if it holds anything, so that nothing stale stays."""
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(folder)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(root / "docs", folder, dirs_exist_ok=True)
    for page in build.pages:
        _write(folder / Path(page.path).with_suffix(".md"), markdown(page).encode())
    for file in build.files:
        _write(folder / file.path, file.content)


def markdown(page: Page) -> str:
    """A page as one HTML block: without blank lines, so that Markdown leaves it alone, and with
    the braces of template languages as character references, so that none of them runs."""
    front = yaml.safe_dump(
        {"title": page.title, "description": page.description}, allow_unicode=True, sort_keys=True
    )
    html = re.sub(
        r"<pre>.*?</pre>", lambda block: block.group().replace("\n", "&#10;"), page.html, flags=re.S
    )
    html = _BLANK.sub("\n", html).strip()
    return f'---\n{_inert(front)}---\n\n<div class="citykit">\n{_inert(html)}\n</div>\n'


def _inert(text: str) -> str:
    return text.replace("{", "&#123;").replace("}", "&#125;")


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
