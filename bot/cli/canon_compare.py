"""`goalframe canon show` and `canon compare`: reading a role, and what differs between two."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.output import Refusal, say

if TYPE_CHECKING:
    from canon.model import Library, Profile, Role

_CANON = click.option(
    "--canon",
    "paths",
    metavar="DIR",
    type=click.Path(path_type=Path),
    multiple=True,
    help="A folder or file of roles to read instead of the packaged ones; may be repeated.",
)
_SHOW_EXAMPLES = """\b
Examples:
  goalframe canon show DIRECT.ACCOUNTEA038
  goalframe canon show "account executive P4"
"""
_COMPARE_EXAMPLES = """\b
Examples:
  goalframe canon compare "account executive P2" P4
  goalframe canon compare DIRECT.ACCOUNTEA038.P4 SALE9001 --canon roles/
"""


@click.command(epilog=_SHOW_EXAMPLES)
@click.argument("name", metavar="ID")
@click.option("--all", "everything", is_flag=True, help="Print what is about a program that plays the role, too.")
@_CANON
def show(name: str, paths: tuple[Path, ...], *, everything: bool) -> None:
    """Show all that the canon knows of a role, or of a role at one level, where it stands, and what is missing.

    ID is a role's or a level's id, or its name. At one level the nearest roles stand below.
    """
    from bot.cli.library import open_library
    from bot.cli.resolve import resolve_role
    from canon.render.role import role_text

    library = open_library(paths)
    role, profiles = resolve_role(library, name)
    profile = profiles[0] if len(profiles) == 1 else None
    info = next(canon for canon in library.canons if canon.name == role.canon)
    say(role_text(role, profile, info, everything=everything))
    if profile:
        say(_near(library, role, profile))


@click.command(epilog=_COMPARE_EXAMPLES)
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@_CANON
def compare(one: str, other: str, paths: tuple[Path, ...]) -> None:
    """Print what differs between two roles at their levels, text by text; what is the same is only named.

    A and B are ids or names with a level; B may be another level of A's role alone, as P4.
    """
    from bot.cli.library import open_library
    from bot.cli.resolve import resolve
    from canon.compare import compare as compared
    from canon.render.compare import compare_text

    library = open_library(paths)
    left = resolve(library, one, None)
    role = _role(library, left)
    right = role.at(other) or resolve(library, other, None)
    if left.id == right.id:
        raise Refusal(f"{left.title} is on both sides; name another level or role as B.")
    say(compare_text(compared(role, left, _role(library, right), right)))


def _role(library: Library, profile: Profile) -> Role:
    return next(role for role in library.roles if role.id == profile.role_id)


def _near(library: Library, role: Role, profile: Profile) -> str:
    from canon.adjacent import nearest
    from canon.render.near import near_text

    return f"\n{near_text(nearest(library.roles, role, profile))}"
