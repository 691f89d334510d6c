"""`goalframe canon`: what roles there are, whether their files are right, and all that is known of one."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli import canon_compare, canon_git, canon_import
from bot.cli.output import Refusal, say

_PATHS = click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
_CANON = click.option(
    "--canon",
    "paths",
    metavar="DIR",
    type=click.Path(path_type=Path),
    multiple=True,
    help="A folder or file of roles to read instead of the packaged ones; may be repeated.",
)


def _examples(*lines: str) -> str:
    return "\n  ".join(("\b\nExamples:", *(f"goalframe canon {line}" for line in lines)))


@click.group(
    epilog=_examples("list", "check roles/", "show DIRECT.ACCOUNTEA038.P4", "compare 'account executive P2' P4")
)
def canon() -> None:
    """Look at the library of roles."""


@canon.command("list", epilog=_examples("list", "list --canon roles/"))
@_CANON
def list_roles(paths: tuple[Path, ...]) -> None:
    """List every role with its levels: id, levels, name and canon, separated by tabs."""
    from bot.cli.library import open_library
    from canon.cards import cards_of

    for card in cards_of(open_library(paths).roles):
        levels = " ".join(level.code for level in card.levels if level.code) or "-"
        say(f"{card.id}\t{levels}\t{card.focus}\t{card.canon}")


@canon.command(epilog=_examples("check", "check roles/sales.yaml roles/legal.yaml", "check --format github roles/"))
@_PATHS
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "github")),
    default="text",
    show_default=True,
    help="How faults are written: for people, or as GitHub's annotations.",
)
def check(paths: tuple[Path, ...], form: str) -> None:
    """Check canon files and folders; without a PATH, the ones that the app reads.

    Each fault is one line: file:line:column: field: what to write instead. With faults the exit code is 1.
    """
    from bot.cli.library import paths_from_settings
    from canon.faults import CanonError
    from canon.loader import load

    try:
        library = load(paths or paths_from_settings())
    except CanonError as error:
        for fault in error.faults:
            say(canon_git.annotation(fault) if form == "github" else str(fault))
        count = len(error.faults)
        raise Refusal("1 fault in the canon." if count == 1 else f"{count} faults in the canon.") from None
    profiles = sum(len(role.profiles) for role in library.roles)
    say(f"No faults: {len(library.canons)} canon, {len(library.roles)} roles, {profiles} levels, {library.version}")


canon.add_command(canon_compare.show)
canon.add_command(canon_compare.compare)
canon.add_command(canon_git.diff)
canon.add_command(canon_git.blame)
canon.add_command(canon_import.import_)
canon.add_command(canon_import.template)
