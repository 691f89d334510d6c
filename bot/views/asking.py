"""Asking for changes: first which goals, then for each what is proposed instead and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.facts import Goal, Proposing, Shared
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.fields import Fields
from bot.views.outside import sentence_case, value_words
from bot.views.people import author
from bot.views.rich import block, paragraph, section, text
from bot.views.state import OneRequest, encode
from bot.views.titles import goal_option, goal_words

PICK, SUBMIT = "ask_pick", "ask"
TICK = "ask:tick:"
OTHERS = "ask:others"
TARGET, DATE, WHY = "ask:target:", "ask:date:", "ask:why:"
ALL = "all"
"""How a choice of all the goals is written: a choice needs a value, and no goal's key is this word."""
MOST = 6
"""Goals that can be asked about at a time: a longer form gets lost on a phone."""
IN_FULL = 40
"""Goals shown with their whole text and a box of their own; further ones stand in a menu."""
TITLE = "Ask for changes"


def ask_pick_modal(shared: Shared, request_id: str) -> Block:
    """Return the view that asks which goals the request is about."""
    goals = shared.goals.goals
    body = [
        blocks.section(f"*Which goals should change?* Tick up to {MOST}."),
        *_replaced(shared),
        *(part for goal in goals[:IN_FULL] for part in _goal_box(goal)),
        *_menu_of_others(goals[IN_FULL:]),
        _box(ALL, "All goals together", "Something about all of them"),
    ]
    return blocks.modal(PICK, TITLE, body, submit="Next", close="Close", private_metadata=_state(shared, request_id))


def _replaced(shared: Shared) -> list[Block]:
    if shared.request is None:
        return []
    return [blocks.context("You have asked for changes already. What you send now takes the place of that.")]


def _goal_box(goal: Goal) -> list[Block]:
    return [paragraph(text(goal_words(goal))), _box(goal.key, sentence_case(goal.called), "Ask for a change")]


def _box(key: str, label: str, words: str) -> Block:
    field = blocks.checkboxes(f"{TICK}{key}", [blocks.option(words, key)], [])
    return blocks.entry(f"tick:{key}", label, field, optional=True)


def _menu_of_others(goals: Sequence[Goal]) -> list[Block]:
    """Return the goals that have no room for a box of their own, as a menu; beyond it there is “all goals”."""
    if not goals:
        return []
    element: Block = {
        "type": "multi_static_select",
        "action_id": OTHERS,
        "placeholder": blocks.plain("Pick goals"),
        "options": [goal_option(goal) for goal in goals[: blocks.OPTIONS]],
        "max_selected_items": MOST,
    }
    return [blocks.entry("others", "Further goals", element, optional=True)]


def read_ask_pick(view: dict[str, Any]) -> tuple[str, ...]:
    """Return the keys of the goals that were ticked, in the order of the screen; empty means all together."""
    fields = Fields(view)
    boxes = [key for key in fields.actions(TICK) if fields.ticked(f"{TICK}{key}")]
    goals = [key for key in boxes if key != ALL]
    return (*goals, *fields.ticked(OTHERS), *([""] if ALL in boxes else []))


def pick_block(view: dict[str, Any]) -> str:
    """Return the id of the block under which a sentence about what was ticked stands."""
    return Fields(view).block(f"{TICK}{ALL}")


def ask_modal(shared: Shared, request_id: str, rows: Sequence[str]) -> Block:
    """Return the view that asks what is proposed for each of these goals, empty meaning all together, and why."""
    body = [part for row in dict.fromkeys(rows) for part in _asked(shared, row)]
    last = blocks.context(f"{author(shared)} takes what you propose, or answers why not. HR sees no reasons.")
    return blocks.modal(
        SUBMIT, TITLE, [*body, last], submit="Send", close="Close", private_metadata=_state(shared, request_id)
    )


def _asked(shared: Shared, row: str) -> list[Block]:
    """Return the part of the form about one goal; nothing for one that is not among them."""
    goal = shared.goals.goal(row)
    if not row:
        return [paragraph(text("All goals together", bold=True)), _why("")]
    if goal is None:
        return []
    target = blocks.text_field(f"{TARGET}{row}", "")
    due = blocks.day_field(f"{DATE}{row}", "")
    whole = [
        text(goal_words(goal), bold=True),
        text(f"\nNow: {value_words(goal) or 'nothing filled in'}"),
    ]
    return [
        block(section(whole)),
        blocks.entry(f"target:{row}", "Target you propose", target, optional=True),
        blocks.entry(f"date:{row}", "Due date you propose", due, optional=True),
        _why(row),
    ]


def _why(row: str) -> Block:
    return blocks.entry(f"why:{row}", "Why", blocks.text_field(f"{WHY}{row}", ""))


def read_ask(view: dict[str, Any]) -> tuple[Proposing, ...]:
    """Return what is proposed, goal by goal."""
    fields = Fields(view)
    return tuple(
        Proposing(row, fields.text(f"{TARGET}{row}"), fields.day(f"{DATE}{row}"), fields.text(f"{WHY}{row}"))
        for row in fields.actions(WHY)
    )


def block_of(view: dict[str, Any], row: str) -> str:
    """Return the id of the block under which a sentence about one goal stands."""
    return Fields(view).block(f"{WHY}{row}")


def _state(shared: Shared, request_id: str) -> str:
    return encode(OneRequest(shared.sheet.id, shared.revision.number, request_id))
