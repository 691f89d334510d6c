"""The message that reminds a person of what they owe in review cycles, and the view that puts it off to a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.facts.cycles import STEP_WORDS, Reminder, ToDo
from bot.views import blocks
from bot.views.blocks import Block, shorten
from bot.views.fields import Fields
from bot.views.home import SETTINGS
from bot.views.moments import hour_words, week_day_words
from bot.views.rich import paragraph, text
from bot.views.state import HomePlace, encode
from bot.views.titles import names_words
from bot.views.to_do import is_open, to_do_blocks

LATER = "reminder:later"
"""The menu that puts all reminders off; each choice is a number of days, or `day` to pick one in a view."""
SEE_ALL = "reminder:all"
"""Leads to all that is to be done on Home; carries a `HomePlace`."""
SUBMIT_LATER = "later"
LATER_DAY = "later:day"
PICK_A_DAY = "day"
MOST = 5
"""To-dos that stand in a message, the nearest; the others are one press away."""
LONGEST_NAME = 60
"""Characters of a cycle's name inside a sentence."""
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
ENDED = "Done. Nothing more is coming about this."
STOPPED = "The review cycle has ended. Nothing more is coming about this."
NO_NAME = "Review cycles"
NOT_NOW = "Nothing to do now. A reminder comes only if it is your turn again."


def reminder_message(reminder: Reminder) -> Block:
    """Return the reminder as it stands now: the fields of a message."""
    left = [one for one in reminder.to_dos if is_open(one)]
    ended = reminder.over or not left
    shown = sorted(reminder.to_dos, key=lambda one: one.task.due)[:MOST]
    lines = [block for one in shown for block in to_do_blocks(one, over=reminder.over)]
    title = _which(reminder) if ended else _title(len(left), reminder)
    body = [paragraph(text(title, bold=True)), *_words(reminder), *lines]
    if ended:
        waits = not reminder.over and any(one.task.state == "waiting" for one in reminder.to_dos)
        words = NOT_NOW if waits else STOPPED if left else ENDED
        return {"text": words, "blocks": [*body, blocks.context(words)]}
    all_of_them = any(one not in shown for one in left)
    return {
        "text": blocks.fallback(f"{title}, {_due(left)}."),
        "blocks": [
            *body,
            blocks.actions(*([_see_all(len(left))] if all_of_them else []), _later(reminder.hour), _settings()),
            blocks.context(_why(reminder), _next(reminder)),
        ],
    }


def _which(reminder: Reminder) -> str:
    return shorten(names_words([shorten(name, LONGEST_NAME) for name in reminder.cycles]) or NO_NAME, 300)


def _title(count: int, reminder: Reminder) -> str:
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return f"{number} {'thing' if count == 1 else 'things'} to do for {_which(reminder)}"


def _due(left: Sequence[ToDo]) -> str:
    days = sorted({one.task.due for one in left})
    return f"{'the first ' if len(days) > 1 else ''}due {week_day_words(days[0])}"


def _words(reminder: Reminder) -> list[Block]:
    """Return organisers' own words."""
    return [paragraph(text(f"{name} wrote: “{words}”")) for name, words in reminder.said[:MOST] if words]


def _see_all(count: int) -> Block:
    return blocks.button(SEE_ALL, f"See all {count}", encode(HomePlace(1, "to do")))


def _later(hour: int) -> Block:
    days = {"1": f"Tomorrow, {hour:02}:00", "3": f"In 3 days, {hour:02}:00", PICK_A_DAY: "Pick a day"}
    return blocks.menu(LATER, "Remind me later", [blocks.option(words, value) for value, words in days.items()])


def _settings() -> Block:
    return blocks.button(SETTINGS, "Reminder settings")


def _why(reminder: Reminder) -> str:
    several = sum(is_open(one) for one in reminder.to_dos) > 1
    cycles = names_words([f"“{shorten(name, LONGEST_NAME)}”" for name in reminder.cycles])
    have = (
        f"you have {'to-dos' if several else 'a to-do'} in {cycles}, run by {names_words(reminder.organisers)} (HR)"
    )
    rules = list(dict.fromkeys(STEP_WORDS[step] for step in reminder.steps))
    names = list(dict.fromkeys(name for name, _ in reminder.said))
    asked = f"{names_words(names)} sent it by hand" if names else "you asked to be reminded later"
    return f"Why this came: {have}; {f'rule: {names_words(rules)}' if rules else asked}."


def _next(reminder: Reminder) -> str:
    tz, once = reminder.person.tz, "One message a day at most."
    if reminder.quiet_until is not None:
        return f"As you asked, nothing comes before {hour_words(reminder.quiet_until, tz)}."
    if reminder.next_at is None:
        return f"No other reminder of this is planned. {once}"
    return f"Next: {hour_words(reminder.next_at, tz)}, only if something is still open. {once}"


def later_modal(first: date, hour: int = 9) -> Block:
    """Return the view that asks until when no reminder is wanted; `first` is the earliest day to offer."""
    field = blocks.entry(
        "day",
        "No reminder before",
        blocks.day_field(LATER_DAY, first.isoformat()),
        hint=f"They go on at {hour:02}:00.",
    )
    told = blocks.context("This holds for all reminders of review cycles. What is due stays due.")
    return blocks.modal(SUBMIT_LATER, "Remind me later", [field, told], submit="Save", close="Close")


def read_later(view: dict[str, Any]) -> str:
    """Return the day that was picked as `YYYY-MM-DD`, empty where none was."""
    return Fields(view).day(LATER_DAY)
