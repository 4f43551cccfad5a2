"""Built pages as validators and assistive technology see them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.test_offline import FAMILIES

NODE = Path(sys.prefix) / "node" / "node_modules"
SAMPLES = (
    *FAMILIES,
    "resources/ahmedabad-heat-action-plan.html",
    "resources/handbook-essential-9.html",
    "resources/lg-sat.html",
    "partners/iclei.html",
    "cities/venice.html",
    "essentials/2015-1.html",
    "regions/asia-pacific.html",
    "countries/ph.html",
    "themes.html",
    "promises.html",
    "reports.html",
    "audiences/mayor.html",
    "tasks/plan.html",
    "events-2012-09.html",
    "about/promises.html",
    "contribute/index.html",
    "contribute/new.html",
    "contribute/new/resource.html",
    "es/contribute/new/event.html",
    "es/resources/handbook-why-invest.html",
    "ar/resources/ahmedabad-heat-action-plan.html",
)


def test_pages_are_valid_html(real_site: Path) -> None:
    jar = NODE / "vnu-jar" / "build" / "dist" / "vnu.jar"
    assert jar.exists(), "run `make test`, which fetches the validator"
    java = shutil.which("java")
    assert java, "install a Java runtime, as `make test` does"
    files = [str(real_site / name) for name in SAMPLES]
    command = [java, "-Xss8m", "-jar", str(jar), "--errors-only", "--format", "json", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = {
        f"{message['url'].rpartition('/site/')[2]}:{message.get('lastLine')}: {message['message']}"
        for message in json.loads(done.stderr)["messages"]
    }
    assert found == set()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 360)])
def test_pages_have_no_barrier_that_axe_can_find(
    real_site: Path, browser: Browser, scheme: str, width: int
) -> None:
    axe = (NODE / "axe-core" / "axe.min.js").read_text()
    window = {"width": width, "height": 800}
    context = browser.new_context(offline=True, color_scheme=scheme, viewport=window)  # type: ignore[arg-type]
    page = context.new_page()
    found = {}
    for name in SAMPLES:
        page.goto(f"file://{real_site}/{name}")
        page.evaluate(axe)
        result = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})"
        )
        if result["violations"]:
            found[name] = [
                (violation["id"], violation["nodes"][0]["html"][:150])
                for violation in result["violations"]
            ]
    context.close()
    assert found == {}
