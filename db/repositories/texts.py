"""Role texts that goals stand on: which are in use, what was kept of changed ones, what messages say of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, case, func, select

from db.facts import LIVE, TextInUse, UsedText
from db.repositories.writing import put, put_all
from db.tables import table

SHEETS = table("sheets")
KEPT = table("kept_texts")
TOLD = table("told_texts")
OPEN = ("draft", *sorted(LIVE))


class Texts:
    """What is known of role texts beside the texts themselves."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, team_id: str, sheet_id: str, digests: Mapping[str, str], at: datetime) -> None:
        """Keep that these changes were not taken; each is its key and the digest of its newer text."""
        same = {"team_id": team_id, "sheet_id": sheet_id, "at": at}
        put_all(self._connection, KEPT, [same | {"key": key, "digest": found} for key, found in digests.items()])

    def kept(self, team_id: str, sheets: Iterable[str]) -> dict[str, dict[str, str]]:
        """Return what was not taken, by sheet and key; a sheet without any is not there."""
        here = (KEPT.c.team_id == team_id) & KEPT.c.sheet_id.in_(tuple(sheets))
        found: dict[str, dict[str, str]] = {}
        chosen = select(KEPT.c.sheet_id, KEPT.c.key, KEPT.c.digest).where(here)
        for sheet, key, digest in self._connection.execute(chosen):
            found.setdefault(sheet, {})[key] = digest
        return found

    def counted(self, team_id: str) -> tuple[UsedText, ...]:
        """Return how many drafts and how many shared goals stand on each role text."""
        drafts = func.sum(case((SHEETS.c.state == "draft", 1), else_=0))
        by = (SHEETS.c.profile_id, SHEETS.c.profile_hash)
        chosen = select(*by, func.max(SHEETS.c.title), drafts, func.count() - drafts)
        found = chosen.where(_open(team_id)).group_by(*by).order_by(*by)
        return tuple(UsedText(*row) for row in self._connection.execute(found))

    def in_use(self, team_id: str) -> tuple[TextInUse, ...]:
        """Return every sheet that can still change, its role text, and the newer one that its messages speak of."""
        told = (TOLD.c.team_id == SHEETS.c.team_id) & (TOLD.c.sheet_id == SHEETS.c.id)
        columns = (SHEETS.c.id, SHEETS.c.subject, SHEETS.c.version, SHEETS.c.profile_id, SHEETS.c.profile_hash)
        chosen = select(*columns, func.coalesce(TOLD.c.hash, "")).outerjoin_from(SHEETS, TOLD, told)
        found = self._connection.execute(chosen.where(_open(team_id)).order_by(SHEETS.c.id))
        return tuple(TextInUse(*row) for row in found)

    def tell(self, team_id: str, sheet_id: str, newer: str) -> None:
        """Keep which newer text the messages about a sheet speak of; empty where they speak of none."""
        put(self._connection, TOLD, {"team_id": team_id, "sheet_id": sheet_id, "hash": newer})


def _open(team_id: str) -> ColumnElement[bool]:
    return (SHEETS.c.team_id == team_id) & SHEETS.c.state.in_(OPEN)
