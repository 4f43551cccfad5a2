"""What a browser does with pages made of attacks: it shows them. Nothing runs, nothing is fetched."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from tests.assessments.damaged import WHOLE
from tests.conftest import build_site
from tests.hostile.attacks import attacks, bundles
from tests.hostile.test_attacks import plain
from tests.small import small_hub, write

# What attacks leave behind where they run, and what they might have made of the page.
TRACES = """() => ({
  pwned: window.pwned,
  handlers: [...document.querySelectorAll('*')].filter(one =>
    [...one.attributes].some(named => /^on|^srcdoc$|^ping$/i.test(named.name))).map(one => one.outerHTML),
  addresses: [...document.links].map(one => one.href).filter(one => !/^(https?|mailto|file):/.test(one)),
  frames: document.querySelectorAll("iframe, object, embed, base, link[rel=prefetch]").length,
})"""
NOTHING = {"pwned": None, "handlers": [], "addresses": [], "frames": 0}
ASKED = ("script", "pwned", "onerror", "svg", "iframe", "HYPERLINK", "constructor", "exposure")


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small hub with every attack that is shown, as a site: texts many to a page."""
    folder = tmp_path_factory.mktemp("hostile")
    root = small_hub(folder / "hub")
    for attack in attacks():
        if attack.harmless and not attack.alone and attack.text is None:
            attack.lay(root)
    for path, _, content in bundles():
        (root / path).write_bytes(content)
    write(root, {"content/moved.yml": "resources/old.html: resources/flood-park.html\n"})
    done = build_site(root, folder / "site")
    assert done.returncode == 0, done.stderr
    return folder / "site"


