"""App Home: the goals that someone writes, newest first, and the first step for whoever has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.views import blocks
from bot.views.blocks import Block
from bot.views.choices import line_blocks, start_button
from bot.views.state import OneSheet, encode
from db.facts import SheetLine

PAGE_LINES = 10
TURN = "home:page"


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """A page of what someone writes, each with the name of the person it is for."""

    lines: Sequence[tuple[SheetLine, str]]
    total: int
    page: int
    command: str = "/goals"


def home_view(facts: HomeFacts) -> Block:
    """Return the Home view."""
    body = _listed(facts) if facts.total else _first_step(facts.command)
    return {"type": "home", "blocks": [blocks.header("Goals you write"), *body]}


def _first_step(command: str) -> list[Block]:
    words = (
        "*Nothing here yet.* Pick a person and a role, and the goals are laid out for you, word for word from the "
        f"role library. You fill in baselines, targets and dates. In any channel, `{command} account executive P4` "
        "shows a role’s goals."
    )
    return [blocks.section(words), start_button(), blocks.context("Only you can see a draft.")]


def _listed(facts: HomeFacts) -> list[Block]:
    body = [block for line, name in facts.lines for block in [*line_blocks(line, name), blocks.divider()]]
    pages = -(-facts.total // PAGE_LINES)
    turns = [
        blocks.button(f"{TURN}:{number}", word, encode(OneSheet("", number)))
        for number, word in ((facts.page - 1, "Newer"), (facts.page + 1, "Older"))
        if 1 <= number <= pages
    ]
    where = [blocks.context(f"Page {facts.page} of {pages}"), blocks.actions(*turns)] if turns else []
    return [start_button(), *body, *where]
