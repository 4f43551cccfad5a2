"""What must hold for any text at all, hostile or broken."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citykit.build import check
from citykit.diagnostics import Diagnostic
from citykit.entry import Entry, Source
from citykit.glossary import Glossary, Meaning
from citykit.links import Addresses
from citykit.load import Loaded
from citykit.markdown import convert, sanitize
from citykit.parse import parse
from tests.small import FILES, small_hub, write

few = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
many = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))

YAML_PIECES = st.sampled_from(
    [
        *"-:[]{},&*!|>'\"%@`#?~\\\n\t ab1é😀",
        "---\n",
        "...",
        "<<",
        ": ",
        "- ",
        "? ",
        "\n  ",
        "title: ",
        "&a ",
        "*a",
        "!!set ",
        "&a [*a]",
        "-  -  -  ",
        "null",
        "2026-02-30",
    ]
)
FRONT = st.lists(YAML_PIECES, max_size=40).map("".join)

ATTACKS = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&colon;alert(1))",
        "[x](java\nscript:alert(1))",
        "[x](data:text/html,<script>)",
        "![x](vbscript:msgbox)",
        "<javascript:alert(1)>",
        "[x]( javascript:alert(1))",
        '[x](https://a.example/ "onmouseover=alert(1)")',
        "[x][y]\n\n[y]: javascript:alert(1)\n",
        "<a href='javascript:x'>",
        "## __config\n",
        "## ck-menu\n",
        "## fn-1\n",
        '## "><script>alert(1)</script>\n',
        "[^a]",
        "[^a]: <b onclick=x>\n",
        "```html\n<script>\n```\n",
        "`<script>`",
        "<!-- -->",
        "<![CDATA[",
        "</textarea><script>",
        "| a | b |\n|---|---|\n| <i onclick=x> | [y](javascript:x) |\n",
        "&#106;avascript:alert(1)",
        "[a](<javascript:alert(1)>)",
        "https://a.example/?onload=1",
        "> [!NOTE]\n> <script>\n",
        "- [x] <iframe src=//a.example>\n",
        "[x](\x01javascript:alert(1))",
        "{{ 7*7 }}",
        "\n\n",
        "*",
        "_",
        "[",
        "](",
    ]
)
MARKDOWN = st.lists(st.one_of(ATTACKS, st.text(max_size=12)), max_size=12).map(
    lambda pieces: "".join(pieces).replace("\r", "\n")  # as `load` does
)
NOWHERE = Addresses(Loaded((), (), {}, frozenset(), ()))


class Seen(HTMLParser):
    """What a browser would find in a fragment."""

    def __init__(self, fragment: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(fragment)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def entry(body: str, sources: str = "") -> Entry:
    made = parse(
        "city", "x", "en", Source("content/cities/x.md", f"---\ntitle: X\n{sources}---\n\nx\n")
    )
    assert isinstance(made, Entry)
    return replace(made, body=body)


def harmless(fragment: str) -> None:
    seen = Seen(fragment)
    assert not seen.tags & {"script", "style", "iframe", "object", "svg", "form", "base", "meta"}
    for name, value in seen.attributes:
        assert not name.startswith("on") and name not in ("style", "srcdoc"), name
        if name in ("href", "src"):
            scheme = re.sub(r"[\x00-\x20]", "", value).lower()
            assert not scheme.startswith(("javascript:", "data:", "vbscript:")), value
        if name == "id":
            assert not value.startswith(("__", "ck-")), value


@many
@given(st.one_of(st.text(), FRONT.map(lambda front: f"---\n{front}\n---\n\ntext\n")))
def test_reading_any_text_gives_an_entry_or_one_diagnostic(text: str) -> None:
    assert isinstance(parse("city", "x", "en", Source("x.md", text)), Entry | Diagnostic)


@many
@given(FRONT)
def test_a_diagnostic_of_a_text_stands_within_the_text(front: str) -> None:
    text = f"---\n{front}\n---\n\ntext\n"
    found = parse("city", "x", "en", Source("x.md", text))
    if isinstance(found, Diagnostic):
        assert 1 <= found.at.line <= text.count("\n") + 1
        assert 1 <= found.at.column <= found.at.end_column


def test_a_front_matter_as_long_as_a_book_is_refused() -> None:
    found = parse("city", "x", "en", Source("x.md", f"---\ntitle: {'x' * 65536}\n---\n\ny\n"))
    assert isinstance(found, Diagnostic)
    assert found.code == "too-large"


def test_lists_nested_a_thousand_deep_are_refused() -> None:
    for mark in ("- ", "-  ", "? ", "-\t", "[", "{a: "):
        found = parse("city", "x", "en", Source("x.md", f"---\na:\n  {mark * 20000}x\n---\n\ny\n"))
        assert isinstance(found, Diagnostic), mark


@many
@given(MARKDOWN)
def test_converted_text_holds_nothing_that_runs(text: str) -> None:
    harmless(convert(entry(text), NOWHERE.resolver(entry(text)), ("a",)).html)


@many
@given(MARKDOWN)
def test_what_is_added_to_sanitized_text_is_what_the_sanitizer_lets_through(text: str) -> None:
    made = convert(entry(text), NOWHERE.resolver(entry(text)), ("a",)).html
    assert sanitize(made) == made


@many
@given(MARKDOWN)
def test_headings_are_plain_and_their_ids_are_not_those_of_the_page(text: str) -> None:
    made = convert(entry(text), NOWHERE.resolver(entry(text)), ("a",))
    ids = [heading.id for heading in made.headings]
    assert len(ids) == len(set(ids))
    assert not any(id.startswith(("__", "ck-", "source-", "fn")) for id in ids)


@many
@given(MARKDOWN)
def test_faults_of_a_text_stand_within_it(text: str) -> None:
    for fault in convert(entry(text), NOWHERE.resolver(entry(text))).diagnostics:
        line = fault.at.line - entry(text).body_line + 1
        assert 1 <= line <= text.count("\n") + 1


WORDS = Glossary(
    {
        "risk": Meaning("glossary.html#risk", "Risk", 'What may "happen" <here>'),
        "r&d": Meaning("glossary.html#rd", "R&D", "Research"),
        "early warning": Meaning("glossary.html#early-warning", "Early warning", "In time"),
    }
)
PROSE = st.lists(
    st.sampled_from(["Risk", "risks", "risk's", "early", "warning", "R&D", "asterisk", "`risk`", "**risk**", "[risk](#x)", "##", "\n", "<b>", "&"]),
    max_size=20,
).map(" ".join)  # fmt: skip
TIP = re.compile(
    r'<a class="ck-term" href="[^"]*">(.*?)<span class="ck-term__tip" role="note">.*?</span></a>',
    re.S,
)


@many
@given(PROSE)
def test_marking_terms_changes_no_word(text: str) -> None:
    body = convert(entry(text), NOWHERE.resolver(entry(text))).html
    marked = WORDS.mark(body)
    assert TIP.sub(r"\1", marked) == body
    harmless(marked)


@many
@given(PROSE)
def test_each_term_is_marked_once_and_never_within_a_link(text: str) -> None:
    marked = WORDS.mark(convert(entry(text), NOWHERE.resolver(entry(text))).html)
    addresses = re.findall(r'class="ck-term" href="([^"]*)"', marked)
    assert len(addresses) == len(set(addresses))
    assert not re.search(r"<a [^>]*>(?:(?!</a>).)*<a ", marked, re.S)


CONTENT = sorted(path for path in FILES if path.startswith("content/"))


@few
@given(
    st.sampled_from(CONTENT),
    st.integers(min_value=0, max_value=600),
    st.integers(min_value=0, max_value=60),
    st.one_of(FRONT, MARKDOWN).map(lambda text: re.sub(r"[\ud800-\udfff]", "", text)),
)
def test_any_edit_of_the_hub_can_be_checked(path: str, start: int, cut: int, new: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = small_hub(Path(folder))
        text = (root / path).read_text(encoding="utf-8")
        write(root, {path: text[:start] + new + text[start + cut :]})
        for diagnostic in check(root).diagnostics:
            assert (root / diagnostic.at.path).exists()
            assert diagnostic.message and diagnostic.hint
