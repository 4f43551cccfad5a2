"""The command `citykit`: check, new, move, retire, build, serve, preview, stage."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citykit.moving import Change

ENGINES = ("mkdocs", "properdocs")
FORMATS = ("full", "concise", "github", "json", "sarif", "html")
# Each command imports what it needs: `build` and `serve` leave the core to the engine's process.


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 when all is well, 1 when the content has an error."""
    options = _parser().parse_args(arguments)
    root = Path(options.root).resolve()
    if not (root / "citykit.yml").exists():
        print(
            f"There is no citykit.yml in {root}: run citykit in the hub's folder, or give --root.",
            file=sys.stderr,
        )
        return 2
    run = {
        "check": _check,
        "new": _new,
        "move": _move,
        "retire": _retire,
        "build": _build,
        "serve": _serve,
        "stage": _stage,
        "state": _state,
        "preview": _preview,
        "forge": _forge,
    }
    try:
        return run[options.command](options, root)
    except ValueError as error:
        # Imported only now: it brings a fifth of a second of imports, and `build` needs none of them.
        from citykit.config import ConfigError

        if not isinstance(error, ConfigError):
            raise
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="citykit", description="Check and build the knowledge hub."
    )
    parser.add_argument("--root", default=".", help="the hub's folder (default: here)")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser(
        "check", help="check the content and say what is wrong, where, and how to mend it"
    )
    command.add_argument(
        "paths", nargs="*", metavar="PATH", help="only tell of these files or folders"
    )
    command.add_argument("--format", choices=FORMATS, default="full")
    command.add_argument(
        "--changed-since",
        metavar="REF",
        help="only tell of what this branch touched or caused since it left REF",
    )
    command.add_argument("--fix", action="store_true", help="mend what can be mended safely")
    command.add_argument("--diff", action="store_true", help="show what --fix would change")
    command = commands.add_parser(
        "new", help="write a new entry that passes the check; asks for what is not given"
    )
    command.add_argument("kind", metavar="KIND", help="resource, city, partner, event, …")
    command.add_argument("type", metavar="TYPE", nargs="?", help="of a resource: case-study, …")
    command.add_argument("--title", help="the name that readers see")
    command.add_argument("--id", help="the file's name and address (default: from the title)")
    command.add_argument(
        "--field",
        dest="fields",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a field; repeat it for a list, and write a.b for the field b of the group a",
    )
    command = commands.add_parser(
        "move", help="give an entry another id; links follow, and the old address leads to the new"
    )
    command.add_argument("old", metavar="OLD", help="the entry's file")
    command.add_argument("new", metavar="NEW", help="its new id, or the path of its new file")
    command = commands.add_parser(
        "retire", help="take an entry away; its address and links lead to another page"
    )
    command.add_argument("old", metavar="PATH", help="the entry's file")
    command.add_argument("--to", required=True, metavar="PATH", help="the file that readers get")
    command = commands.add_parser(
        "build",
        help="check, then build the site; an error in the content leaves the old site as it was",
    )
    command.add_argument("--site", default="site", help="where to (default: site)")
    command.add_argument("--engine", choices=ENGINES, default="mkdocs")
    command = commands.add_parser(
        "serve", help="build and serve the site, and show saved changes at once"
    )
    command.add_argument("--address", default="127.0.0.1:8000")
    command.add_argument("--engine", choices=ENGINES, default="mkdocs")
    command = commands.add_parser(
        "preview",
        help="build the site with a page of what this branch changes, to be sent to others",
    )
    command.add_argument("--since", required=True, metavar="REF", help="what it is held against")
    command.add_argument("--to", required=True, metavar="DIR|ZIP", help="a new folder or zip file")
    command.add_argument("--engine", choices=ENGINES, default="mkdocs")
    command = commands.add_parser(
        "stage", help="write everything into a folder, for an engine that runs no hooks"
    )
    command.add_argument("folder", metavar="DIR")
    commands.add_parser(
        "forge", help="write who reviews what, and the forge's forms and templates, into .github/"
    )
    command = commands.add_parser(
        "state", help="print the mark of an original's text, for `translates` in a translation"
    )
    command.add_argument("path", metavar="FILE")
    return parser


def _check(options: argparse.Namespace, root: Path) -> int:
    from citykit.inspection import Asked, inspect

    paths = tuple(Path(path).resolve() for path in options.paths)
    asked = Asked(paths, options.changed_since, options.format, options.fix, options.diff)
    return inspect(root, asked)


def _new(options: argparse.Namespace, root: Path) -> int:
    from citykit.interview import answers
    from citykit.report import full
    from citykit.scaffold import scaffold
    from citykit.scaffold.given import Refused

    pairs = [("title", options.title)] if options.title else []
    for given in options.fields:
        name, equals, value = given.partition("=")
        if not equals:
            print(f"`--field {given}` has no `=`: write --field NAME=VALUE.", file=sys.stderr)
            return 2
        pairs.append((name, value))
    try:
        made = scaffold(root, options.kind, options.type, pairs, options.id, answers())
        if not made.wrong:
            file = made.write(root)
    except (Refused, FileExistsError) as error:
        print(f"{error}\nNothing was written.", file=sys.stderr)
        return 2
    except (EOFError, KeyboardInterrupt):
        print("\nNothing was written.", file=sys.stderr)
        return 2
    if made.wrong:
        print(full([d for d in made.diagnostics if d.severity == "error"], root))
        if sys.stdin.isatty():
            print(f"This is what you gave:\n\n{made.source.text}")
        print("Nothing was written.", file=sys.stderr)
        return 1
    print(f"{made.source.path} is written; its address will be {made.address}.")
    print("What to do next:")
    if made.left:
        print(f"  1. Open it and write what stands as TO WRITE ({made.left} places).")
    else:
        print("  1. Open it and read it once more.")
    print(f"  2. citykit check {os.path.relpath(file)}")
    print("  3. citykit serve, to see it as readers will.")
    return 0


