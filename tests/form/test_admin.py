"""The editor at /admin/: served from the hub alone, and a saved edit changes only what was edited."""

from __future__ import annotations

import difflib
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from citykit.build import check
from citykit.form import ADMIN, admin, script
from citykit.hub import Hub
from citykit.kinds import KINDS
from tests.small import REPOSITORY
from tests.test_cases import outcome

# The browser's own folder stands for the clone of the repository that an editor would pick.
LAY = """async files => {
  const top = await navigator.storage.getDirectory();
  await top.getDirectoryHandle('.git', {create: true});
  for (const [path, text] of Object.entries(files)) {
    const steps = path.split('/'), name = steps.pop();
    let folder = top;
    for (const step of steps) folder = await folder.getDirectoryHandle(step, {create: true});
    const to = await (await folder.getFileHandle(name, {create: true})).createWritable();
    await to.write(text);
    await to.close();
  }
}"""
READ = """async path => {
  const steps = path.split('/'), name = steps.pop();
  let folder = await navigator.storage.getDirectory();
  for (const step of steps) folder = await folder.getDirectoryHandle(step);
  return (await (await folder.getFileHandle(name)).getFile()).text();
}"""
PICK = """window.showDirectoryPicker = () => navigator.storage.getDirectory();
FileSystemHandle.prototype.requestPermission = async () => 'granted';
FileSystemHandle.prototype.queryPermission = async () => 'granted';"""


@pytest.fixture(scope="module")
def hub() -> Hub:
    """The repository's own content, as if it lay on a forge that the editor knows."""
    found = check(REPOSITORY).hub
    config = found.config.model_copy(update={"edit": "https://github.com/example/hub/edit/main/"})
    return replace(found, config=config)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def served(hub: Hub, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The editor over http, which it needs."""
    folder = tmp_path_factory.mktemp("editor")
    for file in admin.make(hub, script(ADMIN)):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    (folder / "empty.html").write_text("<title>Empty</title>")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser, served: str, hub: Hub) -> Iterator[Page]:
    """The editor with the content open; whatever it asks of another host is noted in `asked`."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(20_000)
    made = context.new_page()
    made.asked = []  # type: ignore[attr-defined]
    made.on("request", lambda request: made.asked.append(request.url))  # type: ignore[attr-defined]
    made.goto(f"{served}/empty.html")
    files = {
        entry.source.path: entry.source.text
        for item in hub.catalogue.items
        for entry in (item.entry, *(found.entry for found in item.translations.values()))
    }
    made.evaluate(LAY, files)
    made.add_init_script(PICK)
    made.goto(f"{served}/admin/index.html")
    made.get_by_role("button", name="Work with Local Repository").click()
    expect(made.get_by_role("button", name="New").first).to_be_visible(timeout=30_000)
    yield made
    context.close()


def test_a_saved_edit_changes_only_the_field_that_was_edited(
    page: Page, served: str, hub: Hub
) -> None:
    for collection, kind, id in (
        ("case-study", "resource", "albay-zero-casualty"),
        ("city", "city", "aguas-da-prata"),
        ("partner", "partner", "adpc"),
        ("event", "event", "campaign-day-bangkok-2010"),
        ("essential", "essential", "2010-1"),
    ):
        source = hub.catalogue.get(kind, id).entry.source
        page.goto(f"{served}/admin/index.html#/collections/{collection}/entries/{id}")
        box = page.get_by_role("textbox", name="Summary").first
        box.fill("A summary of my own.")
        page.get_by_role("button", name="Save").first.click()
        # Saved, it goes back to its list by itself.
        page.wait_for_url(re.compile(f"/collections/{collection}$"))
        now = page.evaluate(READ, source.path)
        lines = difflib.ndiff(source.text.splitlines(), now.splitlines())
        changed = [line for line in lines if line.startswith(("+ ", "- "))]
        assert [line[:10] for line in changed] == ["- summary:", "+ summary:"], source.path
        assert changed[1] == "+ summary: A summary of my own."
    assert [url for url in page.asked if not url.startswith((served, "blob:", "data:"))] == []  # type: ignore[attr-defined]


def test_translations_are_no_entries_of_their_own(page: Page, served: str, hub: Hub) -> None:
    page.goto(f"{served}/admin/index.html#/collections/case-study")
    count = sum(item.record.type == "case-study" for item in hub.catalogue.all("resource"))
    told = page.get_by_text(re.compile("Case study.* has [0-9]+ entries"))
    expect(told).to_contain_text(f"has {count} entries")


@pytest.fixture(scope="module")
def files(browser: Browser, served: str) -> Iterator[Page]:
    """What reads and writes files, without the editor around it."""
    page = browser.new_page()
    page.goto(f"{served}/empty.html")
    page.add_script_tag(url=f"{served}/admin/files.js")
    yield page
    page.close()


def saved(page: Page, names: list[str], data: dict[str, Any]) -> str:
    text: str = page.evaluate("([names, data]) => CityKit.admin.toFile(names, data)", [names, data])
    return text


TEXT = "---\ntitle: 'Hail'   # odd\nnumber: 07\nalso-known-as: [ice]\nunheard: of\n---\n\nText.\n"


def opened(page: Page, text: str) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("text => CityKit.admin.fromFile(text)", text)
    return found


def test_a_field_that_is_emptied_goes_and_others_stay_as_they_are(files: Page) -> None:
    names = ["title", "number", "also-known-as", "broader"]
    data = opened(files, TEXT)
    # What an editor makes of fields that nobody touched: numbers, empty texts, empty lists.
    untouched = {**data, "broader": "", "number": 7}
    assert saved(files, names, untouched) == TEXT
    emptied = {**data, "also-known-as": []}
    assert saved(files, names, emptied) == TEXT.replace("also-known-as: [ice]\n", "")
    longer = {**data, "body": "Other text."}
    assert saved(files, names, longer) == TEXT.replace("Text.", "Other text.")


def test_a_new_entry_is_written_in_order_and_passes_the_check(files: Page, tmp_path: Path) -> None:
    names = ["title", "summary", "number", "reviewed", "review-by", "sources"]
    data = {
        "summary": "Ice from the sky.", "title": "Hail: ice", "number": 1, "sources": [],
        "reviewed": "2026-01-10", "review-by": "2028-01-10", "body": "It breaks roofs.",
    }  # fmt: skip
    text = saved(files, names, data)
    assert text.startswith('---\ntitle: "Hail: ice"\nsummary: Ice from the sky.\nnumber: 1\n')
    assert outcome(tmp_path, {"files": {"content/terms/hazards/hail.md": text}}) == []


def test_every_folder_of_entries_has_a_collection(hub: Hub) -> None:
    folders = {one["folder"] for one in admin.settings(hub)["collections"]}
    wanted = {f"content/{f}" for kind in KINDS for f in kind.folders if kind.name != "assessment"}
    assert folders == wanted


def test_what_is_saved_waits_for_review(hub: Hub) -> None:
    made = admin.settings(hub)
    assert made["publish_mode"] == "editorial_workflow"
    assert made["backend"]["repo"] == "example/hub"
    assert made["backend"]["branch"] == "main"


def test_without_the_program_the_page_says_how_to_get_it(hub: Hub, tmp_path: Path) -> None:
    (page,) = admin.make(hub, "", tmp_path)
    assert page.path == "admin/index.html"
    assert b"make site" in page.content


def test_readers_never_meet_the_editor(small_site: Path) -> None:
    for file in small_site.rglob("*.html"):
        if file.parent.name != "admin":
            assert "admin/" not in file.read_text(), file
    assert 'content="noindex"' in (small_site / "admin" / "index.html").read_text()
