"""The MkDocs door: hands the core's pages and files to the engine, in memory.

The pages of the core are set into frames (`frame.py`), which the engine's template is rendered for.
Neither the engine's Markdown nor its macros see contributed text. ProperDocs runs this file unchanged.
"""

from __future__ import annotations

import atexit
import gc
import hashlib
import html
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as EnginePage
from watchdog.observers.polling import PollingObserver

from citykit.before import FILE as SITE
from citykit.before import Before
from citykit.build import Build, build
from citykit.cache import digest
from citykit.config import ConfigError
from citykit.report import full, summary
from citykit.templates import Compiled
from hooks import frame
from hooks.policy import guarded

FIRST_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.S)
MARKUP = re.compile(r"<sup\b.*?</sup>|<[^>]+>", re.S)
# The engine's templates; they outlive each of the builds of a `serve`.
COMPILED = Compiled(Path(__file__).parent)
LOOKS = 0.15  # seconds between two looks at the files; a look takes some milliseconds


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or ".").resolve().parent


# Whether the engine serves: then a reload takes the books made last, and pages may reload themselves.
SERVES = False


def on_startup(command: str, dirty: bool) -> None:
    global SERVES
    SERVES = command == "serve"
    if SERVES:
        print("While serving, the Handbook's PDF and EPUB stay as they were made last.")


def on_serve(
    server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]
) -> LiveReloadServer:
    """Look for saved files more often than the engine, which looks twice a second."""
    watched = [config.docs_dir, str(config.config_file_path)]
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=LOOKS)
    for path in watched:
        server.watch(path)
    return server


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build the hub before anything else runs; with an error in the content the engine stops."""
    root = _root(config)
    gc.unfreeze()
    gc.disable()
    try:
        made = build(root, in_a_hurry=SERVES)
    except ConfigError as error:
        raise PluginError(str(error)) from None
    finally:
        gc.freeze()  # what the core made stays until the end: no need to look for garbage in it
        gc.enable()
    if made.diagnostics:
        print(full(made.diagnostics, root, made.hub.config.url), file=sys.stderr)
        print(summary(made.diagnostics), file=sys.stderr)
    if made.wrong:
        raise PluginError("The content has errors; nothing is built.")
    config.site_name = made.hub.config.name
    config.site_url = made.hub.config.url
    config.extra["hub"] = made
    config.extra["homepage"] = "index.html"
    return config


def _hub(config: MkDocsConfig) -> Build:
    made: Build = config.extra["hub"]
    return made


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every file and page. Pages are empty until the engine's templates are ready."""
    made = _hub(config)
    config.extra["before"] = before = _before(_root(config))
    for path, content in (
        *((file.path, file.content) for file in made.files),
        *((page.path, b"") for page in made.pages),
    ):
        file = MadeFile.generated(config, path, content=b"")
        file.mark = hashlib.sha256(content).hexdigest()
        file.content = partial(bytes, content)
        file.before = before
        files.append(file)
    return files


class MadeFile(File):
    """A file of the core. Its content is put together when the engine writes it, if at all, so that
    few pages are in memory twice."""

    mark: str
    content: Callable[[], bytes]
    before: Before

    def copy_file(self, dirty: bool = False) -> None:
        os.makedirs(os.path.dirname(self.abs_dest_path), exist_ok=True)  # noqa: PTH103, PTH120 - quicker
        self.before.put(self.dest_uri, self.mark, self.content, self.abs_dest_path)


def _before(root: Path) -> Before:
    """The site before this one. A build that publishes (CI is set) does not read of what it was made,
    as it reads no cache."""
    if SERVES:
        return _served()
    record = None if os.environ.get("CI") else root / SITE
    return Before(os.environ.get("CITYKIT_SITE_BEFORE"), record)


@cache
def _served() -> Before:
    """While serving, the engine empties the site before each build: what was made last is kept here."""
    folder = tempfile.mkdtemp(prefix="citykit-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Before(folder, None, keeps=True)


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Make the frames, which want the engine's templates."""
    env.bytecode_cache = COMPILED
    made = _hub(config)
    frames: dict[tuple[str, str, str], tuple[list[str], str]] = {}
    ours = Path(str(frame.__file__)).read_text(encoding="utf-8")
    by_path = {file.src_uri: file for file in files}
    for page in made.pages:
        key = (page.lang, page.up, page.section)
        if key not in frames:
            parts = frame.make(env, config, made, page, reloads=SERVES)
            frames[key] = parts, digest(ours, made.hub.config.model_dump_json(), *parts)
        parts, mark = frames[key]
        file = by_path[page.path]
        assert isinstance(file, MadeFile)
        file.mark = page.mark and f"{mark} {page.mark}"
        file.content = partial(frame.fill, parts, made.hub.config, page)
    return env


def on_page_context(
    context: dict[str, Any], page: EnginePage, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Hand-written pages get the same menu and words."""
    made = _hub(config)
    up = "../" * page.url.count("/")
    context.update(frame.names(made, made.hub.config.original, up, "about"))
    context["said"] = _first_paragraph(page.content or "")
    context["edit"] = f"{made.hub.config.edit}docs/{page.file.src_uri}"
    return context


def _first_paragraph(body: str) -> str:
    """Its text without marks of notes: what a link to the page shows."""
    found = FIRST_PARAGRAPH.search(body)
    return " ".join(html.unescape(MARKUP.sub("", found[1])).split()) if found else ""


def on_template_context(
    context: dict[str, Any], template_name: str, config: MkDocsConfig
) -> dict[str, Any]:
    """The sitemap lists the core's pages too; the page for lost readers has the menu."""
    made = _hub(config)
    base = str(context["base_url"]).rstrip("/") + "/"
    context.update(frame.names(made, made.hub.config.original, base, ""))
    context["hub_pages"] = [page for page in made.pages if page.indexed]
    return context


def on_post_build(config: MkDocsConfig) -> None:
    config.extra["before"].write()


def on_post_page(output: str, page: EnginePage, config: MkDocsConfig) -> str:
    # Only the template's scripts may run, not one that the text brings.
    content = page.content or ""
    template = output
    for part in content.split("</h1>", 1):
        template = template.replace(part, "")
    return guarded(frame.tidy(output), frame.tidy(template), reloads=SERVES)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    return guarded(frame.tidy(output), reloads=SERVES)