def _move(options: argparse.Namespace, root: Path) -> int:
    from citykit.moving import move

    new = options.new if "/" not in options.new else _below(root, options.new)
    return _change(root, lambda: move(root, _below(root, options.old), new))


def _retire(options: argparse.Namespace, root: Path) -> int:
    from citykit.moving import retire

    return _change(root, lambda: retire(root, _below(root, options.old), _below(root, options.to)))


def _change(root: Path, plan: Callable[[], Change]) -> int:
    from citykit.checked import check
    from citykit.moving import Refused
    from citykit.report import full

    try:
        change = plan()
    except Refused as error:
        print(f"{error}\nNothing was changed.", file=sys.stderr)
        return 2
    change.apply(root)
    for path in sorted({*change.texts, *change.gone}):
        print(f"  {'deleted' if path in change.gone else 'written'}  {path}")
    if change.address:
        print(f"{change.address[0]} leads to {change.address[1]} from now on.")
    found = [d for d in check(root).diagnostics if d.severity == "error"]
    if found:
        print(full(found, root))
    return int(bool(found))


def _below(root: Path, path: str) -> str:
    """A path as given, relative to the hub's folder where it is below it."""
    whole = Path(path).resolve()
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else path


def _build(options: argparse.Namespace, root: Path) -> int:
    """Build beside the old site and change them over only when all went well."""
    site = Path(options.site).resolve()
    site.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=site.parent, prefix=".citykit-") as folder:
        fresh = Path(folder) / "site"
        status = _engine(
            options.engine, root, "build", "--strict", "--site-dir", str(fresh), before=site
        )
        if status:
            print("Nothing was published.", file=sys.stderr)
            return 1
        if site.exists():
            site.rename(Path(folder) / "old")
        fresh.rename(site)
    return 0


def _preview(options: argparse.Namespace, root: Path) -> int:
    from citykit.history import NoHistory
    from citykit.preview import preview
    from citykit.report import summary

    def build_site(folder: Path) -> bool:
        return not _engine(options.engine, root, "build", "--strict", "--site-dir", str(folder))

    try:
        done = preview(root, options.since, Path(options.to), build_site)
    except NoHistory as error:
        print(f"What has changed since `{options.since}` is not known: {error}.", file=sys.stderr)
        return 2
    except FileExistsError:
        print(f"{options.to} is not empty: give a new folder or a .zip.", file=sys.stderr)
        return 2
    compared = done.comparison
    print(
        f"{len(compared.added)} pages added, {len(compared.changed)} changed, "
        f"{len(compared.removed)} removed; {summary(done.found)}."
    )
    print(f"{options.to} is written; it begins on what-changed.html.")
    return int(done.wrong)


def _serve(options: argparse.Namespace, root: Path) -> int:
    return _engine(options.engine, root, "serve", "--dev-addr", options.address)


def _engine(engine: str, root: Path, *arguments: str, before: Path | None = None) -> int:
    """Run the engine; `before` is the site as it was, whose unchanged pages need not be written."""
    variables = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    if before is not None and before.is_dir():
        variables["CITYKIT_SITE_BEFORE"] = str(before)
    command = [sys.executable, "-m", engine, *arguments, "--config-file", str(root / "mkdocs.yml")]
    try:
        return subprocess.run(
            command, env={**os.environ, **variables}, cwd=root, check=False
        ).returncode
    except KeyboardInterrupt:
        return 0


def _forge(options: argparse.Namespace, root: Path) -> int:
    from citykit.checked import check
    from citykit.forge import write_forge_files

    for path in write_forge_files(check(root).hub, root):
        print(f"  written  {path}")
    return 0


def _stage(options: argparse.Namespace, root: Path) -> int:
    from citykit.build import build
    from citykit.report import full
    from citykit.stage import stage

    made = build(root)
    if made.wrong:
        print(full(made.diagnostics, root))
        print("Nothing was staged.", file=sys.stderr)
        return 1
    folder = Path(options.folder)
    try:
        stage(made, root, folder)
    except FileExistsError:
        print(f"{folder} is not empty: give a new or an empty folder.", file=sys.stderr)
        return 2
    print(f"{len(made.pages)} pages and {len(made.files)} files are in {folder}.")
    return 0


def _state(options: argparse.Namespace, root: Path) -> int:
    from citykit.checked import check
    from citykit.read import state_of

    wanted = Path(options.path).resolve()
    for item in check(root).hub.catalogue.items:
        if (root / item.entry.source.path) == wanted:
            print(state_of(item.entry))
            return 0
    print(f"{options.path} is no original entry of the hub, or it has an error.", file=sys.stderr)
    return 2
