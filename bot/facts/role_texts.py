"""What a role text says otherwise than it did: words for its fields, and what both people see of it in a version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.facts.goals import Goals
from canon.taking import text_changes

FIELDS: Mapping[str, str] = {
    "canon": "role library",
    "tag": "short name of the role library",
    "focus": "role",
    "id": "code of the role",
    "order of dimensions": "order of the level expectations",
}
"""The words on the screen for fields that the library calls otherwise."""

PARTS: Mapping[str, str] = {"name": "title", "details": "points under it", "source_kind": "kind"}
"""What a row says beside its words, and what people call it."""


def field_words(field: str) -> str:
    """Return what people call a field of a role text."""
    return FIELDS.get(field, field)


@dataclass(frozen=True, slots=True)
class Said:
    """One difference beside goals' own words: where, old, new; empty where there was or is nothing."""

    place: str
    old: str
    new: str


def said_otherwise(before: Goals, after: Goals) -> Iterator[Said]:
    """Give what the role text of a version says otherwise than an earlier one's, beside the words of its goals."""
    if before.profile == after.profile:
        return
    old = {goal.key: goal for goal in before.goals}
    for goal in after.goals:
        was = old.get(goal.key)
        if was is not None and was.row is not None and goal.row is not None:
            for part in ("name", "details", "source_kind"):
                told = [_told(getattr(row, part)) for row in (was.row, goal.row)]
                if told[0] != told[1]:
                    yield Said(f"{goal.called}, {PARTS[part]}", *told)
    yield from (
        Said(field_words(fact.field), fact.old or "", fact.new or "")
        for fact in text_changes(before.profile, after.profile).facts
    )
    yield from _order(before, after)


def _told(part: str | tuple[str, ...] | None) -> str:
    return "; ".join(part) if isinstance(part, tuple) else part or ""


def _order(before: Goals, after: Goals) -> Iterator[Said]:
    """Give the order of the goals where those that both versions have stand in another one."""
    numbers = {goal.key: goal.number for goal in before.goals}
    now = [numbers[goal.key] for goal in after.goals if goal.key in numbers]
    if now != sorted(now):
        yield Said("order of the goals", ", ".join(map(str, sorted(now))), ", ".join(map(str, now)))
