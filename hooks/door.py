"""The MkDocs door: hands the core's pages and files to the engine, in memory, and frames them.

The engine renders its own template once for each language, depth and menu section; each page of
the core is then set into that frame. Neither the engine's Markdown nor its macros see contributed
text. ProperDocs runs this file unchanged.
"""

from __future__ import annotations

import atexit
import base64
import gc
import hashlib
import html
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from types import CodeType, SimpleNamespace
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from jinja2.bccache import Bucket, BytecodeCache
from mkdocs.commands.build import get_context
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
from citykit.config import Config, ConfigError
from citykit.menu import FOOT, MENU
from citykit.output import Page
from citykit.report import full, summary
from citykit.words import words

SLOT = re.compile(r"%%CK:([a-z]+)%%")
BLANK_LINES = re.compile(r"\n\s*\n+")
FIRST_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.S)
MARKUP = re.compile(r"<sup\b.*?</sup>|<[^>]+>", re.S)
# Where Material's link 'skip to content' leads.
MAIN = SimpleNamespace(url="#ck-main", title="", level=1, children=[])
# What the browser is told to run and to load: this site's own files, and the scripts that the
# engine's template holds, each by its hash. From a folder, 'self' is not the same to all browsers.
POLICY = (
    "default-src 'none'; script-src 'self' file: {scripts}; style-src 'self' file:; "
    "style-src-attr 'unsafe-inline'; img-src 'self' file: data:; font-src 'self' file:; "
    "connect-src 'self' file:; form-action 'self' file:; base-uri 'none'"
)
POLICY_META = '<meta http-equiv="Content-Security-Policy" content="%%CK-POLICY%%">'
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\s(?:src|type)=)[^>]*>(.*?)</script>", re.S)
# Material writes this on checkboxes, where HTML does not allow it.
INVALID = ' autocomplete="off"'


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or ".").resolve().parent


LOOKS = 0.15  # seconds between two looks at the files, which take about a hundredth
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


class Compiled(BytecodeCache):
    """The engine's templates, compiled once for all builds of a `serve`: in memory, never on disk,
    where code would have to be trusted."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self.codes[bucket.key, bucket.checksum] = bucket.code


COMPILED = Compiled()


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
    ours = Path(__file__).read_text(encoding="utf-8")
    by_path = {file.src_uri: file for file in files}
    for page in made.pages:
        key = (page.lang, page.up, page.section)
        if key not in frames:
            frame = _frame(env, config, page)
            frames[key] = frame, digest(ours, made.hub.config.model_dump_json(), *frame)
        frame, mark = frames[key]
        file = by_path[page.path]
        assert isinstance(file, MadeFile)
        file.mark = page.mark and f"{mark} {page.mark}"
        file.content = partial(_set, frame, made.hub.config, page)
    return env


def _frame(env: Any, config: MkDocsConfig, page: Page) -> list[str]:
    """The engine's template around an empty page, cut at its slots: texts and slot names in turn."""
    dummy = SimpleNamespace(
        url=page.path, meta={}, toc=[MAIN], title="%%CK:title%%", content="", is_homepage=False,
        canonical_url=None, edit_url=None, previous_page=None, next_page=None, ancestors=[],
        parent=None, active=True, file=None,
    )  # fmt: skip
    language = config.theme["language"]
    config.theme["language"] = page.lang
    try:
        up = page.up.rstrip("/") or "."
        context = get_context(Navigation([], []), Files([]), config, None, up)
        context["page"] = dummy  # type: ignore[typeddict-item]
        context.update(_words(config, page.lang, page.up, page.section))  # type: ignore[typeddict-item]
        rendered = env.get_template("hub.html").render(context)
    finally:
        config.theme["language"] = language
    return SLOT.split(_guarded(BLANK_LINES.sub("\n", _tidy(rendered))))


