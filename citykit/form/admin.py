"""The editor at `/admin/`: Sveltia CMS, served from the hub itself, set up from the kinds.

It is for partners who edit often; readers' pages neither load nor name it. The program comes from npm
(`editor/package.json`, pinned by its lock) when the hub is set up, and is no part of the repository.
Its settings are those of https://sveltiacms.app/en/docs. `browser/admin.js` reads and writes the files
in its place, so that a saved entry differs from the old one only in the fields that were changed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from citykit.begun import defaults, ordered
from citykit.fields import currencies
from citykit.hub import Hub
from citykit.kinds import KINDS, Kind
from citykit.output import OutputFile, for_script
from citykit.record import Strict
from citykit.schema import Schema, declared, models

MODULES = Path(sys.prefix) / "editor" / "node_modules"
PROGRAM = "@sveltia/cms/dist/sveltia-cms.js"
FURTHER = "@sveltia/cms/dist/chunks/react-dom.js"
ICONS = (
    "@fontsource-variable/material-symbols-outlined/files/"
    "material-symbols-outlined-latin-wght-normal.woff2"
)
# The program asks another host for its fonts: for icons it gets ours, for letters the reader's own.
FONT = re.compile(rb"https://cdn\.jsdelivr\.net/fontsource/fonts/([a-z-]+)[^)`\"']*\.woff2")
# It is no editor of question sets, nor of groups whose names are free: they are edited as files, and
# what it does not know it leaves as it is.
LEFT_OUT = {"assessment"}
UNKNOWN = {"results"}
# Nothing but its own program runs, and it speaks to nobody but the forge. It writes styles as it goes.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
    "img-src 'self' blob: data: https://avatars.githubusercontent.com; worker-src 'self' blob:; "
    "connect-src 'self' blob: data: https://api.github.com https://github.com; "
    "base-uri 'none'; form-action 'none'"
)
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="robots" content="noindex">
<link rel="icon" href="../assets/images/mark.svg">
<title>Editor</title>
</head>
<body>
{body}
</body>
</html>
"""
SCRIPTS = ("files.js", "sveltia-cms.js", "begin.js")
MISSING = (
    "<main><h1>The editor is not in this copy of the hub</h1><p>It is fetched from npm when the hub is "
    "set up: run <code>make site</code> with a network. Until then, write entries with "
    '<a href="../contribute/new.html">the form</a>.</p></main>'
)
FORGE = re.compile(r"https://github\.com/([^/]+/[^/]+)/edit/([^/]+)/")


def make(hub: Hub, script: str, modules: Path | None = None) -> Iterator[OutputFile]:
    """The editor's page, its settings and its program; without the program a page that says so.
    `script` reads and writes files."""
    modules = modules or MODULES
    parts = {name: modules / name for name in (PROGRAM, FURTHER, ICONS)}
    there = all(part.is_file() for part in parts.values())
    body = (
        MISSING if not there else "\n".join(f'<script src="{name}"></script>' for name in SCRIPTS)
    )
    yield OutputFile("admin/index.html", PAGE.format(policy=POLICY, body=body).encode())
    if there:
        begin = f"CityKit.admin.begin({for_script(settings(hub))});\n"
        program = FONT.sub(_own_font, parts[PROGRAM].read_bytes())
        yield OutputFile("admin/files.js", f"window.CMS_MANUAL_INIT = true;\n{script}".encode())
        yield OutputFile("admin/sveltia-cms.js", program)
        yield OutputFile("admin/begin.js", begin.encode())
        yield OutputFile("admin/chunks/react-dom.js", parts[FURTHER].read_bytes())
        yield OutputFile("admin/icons.woff2", parts[ICONS].read_bytes())


def _own_font(found: re.Match[bytes]) -> bytes:
    return b"icons.woff2" if found[1].startswith(b"material-symbols") else b"data:,"


def settings(hub: Hub) -> dict[str, Any]:
    """The editor's settings: where the forge is, how files are written, a collection for each folder."""
    found = FORGE.fullmatch(hub.config.edit)
    backend = (
        {
            "name": "github",
            "repo": found[1],
            "branch": found[2],
            "open_authoring": True,
            "auth_scope": "public_repo",
        }
        if found
        else {"name": "test-repo"}
    )
    editor = _Editor(hub)
    return {
        "load_config_file": False,
        "backend": backend,
        # What is saved waits as a pull request until somebody has looked at it.
        "publish_mode": "editorial_workflow",
        "site_url": hub.config.url,
        "app_title": hub.config.name,
        "media_folder": "content",
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": [
            editor.collection(kind, type, model)
            for kind in KINDS
            if kind.name not in LEFT_OUT
            for type, model in models(kind).items()
        ],
    }


