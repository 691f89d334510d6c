"""A reminder by hand: whom it goes to, what each of them gets, and the organiser's own words above it."""

from __future__ import annotations

from typing import Any

from bot.facts.cycle_forms import Reminding
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.cycle_late import each_gets, place
from bot.views.cycle_words import people_words
from bot.views.fields import Fields
from bot.views.rich import paragraph, text
from bot.views.state import encode
from bot.views.titles import names_words

SUBMIT = "cycle_remind"
WORDS = "remind:words"
LONGEST = 500


def remind_modal(reminding: Reminding) -> Block:
    """Return the view before a reminder by hand is sent; without anybody late it only says so."""
    state = encode(place(reminding.cycle.id, reminding.chosen, user=reminding.user))
    title, count = "Remind", len(reminding.names)
    if not count:
        nobody = [blocks.section("Nobody here is late any more. Nothing was sent.")]
        return blocks.modal(SUBMIT, title, nobody, close="Close", private_metadata=state)
    field = blocks.text_field(WORDS, "", "For example: We close the year on Friday.", longest=LONGEST)
    body = [
        paragraph(text(people_words(count), bold=True), text(f": {names_words(reminding.names)}")),
        blocks.entry("words", "Your own words", field, hint="One line. It can be left empty.", optional=True),
        *_preview(reminding),
        blocks.context(each_gets(reminding.cycle.hour, reminding.merged)),
    ]
    submit = f"Remind {people_words(count)}"
    return blocks.modal(SUBMIT, title, body, submit=submit, close="Close", private_metadata=state)


def _preview(reminding: Reminding) -> list[Block]:
    """Return the message as each of them gets it, with their own to-dos in it."""
    return [
        paragraph(
            text("What each gets\n", bold=True),
            text(f"Things to do for {reminding.cycle.name}\n{reminding.by} wrote: “…”\n"),
            text("Their own to-dos, each with its due date and a button."),
        ),
        blocks.context("They are told that you sent it by hand. Who has nothing left to do by then gets nothing."),
    ]


def read_remind(view: dict[str, Any]) -> str:
    """Return the organiser's words, on one line."""
    return " ".join(Fields(view).text(WORDS).split())