def _words(config: MkDocsConfig, lang: str, up: str, section: str) -> dict[str, Any]:
    """What our templates need beside the engine's own names."""
    made = _hub(config)
    t = words(lang)

    def link(address: str) -> str:
        return up + made.path(lang, address)

    def foreign(address: str) -> str | None:
        """The language that a reader of `lang` finds there, if it is another one."""
        original = made.hub.config.original
        found = lang == original or made.path(lang, address) != address
        return None if found else original

    return {
        "t": t,
        "policy": POLICY_META,
        "section": section,
        "menu": [(key, t(f"menu.{key}"), link(at), foreign(at)) for key, at in MENU],
        "foot": [(t(f"footer.{key}"), link(at), foreign(at)) for key, at in FOOT],
        "home": link("index.html"),
        "homes": [
            (words(code), up + made.path(code, "index.html"))
            for code in made.hub.config.all_languages
        ],
        "search_page": link("search.html"),
        "search_script": f"{up}search/{lang}.js",
    }


def _set(frame: list[str], config: Config, page: Page) -> bytes:
    """The frame with a page's own part in its slots."""
    escape = html.escape
    t = words(page.lang)
    own = config.url + page.path
    # A page shown in place of a translation is a copy: search engines are sent to the original.
    original = next((path for code, path in page.alternates if code == page.spoken), page.path)
    slots = {
        "title": escape(page.title),
        "head": "".join(_head(page, own, config.url + original, config)),
        "languages": "".join(
            f'<li class="md-select__item"><a href="{page.up}{path}" hreflang="{code}" lang="{code}" class="md-select__link"'
            f"{' aria-current=true' if code == page.lang else ''}>{words(code).own_name}</a></li>"
            for code, path in page.alternates
        ),
        "contents": _contents(page, t("menu.contents")),
        "html": page.html,
    }
    return "".join(
        [part if index % 2 == 0 else slots[part] for index, part in enumerate(frame)]
    ).encode()


def _head(page: Page, own: str, original: str, config: Config) -> Iterator[str]:
    # Other languages are named in the sitemap: links to them here make Material fetch over the network.
    escape = html.escape
    title = page.title if page.title == config.name else f"{page.title} – {config.name}"
    yield f"<title>{escape(title)}</title>"
    yield f'<meta name="description" content="{escape(page.description)}">'
    yield f'<link rel="canonical" href="{escape(original)}">'
    if not page.indexed:
        yield '<meta name="robots" content="noindex">'
    for name, content in (
        ("type", "article" if page.edit else "website"),
        ("title", page.title),
        ("description", page.description),
        ("url", own),
        ("site_name", config.name),
        ("locale", page.spoken),
        ("image", f"{config.url}assets/images/card.png"),
    ):
        yield f'<meta property="og:{name}" content="{escape(content)}">'
    if page.changed:
        yield f'<meta property="article:modified_time" content="{page.changed}">'


def _contents(page: Page, label: str) -> str:
    escape = html.escape
    items = [
        f'<li class="md-nav__item ck-toc-{level}"><a href="#{escape(id)}" class="md-nav__link">'
        f'<span class="md-ellipsis">{escape(text)}</span></a></li>'
        for level, id, text in page.headings
        if level in (2, 3)
    ]
    if len(items) < 2:
        return ""
    listed = "".join(items)
    return (
        f'<nav class="md-nav md-nav--secondary" aria-label="{label}"><span class="md-nav__title">{label}</span>'
        f'<ul class="md-nav__list" data-md-component="toc" data-md-scrollfix>{listed}</ul></nav>'
    )


def on_page_context(
    context: dict[str, Any], page: EnginePage, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Hand-written pages get the same menu and words."""
    up = "../" * page.url.count("/")
    context.update(_words(config, _hub(config).hub.config.original, up, "about"))
    context["said"] = _first_paragraph(page.content or "")
    context["edit"] = f"{_hub(config).hub.config.edit}docs/{page.file.src_uri}"
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
    context.update(_words(config, made.hub.config.original, base, ""))
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
    return _guarded(_tidy(output), _tidy(template))


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    return _guarded(_tidy(output))


def _guarded(output: str, template: str | None = None) -> str:
    """A page whose policy names the hash of each script that its template holds
    (https://www.w3.org/TR/CSP3/#match-element-to-source-list)."""
    hashes = {
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        for script in INLINE_SCRIPT.findall(template or output)
    }
    # While it serves, the engine puts a script of its own into the finished page: it reloads.
    scripts = "'unsafe-inline'" if SERVES else " ".join(f"'sha256-{one}'" for one in sorted(hashes))
    return output.replace("%%CK-POLICY%%", POLICY.format(scripts=scripts), 1)


def _tidy(output: str) -> str:
    return output.replace(INVALID, "")
