"""Pictures and PDFs: whether what is in them is what their name says, and no more than is good.

Pillow reads the head of a picture; no picture is unpacked.
"""

from __future__ import annotations

import re
import warnings
from pathlib import Path

from PIL import Image, UnidentifiedImageError

MAX_PIXELS = 4_000
"""The longest side of a picture."""
FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP", "gif": "GIF"}
# What makes a reader's PDF viewer do something; within compressed parts of a PDF it is not seen.
# The short name counts only before a script, because three bytes come about by chance.
ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFile|RichMedia|XFA)|/JS\s{0,9}(?:[(<]|\d{1,9}\s{1,9}\d{1,5}\s{1,9}R)"
)
TAIL = 1024
_NUMBER = re.compile(rb"#([0-9A-Fa-f]{2})")

Words = tuple[str, str, str]


def fault(file: Path) -> Words | None:
    """Code, message and hint of what is wrong with a file that has a picture's or a PDF's name."""
    end = file.suffix[1:]
    return _pdf(file) if end == "pdf" else _picture(file, end)


def _picture(file: Path, end: str) -> Words | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file, formats=[FORMATS[end]]) as picture:
                width, height = picture.size
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return _other(end)
    except Image.DecompressionBombError:
        return _large()
    if max(width, height) > MAX_PIXELS:
        return _large()
    return None


def _pdf(file: Path) -> Words | None:
    content = file.read_bytes()
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-TAIL:]:
        return _other("pdf")
    # Any letter of a name may be written as `#` and its number.
    plain = _NUMBER.sub(lambda found: bytes([int(found[1], 16)]), content)
    if ACTIVE.search(plain):
        return (
            "active-pdf",
            "The PDF holds a script, another file, or something that starts a program.",
            "print it to a new PDF, and attach that.",
        )
    return None


def _other(end: str) -> Words:
    return (
        "wrong-content",
        f"The file is named `.{end}`, but what is in it is something else, or broken.",
        f"save it as {end.upper()} with the program that made it; a new name alone does not change it.",
    )


def _large() -> Words:
    return (
        "too-large",
        f"The picture is more than {MAX_PIXELS:,} pixels wide or high.",
        "make it smaller; 1,200 pixels wide are enough.",
    )
