"""Sharing goals: what happens when they are shared, said before; and what has happened, with a way back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.facts import Goals, ShareFacts
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.changes import change_block
from bot.views.check import open_words
from bot.views.fields import Fields
from bot.views.frames import layout_word
from bot.views.moments import morning_words
from bot.views.people import short_name
from bot.views.rich import paragraph, text
from bot.views.shared_ids import SEND_NOW, TAKE_BACK
from bot.views.state import OneSheet, OneVersion, encode
from bot.views.titles import names_words
from db.facts import Person

SUBMIT = "share"
SENT = "sent"
NOTE, OPEN = "share:note", "share:open"
OPEN_HINT = "Tick this to share them so, or go back and fill them."


def share_modal(facts: ShareFacts, actor: Person) -> Block:
    """Return the view before sharing: all that will happen, and a note."""
    goals = facts.goals
    first = short_name(goals.subject.name)
    note = blocks.text_field(NOTE, "", "For example: Let’s go through these on Thursday.")
    body = [
        paragraph(text(goals.subject.name, bold=True), text(f" gets version {facts.number} of these goals.")),
        blocks.context(f"{goals.sheet.period.name} · {goals.sheet.title} · layout: {layout_word(goals.layout)}"),
        blocks.context("\n".join(_what_happens(facts, actor, first))),
        *_changes(facts),
        *_open_fields(goals),
        blocks.entry(
            "note", f"A note to {first}", note, hint="It stands above the goals and stays with them.", optional=True
        ),
    ]
    return blocks.modal(
        SUBMIT, "Share goals", body, submit="Share", close="Close", private_metadata=encode(OneSheet(goals.sheet.id))
    )


def _what_happens(facts: ShareFacts, actor: Person, first: str) -> list[str]:
    """Return in sentences when the goals arrive, who else can read them and what they replace."""
    return [
        _arrives(facts.goals, facts.arrives, actor) if facts.arrives else f"{first} gets this at once.",
        *([_first_contact(facts.goals, actor, first)] if facts.first_contact else []),
        _who_else(facts.readers),
        "Review organisers see dates and status only.",
        *(["Sharing these closes the goals whose place they take."] if facts.replaces else []),
    ]


def _arrives(goals: Goals, moment: datetime, actor: Person) -> str:
    """Return when the employee gets the goals, in their own time and, where it differs, in that of who shares."""
    there, here = morning_words(moment, goals.subject.tz), morning_words(moment, actor.tz)
    same = there.partition(" (")[0] == here.partition(" (")[0]
    return f"{short_name(goals.subject.name)} gets this {there}{'' if same else f'; for you that is {here}'}."


def _first_contact(goals: Goals, actor: Person, first: str) -> str:
    who = "you are" if actor.user_id == goals.author.user_id else f"{goals.author.name} is"
    return f"{first} is asked first whether {who} their manager; no text is shown before."


def _who_else(readers: Sequence[str]) -> str:
    if not readers:
        return "Nobody else can read these: no HR reader is named."
    return f"HR can read these too: {names_words(readers)}. Each reading is listed for both of you."


def _changes(facts: ShareFacts) -> list[Block]:
    if not facts.changes:
        return []
    return [change_block(f"What changed since version {facts.goals.sheet.version}", facts.changes)]


def _open_fields(goals: Goals) -> list[Block]:
    """Return which fields are open, and the one box that agrees to it."""
    count = sum(len(goal.open_slots) for goal in goals.goals)
    if not count:
        return []
    words = f"Share with {count} {'field' if count == 1 else 'fields'} left open"
    box = blocks.checkboxes(OPEN, [blocks.option(words, "yes")], [])
    named = blocks.context("\n".join(open_words(goals)))
    return [named, blocks.entry("open", "Fields left open", box, hint=OPEN_HINT)]


def read_share(view: dict[str, Any]) -> tuple[str, bool]:
    """Return the note, and whether fields may stay open."""
    fields = Fields(view)
    return fields.text(NOTE), bool(fields.ticked(OPEN))


def sent_modal(goals: Goals, number: int, arrives: datetime | None, actor: Person) -> Block:
    """Return what has happened after sharing: when the employee gets the goals, and the ways to hasten or end it."""
    first = short_name(goals.subject.name)
    when = _arrives(goals, arrives, actor) if arrives else f"{first} has it now."
    state = encode(OneVersion(goals.sheet.id, number))
    ways = [blocks.button(SEND_NOW, "Send now", state)] if arrives else []
    body = [
        paragraph(text("Shared. ", bold=True), text(when)),
        blocks.actions(*ways, blocks.button(TAKE_BACK, "Take back", state)),
        blocks.context(f"You can take version {number} back until {first} answers."),
    ]
    return blocks.modal(SENT, "Shared", body, close="Close", private_metadata=state)
