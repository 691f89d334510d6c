"""Naming organisers and HR readers: for owners and admins of the workspace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.clock import today_in
from bot.facts.offices import MOST, HeldOffice, NewHolder, OfficeFacts
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.fields import Fields
from bot.views.moments import day_words
from bot.views.rich import paragraph, text
from bot.views.state import OfficesShown, decode, encode
from bot.views.titles import names_words

SUBMIT = "offices"
AGREE, REMOVE = "offices:agree", "offices:remove"
ORGANISERS, READER = "offices:organisers", "offices:reader"
ORGANISE = "*Organisers* run review cycles. They see names, dates and status, never what goals say."
READ = "*HR readers* can read shared goals. They pick a reason each time, and both people see it."
TOLD = (
    "Everybody with shared goals sees on their Home who was named. Who has which part stands in “Who can read this”."
)
KIND_WORDS = {"organiser": "review organiser", "reader": "HR reader"}


def offices_modal(facts: OfficeFacts, shown: OfficesShown | None = None, *, saved: bool = False) -> Block:
    """Return the view in which people are named; `shown` is what a view had shown first that is only drawn anew.

    One that was just `saved` says so.
    """
    organisers: Block = {
        "type": "multi_users_select",
        "action_id": ORGANISERS,
        "placeholder": blocks.plain("Pick people"),
        "max_selected_items": MOST,
    }
    if facts.organisers:
        organisers["initial_users"] = list(facts.organisers)
    reader: Block = {"type": "users_select", "action_id": READER, "placeholder": blocks.plain("Pick a person")}
    body = [
        *([paragraph(text("Saved. ", bold=True), text("This is how it stands now."))] if saved else []),
        blocks.section(ORGANISE),
        *_fixed(facts.fixed["organiser"]),
        blocks.entry("organisers", "Organisers", organisers, hint="They count as soon as you save.", optional=True),
        blocks.divider(),
        blocks.section(READ),
        *_fixed(facts.fixed["reader"]),
        *(block for held in facts.readers for block in _reader(held, facts)),
        blocks.entry(
            "reader", "Name an HR reader", reader, hint="Counts once another owner or admin agrees.", optional=True
        ),
        blocks.context(TOLD),
    ]
    return blocks.modal(
        SUBMIT,
        "Organisers, HR readers",
        body,
        submit="Save",
        close="Close",
        private_metadata=encode(shown or OfficesShown(",".join(facts.organisers))),
    )


def read_offices(view: dict[str, Any]) -> tuple[tuple[str, ...], str]:
    """Return the Slack ids of the organisers and of one more reader, empty for nobody."""
    fields = Fields(view)
    return fields.users(ORGANISERS), fields.user(READER)


def read_shown(view: dict[str, Any]) -> OfficesShown:
    """Return what the view showed when it was opened."""
    return decode(OfficesShown, view["private_metadata"])


def new_words(new: Sequence[NewHolder], tz: str) -> str:
    """Return what Home tells everybody of who was named lately; empty for nobody."""
    said = [f"{one.name}, {KIND_WORDS[one.kind]} since {day_words(today_in(one.since, tz))}" for one in new]
    return f"New: {'; '.join(said)}." if said else ""


def _fixed(names: Sequence[str]) -> list[Block]:
    if not names:
        return []
    return [blocks.context(f"Named by whoever runs Goalframe, and changed there: {names_words(names)}.")]


def _reader(held: HeldOffice, facts: OfficeFacts) -> list[Block]:
    office, tz = held.office, facts.person.tz
    named = f"named by {held.named_by} on {day_words(today_in(office.named_at, tz))}"
    agreed = (
        f"agreed by {held.agreed_by} on {day_words(today_in(office.agreed_at, tz))}"
        if office.agreed_at
        else "waits until another owner or admin agrees"
    )
    may_agree = office.agreed_at is None and facts.person.user_id not in {office.named_by, office.user_id}
    ask = blocks.confirm(
        "Name as HR reader?",
        f"{held.name} will be able to read all shared goals, each time with a reason that both people see.",
        "Agree",
        "Not now",
    )
    agree = [blocks.button(AGREE, "Agree", office.user_id, style="primary", ask=ask)] if may_agree else []
    return [
        paragraph(text(held.name, bold=True), text(f" · {named} · {agreed}")),
        blocks.actions(*agree, blocks.button(REMOVE, "Remove", office.user_id)),
    ]
