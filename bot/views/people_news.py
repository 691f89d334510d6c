"""What the company's list changes for a person, told before it does, with the way to stop it."""

from __future__ import annotations

from bot.facts.roster import Coming
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.moments import morning_words
from bot.views.rich import paragraph, text
from bot.views.state import OnePerson, encode

WRONG = "people:wrong"


def coming_message(coming: Coming) -> Block:
    """Return the message about a change of manager, as it stands now: the fields of a message."""
    words = _words(coming)
    body = [paragraph(text(words))]
    if coming.state == "waiting":
        ask = blocks.confirm(
            "Stop this change?", "Nothing changes. Tell HR, so that the list is put right.", "This is wrong", "Back"
        )
        wrong = blocks.button(WRONG, "This is wrong", encode(OnePerson(coming.employee_id)), ask=ask)
        why = "Why this came: the company’s list of people was changed."
        body += [blocks.actions(wrong), blocks.context(why)]
    return {"text": "Your manager changes." if coming.own else "Somebody’s manager changes.", "blocks": body}


def _words(coming: Coming) -> str:
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
    when = morning_words(coming.at, coming.person.tz)
    if not coming.new:
        return f"From {when} on, the company’s list names no manager for {whom}."
    ends = "" if coming.own else " From then on you won’t see what comes after."
    return f"From {when} on, {coming.new} is {whose} manager and can read {goals}.{ends}"
