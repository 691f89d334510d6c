"""One thing that a person has to do, with the way to it: on Home and in the weekly summary."""

from __future__ import annotations

from bot.facts.home import OwedLine
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.frames import CONTINUE
from bot.views.people import short_name
from bot.views.rich import paragraph, text
from bot.views.shared_ids import ANSWER, MEET, NOT_MANAGER, OPEN
from bot.views.state import OneSheet, OneVersion, encode


def owed_blocks(one: OwedLine) -> list[Block]:
    """Return one thing to do, with the way to it."""
    owed, name = one.owed, one.name
    version, period = encode(OneVersion(owed.sheet_id, owed.number)), owed.period
    if owed.what == "meet":
        words = f"{name} wants to share goals with you as your manager"
        ways = [_button(MEET, "Show them", version), blocks.button(NOT_MANAGER, "Not my manager", version)]
    elif owed.what == "answer a request":
        words = f"Answer {short_name(name)}’s request · {period}"
        ways = [_button(ANSWER, "Answer", version)]
    elif owed.what == "share":
        words = f"Share goals with {name} · {period}"
        ways = [_button(CONTINUE, "Continue", encode(OneSheet(owed.sheet_id)))]
    else:
        words = f"Read and confirm your goals · from {name} · {period}"
        ways = [_button(OPEN, "Open", version)]
    return [paragraph(text(words)), blocks.actions(*ways)]


def _button(action_id: str, word: str, value: str) -> Block:
    return blocks.button(action_id, word, value, style="primary")