class _Editor:
    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    def collection(self, kind: Kind, type: str, model: type[Strict]) -> dict[str, Any]:
        schema = declared(model)
        folder = kind.type_folders.get(type, kind.folders[0])
        given = defaults(model, self.hub.config)
        fields = [
            self.field(schema, name, schema["properties"][name], name in schema["required"])
            for name, _ in ordered(model)
            if name not in UNKNOWN or type
        ]
        for field in fields:
            if field["name"] in given:
                field["default"] = given[field["name"]]
        if type:
            fields = [field for field in fields if field["name"] != "type"]
            fields.insert(1, {"name": "type", "widget": "hidden", "default": type})
        return {
            "name": type or kind.name,
            "label": (type or kind.name).replace("-", " ").capitalize(),
            "folder": f"content/{folder}",
            "create": True,
            "slug": "{{title}}",
            "extension": "md",
            # The editor wants this end in the name of a format for files with the end `md`.
            "format": f"citykit-{type or kind.name}-frontmatter",
            # Translations lie beside their originals; they are no entries of their own.
            "filter": {"field": "reviewed", "pattern": r"^\d"},
            "media_folder": "",
            "public_folder": "",
            "fields": [
                *fields,
                # As written: an editor of rich text would write it anew in its own way.
                {"name": "body", "label": "Text", "widget": "text", "required": False},
                {"name": "_file", "widget": "hidden"},
            ],
        }

    def field(self, schema: Schema, name: str, given: Schema, required: bool) -> dict[str, Any]:
        part = _followed(schema, given)
        made: dict[str, Any] = {
            "name": name,
            "label": part.get("title", name.replace("-", " ").capitalize()),
            "required": required,
        }
        if about := part.get("description"):
            made["hint"] = about
        return {**made, **self.widget(schema, part)}

    def widget(self, schema: Schema, part: Schema) -> dict[str, Any]:
        if part["type"] == "array":
            return self.items(schema, part)
        if part["type"] == "object":
            return self.group(schema, part)
        if part["type"] in ("integer", "number"):
            kind = "int" if part["type"] == "integer" else "float"
            return {"widget": "number", "value_type": kind}
        if part["type"] == "boolean":
            # A switch has no third state, and what is not said must stay unsaid.
            return {"widget": "select", "options": ["true", "false"]}
        options = self.options(part)
        if options:
            return {"widget": "select", "options": options}
        if part.get("x-is") == "day":
            return {"widget": "string", "pattern": [r"^\d{4}-\d{2}-\d{2}$", "Like 2026-11-24"]}
        return {"widget": "text" if part.get("maxLength", 300) > 300 else "string"}

    def items(self, schema: Schema, part: Schema) -> dict[str, Any]:
        item = _followed(schema, part["items"])
        if options := self.options(item):
            return {"widget": "select", "multiple": True, "options": options}
        if item["type"] == "object":
            return {"widget": "list", **{**self.group(schema, item), "widget": "list"}}
        return {
            "widget": "list",
            "field": {"name": "item", "label": "Item", **self.widget(schema, item)},
        }

    def group(self, schema: Schema, part: Schema) -> dict[str, Any]:
        if "properties" not in part:
            names = part.get("propertyNames", {}).get("enum", ())
            assert names, "a group whose names are free"
            properties = dict.fromkeys(names, part["additionalProperties"])
            part = {**part, "properties": properties}
        required = part.get("required", [])
        return {
            "widget": "object",
            "fields": [
                self.field(schema, name, inner, name in required)
                for name, inner in part["properties"].items()
            ],
        }

    def options(self, part: Schema) -> list[Any]:
        """The words that a text may be, with their names."""
        if kind := part.get("x-refers"):
            items = self.hub.catalogue.all(kind)
            return [{"label": item.record.title, "value": item.id} for item in items]
        if part.get("x-is") == "currency":
            return list(currencies())
        return list(part.get("enum") or ([part["const"]] if "const" in part else []))


def _followed(schema: Schema, part: Schema) -> Schema:
    """A part of a schema with its reference followed."""
    if "$ref" not in part:
        return part
    beside = {name: value for name, value in part.items() if name != "$ref"}
    return {**schema["definitions"][part["$ref"].rpartition("/")[2]], **beside}
