"""What importing a file would change in the company's list of people, and which of its lines cannot be taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.services.roster_file import Fault, RosterFile, Row
from bot.services.roster_match import Match, match_people
from db.facts import RosterEntry

MANY = 20
"""More than one in so many gone: the number is to be typed."""
SPOKEN: Mapping[str, str] = {
    "key": "employee id",
    "email": "e-mail",
    "name": "name",
    "stand_in": "stand-in",
    "stand_in_until": "stand-in until",
    "country": "country",
    "region": "region",
    "unit": "team",
    "job_title": "job title",
    "level": "level",
    "hired": "hire date",
    "last_day": "last day",
    "away_until": "away until",
    "working_days": "working days",
}


@dataclass(frozen=True, slots=True)
class ManagerMove:
    """Somebody whose manager the file changes, by names; empty for nobody. `key` is theirs in the list."""

    name: str
    old: str
    new: str
    key: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class OtherChange:
    """Somebody about whom the file changes something else, and what."""

    name: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What would change: for people to read, and with what `apply` needs to do just that.

    `before` is the list as it was, `people` whom the file names, `good` those of them without a fault.
    """

    team: str
    before: tuple[RosterEntry, ...]
    people: tuple[Match, ...]
    good: tuple[Match, ...]
    faults: tuple[Fault, ...]
    new: tuple[str, ...]
    managers: tuple[ManagerMove, ...]
    other: tuple[OtherChange, ...]
    gone: tuple[RosterEntry, ...]
    unchanged: int
    untitled: tuple[str, ...]

    @property
    def asks_number(self) -> bool:
        """Tell whether so many would be gone that their number is to be typed."""
        return len(self.gone) * MANY > len(self.before)

    @property
    def changes(self) -> bool:
        return bool(self.new or self.managers or self.other or self.gone)


def make_plan(
    team: str, before: Sequence[RosterEntry], file: RosterFile, *, everyone: bool, knows_title: Callable[[str], bool]
) -> Plan:
    """Compare a file with the list; `everyone` says that whoever is not in the file is gone."""
    found = match_people(file, before, everyone=everyone)
    bad = {fault.line for fault in found.faults}
    good = tuple(match for match in found.people if match.row.line not in bad)
    users = {entry.key: entry.user_id for entry in before}
    users |= {match.key: match.entry.user_id for match in found.people if match.entry}
    drafts = [(match.entry, drafted(team, match, users)) for match in good]
    names = {entry.key: called(entry) for entry in (*before, *(draft for _, draft in drafts))}
    old = [(was, draft) for was, draft in drafts if was is not None]
    moved = [(was, draft) for was, draft in old if _key(was, found.renamed) != draft.manager_key]
    other = [(draft, parts) for was, draft in old if (parts := _parts(was, draft))]
    changed = {draft.key for _, draft in moved} | {draft.key for draft, _ in other}
    return Plan(
        team=team,
        before=tuple(before),
        people=found.people,
        good=good,
        faults=tuple(sorted(found.faults, key=lambda fault: fault.line)),
        new=tuple(called(draft) for was, draft in drafts if was is None),
        managers=tuple(_move(was, draft, names) for was, draft in moved),
        other=tuple(OtherChange(called(draft), parts) for draft, parts in other),
        gone=found.gone,
        unchanged=len(old) - len(changed),
        untitled=_untitled((match.row for match in good), knows_title),
    )


def drafted(team: str, match: Match, users: Mapping[str, str]) -> RosterEntry:
    """Return an entry as the file wants it; `users` are Slack ids by key, or by e-mail for who is outside it."""
    was = match.entry or RosterEntry(team, match.key, match.email, "", "")
    given: dict[str, Any] = dict(match.row.values)
    if match.stand_in is not None:
        given["stand_in"] = users.get(match.stand_in, was.stand_in if match.stand_in else "")
    return replace(was, key=match.key, email=match.email, manager_key=match.manager_key, **given)


def called(entry: RosterEntry) -> str:
    """Return what a person is called in lists."""
    return entry.name or entry.email or entry.key


def _key(was: RosterEntry, renamed: Mapping[str, str]) -> str:
    return renamed.get(was.manager_key, was.manager_key)


def _move(was: RosterEntry, draft: RosterEntry, names: Mapping[str, str]) -> ManagerMove:
    old, new = (names.get(key, key) for key in (was.manager_key, draft.manager_key))
    return ManagerMove(called(draft), old, new, draft.key)


def _parts(was: RosterEntry, draft: RosterEntry) -> tuple[str, ...]:
    return tuple(said for name, said in SPOKEN.items() if getattr(was, name) != getattr(draft, name))


def _untitled(rows: Iterable[Row], knows_title: Callable[[str], bool]) -> tuple[str, ...]:
    titles = dict.fromkeys(str(row.values.get("job_title") or "") for row in rows)
    return tuple(sorted(title for title in titles if title and not knows_title(title)))
