"""What headings of a list of people mean, and what a second organiser was asked to agree to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, bindparam

from db.facts import Agreement, Heading
from db.repositories.reading import columns_of, facts
from db.repositories.writing import put_all
from db.tables import table

HEADINGS = table("headings")
AGREEMENTS = table("agreements")
SAID = (
    columns_of(HEADINGS, Heading)
    .where(HEADINGS.c.team_id == bindparam("team"))
    .order_by(HEADINGS.c.at, HEADINGS.c.heading)
)
PAIRS = columns_of(AGREEMENTS, Agreement).where(AGREEMENTS.c.team_id == bindparam("team"))
QUESTION = PAIRS.where(AGREEMENTS.c.id == bindparam("id")).order_by(AGREEMENTS.c.manager, AGREEMENTS.c.employee)
OF_ASKER = PAIRS.where(
    (AGREEMENTS.c.asked_by == bindparam("asker")) & (AGREEMENTS.c.asked_at >= bindparam("since"))
).order_by(AGREEMENTS.c.asked_at, AGREEMENTS.c.id, AGREEMENTS.c.manager, AGREEMENTS.c.employee)
UNANSWERED = PAIRS.where((AGREEMENTS.c.asked_of != "") & (AGREEMENTS.c.answer == ""))


class Headings:
    """What was said of headings, in a workspace."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, team_id: str) -> tuple[Heading, ...]:
        """Return them, what was said last at the end."""
        return facts(self._connection, Heading, SAID, team=team_id)

    def put_all(self, headings: Iterable[Heading]) -> None:
        put_all(self._connection, HEADINGS, [asdict(one) for one in headings])


class Agreements:
    """Questions of organisers to others, pair by pair."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, team_id: str, question: str) -> tuple[Agreement, ...]:
        """Return the pairs of a question; none where there is no such question."""
        return facts(self._connection, Agreement, QUESTION, team=team_id, id=question)

    def asked_by(self, team_id: str, asker: str, since: datetime) -> tuple[Agreement, ...]:
        """Return all pairs that somebody asked about, or was going to, from a moment on; the newest last."""
        return facts(self._connection, Agreement, OF_ASKER, team=team_id, asker=asker, since=since)

    def unanswered(self, team_id: str) -> tuple[Agreement, ...]:
        """Return all pairs of the questions that were asked and that nobody has answered."""
        return facts(self._connection, Agreement, UNANSWERED, team=team_id)

    def put_all(self, pairs: Iterable[Agreement]) -> None:
        put_all(self._connection, AGREEMENTS, [asdict(one) for one in pairs])

    def drop_unasked(self, team_id: str, asker: str) -> None:
        """Remove the questions that somebody was going to ask and did not."""
        here = (AGREEMENTS.c.team_id == team_id) & (AGREEMENTS.c.asked_by == asker) & (AGREEMENTS.c.asked_of == "")
        self._connection.execute(AGREEMENTS.delete().where(here))
