"""Who may do what with someone's goals: the one place that decides."""

from __future__ import annotations

from typing import Literal

from bot.errors import NothingHere, Refused
from db.facts import Person, Sheet

Action = Literal["read", "write", "discard"]


def authorize(actor: Person, action: Action, sheet: Sheet | None) -> Sheet:
    """Return the sheet if the actor may do this with it.

    Raises `NothingHere` in the same words for what is missing and what is forbidden. A draft is its author's alone;
    `Refused` tells its author why it can't be changed any more.
    """
    if sheet is None or not actor.member or sheet.team_id != actor.team_id or sheet.author != actor.user_id:
        raise NothingHere
    if sheet.state != "draft" and action != "read":
        raise Refused(
            f"You can’t do that: this draft was taken back on {sheet.updated_at:%Y-%m-%d}. Start new goals."
        )
    return sheet
