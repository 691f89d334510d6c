"""Goals before other eyes: moved to another manager, or opened by an HR reader who says why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.facts import Goals, Shared
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.fields import Fields
from bot.views.lines import state_words
from bot.views.people import short_name
from bot.views.rich import paragraph, text
from bot.views.shared_ids import AGREE_MOVE, MOVE, REFUSE_MOVE
from bot.views.state import OneMove, OnePerson, OneSheet, OneVersion, encode
from db.facts import SheetLine

SUBMIT = "move"
MANAGER = "move:manager"
MOVE_WORD = "Move to another manager"
REASON = "reason"
READING = "reason:open"
GOALS, WHY, REASON_WORDS = "reason:goals", "reason:why", "reason:words"
REASONS = (
    "Quality check of goals",
    "Question from the employee or manager",
    "Appeal or complaint",
    "Audit",
)
LONGEST = 400
"""Characters of the words beside a reason: both together stay within what is stored."""


def move_modal(goals: Goals, waiting_for: str = "", *, listed: bool = False) -> Block:
    """Return the view that asks for the new manager.

    `listed` says that the company's list names everybody's manager; `waiting_for` is the name of one who was
    proposed and about whom the employee was asked.
    """
    first = short_name(goals.subject.name)
    person: Block = {
        "type": "users_select",
        "action_id": MANAGER,
        "placeholder": blocks.plain("Pick a person"),
    }
    waits = f"{first} was asked about {waiting_for} and has not answered. Whom you pick now is asked about instead."
    body = [
        paragraph(text(f"{goals.subject.name} · {goals.sheet.period.name}", bold=True)),
        *([blocks.context(waits)] if waiting_for else []),
        blocks.entry("manager", f"Who is {first}’s manager now?", person),
        blocks.context("\n".join(_what_happens(goals, first, listed=listed))),
    ]
    return blocks.modal(
        SUBMIT,
        "Move goals",
        body,
        submit="Move" if listed else "Ask and move",
        close="Close",
        private_metadata=encode(OneSheet(goals.sheet.id)),
    )


def _what_happens(goals: Goals, first: str, *, listed: bool) -> list[str]:
    how = (
        f"{first} and the new manager are told. Only the manager in the company’s list can take these goals."
        if listed
        else f"{first} is asked first, unless they know the new manager as theirs already. Then both are told."
    )
    copy = ["Changes that you have not shared can’t move: share them or drop them first."]
    return [
        how,
        "The new manager reads all versions and all that was said. You see nothing that comes after.",
        *(copy if goals.sheet.editing else []),
    ]


def read_move(view: dict[str, Any]) -> str:
    """Return the Slack id of the new manager."""
    return Fields(view).user(MANAGER)


def to_move_message(lines: Sequence[tuple[SheetLine, str]], total: int) -> Block:
    """Return the shared goals that a manager could move, each with the way to do it: the fields of a message."""
    title = "Move goals to another manager"
    if not lines:
        words = "*You have no shared goals to move.* Drafts can’t be moved: only you can see them."
        return {"text": title, "blocks": [blocks.section(words)]}
    body = [part for line, name in lines for part in _movable(line, name)]
    more = [blocks.context(f"The newest {len(lines)} of {total}.")] if total > len(lines) else []
    return {"text": title, "blocks": [blocks.header(title), *body, *more]}


def _movable(line: SheetLine, name: str) -> list[Block]:
    way = blocks.button(MOVE, MOVE_WORD, encode(OneVersion(line.id, line.version)))
    words = f"{line.period.name} · {line.title} · {state_words(line)}"
    return [paragraph(text(name, bold=True)), blocks.context(words), blocks.actions(way)]


def move_message(shared: Shared, name: str, to: str) -> Block:
    """Return the question whether somebody is the employee's new manager, then what became of it.

    `name` and `to` are the name and the Slack id of the new manager. The fields of a message.
    """
    sheet = shared.sheet
    if sheet.moving_to != to:
        moved = f"Done. Your {sheet.period.name} goals are with {name} now."
        ended = moved if sheet.author == to else f"Done. Your {sheet.period.name} goals were not moved to {name}."
        return {"text": ended, "blocks": [blocks.context(ended)]}
    state = encode(OneMove(sheet.id, to))
    goals = f"your {sheet.period.name} goals"
    ask = f"{shared.name(sheet.author)} wants to move {goals} to {name}, as your manager from now on."
    body = [
        paragraph(text(ask)),
        blocks.actions(
            blocks.button(AGREE_MOVE, "Yes, my manager", state, style="primary"),
            blocks.button(REFUSE_MOVE, "Not my manager", state),
        ),
        blocks.context(f"Nothing moves before you answer. Then {name} reads all versions and all that was said."),
    ]
    return {"text": ask, "blocks": body}


def reason_modal(lines: Sequence[tuple[SheetLine, str]], name: str) -> Block:
    """Return the view that asks an HR reader which of a person's goals they open, and why.

    `lines` are the goals, at least one, each with the name of its manager; `name` is the person's.
    """
    options = [blocks.option(_choice_words(line, manager), line.id) for line, manager in lines[: blocks.OPTIONS]]
    which = blocks.menu(GOALS, "Pick goals", options, options[0] if len(options) == 1 else None)
    reasons = [blocks.option(reason, str(number)) for number, reason in enumerate(REASONS)]
    more = blocks.text_field(REASON_WORDS, "", longest=LONGEST)
    body = [
        paragraph(text(f"{name}’s goals", bold=True)),
        blocks.entry("goals", "Which goals", which),
        blocks.entry("reason", "Why you read them", blocks.menu(WHY, "Pick a reason", reasons)),
        blocks.entry("words", "More about it", more, optional=True),
        blocks.context(f"{short_name(name)} sees this reading with your name and reason, and so does the manager."),
    ]
    return blocks.modal(REASON, "Read goals", body, submit="Read", close="Close")


def reading_message(name: str, user_id: str) -> Block:
    """Return the way to a person's goals for an HR reader: the fields of a message."""
    way = blocks.button(READING, "Pick goals and a reason", encode(OnePerson(user_id)))
    words = f"You can read what was shared with {name}, after you give a reason."
    told = blocks.context(f"{short_name(name)} and the manager see each reading with your name and reason.")
    return {"text": words, "blocks": [paragraph(text(words)), blocks.actions(way), told]}


def _choice_words(line: SheetLine, manager: str) -> str:
    return f"{line.period.name} · version {line.version} · from {manager}"


def read_reason(view: dict[str, Any]) -> tuple[str, str]:
    """Return the id of the goals and the reason, empty where none of those offered was picked."""
    fields = Fields(view)
    picked = {str(number): reason for number, reason in enumerate(REASONS)}.get(fields.option(WHY), "")
    words = fields.text(REASON_WORDS).strip()
    return fields.option(GOALS), f"{picked}: {words}" if picked and words else picked
