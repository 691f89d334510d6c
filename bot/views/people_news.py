"""What the company's list changes for a person, told before it does, with the way to stop it."""

from __future__ import annotations

from datetime import datetime

from bot.errors import StaleControl
from bot.facts.roster import Change, Coming
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.moments import day_words, morning_words
from bot.views.rich import paragraph, text
from bot.views.state import ComingChange, decode, encode

WRONG = "people:wrong"


def coming_message(coming: Coming) -> Block:
    """Return the message about a manager or a stand-in to come, as it stands now: the fields of a message."""
    stand_in = coming.change.what == "stand-in"
    body = [paragraph(text(_stand_in_words(coming) if stand_in else _manager_words(coming)))]
    if coming.state == "waiting":
        ask = blocks.confirm(
            "Stop this change?", "Nothing changes. Tell HR, so that the list is put right.", "This is wrong", "Back"
        )
        wrong = blocks.button(WRONG, "This is wrong", _state(coming.change), ask=ask)
        why = "Why this came: the company’s list of people was changed."
        body += [blocks.actions(wrong), blocks.context(why)]
    return {"text": _title(coming, stand_in=stand_in), "blocks": body}


def read_wrong(value: str) -> Change:
    """Return the change that a press on "This is wrong" means; raises `StaleControl`."""
    state = decode(ComingChange, value)
    try:
        at = datetime.fromisoformat(state.at)
    except ValueError:
        raise StaleControl from None
    return Change(state.user, "stand-in" if state.what == "stand-in" else "manager", state.who, at)


def _state(change: Change) -> str:
    return encode(ComingChange(change.employee, change.what, change.who, change.at.isoformat()))


def _title(coming: Coming, *, stand_in: bool) -> str:
    if stand_in:
        return "Somebody stands in for your manager." if coming.own else "Somebody stands in for you."
    return "Your manager changes." if coming.own else "Somebody’s manager changes."


def _manager_words(coming: Coming) -> str:
    whose = "your" if coming.own else f"{coming.employee}’s"
    goals = "your goals" if coming.own else f"{coming.employee}’s shared goals"
    whom = "you" if coming.own else coming.employee
    if coming.state == "stopped":
        return f"The change of {whose} manager was stopped. Nothing has changed."
    if coming.state == "in force" and not coming.new:
        return f"The company’s list names no manager for {whom} now. Goals stay with whoever shared them."
    if coming.state == "in force":
        return f"{coming.new} is {whose} manager now, and has {goals}, with their history."
    if coming.state == "goals stay":
        return f"{coming.new} is {whose} manager now, but can’t use this app: {goals} stay where they are."
    when = morning_words(coming.change.at, coming.person.tz)
    if not coming.new:
        return f"From {when} on, the company’s list names no manager for {whom}."
    ends = "" if coming.own else " From then on you won’t see what comes after."
    return f"From {when} on, {coming.new} is {whose} manager and can read {goals}.{ends}"


def _stand_in_words(coming: Coming) -> str:
    goals = "your shared goals" if coming.own else f"{coming.employee}’s shared goals"
    whom = (coming.manager or "your manager") if coming.own else "you"
    if coming.state == "stopped":
        return f"{coming.new} does not stand in for {whom}, and can’t read {goals}."
    until = f" until {day_words(coming.until)}" if coming.until else ""
    does = f"{coming.new} stands in for {whom} and can read {goals}{until}."
    return f"From {morning_words(coming.change.at, coming.person.tz)} on, {does}"
