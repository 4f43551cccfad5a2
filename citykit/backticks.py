"""Texts for people in which words to type stand in backticks."""

from __future__ import annotations

from markupsafe import Markup, escape


def marked(text: str) -> Markup:
    """A text as HTML, escaped, with what stands in backticks as code."""
    parts = text.split("`")
    # An odd mark at the end is a mark and opens nothing.
    odd = f"`{parts.pop()}" if len(parts) % 2 == 0 else ""
    found = (
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part)
        for number, part in enumerate(parts)
    )
    return Markup("").join(found) + escape(odd)
