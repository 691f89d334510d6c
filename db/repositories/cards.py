"""The messages that lead back to a sheet: where each is and which state of the sheet it shows."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from db.facts import Card
from db.repositories.writing import change
from db.tables import table

CARDS = table("cards")
SHEETS = table("sheets")
ONE = select(CARDS).where(CARDS.c.team_id == bindparam("team"), CARDS.c.sheet_id == bindparam("sheet"))
STALE = (
    select(CARDS)
    .join_from(CARDS, SHEETS, (CARDS.c.team_id == SHEETS.c.team_id) & (CARDS.c.sheet_id == SHEETS.c.id))
    .where(CARDS.c.shown_stamp < SHEETS.c.stamp)
    .order_by(SHEETS.c.updated_at, CARDS.c.team_id, CARDS.c.sheet_id)
    .limit(bindparam("limit"))
)


class Cards:
    """One card for each sheet."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, team_id: str, sheet_id: str) -> Card | None:
        row = self._connection.execute(ONE, {"team": team_id, "sheet": sheet_id}).one_or_none()
        return Card(*row) if row else None

    def stale(self, limit: int) -> tuple[Card, ...]:
        """Return cards that show less than their sheet holds, those that wait longest first."""
        return tuple(Card(*row) for row in self._connection.execute(STALE, {"limit": limit}))

    def record(self, team_id: str, sheet_id: str, channel: str | None, ts: str | None, shown_stamp: int) -> None:
        """Remember what was posted; raise `NotFound` if there is no such card."""
        key = {"team_id": team_id, "sheet_id": sheet_id}
        change(self._connection, CARDS, key, {"channel": channel, "ts": ts, "shown_stamp": shown_stamp})
