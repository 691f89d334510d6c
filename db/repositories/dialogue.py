"""What two people say about shared goals: replies, remarks, requests for changes, check-ins."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from db.facts import CheckIn, Comment, Proposal, Reading, Reply, Request, RequestState
from db.repositories.reading import columns_of, facts
from db.repositories.writing import add, change, put
from db.tables import table

REPLIES = table("replies")
COMMENTS = table("comments")
REQUESTS = table("requests")
PROPOSALS = table("proposals")
CHECKINS = table("checkins")
READINGS = table("readings")


def _of_sheet(parts: Any, kind: type[Any]) -> Any:
    """Select the parts of one sheet, the oldest first."""
    chosen = columns_of(parts, kind).where(
        parts.c.team_id == bindparam("team"), parts.c.sheet_id == bindparam("sheet")
    )
    return chosen.order_by(parts.c.at, *(parts.c[name] for name in ("id", "number", "kind") if name in parts.c))


ITS_REPLIES = _of_sheet(REPLIES, Reply)
ITS_COMMENTS = _of_sheet(COMMENTS, Comment)
ITS_CHECKINS = _of_sheet(CHECKINS, CheckIn)
ITS_READINGS = _of_sheet(READINGS, Reading)
HEAD = [field.name for field in fields(Request) if field.name != "proposals"]
ITS_REQUESTS = (
    select(*(REQUESTS.c[name] for name in HEAD))
    .where(REQUESTS.c.team_id == bindparam("team"), REQUESTS.c.sheet_id == bindparam("sheet"))
    .order_by(REQUESTS.c.at, REQUESTS.c.id)
)
ITS_PROPOSALS = (
    select(PROPOSALS.c.request_id, *(PROPOSALS.c[field.name] for field in fields(Proposal)))
    .join_from(
        PROPOSALS, REQUESTS, (PROPOSALS.c.team_id == REQUESTS.c.team_id) & (PROPOSALS.c.request_id == REQUESTS.c.id)
    )
    .where(REQUESTS.c.team_id == bindparam("team"), REQUESTS.c.sheet_id == bindparam("sheet"))
    .order_by(PROPOSALS.c.row)
)


class Dialogue:
    """Everything said about a sheet; each call names the sheet."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def reply(self, reply: Reply) -> bool:
        """Store a reply; change nothing and say no where this version has one of the kind already."""
        return add(self._connection, REPLIES, asdict(reply))

    def replies(self, team_id: str, sheet_id: str) -> tuple[Reply, ...]:
        return facts(self._connection, Reply, ITS_REPLIES, team=team_id, sheet=sheet_id)

    def comment(self, comment: Comment) -> bool:
        """Store a remark; say no where it is there already."""
        return add(self._connection, COMMENTS, asdict(comment))

    def comments(self, team_id: str, sheet_id: str) -> tuple[Comment, ...]:
        return facts(self._connection, Comment, ITS_COMMENTS, team=team_id, sheet=sheet_id)

    def ask(self, request: Request) -> bool:
        """Store a request with its proposals; say no where it is there already."""
        head = {name: getattr(request, name) for name in HEAD}
        if not add(self._connection, REQUESTS, head):
            return False
        for proposal in request.proposals:
            self.decide(request, proposal)
        return True

    def decide(self, request: Request, proposal: Proposal) -> None:
        """Store a proposal of a request, with what was decided."""
        key = {"team_id": request.team_id, "request_id": request.id}
        put(self._connection, PROPOSALS, {**key, **asdict(proposal)})

    def end(self, request: Request, state: RequestState, at: datetime) -> None:
        """Close a request."""
        key = {"team_id": request.team_id, "id": request.id}
        change(self._connection, REQUESTS, key, {"state": state, "answered_at": at})

    def requests(self, team_id: str, sheet_id: str) -> tuple[Request, ...]:
        """Return every request with its proposals, the oldest first."""
        key = {"team": team_id, "sheet": sheet_id}
        asked: dict[str, list[Proposal]] = {}
        for request_id, *proposal in self._connection.execute(ITS_PROPOSALS, key):
            asked.setdefault(request_id, []).append(Proposal(*proposal))
        heads = self._connection.execute(ITS_REQUESTS, key).mappings().all()
        return tuple(Request(**head, proposals=tuple(asked.get(head["id"], ()))) for head in heads)

    def check_in(self, checkin: CheckIn) -> bool:
        """Store where a goal stands; say no where it is there already."""
        return add(self._connection, CHECKINS, asdict(checkin))

    def checkins(self, team_id: str, sheet_id: str) -> tuple[CheckIn, ...]:
        return facts(self._connection, CheckIn, ITS_CHECKINS, team=team_id, sheet=sheet_id)

    def read(self, reading: Reading) -> None:
        """Store that somebody else has read the goals."""
        self._connection.execute(READINGS.insert().values(**asdict(reading)))

    def readings(self, team_id: str, sheet_id: str) -> tuple[Reading, ...]:
        return facts(self._connection, Reading, ITS_READINGS, team=team_id, sheet=sheet_id)
