"""What the company's list says of one person, for an organiser to change."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.facts.people_import import ListedPerson, PersonEdit
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.fields import Fields
from bot.views.moments import dated_words
from bot.views.rich import paragraph, text
from bot.views.state import CycleDeed, decode, encode

SUBMIT = "listed"
MANAGER, STAND_IN, UNTIL, LAST_DAY, AWAY, CYCLES = (
    "listed:manager",
    "listed:stand-in",
    "listed:until",
    "listed:last",
    "listed:away",
    "listed:cycles",
)
MOST_CYCLES = 10
"""Boxes that stand in one field; Slack's limit."""
LATER = "A new manager counts after one whole working day; both people are told first, and can say that it is wrong."


def listed_modal(person: ListedPerson) -> Block:
    """Return the view of one person's line."""
    body = [
        paragraph(text(person.name, bold=True), text(_about(person))),
        _who("manager", "Manager", MANAGER, person.manager),
        *(
            [blocks.context(f"{person.coming} counts as manager from the next working days on.")]
            * bool(person.coming)
        ),
        _who("stand-in", "Stand-in of the manager", STAND_IN, person.stand_in),
        _day("until", "Stand-in until", UNTIL, person.stand_in_until),
        _day("away", "Away until", AWAY, person.away_until),
        _day("last", "Last day in the company", LAST_DAY, person.last_day),
        *_cycles(person),
        blocks.context(LATER),
    ]
    state = encode(CycleDeed("person", "", person.user_id))
    return blocks.modal(SUBMIT, "Person", body, submit="Save", close="Close", private_metadata=state)


def saved_modal(person: ListedPerson) -> Block:
    """Return what is kept now."""
    days = (("Away until", person.away_until), ("Last day", person.last_day))
    told = [f"{words} {dated_words(day)}" for words, day in days if day]
    inside = [f"In {seat.name}" for seat in person.cycles if seat.inside]
    body = [
        paragraph(text("Saved. ", bold=True), text(person.name)),
        *([blocks.context(*told, *inside)] if told or inside else []),
        blocks.context(LATER),
    ]
    return blocks.modal("listed_saved", "Person", body, close="Close")


def read_listed(view: dict[str, Any]) -> tuple[str, PersonEdit]:
    """Return whose line it is, and what it is to say."""
    fields = Fields(view)
    cycles = tuple(decode(CycleDeed, value).cycle for value in fields.ticked(CYCLES))
    edit = PersonEdit(
        manager=fields.user(MANAGER),
        stand_in=fields.user(STAND_IN),
        stand_in_until=_read(fields.day(UNTIL)),
        last_day=_read(fields.day(LAST_DAY)),
        away_until=_read(fields.day(AWAY)),
        cycles=cycles,
    )
    return decode(CycleDeed, view["private_metadata"]).user, edit


def _read(day: str) -> date | None:
    return date.fromisoformat(day) if day else None


def _about(person: ListedPerson) -> str:
    people = f"manager of {person.reports} {'person' if person.reports == 1 else 'people'}" if person.reports else ""
    told = [part for part in (person.team, person.country, people) if part]
    return f" · {' · '.join(told)}" if told else ""


def _who(block_id: str, label: str, action_id: str, chosen: str) -> Block:
    field: Block = {"type": "users_select", "action_id": action_id, "placeholder": blocks.plain("Nobody")}
    return blocks.entry(block_id, label, field | ({"initial_user": chosen} if chosen else {}), optional=True)


def _day(block_id: str, label: str, action_id: str, day: date | None) -> Block:
    return blocks.entry(block_id, label, blocks.day_field(action_id, day.isoformat() if day else ""), optional=True)


def _cycles(person: ListedPerson) -> list[Block]:
    if not person.cycles:
        return []
    boxes = [blocks.option(seat.name, encode(CycleDeed("in", seat.cycle))) for seat in person.cycles[:MOST_CYCLES]]
    ticked = [box for box, seat in zip(boxes, person.cycles, strict=False) if seat.inside]
    return [blocks.entry("cycles", "In these review cycles", blocks.checkboxes(CYCLES, boxes, ticked), optional=True)]
