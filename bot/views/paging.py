"""The ways to the pages beside the one that is shown."""

from __future__ import annotations

from collections.abc import Callable

from bot.views import blocks
from bot.views.blocks import Block


def pager(
    at: int,
    pages: int,
    turn: Callable[[int, str], Block],
    words: tuple[str, str] = ("Back", "Next"),
    called: str = "Page",
) -> list[Block]:
    """Return which page of how many is shown, and a button to each page beside it; nothing where it is the only one.

    `turn` makes the button to a page by its number and one of the two `words`, the earlier page's first.
    """
    near = zip((at - 1, at + 1), words, strict=True)
    turns = [turn(page, word) for page, word in near if 1 <= page <= pages]
    return [blocks.context(f"{called} {at} of {pages}"), blocks.actions(*turns)] if turns else []
