"""What a version holds: goals frozen as canonical JSON, and the same goals made of it again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import rfc8785

from bot.errors import VersionUnreadable
from bot.facts import SLOTS, Goal, Goals
from db.facts import Filled, Period, Person, Revision, Sheet, SheetRow, Slot

WRITER = "version"
"""What stands in a value's `view_id` when it comes from a version."""
NOTED: tuple[Slot, ...] = (*SLOTS, "note")
WRITTEN: tuple[Slot, ...] = ("text", *NOTED)
"""The fields of a manager's own line; the words of all other lines are the role's."""


def freeze(goals: Goals, note: str, number: int, shared_by: Person, shared_at: datetime) -> str:
    """Return all that a version says as RFC 8785 JSON, part by part; `shared_at` is aware."""
    sheet, period = goals.sheet, goals.sheet.period
    parts: dict[str, Any] = {
        "people": {"from": _named(goals.author), "for": _named(goals.subject)},
        "period": {"name": period.name, "first": period.first.isoformat(), "last": period.last.isoformat()},
        "role": {"profile_id": sheet.profile_id, "profile_hash": sheet.profile_hash, "title": sheet.title},
        "layout": goals.layout,
        "version": {
            "team_id": sheet.team_id,
            "goals_id": sheet.id,
            "number": number,
            "shared_by": _named(shared_by),
            "shared_at": moment_text(shared_at),
            "note": note,
        },
        "goals": [_frozen(goals, goal) for goal in goals.goals],
    }
    return rfc8785.dumps(parts).decode()


def thaw(content: str, goals: Goals) -> Goals:
    """Return goals exactly as a version has them; `goals` are the same ones as they are stored now.

    The names are those of the time of sharing. Lines that the version does not have are there as left out. The role
    text is that of `goals`; `role_text_of` says which one the version needs. Raises `VersionUnreadable`.
    """
    try:
        parts = json.loads(content)
        return replace(
            goals,
            sheet=_sheet(parts, goals.sheet),
            author=_person(parts["people"]["from"], goals.author),
            subject=_person(parts["people"]["for"], goals.subject),
        )
    except (ValueError, LookupError, TypeError) as error:
        raise VersionUnreadable from error


def role_text_of(content: str) -> str:
    """Return the hash of the role text that a version was made with; raise `VersionUnreadable`."""
    try:
        return str(json.loads(content)["role"]["profile_hash"])
    except (ValueError, LookupError, TypeError) as error:
        raise VersionUnreadable from error


def agrees(revision: Revision) -> bool:
    """Tell whether what is stored beside a version's content is what the content says."""
    try:
        said = json.loads(revision.content)["version"]
        of = (said["team_id"], said["goals_id"], said["number"], said["shared_by"]["id"])
        told = (said["shared_at"], said["note"])
    except (ValueError, LookupError, TypeError):
        return False
    stored = (revision.team_id, revision.sheet_id, revision.number, revision.shared_by)
    return (of, told) == (stored, (moment_text(revision.shared_at), revision.note))


def moment_text(moment: datetime) -> str:
    """Return a moment as versions and confirmations write it: ISO 8601 in UTC."""
    return moment.astimezone(UTC).isoformat()


def _named(person: Person) -> dict[str, str]:
    return {"id": person.user_id, "name": person.name}


def _frozen(goals: Goals, goal: Goal) -> dict[str, Any]:
    positions = {row.key: row.position for row in goals.sheet.rows}
    return {
        "key": goal.key,
        "position": positions[goal.key],
        "own": goal.row is None,
        "called": goal.called,
        "text": goal.text,
        "baseline": goal.values.get("baseline", ""),
        "target": goal.values.get("target", ""),
        "date": goal.values.get("date", ""),
        "note": goal.note,
    }


def _sheet(parts: Mapping[str, Any], sheet: Sheet) -> Sheet:
    lines, period = parts["goals"], parts["period"]
    kept = {str(line["key"]): SheetRow(str(line["key"]), int(line["position"]), kept=True) for line in lines}
    left = {row.key: replace(row, kept=False) for row in sheet.rows}
    return replace(
        sheet,
        author=str(parts["people"]["from"]["id"]),
        subject=str(parts["people"]["for"]["id"]),
        profile_id=str(parts["role"]["profile_id"]),
        profile_hash=str(parts["role"]["profile_hash"]),
        title=str(parts["role"]["title"]),
        period=Period(str(period["name"]), date.fromisoformat(period["first"]), date.fromisoformat(period["last"])),
        layout=str(parts["layout"]),
        rows=tuple(sorted((left | kept).values(), key=lambda row: (row.position, row.key))),
        filled=tuple(filled for line in lines for filled in _values(line, sheet)),
        rivals=(),
    )


def _values(line: Mapping[str, Any], sheet: Sheet) -> list[Filled]:
    slots = WRITTEN if line["own"] else NOTED
    key, values = str(line["key"]), {slot: str(line[slot]) for slot in slots}
    return [
        Filled(key, slot, value, sheet.stamp, WRITER, sheet.updated_at) for slot, value in values.items() if value
    ]


def _person(named: Mapping[str, Any], person: Person) -> Person:
    return replace(person, user_id=str(named["id"]), name=str(named["name"]))
