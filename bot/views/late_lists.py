"""Whose to-dos of a review cycle are late, by name alone: told to a manager once, and to the organisers."""

from __future__ import annotations

from bot.facts.cycles import LateList
from bot.views import blocks, cycle_ids
from bot.views.blocks import Block, shorten
from bot.views.reminder import LONGEST_NAME
from bot.views.rich import block, bullets, section, text
from bot.views.state import CyclePlace, encode
from bot.views.titles import names_words

MOST = 50
"""Names that stand in one message; the others are counted."""


def late_reports_message(late: LateList) -> Block:
    """Return which of a manager's reports are late: the fields of a message."""
    name = shorten(late.cycle_name, LONGEST_NAME)
    one = len(late.names) == 1
    words = "One of your reports is late" if one else "These of your reports are late"
    notice = f"{words if one else f'{len(late.names)} of your reports are late'}: {name}."
    why = (
        f"Why this came: in “{name}”, run by {names_words(late.organisers)} (HR), managers are told once, 2 working "
        "days after a due date. Your reports got their own reminders."
    )
    return {"text": blocks.fallback(notice), "blocks": [_names(f"{words}: {name}", late), blocks.context(why)]}


def organiser_list_message(late: LateList) -> Block:
    """Return who is late in a cycle for its organisers: the fields of a message."""
    name, count = shorten(late.cycle_name, LONGEST_NAME), len(late.names)
    words = f"{'One person is' if count == 1 else f'{count} people are'} late: {name}"
    why = (
        "Why this came: you are a review organiser; what they owe was due 5 working days ago. Their managers were "
        "told before you. You see names, dates and status, never goal texts."
    )
    way = blocks.button(cycle_ids.OPEN, "See how it stands", encode(CyclePlace(late.cycle_id)))
    body = [_names(words, late), blocks.actions(way), blocks.context(why)]
    return {"text": blocks.fallback(f"{words}."), "blocks": body}


def _names(words: str, late: LateList) -> Block:
    more = len(late.names) - MOST
    lines = [*late.names[:MOST], *([f"and {more} more"] if more > 0 else [])]
    return block(section([text(words, bold=True)]), bullets(lines))
