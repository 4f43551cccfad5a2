"""What a browser may load and run: the Content-Security-Policy of every page."""

from __future__ import annotations

import base64
import hashlib
import re

# This site's own files, and the scripts that the engine's template holds, each by its hash. From a
# folder, 'self' is not the same to all browsers.
POLICY = (
    "default-src 'none'; script-src 'self' file: {scripts}; style-src 'self' file:; "
    "style-src-attr 'unsafe-inline'; img-src 'self' file: data:; font-src 'self' file:; "
    "connect-src 'self' file:; form-action 'self' file:; base-uri 'none'"
)
META = '<meta http-equiv="Content-Security-Policy" content="%%CK-POLICY%%">'
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\s(?:src|type)=)[^>]*>(.*?)</script>", re.S)


def guarded(output: str, template: str | None = None, *, reloads: bool = False) -> str:
    """A page whose policy names the hash of each script that its template holds
    (https://www.w3.org/TR/CSP3/#match-element-to-source-list). A page that `reloads` gets a script
    of the engine's once it is finished."""
    hashes = {
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        for script in INLINE_SCRIPT.findall(template or output)
    }
    scripts = (
        "'unsafe-inline'" if reloads else " ".join(f"'sha256-{one}'" for one in sorted(hashes))
    )
    return output.replace("%%CK-POLICY%%", POLICY.format(scripts=scripts), 1)
