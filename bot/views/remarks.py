"""What can be said about shared goals at any time: a comment, and where a goal stands."""

from __future__ import annotations

from typing import Any

from bot.errors import StaleControl
from bot.facts import Shared
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.fields import Fields
from bot.views.moments import moment_words
from bot.views.people import first
from bot.views.rich import paragraph, text
from bot.views.state import NewRemark, encode
from bot.views.titles import goal_option, names_words
from db.facts import CheckInStatus

COMMENT, PROGRESS = "comment", "progress"
GOAL, WORDS = "comment:goal", "comment:words"
WHICH, VALUE, STATUS, NOTE = "progress:goal", "progress:value", "progress:status", "progress:note"
ALL = "all"
"""How a choice of all the goals is written: a choice needs a value, and no goal's key is this word."""
STATUS_WORDS: dict[CheckInStatus, str] = {
    "on track": "On track",
    "at risk": "At risk",
    "off track": "Off track",
}


def comment_modal(shared: Shared, remark_id: str) -> Block:
    """Return the view that writes a comment."""
    every = blocks.option("All goals", ALL)
    options = [every, *(goal_option(goal) for goal in shared.goals.goals)][: blocks.OPTIONS]
    body = [
        blocks.entry("goal", "About", blocks.menu(GOAL, "Pick a goal", options, every)),
        blocks.entry("words", "Comment", blocks.text_field(WORDS, "")),
        blocks.context(_who_reads(shared)),
    ]
    return blocks.modal(
        COMMENT, "Comment", body, submit="Send", close="Close", private_metadata=_state(shared, remark_id)
    )


def read_comment(view: dict[str, Any]) -> tuple[str, str]:
    """Return the key of the goal that the comment is about, empty for all of them, and the words."""
    fields = Fields(view)
    row = fields.option(GOAL)
    return row if row != ALL else "", fields.text(WORDS)


def progress_modal(shared: Shared, checkin_id: str, key: str = "") -> Block:
    """Return the view that says where a goal stands; `key` is the goal to begin with."""
    goals = shared.goals.goals[: blocks.OPTIONS]
    options = {goal.key: goal_option(goal) for goal in goals}
    begin = options.get(key or goals[0].key) if key or len(goals) == 1 else None
    which = blocks.menu(WHICH, "Pick a goal", list(options.values()), begin)
    states = [blocks.option(words, status) for status, words in STATUS_WORDS.items()]
    value = blocks.text_field(VALUE, "", "For example: 26 % of deals won since January")
    body = [
        blocks.entry("goal", "Goal", which),
        *_last(shared, key),
        blocks.entry("value", "Where it stands now", value, hint="This or a note is needed.", optional=True),
        blocks.entry("status", "Status", blocks.radio(STATUS, states)),
        blocks.entry("note", "Note", blocks.text_field(NOTE, ""), optional=True),
        blocks.context(_who_reads(shared)),
    ]
    return blocks.modal(
        PROGRESS, "Update progress", body, submit="Save", close="Close", private_metadata=_state(shared, checkin_id)
    )


def _last(shared: Shared, key: str) -> list[Block]:
    """Return where the goal stood the last time."""
    last = shared.talk.latest_checkins.get(key)
    if last is None:
        return []
    when = moment_words(last.at, shared.person.tz)
    said = [text(f"Last time, {when}: {STATUS_WORDS[last.status].lower()}")]
    return [paragraph(*said, text(" · " if last.value else ""), text(last.value, bold=True))]


def read_progress(view: dict[str, Any]) -> tuple[str, str, CheckInStatus, str]:
    """Return the key of the goal, where it stands, its status and the note; `StaleControl` without a status."""
    fields = Fields(view)
    for status in STATUS_WORDS:
        if fields.option(STATUS) == status:
            return fields.option(WHICH), fields.text(VALUE), status, fields.text(NOTE)
    raise StaleControl


def _who_reads(shared: Shared) -> str:
    """Say who reads it: the two people, whoever looks, and nobody else."""
    both = (shared.sheet.author, shared.sheet.subject)
    others = [first(shared, one) for one in both if one != shared.person.user_id]
    return f"{names_words([*others, 'you'])} can read this."


def _state(shared: Shared, new_id: str) -> str:
    return encode(NewRemark(shared.sheet.id, shared.revision.number, new_id))
