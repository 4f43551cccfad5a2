"""The fonts that books carry with them: Noto Sans (SIL Open Font License 1.1), which has the letters
of all our languages and is packaged by every system. Debian's is `fonts-noto-core`."""

from __future__ import annotations

import io
import logging
from functools import cache
from pathlib import Path

from citykit.config import ConfigError

FACES = (
    "NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "NotoSans-BoldItalic",
    "NotoSansArabic-Regular", "NotoSansArabic-Bold",
)  # fmt: skip
# Debian and Ubuntu; Arch and Alpine; Fedora; macOS; a user's own.
FOLDERS = (
    Path("/usr/share/fonts/truetype/noto"),
    Path("/usr/share/fonts/noto"),
    Path("/usr/share/fonts/google-noto"),
    Path("/Library/Fonts"),
    Path("~/Library/Fonts").expanduser(),
    Path("~/.local/share/fonts").expanduser(),
)


@cache
def font(face: str) -> Path:
    """The file of a face; ConfigError where this machine has none."""
    for folder in FOLDERS:
        if (file := folder / f"{face}.ttf").is_file():
            return file
    raise ConfigError(
        f"The Handbook's books carry the font Noto Sans, but there is no {face}.ttf on this machine: "
        "install it (on Debian `apt-get install fonts-noto-core`), or build without books: "
        "`CITYKIT_BOOKS=none`."
    )


def subset(face: str, text: str) -> bytes:
    """The face with only the letters of a text, as a TrueType font."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    options = Options()
    options.notdef_outline = True
    options.layout_features = ["*"]
    options.name_IDs = ["*"]  # the licence among them, which must go where the font goes
    with TTFont(font(face), recalcTimestamp=False, lazy=True) as whole:
        cutter = Subsetter(options)
        cutter.populate(text=text)
        cutter.subset(whole)
        made = io.BytesIO()
        whole.save(made)
    return made.getvalue()
