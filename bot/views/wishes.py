"""Everybody's own three settings: the hour of messages, a weekly summary, the layout that new goals begin with."""

from __future__ import annotations

from typing import Any

from bot.views import blocks
from bot.views.blocks import Block
from bot.views.fields import Fields
from bot.views.frames import layout_word
from canon.frames import FRAMES, FrameName
from db.facts import MORNING, Preferences

SUBMIT = "settings"
HOUR, WEEKLY, LAYOUT = "settings:hour", "settings:weekly", "settings:layout"
FIRST_HOUR, LAST_HOUR = 7, 17
USUAL = "usual"
USUAL_WORDS = "{hour:02}:00, or a review cycle’s own hour"
COMPANY = "company"
"""How the company's layout is written as a choice: a choice needs a value."""


def settings_modal(wishes: Preferences, company: FrameName | None = None) -> Block:
    """Return the view of a person's settings; `company` is the layout that the company chose."""
    hours = {hour: blocks.option(f"{hour:02}:00", str(hour)) for hour in range(FIRST_HOUR, LAST_HOUR + 1)}
    usual = blocks.option(USUAL_WORDS.format(hour=MORNING), USUAL)
    hour = usual if wishes.hour is None else hours[min(max(wishes.hour, FIRST_HOUR), LAST_HOUR)]
    weekly = blocks.option("Mondays, what you owe and what waits", "weekly")
    ours = f"Your company’s: {layout_word(company)}" if company else "Your company’s"
    layouts = {"": blocks.option(ours, COMPANY)} | {name: blocks.option(layout_word(name), name) for name in FRAMES}
    chosen = layouts.get(wishes.layout, layouts[""])
    when = "What comes later in the day reaches you at once until 18:00. Your Slack time zone counts."
    body = [
        blocks.entry(
            "hour",
            "Messages come from",
            blocks.menu(HOUR, "Pick an hour", [usual, *hours.values()], hour),
            hint=when,
        ),
        blocks.entry(
            "weekly",
            "Weekly summary",
            blocks.checkboxes(WEEKLY, [weekly], [weekly] if wishes.weekly else []),
            optional=True,
        ),
        blocks.entry(
            "layout", "Layout for new goals", blocks.menu(LAYOUT, "Pick a layout", list(layouts.values()), chosen)
        ),
    ]
    return blocks.modal(SUBMIT, "Settings", body, submit="Save", close="Close")


def read_settings(view: dict[str, Any]) -> tuple[int | None, bool, str]:
    """Return the hour, whether a summary is wanted, and the layout (empty for the company's).

    The hour is None where the usual one is wanted, and 0 where none was picked.
    """
    fields = Fields(view)
    hour, layout = fields.option(HOUR), fields.option(LAYOUT)
    number = int(hour) if hour.isascii() and hour.isdigit() else 0
    return None if hour == USUAL else number, bool(fields.ticked(WEEKLY)), "" if layout == COMPANY else layout
