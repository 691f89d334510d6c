"""The dates of a review cycle: when each step opens and is due, with the next working day where it is none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.errors import StaleControl
from bot.facts.cycle_forms import DayHint, PhaseDays
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.fields import Fields
from bot.views.moments import dated_words, week_day_words
from bot.views.rich import paragraph, text
from bot.views.state import CycleShown, encode
from db.facts import Cycle, Phase

SUBMIT = "cycle_dates"
OPENS, DUE = "dates:opens:", "dates:due:"
"""Each is followed by the step's position; a day that is picked draws the view anew, for its hints."""


def dates_modal(cycle: Cycle, hints: Sequence[DayHint] = (), shown: CycleShown | None = None) -> Block:
    """Return the view of a cycle's dates; `hints` are those of its days on which the organiser does not work.

    `shown` is what the view had shown first, where it is drawn anew.
    """
    told = ["These are each person’s own days. A reminder that falls on a day off comes on their next working day."]
    if cycle.apart:
        told.append(f"They hold for who starts on {dated_words(cycle.first)}; for others they move along.")
    if cycle.state != "draft":
        told.append("What was sent stays sent; what is planned is planned anew.")
    body = [block for phase in cycle.phases for block in _phase(phase, {hint.day: hint for hint in hints})]
    return blocks.modal(
        SUBMIT,
        "Edit dates",
        [*body, blocks.context("\n".join(told))],
        submit="Save",
        close="Close",
        private_metadata=encode(shown or CycleShown(cycle.id, _days(cycle.phases))),
    )


def _phase(phase: Phase, hints: dict[date, DayHint]) -> list[Block]:
    return [
        paragraph(text(f"{phase.position}. {phase.name}", bold=True)),
        _day(f"{OPENS}{phase.position}", "Opens", phase.opens, hints),
        _day(f"{DUE}{phase.position}", "Due", phase.due, hints),
    ]


def _day(action_id: str, label: str, day: date, hints: dict[date, DayHint]) -> Block:
    hint = hints.get(day)
    words = f"{week_day_words(day)}: {hint.why}. Next working day: {week_day_words(hint.next)}." if hint else ""
    return blocks.entry(
        action_id,
        label,
        blocks.day_field(action_id, day.isoformat()),
        hint=words or week_day_words(day),
        dispatch=True,
    )


def read_dates(view: dict[str, Any]) -> tuple[PhaseDays, ...]:
    """Return the days of each step that the view shows, in its order."""
    fields = Fields(view)
    return tuple(
        PhaseDays(int(position), _read(fields.day(f"{OPENS}{position}")), _read(fields.day(f"{DUE}{position}")))
        for position in fields.actions(OPENS)
    )


def read_shown_dates(shown: CycleShown) -> tuple[PhaseDays, ...]:
    """Return the days that the view showed when it was opened; raises `StaleControl` where these are none."""
    parts = iter(shown.days.split())
    try:
        return tuple(
            PhaseDays(int(position), date.fromisoformat(opens), date.fromisoformat(due))
            for position, opens, due in zip(parts, parts, parts, strict=True)
        )
    except ValueError:
        raise StaleControl from None


def _days(phases: Sequence[Phase]) -> str:
    return " ".join(f"{one.position} {one.opens.isoformat()} {one.due.isoformat()}" for one in phases)


def dates_block(position: int) -> str:
    """Return the id of the block under which a sentence about a step's dates stands."""
    return f"{DUE}{position}"


def _read(day: str) -> date | None:
    return date.fromisoformat(day) if day else None
