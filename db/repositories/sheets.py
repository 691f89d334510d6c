"""Sheets: read whole and fast, written blank by blank."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, select

from db.facts import Filled, Period, Rival, Sheet, SheetRow, Slot
from db.repositories.sheet_lists import SheetLists
from db.repositories.writing import add, change, put
from db.tables import table

PROFILES = table("profiles")
SHEETS = table("sheets")
ROWS = table("sheet_rows")
BLANKS = table("blanks")
RIVALS = table("rivals")


def _part(parts: Any, *names: str) -> Any:
    """Select a sheet's parts by the names of their facts, in an order that never changes."""
    chosen = select(*(parts.c[name] for name in names))
    return chosen.where(parts.c.team_id == bindparam("team"), parts.c.sheet_id == bindparam("sheet"))


PERIOD, PARTS = 7, 15
CLASH = (RIVALS.c.team_id == SHEETS.c.team_id) & (RIVALS.c.sheet_id == SHEETS.c.id)
HEAD = select(*SHEETS.c, exists().where(CLASH)).where(
    SHEETS.c.team_id == bindparam("team"),
    SHEETS.c.id == bindparam("sheet"),
)
ITS_ROWS = _part(ROWS, "key", "position", "kept").order_by(ROWS.c.position, ROWS.c.key)
ITS_BLANKS = _part(BLANKS, "row", "slot", "value", "stamp", "view_id", "written_at").order_by(
    BLANKS.c.row,
    BLANKS.c.slot,
)
ITS_RIVALS = _part(RIVALS, "row", "slot", "value", "view_id", "typed_at").order_by(
    RIVALS.c.typed_at,
    RIVALS.c.row,
    RIVALS.c.slot,
    RIVALS.c.view_id,
)
PROFILE = select(PROFILES.c.json).where(
    PROFILES.c.team_id == bindparam("team"),
    PROFILES.c.hash == bindparam("hash"),
)
STAMP = select(SHEETS.c.stamp).where(SHEETS.c.team_id == bindparam("team"), SHEETS.c.id == bindparam("sheet"))


class Sheets(SheetLists):
    """The sheets of all workspaces; every call names the one it means."""

    __slots__ = ()

    def get(self, team_id: str, sheet_id: str, known: Sheet | None = None) -> Sheet | None:
        """Read a sheet whole; `known` is the same one read before, whose parts stand while its stamp does.

        Every writer of rows, blanks and rivals takes the next stamp first.
        """
        ask, key = self._connection.execute, {"team": team_id, "sheet": sheet_id}
        found: Any = ask(HEAD, key).one_or_none()
        if found is None:
            return None
        *head, clash = found
        period = Period(*head[PERIOD : PERIOD + 3])
        before: Any = [*head[:PERIOD], period, *head[PERIOD + 3 : PARTS]]
        after: Any = head[PARTS:]
        if known is not None and (known.team_id, known.id, known.stamp) == (team_id, sheet_id, found.stamp):
            now = Sheet(*(*before, known.rows, known.filled, known.rivals, *after))
            return known if now == known else now
        rows = tuple([SheetRow(*row) for row in ask(ITS_ROWS, key).all()])
        filled = tuple([Filled(*row) for row in ask(ITS_BLANKS, key).all()])
        rivals = tuple([Rival(*row) for row in ask(ITS_RIVALS, key).all()]) if clash else ()
        return Sheet(*(*before, rows, filled, rivals, *after))

    def profile(self, team_id: str, profile_hash: str) -> str | None:
        """Return the role text with this hash, as it was given to `add`."""
        found: str | None = self._connection.execute(PROFILE, {"team": team_id, "hash": profile_hash}).scalar()
        return found

    def add(self, sheet: Sheet, profile_json: str) -> bool:
        """Store a new sheet whole, with its role text; change nothing if it is there already."""
        if self._connection.execute(STAMP, {"team": sheet.team_id, "sheet": sheet.id}).scalar() is not None:
            return False
        self.put_profile(sheet.team_id, sheet.profile_hash, profile_json)
        if not add(self._connection, SHEETS, _head(sheet)):
            return False
        self._add_parts(sheet)
        return True

    def put_profile(self, team_id: str, profile_hash: str, profile_json: str) -> None:
        """Store a role text; one that is stored already stays as it is."""
        add(self._connection, PROFILES, {"team_id": team_id, "hash": profile_hash, "json": profile_json})

    def _add_parts(self, sheet: Sheet) -> None:
        team_id, sheet_id = sheet.team_id, sheet.id
        for row in sheet.rows:
            self.put_row(team_id, sheet_id, row)
        for filled in sheet.filled:
            self.put_value(team_id, sheet_id, filled)
        for rival in sheet.rivals:
            self.put_rival(team_id, sheet_id, rival)

    def next_stamp(self, team_id: str, sheet_id: str, at: datetime) -> int:
        """Count one more change of the sheet, made now; raise `NotFound` if there is no such sheet."""
        self._change(team_id, sheet_id, stamp=SHEETS.c.stamp + 1, updated_at=at)
        stamp: int = self._connection.execute(STAMP, {"team": team_id, "sheet": sheet_id}).scalar_one()
        return stamp

    def put_value(self, team_id: str, sheet_id: str, filled: Filled) -> None:
        """Write a blank; an empty value empties it and is remembered as a change like any other."""
        self._put(BLANKS, team_id, sheet_id, asdict(filled))

    def put_rival(self, team_id: str, sheet_id: str, rival: Rival) -> None:
        """Keep a value that waits for a choice; a view has one for each blank."""
        self._put(RIVALS, team_id, sheet_id, asdict(rival))

    def drop_rivals(self, team_id: str, sheet_id: str, row: str, slot: Slot) -> None:
        """Forget the values that waited at this blank."""
        blank = (RIVALS.c.row == row) & (RIVALS.c.slot == slot)
        here = (RIVALS.c.team_id == team_id) & (RIVALS.c.sheet_id == sheet_id)
        self._connection.execute(RIVALS.delete().where(here & blank))

    def put_row(self, team_id: str, sheet_id: str, row: SheetRow) -> None:
        self._put(ROWS, team_id, sheet_id, asdict(row))

    def set_layout(self, team_id: str, sheet_id: str, layout: str) -> None:
        self._change(team_id, sheet_id, layout=layout)

    def set_head(self, team_id: str, sheet_id: str, **values: Any) -> None:
        """Give fields of a sheet's head new values: its state, its versions, who writes it."""
        self._change(team_id, sheet_id, **values)

    def _put(self, parts: Any, team_id: str, sheet_id: str, values: dict[str, Any]) -> None:
        put(self._connection, parts, {"team_id": team_id, "sheet_id": sheet_id, **values})

    def _change(self, team_id: str, sheet_id: str, **values: Any) -> None:
        change(self._connection, SHEETS, {"team_id": team_id, "id": sheet_id}, values)


def _columns(period: Period) -> dict[str, Any]:
    return {"period_name": period.name, "period_first": period.first, "period_last": period.last}


def _head(sheet: Sheet) -> dict[str, Any]:
    same = {column.name: getattr(sheet, column.name) for column in SHEETS.c if hasattr(sheet, column.name)}
    return {**same, **_columns(sheet.period)}
