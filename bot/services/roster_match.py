"""Who of a file is who in the company's list, and the faults that show only when both are looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.services.roster_columns import MANAGERS
from bot.services.roster_file import Fault, RosterFile, Row
from db.facts import RosterEntry

NAMED = 10
"""Lines that a sentence names."""


@dataclass(frozen=True, slots=True)
class Match:
    """A person of the file: `key` is theirs in the list from now on, `entry` what the list has of them so far.

    `manager_key` and `stand_in` are keys of the list, e-mails for people outside it, empty for nobody; `stand_in` is
    None where the file says nothing of it.
    """

    row: Row
    key: str
    entry: RosterEntry | None
    manager_key: str = ""
    stand_in: str | None = None

    @property
    def email(self) -> str:
        if self.row.email is None:
            return self.entry.email if self.entry else ""
        return self.row.email


@dataclass(frozen=True, slots=True)
class Matches:
    """Everybody whom the file names, all faults, who is gone, and the list's keys that change, old to new."""

    people: tuple[Match, ...]
    faults: tuple[Fault, ...]
    gone: tuple[RosterEntry, ...]
    renamed: Mapping[str, str]


def match_people(file: RosterFile, before: Sequence[RosterEntry], *, everyone: bool) -> Matches:
    """Find everybody of a file in the list; with `everyone`, who is in the list alone is gone."""
    found = _found(file, before)
    met = {match.entry.key for match in found if match.entry}
    others = tuple(entry for entry in before if entry.key not in met)
    gone = others if everyone and not file.nameless else ()
    known = _known(found, () if gone else others)
    people = tuple(replace(match, **_superiors(match.row, known)) for match in found)
    renamed = {match.entry.key: match.key for match in people if match.entry and match.entry.key != match.key}
    faults = [*file.faults, *_nameless(file, everyone=everyone), *_twice(file, people)]
    faults += _unknown(file, people, frozenset(known.values()))
    kept = {entry.key: renamed.get(entry.manager_key, entry.manager_key) for entry in before}
    faults += _circles(file, people, {entry.key for entry in gone}, kept, {fault.line for fault in faults})
    return Matches(people, tuple(faults), gone, renamed)


def _found(file: RosterFile, before: Sequence[RosterEntry]) -> list[Match]:
    """Match by employee id; by e-mail where a line has none, or where nobody else of the file has that entry's id."""
    by_key = {entry.key: entry for entry in before}
    by_email = {entry.email: entry for entry in before if entry.email}
    taken = {row.employee_id for row in file.rows}
    matches = []
    for row in file.rows:
        same_email = by_email.get(row.email or "")
        if row.employee_id:
            free = same_email if same_email and same_email.key not in taken else None
            matches.append(Match(row, row.employee_id, by_key.get(row.employee_id, free)))
        else:
            matches.append(Match(row, same_email.key if same_email else row.email or "", same_email))
    return matches


def _known(found: Sequence[Match], others: Sequence[RosterEntry]) -> dict[str, str]:
    """Return the key of everybody by each way to name them; the file comes before the list."""
    known = {name: entry.key for entry in others for name in (entry.email, entry.key)}
    known |= {name: match.key for match in found for name in (match.email, match.row.employee_id, match.key)}
    known.pop("", None)
    return known


def _superiors(row: Row, known: Mapping[str, str]) -> dict[str, Any]:
    """Return who manages a person and who stands in: the first named one that is known, else as the file says."""
    named = [known[name] for name in row.managers if name in known]
    outside = [name for name in row.managers if "@" in name]
    manager = next(iter([*named, *outside, *row.managers]), "")
    return {"manager_key": manager, "stand_in": row.stand_in and known.get(row.stand_in, row.stand_in)}


def _nameless(file: RosterFile, *, everyone: bool) -> Iterator[Fault]:
    if everyone and file.nameless:
        yield Fault(file.nameless[0], "", "until every line says who it is about, nobody counts as gone.")


def _twice(file: RosterFile, people: Sequence[Match]) -> Iterator[Fault]:
    """Name both lines about one person: which of them is right is not for us to say."""
    lines: dict[str, list[int]] = {}
    for match in people:
        for name in {match.key, match.email} - {""}:
            lines.setdefault(name, []).append(match.row.line)
    for match in people:
        for name in (match.key, match.email):
            other = next((line for line in lines.get(name, ()) if line != match.row.line), None)
            if other:
                column = file.heading("e-mail") if name == match.email else file.heading("employee id", "e-mail")
                yield Fault(match.row.line, column, f"the same person stands in line {other}; keep one of them.")
                break


def _unknown(file: RosterFile, people: Sequence[Match], keys: frozenset[str]) -> Iterator[Fault]:
    """Refuse managers and stand-ins that are nobody, or the person themself."""
    for match in people:
        for who, column, what in (
            (match.manager_key, file.heading(*MANAGERS), "manager"),
            (match.stand_in, file.heading("stand-in"), "stand-in"),
        ):
            if who == match.key:
                yield Fault(match.row.line, column, f"nobody is their own {what}.")
            elif who and "@" not in who and who not in keys:
                words = f"this {what} is neither in the file nor in the list; write their employee id or e-mail."
                yield Fault(match.row.line, column, words)


def _circles(
    file: RosterFile, people: Sequence[Match], gone: set[str], kept: Mapping[str, str], bad: set[int]
) -> Iterator[Fault]:
    """Refuse every line by which people manage each other in a circle; without it the list's own manager stands."""
    bad = set(bad)
    while True:
        good = {match.key: match for match in people if match.row.line not in bad}
        replaced = gone | {match.entry.key for match in good.values() if match.entry}
        managers = {key: manager for key, manager in kept.items() if key not in replaced}
        managers |= {key: match.manager_key for key, match in good.items()}
        found = [lines for circle in circles(managers) if (lines := sorted(_lines(circle, good)))]
        if not found:
            return
        for lines in found:
            named = ", ".join(map(str, lines[:NAMED])) + (", …" if lines[NAMED:] else "")
            words = f"the managers above this person lead back to this person; look at line{'s'[: len(lines) > 1]}"
            yield from (Fault(line, file.heading(*MANAGERS), f"{words} {named}.") for line in lines)
            bad.update(lines)


def _lines(circle: Sequence[str], good: Mapping[str, Match]) -> set[int]:
    return {good[key].row.line for key in circle if key in good}


def circles(managers: Mapping[str, str]) -> list[list[str]]:
    """Return every circle in who manages whom, each once."""
    done: set[str] = set()
    found = []
    for start in managers:
        path: dict[str, int] = {}
        key = start
        while key in managers and key not in done and key not in path:
            path[key] = len(path)
            key = managers[key]
        if key in path:
            found.append(list(path)[path[key] :])
        done.update(path)
    return found
