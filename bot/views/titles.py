"""Titles of views: short enough for Slack, and whose goals they are."""

from __future__ import annotations

from bot.facts import Goals

LONGEST = 24


def goals_title(goals: Goals) -> str:
    """Return "Sam’s goals", or "Goals" where the name is too long for a title."""
    if goals.subject.user_id == goals.author.user_id:
        return "Your goals"
    title = f"{first_name(goals.subject.name)}’s goals"
    return title if len(title) <= LONGEST else "Goals"


def first_name(name: str) -> str:
    """Return the first word of a name."""
    return name.split(maxsplit=1)[0] if name.split() else name
