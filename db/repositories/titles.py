"""Which roles job titles of the company's list mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import Connection, bindparam

from db.facts import MappedTitle
from db.repositories.reading import columns_of, fact, facts
from db.repositories.writing import put_all
from db.tables import table

TITLES = table("titles")
ALL = columns_of(TITLES, MappedTitle).where(TITLES.c.team_id == bindparam("team")).order_by(TITLES.c.key)
ONE = ALL.where(TITLES.c.key == bindparam("title"))


class Titles:
    """What was said of job titles, in a workspace."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, team_id: str, key: str) -> MappedTitle | None:
        return fact(self._connection, MappedTitle, ONE, team=team_id, title=key)

    def all(self, team_id: str) -> tuple[MappedTitle, ...]:
        return facts(self._connection, MappedTitle, ALL, team=team_id)

    def put_all(self, titles: Iterable[MappedTitle]) -> None:
        """Keep what titles mean, in the place of what was said of them before."""
        put_all(self._connection, TITLES, [asdict(one) for one in titles])