def own(site: Path) -> list[str]:
    """The paths of pages, but for those that show in the frame of another language what the
    original's page shows, and those that only lead on."""
    paths = sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    return [
        path for path in paths if path[:3] not in ("es/", "ar/") and path != "resources/old.html"
    ]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *told: object) -> None:
        pass


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest) -> Iterator[Callable[[Path], str]]:
    """Where a site is opened: from a server, and by double-click."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def of(site: Path) -> str:
        if request.param == "file":
            return f"file://{site}/"
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), partial(Quiet, directory=str(site))
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield of
    for server in servers:
        server.shutdown()
        server.server_close()


class Watch:
    """A page of a browser, and all that it did which it should not."""

    def __init__(self, browser: Browser, home: str) -> None:
        self.context = browser.new_context()
        self.page: Page = self.context.new_page()
        self.asked = 0
        self.faults: list[str] = []
        self.home = home
        self.outside: list[Request] = []
        self.page.on("request", self._request)
        self.page.on("dialog", lambda dialog: (self.faults.append("dialog"), dialog.dismiss()))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda said: self._said(said))
        self.context.on("page", lambda opened: self.faults.append(f"window {opened.url}"))

    def _request(self, request: Request) -> None:
        self.asked += 1
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.outside.append(request)

    def sent(self) -> list[str]:
        """The requests to elsewhere that the policy did not stop before they left."""
        return [one.url for one in self.outside if one.failure != "csp"]

    def _said(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.faults.append(f"{self.page.url} {said.location['url']} {said.text}")

    def traces(self) -> None:
        found = self.page.evaluate(TRACES)
        if found != NOTHING:
            self.faults.append(f"{self.page.url} {found}")


def test_no_attack_runs_no_request_leaves_and_nothing_is_lost(
    hostile_site: Path, browser: Browser, address: Callable[[Path], str]
) -> None:
    home = address(hostile_site)
    watch = Watch(browser, home)
    held = {Path(path).stem: some for path, some, _ in bundles()}
    lost = []
    paths = [*own(hostile_site), "es/index.html", "ar/index.html"]
    for path in paths:
        if home.startswith("file:") and path == "404.html":
            continue  # its addresses begin at the server's root
        watch.page.goto(home + path)
        watch.traces()
        some = held.pop(Path(path).stem, ())
        shown = plain(watch.page.inner_text("main")) if some else ""
        lost += [one.name for one in some if one.seen and plain(one.seen) not in shown]
    watch.context.close()
    assert held == {}
    assert lost == []
    assert watch.faults[:5] == []
    assert watch.outside == []
    assert watch.asked > len(paths)


def test_a_page_that_has_moved_leads_on(
    hostile_site: Path, browser: Browser, address: Callable[[Path], str]
) -> None:
    home = address(hostile_site)
    watch = Watch(browser, home)
    watch.page.goto(home + "resources/old.html")
    watch.page.wait_for_url("**/flood-park.html")
    watch.context.close()
    assert watch.faults == []


def test_every_page_has_a_policy_before_anything_that_could_run(hostile_site: Path) -> None:
    for file in hostile_site.rglob("*.html"):
        before, policy, _ = file.read_text(encoding="utf-8").partition(
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\''
        )
        assert policy, file
        assert "<script" not in before and "<link" not in before, file


def test_lists_of_results_show_attacks_as_text(
    hostile_site: Path, browser: Browser, address: Callable[[Path], str]
) -> None:
    home = address(hostile_site)
    watch = Watch(browser, home)
    shown = ""
    for asked in ASKED:
        watch.page.goto(f"{home}search.html?q={asked}")
        watch.page.locator(".ck-hit").first.wait_for()
        more = watch.page.locator(".ck-finder__more")
        while more.is_visible():
            before = watch.page.locator(".ck-hit").count()
            more.click()
            watch.page.locator(".ck-hit").nth(before).wait_for()
        shown += watch.page.locator(".ck-finder__hits").inner_text()
        watch.traces()
    for asked in ("<img src=x onerror=pwned=1>", '"><script>pwned=1</script>'):
        watch.page.goto(home + "index.html")
        watch.page.locator(".ck-find__input").press_sequentially(asked)
        # The list follows the typing.
        expect(watch.page.locator(".ck-find__all")).to_contain_text(asked)
        watch.traces()
    watch.context.close()
    assert watch.faults[:5] == []
    assert watch.outside == []
    assert "<img src=x onerror=pwned=1>" in shown


FAMILIES = ("index", "search", "partners", "partners/good-bank", "resources/flood-park", "countries",
            "about/index", "contribute/index", "contribute/new",
            "book", "ar/index")  # fmt: skip


def test_the_policy_of_normal_pages_is_kept(
    small_site: Path, browser: Browser, address: Callable[[Path], str]
) -> None:
    home = address(small_site)
    watch = Watch(browser, home)
    for family in FAMILIES:
        watch.page.goto(f"{home}{family}.html")
        watch.page.wait_for_load_state("networkidle")
        # Material's own scripts, in the page and beside it, have run.
        assert watch.page.evaluate("typeof __md_get + typeof document$") == "functionobject"
        watch.traces()
    watch.context.close()
    assert watch.faults[:5] == []
    assert watch.outside == []


def test_search_filters_and_the_switch_to_dark_keep_the_policy(
    small_site: Path, browser: Browser, address: Callable[[Path], str]
) -> None:
    home = address(small_site)
    watch = Watch(browser, home)
    watch.page.goto(f"{home}index.html")
    watch.page.locator(".ck-find__input").press_sequentially("flood")
    watch.page.locator(".ck-find__all").wait_for()
    watch.page.goto(f"{home}search.html?q=flood")
    watch.page.locator(".ck-hit").first.wait_for()
    watch.page.locator(".ck-facet summary").first.click()
    watch.page.locator(".ck-facet label").first.click()
    watch.page.locator(".ck-finder__chips button").first.wait_for()
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    before = watch.page.evaluate(scheme)
    watch.page.locator("label[for^=__palette]:not([hidden])").first.click()
    assert watch.page.evaluate(scheme) != before
    watch.context.close()
    assert watch.faults == []


def test_the_player_keeps_the_policy_and_hands_out_its_files(
    real_site: Path, browser: Browser, address: Callable[[Path], str]
) -> None:
    home = address(real_site)
    watch = Watch(browser, home)
    watch.page.goto(f"{home}assessments/scorecard-preliminary.html")
    watch.page.set_input_files(
        "#import-file",
        {"name": "a.json", "mimeType": "application/json", "buffer": json.dumps(WHOLE).encode()},
    )
    watch.page.locator(".ck-report").wait_for()
    for button, first in (("Table (CSV)", b"\xef\xbb\xbf"), ("Table (XLSX)", b"PK")):
        with watch.page.expect_download() as given:
            watch.page.get_by_role("button", name=button).click()
        assert given.value.path().read_bytes().startswith(first)
    watch.context.close()
    assert watch.faults == []


INJECTED = (
    "<script>pwned=1</script>",
    "<img src=x onerror=pwned=1>",
    '<a id="hit" href="javascript:pwned=1">x</a>',
    '<script src="https://evil.example/x.js"></script>',
    '<script src="data:text/javascript,pwned=1"></script>',
    '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
    '<base href="https://evil.example/">',
    '<img src="https://evil.example/x.png">',
    '<link rel="stylesheet" href="https://evil.example/x.css">',
    "<style>body { background: url(https://evil.example/x) }</style>",
    '<object data="https://evil.example/x"></object>',
)


@pytest.mark.parametrize("family", ["resources/flood-park.html", "about/index.html"])
def test_what_would_slip_into_a_page_does_not_run_there(
    small_site: Path,
    browser: Browser,
    address: Callable[[Path], str],
    family: str,
    tmp_path: Path,
) -> None:
    """The last line of defence: the policy, should all before it fail."""
    html = (small_site / family).read_text(encoding="utf-8")
    for number, one in enumerate(INJECTED):
        broken = html.replace("</h1>", f"</h1>{one}", 1)
        assert broken != html
        write(tmp_path, {f"x/{number}.html": broken})
    for folder in ("assets", "search"):
        (tmp_path / folder).symlink_to(small_site / folder)
    home = address(tmp_path)
    for number, one in enumerate(INJECTED):
        watch = Watch(browser, home)
        watch.page.goto(f"{home}x/{number}.html")
        if watch.page.locator("#hit").count():
            watch.page.locator("#hit").click()
        assert watch.page.evaluate("window.pwned") is None, one
        assert any("Content Security Policy" in fault for fault in watch.faults), one
        assert watch.sent() == [], one
        watch.context.close()
