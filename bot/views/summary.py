"""The weekly summary: what a person has to do, each with its button."""

from __future__ import annotations

from collections.abc import Sequence

from bot.facts.home import OwedLine
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.home import SETTINGS
from bot.views.owed import owed_blocks

MOST = 5


def summary_message(owed: Sequence[OwedLine]) -> Block:
    """Return the summary of a week: the fields of a message."""
    count = len(owed)
    title = "One thing to do this week" if count == 1 else f"{count} things to do this week"
    body = [block for one in owed[:MOST] for block in owed_blocks(one)]
    more = [blocks.context(f"and {count - MOST} more on Home")] if count > MOST else []
    why = "Why this came: you asked for a weekly summary, on Mondays."
    settings = blocks.actions(blocks.button(SETTINGS, "Settings"))
    return {"text": f"{title}.", "blocks": [blocks.header(title), *body, *more, blocks.context(why), settings]}
