"""One format a module; each takes the hub and gives finished files."""

from __future__ import annotations

from citykit.exports import attachment, listing, redirect, schema

EXPORTS = (listing.make, attachment.make, redirect.make, schema.make)
