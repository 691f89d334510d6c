"""The canon in git: what changed between two libraries, who wrote a row when, faults beside the lines of a review."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.output import Refusal, say

if TYPE_CHECKING:
    from canon.faults import Fault
    from canon.model import Library, Row

_CANON = click.option(
    "--canon",
    "paths",
    metavar="DIR",
    type=click.Path(path_type=Path),
    multiple=True,
    help="A folder or file of roles to read instead of the packaged ones; may be repeated.",
)
_MOST_KEYS = 10


@click.command(epilog="\b\nExamples:\n  goalframe canon diff old/ roles/\n  goalframe canon diff old.yaml sales.yaml")
@click.argument("old", metavar="OLD", type=click.Path(path_type=Path))
@click.argument("new", metavar="NEW", type=click.Path(path_type=Path))
def diff(old: Path, new: Path) -> None:
    """Say in words what changed from OLD to NEW, two folders or files of roles.

    A row is the same row if its key is; else if at least half of its words are the same, in the same order, which is
    said. Lines with - stand in OLD, lines with + in NEW.
    """
    from bot.cli.library import open_library
    from canon.difference import library_change
    from canon.render.difference import difference_text

    say(difference_text(library_change(open_library((old,)), open_library((new,)))))


@click.command(epilog="Example: goalframe canon blame DIRECT.ACCOUNTEA038.P4#d:Scope")
@click.argument("row", metavar="ROW")
@_CANON
def blame(row: str, paths: tuple[Path, ...]) -> None:
    """Say where a row stands and, when that file is in git, who wrote it last, when, and in which commit.

    ROW is PROFILE#KEY; `goalframe canon show` prints both.
    """
    from bot.cli.git_lines import last_commit
    from bot.cli.library import open_library, paths_from_settings
    from canon.loader import files
    from canon.yaml_text import lines_of

    profile, key = _parts(row)
    found = _row(open_library(paths), profile, key)
    say(found.text)
    named = [file for file, name in files(paths or paths_from_settings()) if name == found.place.file]
    for file in named:
        lines = lines_of(file.read_text(encoding="utf-8-sig"), found.place.line, found.text)
        if lines:
            say(f"{file}:{found.place.line}")
            say(last_commit(file, lines))


def annotation(fault: Fault) -> str:
    """Return a fault as a workflow command of GitHub, which shows it beside the line."""
    file = Path(fault.file)
    inside = file.relative_to(Path.cwd()) if file.is_absolute() and file.is_relative_to(Path.cwd()) else file
    place = f"file={_escaped(inside.as_posix(), ',:')},line={fault.line},col={fault.column}"
    sentence = f"{fault.path or '(file)'}: {fault.message}"
    return f"::error {place}::{_escaped(sentence)}"


def _escaped(text: str, more: str = "") -> str:
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{more}" else sign for sign in text)


def _parts(row: str) -> tuple[str, str]:
    profile, separator, key = row.partition("#")
    if not separator:
        raise Refusal(f"“{row}” names no row; write PROFILE#KEY, as `goalframe canon show` prints them.")
    return profile, key


def _row(library: Library, profile_id: str, key: str) -> Row:
    """Return the row, or refuse with what there is instead."""
    profile = library.profile(profile_id)
    if profile is None:
        raise Refusal(f"no role at a level has the id “{profile_id}”; `goalframe canon list` prints them.")
    rows = (*profile.core_outputs, *profile.responsibilities, *profile.components, *profile.dimensions)
    keys = {row.key: row for row in rows}
    if key not in keys:
        more = f" and {len(keys) - _MOST_KEYS} more" if len(keys) > _MOST_KEYS else ""
        known = ", ".join(list(keys)[:_MOST_KEYS]) + more
        raise Refusal(f"{profile_id} has no row “{key}”; its rows are {known or 'none'}.")
    return keys[key]
