"""What the company's list changes for a person, told before it does, with the way to stop it."""

from __future__ import annotations

from datetime import datetime

from bot.errors import StaleControl
from bot.facts.roster import Change, Coming, Stopped
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.moments import day_words, morning_words
from bot.views.rich import paragraph, text
from bot.views.state import ComingChange, CycleDeed, decode, encode

WRONG, LOOK = "people:wrong", "people:look"


def coming_message(coming: Coming) -> Block:
    """Return the message about a manager or a stand-in to come, as it stands now: the fields of a message."""
    stand_in = coming.change.what == "stand-in"
    body = [paragraph(text(_stand_in_words(coming) if stand_in else _manager_words(coming)))]
    if coming.state == "waiting":
        ask = blocks.confirm(
            "Stop this change?", "Nothing changes, and whoever organises reviews is told.", "This is wrong", "Back"
        )
        wrong = blocks.button(WRONG, "This is wrong", _state(coming.change), ask=ask)
        why = "Why this came: the company’s list of people was changed."
        body += [blocks.actions(wrong), blocks.context(why)]
    return {"text": _title(coming, stand_in=stand_in), "blocks": body}


def stopped_message(stopped: Stopped) -> Block:
    """Return what an organiser is told of a change that somebody called wrong: the fields of a message."""
    look = blocks.button(LOOK, f"Look at {blocks.shorten(stopped.employee, 50)}", encode(_place(stopped)))
    again = "The next file with the same line brings the change again: put the line right where the list is made."
    body = [
        paragraph(text(stopped.by, bold=True), text(f" says that this is wrong: {_stopped_words(stopped)}")),
        blocks.actions(look),
        blocks.context(again, "Why this came: you organise reviews."),
    ]
    return {"text": "A change of the company’s list was stopped.", "blocks": body}


def _stopped_words(stopped: Stopped) -> str:
    if stopped.what == "stand-in":
        stays = f"{stopped.now} stands in." if stopped.now else "Nobody stands in."
        return f"{stopped.new} standing in for {stopped.employee}’s manager. {stays}"
    stays = f"The manager is still {stopped.now}." if stopped.now else "The list still names no manager."
    return f"{stopped.new or 'nobody'} as {stopped.employee}’s manager. {stays}"


def read_look(value: str) -> str:
    """Return whom a press on the button of such a message means; raises `StaleControl`."""
    return decode(CycleDeed, value).user


def _place(stopped: Stopped) -> CycleDeed:
    return CycleDeed("person", "", stopped.user_id)


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
