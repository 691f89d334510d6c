"""The line that says that the role text has changed since, wherever goals are shown, and the way to what changed."""

from __future__ import annotations

from bot.facts.role_changes import TextState
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.state import TextPlace, encode

SHOW = "texts:show"
"""The button that shows what changed; carries a `TextPlace`."""
SHOW_WORDS = "Show what changed"
SINCE = "The role text has changed since."
GONE = "The role library no longer has this role."
AS_THEY_ARE = "These goals stay as they are."


def show_button(sheet_id: str, version: int = 0) -> Block:
    """Return the way to what changed since a version, or without one since goals that are being written began."""
    return blocks.button(SHOW, SHOW_WORDS, encode(TextPlace(sheet_id, version)))


def text_news(text: TextState, sheet_id: str, version: int = 0) -> list[Block]:
    """Return what goals say of a role text that changed; nothing where it is the same."""
    if text == "same":
        return []
    if text == "gone":
        return [blocks.context(f"{GONE} {AS_THEY_ARE}")]
    words = f"{SINCE} {AS_THEY_ARE}" if version else SINCE
    return [blocks.context(words), blocks.actions(show_button(sheet_id, version))]


def text_words(text: TextState) -> list[str]:
    """Return the same in a few words, for a line of a list."""
    return {"same": [], "changed": ["the role text has changed since"], "gone": ["no longer in the role library"]}[
        text
    ]
