"""Lists of sheets: one line each, the newest first, without those that were taken back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select

from db.facts import Period, SheetLine
from db.tables import table

SHEETS = table("sheets")
ROWS = table("sheet_rows")
BLANKS = table("blanks")

REQUESTS = table("requests")

SHOWN = (
    "id",
    "author",
    "subject",
    "title",
    "period_name",
    "period_first",
    "period_last",
    "state",
    "updated_at",
    "version",
    "editing",
    "profile_id",
    "profile_hash",
)
ASKED = (
    select(REQUESTS.c.id)
    .where(REQUESTS.c.team_id == SHEETS.c.team_id, REQUESTS.c.sheet_id == SHEETS.c.id, REQUESTS.c.state == "open")
    .exists()
)
LINES = select(*(SHEETS.c[name] for name in SHOWN), ASKED)
TARGET = (
    (BLANKS.c.team_id == ROWS.c.team_id)
    & (BLANKS.c.sheet_id == ROWS.c.sheet_id)
    & (BLANKS.c.row == ROWS.c.key)
    & (BLANKS.c.slot == "target")
)
KEPT = select(ROWS.c.sheet_id, ROWS.c.key, BLANKS.c.value).outerjoin_from(ROWS, BLANKS, TARGET).where(ROWS.c.kept)

NEWEST_FIRST = (SHEETS.c.created_at.desc(), SHEETS.c.id.desc())
NEWEST = (
    select(SHEETS.c.id)
    .where(SHEETS.c.team_id == bindparam("team"), SHEETS.c.author == bindparam("author"))
    .where(SHEETS.c.state != "withdrawn")
    .order_by(*NEWEST_FIRST)
    .limit(1)
)


class SheetLists:
    """The reading of lists; `Sheets` adds the rest."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def newest(self, team_id: str, author: str) -> str | None:
        """Return the id of the sheet that this person began last, None where there is none."""
        found: str | None = self._connection.execute(NEWEST, {"team": team_id, "author": author}).scalar()
        return found

    def by_author(
        self, team_id: str, author: str, *, limit: int, offset: int = 0, others: bool = False
    ) -> tuple[SheetLine, ...]:
        """Return a page of the sheets this person writes; `others` leaves out those about themself."""
        written = LINES.where(_listed(team_id), _written(author, others=others))
        return self._lines(team_id, written.limit(limit).offset(offset))

    def count_by_author(self, team_id: str, author: str, *, others: bool = False) -> int:
        written = select(func.count()).select_from(SHEETS).where(_listed(team_id), _written(author, others=others))
        return self._connection.execute(written).scalar_one()

    def find(self, team_id: str, author: str, subject: str) -> tuple[SheetLine, ...]:
        """Return the sheets one person writes for another."""
        both = (SHEETS.c.author == author) & (SHEETS.c.subject == subject)
        return self._lines(team_id, LINES.where(_listed(team_id), both))

    def by_subject(self, team_id: str, subject: str, *, limit: int, offset: int = 0) -> tuple[SheetLine, ...]:
        """Return a page of what others have shared about this person."""
        return self._lines(team_id, LINES.where(_listed(team_id), _shared(subject)).limit(limit).offset(offset))

    def count_by_subject(self, team_id: str, subject: str) -> int:
        shared = select(func.count()).select_from(SHEETS).where(_listed(team_id), _shared(subject))
        return self._connection.execute(shared).scalar_one()

    def sharers(self, team_id: str) -> dict[str, str]:
        """Return, for each person about whom goals were shared, who wrote the newest of them."""
        shared = (SHEETS.c.author != SHEETS.c.subject) & (SHEETS.c.version > 0)
        both = select(SHEETS.c.subject, SHEETS.c.author).where(_listed(team_id), shared)
        rows = self._connection.execute(both.order_by(SHEETS.c.created_at, SHEETS.c.id))
        return {subject: author for subject, author in rows}  # noqa: C416 - a row is no pair to the types

    def in_period(self, team_id: str, period: Period, subject: str = "") -> tuple[SheetLine, ...]:
        """Return all sheets for a period, about one employee or about all, the newest first and without targets."""
        same = (SHEETS.c.period_first == period.first) & (SHEETS.c.period_last == period.last)
        about = [SHEETS.c.subject == subject] if subject else []
        found = LINES.where(_listed(team_id), same, *about).order_by(*NEWEST_FIRST)
        return tuple(_line(head, {}) for head in self._connection.execute(found))

    def since(self, team_id: str, day: date, subject: str = "") -> tuple[SheetLine, ...]:
        """Return all sheets for periods that end on a day or later, like those for one period."""
        about = [SHEETS.c.subject == subject] if subject else []
        found = LINES.where(_listed(team_id), SHEETS.c.period_last >= day, *about).order_by(*NEWEST_FIRST)
        return tuple(_line(head, {}) for head in self._connection.execute(found))

    def _lines(self, team_id: str, chosen: Select[Any]) -> tuple[SheetLine, ...]:
        heads = self._connection.execute(chosen.order_by(*NEWEST_FIRST)).all()
        targets = self._targets(team_id, [head.id for head in heads])
        return tuple(_line(head, targets[head.id]) for head in heads)

    def _targets(self, team_id: str, sheets: list[str]) -> dict[str, dict[str, str | None]]:
        """Return the targets of kept rows, by sheet and row."""
        found: dict[str, dict[str, str | None]] = {sheet: {} for sheet in sheets}
        here = KEPT.where(ROWS.c.team_id == team_id, ROWS.c.sheet_id.in_(sheets))
        for sheet, key, value in self._connection.execute(here):
            found[sheet][key] = value
        return found


def _listed(team_id: str) -> ColumnElement[bool]:
    return (SHEETS.c.team_id == team_id) & (SHEETS.c.state != "withdrawn")


def _written(author: str, *, others: bool) -> ColumnElement[bool]:
    written = SHEETS.c.author == author
    return written & (SHEETS.c.subject != author) if others else written


def _shared(subject: str) -> ColumnElement[bool]:
    return (SHEETS.c.subject == subject) & (SHEETS.c.author != subject) & (SHEETS.c.version > 0)


def _line(head: Any, targets: dict[str, str | None]) -> SheetLine:
    id_, author, subject, title, name, first, last, state, updated_at, version, editing, *text, asked = head
    counts = (len(targets), _filled(targets.values()))
    more = (updated_at, version, editing, asked, *text)
    return SheetLine(id_, author, subject, title, Period(name, first, last), state, *counts, *more)


def _filled(values: Iterable[str | None]) -> int:
    return sum(bool(value) for value in values)
