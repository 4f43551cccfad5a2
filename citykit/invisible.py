"""Characters that must not be in a text: nobody sees them, or they turn its direction."""

from __future__ import annotations

import re

from citykit.messages import Words, said

CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)


def invisible(character: str) -> Words:
    """What is said of a character that must not be in a text."""
    return said("control-character", number=f"{ord(character):04X}")
