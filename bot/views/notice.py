"""One sentence to a person, as a message or a view, with the next step as a button where there is one."""

from __future__ import annotations

from bot.views import blocks
from bot.views.blocks import Block

CALLBACK = "notice"


def notice_message(sentence: str, *buttons: Block) -> Block:
    """Return a sentence for one person: the fields of a message."""
    ways = [blocks.actions(*buttons)] if buttons else []
    return {"text": sentence, "blocks": [blocks.section(sentence), *ways]}


def notice_modal(title: str, sentence: str, *buttons: Block) -> Block:
    """Return a sentence in a view."""
    ways = [blocks.actions(*buttons)] if buttons else []
    return blocks.modal(CALLBACK, title, [blocks.section(sentence), *ways], close="Close")
