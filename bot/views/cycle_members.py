"""Who is in a review cycle, and what is done for one of them: excused, given another due date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.facts.cycle_forms import OpenTask, PeopleChange
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.cycle_menus import long_menu
from bot.views.cycle_words import people_words
from bot.views.fields import Fields
from bot.views.moments import week_day_words
from bot.views.rich import paragraph, text
from bot.views.state import CyclePlace, OneTask, decode, encode
from db.facts import Cycle

PEOPLE, EXCUSE, DUE, NOTHING = "cycle_people", "cycle_excuse", "cycle_due", "cycle_nothing_open"
ADD, REMOVE, WHY = "members:add", "members:remove", "members:why"
WHICH, REASON, DAY = "members:which", "members:reason", "members:day"
LONGEST_REASON = 200


def people_modal(cycle: Cycle, people: int) -> Block:
    """Return the view that adds people to a cycle and takes them out; `people` are in it now."""
    out = blocks.text_field(WHY, "", "For example: On parental leave", longest=LONGEST_REASON)
    body = [
        paragraph(text(cycle.name, bold=True), text(f" · {people_words(people)}")),
        blocks.entry("add", "Add", _pick(ADD), optional=True),
        blocks.entry("remove", "Take out", _pick(REMOVE), optional=True),
        blocks.entry("why", "Why they are taken out", out, hint="Only organisers see it.", optional=True),
        blocks.context("Who is taken out gets no more reminders. What they have done stays."),
    ]
    state = encode(CyclePlace(cycle.id))
    return blocks.modal(PEOPLE, "People", body, submit="Save", close="Close", private_metadata=state)


def _pick(action_id: str) -> Block:
    return {"type": "multi_users_select", "action_id": action_id, "placeholder": blocks.plain("Pick people")}


def read_people(view: dict[str, Any]) -> PeopleChange:
    """Return who is added and taken out, and why."""
    fields = Fields(view)
    return PeopleChange(fields.users(ADD), fields.users(REMOVE), fields.text(WHY).strip())


def excuse_modal(cycle: Cycle, user_id: str, name: str, tasks: Sequence[OpenTask]) -> Block:
    """Return the view that excuses a person from some of their to-dos, of which at most a hundred are offered."""
    options = _options(tasks)
    menu: Block = {
        "type": "multi_static_select",
        "action_id": WHICH,
        "placeholder": blocks.plain("Pick to-dos"),
        "options": options,
    }
    if len(options) == 1:
        menu["initial_options"] = options
    field = blocks.text_field(REASON, "", "For example: On parental leave", longest=LONGEST_REASON)
    body = [
        _head(cycle, name),
        blocks.entry("which", "From what", menu),
        blocks.entry("reason", "Why", field, hint="Only organisers see it, in the list and in exports."),
        blocks.context(
            "No more reminders of this are sent. If it is done all the same, it counts.", *_left_out(tasks)
        ),
    ]
    return _modal(EXCUSE, "Excuse", body, cycle, user_id)


def read_excuse(view: dict[str, Any]) -> tuple[tuple[OneTask, ...], str]:
    """Return which to-dos somebody is excused from, and why."""
    fields = Fields(view)
    return tuple(decode(OneTask, value) for value in fields.ticked(WHICH)), fields.text(REASON).strip()


def due_modal(cycle: Cycle, user_id: str, name: str, tasks: Sequence[OpenTask], day: date) -> Block:
    """Return the view that moves the due date of one of a person's to-dos to `day` or another."""
    options = _options(tasks)
    menu = long_menu(WHICH, "Pick a to-do", options, options[0]["value"] if len(options) == 1 else "")
    body = [
        _head(cycle, name),
        blocks.entry("which", "Of what", menu),
        blocks.entry("day", "Due", blocks.day_field(DAY, day.isoformat())),
        blocks.context("Their reminders move along. Everybody else keeps the cycle’s dates.", *_left_out(tasks)),
    ]
    return _modal(DUE, "Move due date", body, cycle, user_id)


def nothing_open_modal(cycle: Cycle, name: str) -> Block:
    """Return what stands in place of a form where a person owes nothing any more."""
    told = "Nothing is open here any more: it was done or excused meanwhile. Open the cycle again to see who is late."
    return blocks.modal(NOTHING, "Review cycle", [_head(cycle, name), blocks.context(told)], close="Close")


def read_due(view: dict[str, Any]) -> tuple[OneTask, str]:
    """Return the to-do whose due date moves, and the day as `YYYY-MM-DD`; `StaleControl` for a forged choice."""
    fields = Fields(view)
    return decode(OneTask, fields.option(WHICH)), fields.day(DAY)


def _options(tasks: Sequence[OpenTask]) -> list[Block]:
    return [
        blocks.option(
            f"{_short(one)} · due {week_day_words(one.task.due)}",
            encode(OneTask(one.task.cycle_id, one.task.position, one.task.subject)),
        )
        for one in tasks[: blocks.OPTIONS]
    ]


def _left_out(tasks: Sequence[OpenTask]) -> list[str]:
    return [f"The first {blocks.OPTIONS} of {len(tasks)} are offered."] if len(tasks) > blocks.OPTIONS else []


def _short(one: OpenTask) -> str:
    """Return whom a to-do is about and its step, so short that the due date still stands in a choice."""
    return blocks.shorten(f"{blocks.shorten(one.about, 30)} · {one.phase}", blocks.OPTION - len(" · due Wed 30 Sep"))


def _head(cycle: Cycle, name: str) -> Block:
    return paragraph(text(name, bold=True), text(f" · {cycle.name}"))


def _modal(callback_id: str, title: str, body: list[Block], cycle: Cycle, user_id: str) -> Block:
    state = encode(CyclePlace(cycle.id, user=user_id))
    return blocks.modal(callback_id, title, body, submit="Save", close="Close", private_metadata=state)
