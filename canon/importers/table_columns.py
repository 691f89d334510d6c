"""Which column of a career ladder means what: its names, and a mapping by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from canon.importers.sources import Refused

Column = Literal[
    "role",
    "role id",
    "function",
    "level",
    "level name",
    "kind",
    "name",
    "text",
    "id",
    "sub-points",
    "source",
    "section",
]
OTHER_NAMES: Mapping[Column, tuple[str, ...]] = {
    "role": ("role name", "job", "job title", "title", "position", "focus"),
    "role id": ("role code", "job code", "code", "job id"),
    "function": ("job family", "family", "department", "discipline"),
    "level": ("grade", "band", "job level", "level code"),
    "level name": ("level label", "grade name", "label"),
    "kind": ("type", "category", "layer"),
    "name": ("short name", "heading", "topic", "theme"),
    "text": ("responsibility", "description", "statement", "expectation", "criterion", "competency"),
    "id": ("text id", "key"),
    "sub-points": ("sub points", "details", "examples"),
    "source": ("reference", "origin"),
    "section": ("notes", "comment", "comments"),
}
NEEDED: tuple[Column, ...] = ("role", "text")
_WORDS = re.compile(r"[\W_]+")


def plain(heading: str) -> str:
    """Return a heading without what people spell differently."""
    return " ".join(_WORDS.sub(" ", heading.casefold()).split())


MEANINGS: Mapping[str, Column] = {
    plain(name): column for column in get_args(Column) for name in (column, *OTHER_NAMES[column])
}


def columns_of(headings: Sequence[str], mapping: Mapping[str, str], file: str) -> dict[int, Column]:
    """Return what each column means; those that mean nothing are left out. Raises `Refused`."""
    found = _by_hand(headings, mapping, file)
    for column in get_args(Column):
        if column in found.values():
            continue
        exact = [at for at, heading in enumerate(headings) if plain(heading) == plain(column)]
        near = [at for at, heading in enumerate(headings) if MEANINGS.get(plain(heading)) == column]
        fitting = [at for at in (exact or near) if at not in found]
        if len(fitting) > 1:
            both = " and ".join(f"“{headings[at].strip()}”" for at in fitting)
            raise Refused(f"{both} may both be the {column}; say which with --columns “Heading={column}”", file, 1)
        found |= dict.fromkeys(fitting, column)
    lacking = [column for column in NEEDED if column not in found.values()]
    if lacking:
        there = ", ".join(heading.strip() for heading in headings if heading.strip())
        words = f"no column is the {lacking[0]}; its columns are {there}. Say which is with --columns"
        raise Refused(f"{words} “Heading={lacking[0]}”", file, 1)
    return found


def _by_hand(headings: Sequence[str], mapping: Mapping[str, str], file: str) -> dict[int, Column]:
    found: dict[int, Column] = {}
    spelled = [plain(heading) for heading in headings]
    known = {plain(column): column for column in get_args(Column)}
    for heading, name in mapping.items():
        column = known.get(plain(name))
        if column is None:
            raise Refused(f"“{name}” is no column; choose one of {', '.join(get_args(Column))}")
        if spelled.count(plain(heading)) != 1:
            raise Refused(f"it has no single column “{heading}”; its columns are {', '.join(headings)}", file, 1)
        if column in found.values() and column != "section":
            raise Refused(f"two columns are mapped to the {column}; name one")
        found[spelled.index(plain(heading))] = column
    return found
