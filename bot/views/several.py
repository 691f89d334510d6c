"""The same goals for several people: whom they are for, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.facts import Goals
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.fields import Fields
from bot.views.frames import CONTINUE
from bot.views.rich import paragraph, text
from bot.views.state import NewGoals, OneSheet, encode

SEVERAL = "several:open"
SUBMIT = "several"
PEOPLE, VALUES = "several:people", "several:values"
MOST = 20


def several_modal(goals: Goals, new: NewGoals) -> Block:
    """Return the view that asks for whom else these goals are."""
    people: Block = {
        "type": "multi_users_select",
        "action_id": PEOPLE,
        "placeholder": blocks.plain("Pick people"),
        "max_selected_items": MOST,
    }
    values = blocks.checkboxes(VALUES, [blocks.option("Copy baselines and targets too", "values")], [])
    body = [
        blocks.context(f"{goals.sheet.title} · {goals.sheet.period.name} · each person gets a draft of their own"),
        blocks.entry(
            "people", "Who else are these goals for?", people, hint="The chosen goals and notes are copied."
        ),
        blocks.entry("values", "Values", values, optional=True),
    ]
    return blocks.modal(
        SUBMIT, "Start for several", body, submit="Start drafts", close="Close", private_metadata=encode(new)
    )


def read_several(view: dict[str, Any]) -> tuple[tuple[str, ...], bool]:
    """Return the ids of the people picked, and whether values are to be copied."""
    fields = Fields(view)
    return fields.users(PEOPLE), bool(fields.ticked(VALUES))


def started_modal(started: Sequence[Goals], standing: Sequence[str]) -> Block:
    """Return what was started, each with the way on, and who had a draft already."""
    lines = [block for goals in started for block in _line(goals)]
    left = [paragraph(text(f"Left as they are, with a draft for this period already: {', '.join(standing)}."))]
    none = [] if started else [paragraph(text("No new draft was needed."))]
    return blocks.modal("started", "Start for several", [*lines, *none, *(left if standing else [])], close="Close")


def _line(goals: Goals) -> list[Block]:
    go_on = blocks.button(CONTINUE, f"Continue for {goals.subject.name}", encode(OneSheet(goals.sheet.id)))
    return [paragraph(text(goals.subject.name, bold=True), text(" has a draft now.")), blocks.actions(go_on)]
