"""Which column of a list of people means what: the names that HR systems give them, and a mapping by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from bot.errors import Refused

Column = Literal[
    "employee id",
    "e-mail",
    "name",
    "first name",
    "last name",
    "manager",
    "manager e-mail",
    "manager id",
    "stand-in",
    "stand-in until",
    "country",
    "region",
    "team",
    "job title",
    "level",
    "hire date",
    "last day",
    "away until",
    "working days",
]
MANAGERS: tuple[Column, ...] = ("manager id", "manager e-mail", "manager")
"""The columns that may name the manager; where several do, the first that is known counts."""
PERSON: frozenset[Column] = frozenset({"employee id", "e-mail"})
"""The columns that may say who a person is."""
OTHER_NAMES: Mapping[Column, tuple[str, ...]] = {
    "employee id": (
        "employee number",
        "employee no",
        "emp id",
        "staff id",
        "worker id",
        "person id",
        "personnel number",
        "id",
    ),
    "e-mail": ("email", "mail", "work e-mail", "email address", "work email address", "business email", "user email"),
    "name": ("full name", "employee name", "display name", "employee", "worker", "person"),
    "first name": ("given name", "forename"),
    "last name": ("surname", "family name"),
    "manager": ("reports to", "supervisor", "line manager", "managed by"),
    "manager e-mail": ("manager email", "manager mail", "manager work email", "supervisor email", "reports to email"),
    "manager id": (
        "manager employee id",
        "manager number",
        "manager employee number",
        "supervisor id",
        "reports to id",
    ),
    "stand-in": ("stand-in e-mail", "stand-in id", "deputy", "deputy email", "acting manager"),
    "stand-in until": ("deputy until", "acting until"),
    "country": ("country code", "work country", "location country"),
    "region": ("region code", "subdivision", "state code"),
    "team": ("department", "unit", "org unit", "organisation unit", "organization unit", "business unit", "division"),
    "job title": ("title", "position", "position title", "job", "role"),
    "level": ("job level", "grade", "job grade", "career level"),
    "hire date": ("hired", "start date", "date of hire", "first day", "joined"),
    "last day": ("end date", "leave date", "termination date", "last working day"),
    "away until": ("absent until", "on leave until"),
    "working days": ("work days", "workdays", "weekdays", "working pattern"),
}
PERSON_MISSING = "No column says who a person is: call one “employee id” or “e-mail”, or map yours to it."
MANAGER_MISSING = "No column says who the manager is: call one “manager”, or map yours to it."
NOT_READ = ""
"""What a heading is mapped to that is not read, whatever it means by itself."""
Places = Mapping[Column, int]
"""Where each column stands, from 0."""


class ColumnsUnclear(Refused):
    """What is said of the columns does not suffice to read the file."""


class ColumnsMissing(ColumnsUnclear):
    """A needed column is not there, or has a name that nobody knows."""

    def __init__(self, *, person: bool, manager: bool) -> None:
        super().__init__(PERSON_MISSING if person else MANAGER_MISSING)
        self.person, self.manager = person, manager


def places(headings: Sequence[str], mapping: Mapping[str, str]) -> Places:
    """Return where the columns stand; `mapping` says by hand what a heading means and beats every guess.

    Raises `Refused` where a needed column is missing, two headings mean the same, or the mapping names what is not.
    """
    found = _by_hand(headings, mapping)
    unread = {plain(heading) for heading, name in mapping.items() if name == NOT_READ}
    for at, heading in enumerate(headings):
        column = None if plain(heading) in unread else meaning(heading)
        if column is None or at in found.values() or _is_by_hand(column, mapping):
            continue
        if column in found:
            raise ColumnsUnclear(f"Two columns are the {column}: {_both(headings, found[column], at)}. Rename one.")
        found[column] = at
    _needed(found)
    return found


def meaning(heading: str) -> Column | None:
    """Return the column that a heading means, None for one that is not read."""
    return MEANINGS.get(plain(heading))


def plain(heading: str) -> str:
    """Return a heading without what systems spell differently: case, dots, dashes, underscores, e-mail or email."""
    words = " ".join(re.sub(r"[\W_]+", " ", heading.casefold()).split())
    return re.sub(r"\be mail\b", "email", words)


MEANINGS: Mapping[str, Column] = {
    plain(name): column for column in get_args(Column) for name in (column, *OTHER_NAMES.get(column, ()))
}


def _by_hand(headings: Sequence[str], mapping: Mapping[str, str]) -> dict[Column, int]:
    found: dict[Column, int] = {}
    spelled = [plain(heading) for heading in headings]
    for heading, name in mapping.items():
        column = meaning(name)
        if name == NOT_READ:
            continue
        if column is None:
            raise Refused(f"“{name}” is no column: choose one of {', '.join(get_args(Column))}.")
        if spelled.count(plain(heading)) != 1:
            raise Refused(f"The file has no single column “{heading}”: its columns are {', '.join(headings)}.")
        if column in found:
            raise Refused(f"Two headings are mapped to the {column}: name one.")
        found[column] = spelled.index(plain(heading))
    return found


def _is_by_hand(column: Column, mapping: Mapping[str, str]) -> bool:
    return any(meaning(name) == column for name in mapping.values())


def _both(headings: Sequence[str], first: int, second: int) -> str:
    return f"“{headings[first].strip()}” (column {first + 1}) and “{headings[second].strip()}” (column {second + 1})"


def _needed(found: Places) -> None:
    person, manager = PERSON & found.keys(), set(MANAGERS) & found.keys()
    if not (person and manager):
        raise ColumnsMissing(person=not person, manager=not manager)
