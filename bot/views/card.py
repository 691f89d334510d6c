"""The one message in the author's own DM that leads back to a draft; it holds no goal text."""

from __future__ import annotations

from bot.facts import Goals
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.frames import CONTINUE, filled_words
from bot.views.state import OneSheet, encode


def card_message(goals: Goals) -> Block:
    """Return the message: its fields."""
    if goals.sheet.state != "draft":
        words = f"Draft for {goals.subject.name} · {goals.sheet.period.name} · taken back"
        return {"text": words, "blocks": [blocks.context(words)]}
    words = f"Draft for {goals.subject.name} · {goals.sheet.period.name} · {filled_words(goals)}"
    go_on = blocks.button(CONTINUE, "Continue", encode(OneSheet(goals.sheet.id)), style="primary")
    return {"text": words, "blocks": [blocks.context(words), blocks.actions(go_on)]}
