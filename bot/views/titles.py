"""Titles of views and people's names in them: short enough for Slack, and whose goals they are."""

from __future__ import annotations

from collections.abc import Sequence

from bot.facts import Goal, Goals
from bot.views.blocks import Block, option

LONGEST = 24
NAMES = 20
"""Up to so many people are named in a sentence; the others are counted."""


def goals_title(goals: Goals) -> str:
    """Return "Sam’s goals", or "Goals" where the name is too long for a title."""
    if goals.subject.user_id == goals.author.user_id:
        return "Your goals"
    title = f"{first_name(goals.subject.name)}’s goals"
    return title if len(title) <= LONGEST else "Goals"


def first_name(name: str) -> str:
    """Return the first word of a name."""
    return name.split(maxsplit=1)[0] if name.split() else name


def names_words(names: Sequence[str]) -> str:
    """Return "Mia Vogt, Li Chen and Tom Berg"."""
    more = [f"{len(names) - NAMES} more"] if len(names) > NAMES else []
    every = [*names[:NAMES], *more]
    return " and ".join(part for part in (", ".join(every[:-1]), every[-1]) if part)


def goal_option(goal: Goal) -> Block:
    """Return a goal as a choice: its short title, under its number where people call it by that."""
    return option(f"{goal.number}. {goal.name}" if _numbered(goal) else goal.name, goal.key)


def goal_words(goal: Goal) -> str:
    """Return a goal's whole text under its number, a level expectation's under its name."""
    if _numbered(goal):
        return f"{goal.number}. {goal.text}"
    return f"{goal.row.name}: {goal.text}" if goal.row is not None and goal.row.name else goal.text


def _numbered(goal: Goal) -> bool:
    return goal.row is not None and goal.row.kind == "objective"
