"""`goalframe frames`: the four frames of a role at a level, without Slack."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.output import say, tell

if TYPE_CHECKING:
    from canon.frames import Frame
    from canon.model import Profile

_FRAMES = ("smart", "okr", "mbo", "scorecard")
_FORMATS = ("text", "markdown", "html", "json")


_EXAMPLES = """\b
Examples:
  goalframe frames DIRECT.ACCOUNTEA038.P4
  goalframe frames "account executive" --level P4 --frame okr
  goalframe frames DIRECT.ACCOUNTEA038.P2 --format html > goals.html
"""


@click.command(no_args_is_help=True, epilog=_EXAMPLES)
@click.argument("name", metavar="PROFILE_OR_ROLE")
@click.option("--level", help="The level: its code, or a word of its name; needed for a role with levels.")
@click.option("--frame", type=click.Choice(_FRAMES, case_sensitive=False), help="One frame; all four if left out.")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True)
@click.option(
    "--canon",
    "paths",
    metavar="DIR",
    type=click.Path(path_type=Path),
    multiple=True,
    help="A folder or file of roles to read instead of the packaged ones; may be repeated.",
)
def frames(name: str, level: str | None, frame: str | None, form: str, paths: tuple[Path, ...]) -> None:
    """Print the goal templates of a role at a level.

    PROFILE_OR_ROLE is an id (DIRECT.ACCOUNTEA038.P4, or DIRECT.ACCOUNTEA038 with --level) or a role's name.
    With --format text and --frame the output is the frame's text, byte for byte, and one final newline.
    """
    from bot.cli.library import open_library
    from bot.cli.resolve import resolve
    from canon.frames import FRAMES, build_frame

    profile = resolve(open_library(paths), name, level)
    built = [build_frame(profile, found) for found in FRAMES if frame in (None, found)]
    for lacking in built:
        if not lacking.groups:
            tell(f"{lacking.title}: nothing to print; the canon lacks: {', '.join(lacking.missing)}.")
    shown = [found for found in built if found.groups]
    if shown:
        say(_rendered(profile, shown, form, alone=frame is not None))


def _rendered(profile: Profile, shown: Sequence[Frame], form: str, *, alone: bool) -> str:
    if form == "html":
        from canon.render import html

        return html.page(profile, shown).removesuffix("\n")
    if form == "json":
        import json

        from canon.render.json import document

        return json.dumps(document(profile, shown), ensure_ascii=False, indent=2)
    return _plain(profile, shown, form, alone=alone)


def _plain(profile: Profile, shown: Sequence[Frame], form: str, *, alone: bool) -> str:
    if form == "markdown":
        from canon.render import markdown

        return markdown.frame_markdown(shown[0]) if alone else markdown.page(profile, shown)
    from canon.render.text import all_text, frame_text

    return frame_text(shown[0]) if alone else all_text(shown)
