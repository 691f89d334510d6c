"""What an employee says to a version: that it was received and read, or that they won't confirm it."""

from __future__ import annotations

from typing import Any

from bot.facts import Shared
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.fields import Fields
from bot.views.people import author
from bot.views.rich import paragraph, text
from bot.views.shared_parts import MEANING
from bot.views.state import OneVersion, encode

CONFIRM, DECLINE = "confirm", "decline"
WORDS = "confirming:words"
"""The one field of both views: a note, or a reason."""


def confirm_modal(shared: Shared) -> Block:
    """Return the view that confirms a version."""
    first = author(shared)
    note = blocks.text_field(WORDS, "")
    body = [
        _which(shared),
        blocks.section(f"*{MEANING}*"),
        blocks.entry("note", f"A note to {first}", note, hint=f"{first} reads it; HR does not.", optional=True),
        blocks.context(f"A copy of these goals goes to you and to {first}."),
    ]
    state = encode(OneVersion(shared.sheet.id, shared.revision.number))
    return blocks.modal(
        CONFIRM, "Confirm", body, submit="Confirm I’ve read it", close="Close", private_metadata=state
    )


def decline_modal(shared: Shared) -> Block:
    """Return the view that records that an employee won't confirm."""
    first = author(shared)
    who = f"For {first} alone. HR sees that you did not confirm, and the date, no reason."
    words = "This ends what you have to do about this version. You can still confirm it later."
    body = [
        _which(shared),
        blocks.section(words),
        blocks.entry("reason", "Reason", blocks.text_field(WORDS, ""), hint=who, optional=True),
        blocks.context("To propose another target or date, close this and press “Ask for changes”."),
    ]
    state = encode(OneVersion(shared.sheet.id, shared.revision.number))
    return blocks.modal(
        DECLINE, "I won’t confirm", body, submit="I won’t confirm", close="Close", private_metadata=state
    )


def _which(shared: Shared) -> Block:
    """Return which version it is about, in case another one came meanwhile."""
    words = f"Version {shared.revision.number} of your goals · {shared.goals.sheet.period.name}"
    return paragraph(text(words, bold=True), text(f" · from {shared.name(shared.sheet.author)}"))


def read_confirm(view: dict[str, Any]) -> str:
    """Return the note."""
    return Fields(view).text(WORDS)


def read_decline(view: dict[str, Any]) -> str:
    """Return the reason."""
    return Fields(view).text(WORDS)
