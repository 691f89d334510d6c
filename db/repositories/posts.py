"""What waits to be shown in Slack: wanted in the transaction that caused it, claimed and recorded by a sender."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, case, func, select

from db.facts import Happening, Post, PostKind
from db.repositories.reading import columns_of, fact, facts, parts, rows_of
from db.repositories.writing import add
from db.tables import table

POSTS = table("posts")
LAST = "\U0010ffff"
"""The character after which none comes."""
HAPPENINGS = table("happenings")
SHOWN = columns_of(POSTS, Post)
BY_KEY = SHOWN.where(POSTS.c.team_id == bindparam("team"), POSTS.c.key == bindparam("key"))
OF_SHEET = SHOWN.where(POSTS.c.team_id == bindparam("team"), POSTS.c.sheet_id == bindparam("sheet")).order_by(
    POSTS.c.created_at, POSTS.c.key
)
TOLD = (
    columns_of(HAPPENINGS, Happening)
    .where(HAPPENINGS.c.team_id == bindparam("team"), HAPPENINGS.c.post_key == bindparam("key"))
    .order_by(HAPPENINGS.c.at, HAPPENINGS.c.id)
)
TELLING = columns_of(HAPPENINGS, Happening).where(
    HAPPENINGS.c.team_id == bindparam("team"), HAPPENINGS.c.object_id == bindparam("object")
)
TOLD_SINCE = (
    columns_of(HAPPENINGS, Happening)
    .where(
        HAPPENINGS.c.team_id == bindparam("team"),
        HAPPENINGS.c.person == bindparam("person"),
        HAPPENINGS.c.at >= bindparam("since"),
    )
    .order_by(HAPPENINGS.c.at, HAPPENINGS.c.id)
)
TOLD_LAST = (
    columns_of(HAPPENINGS, Happening)
    .where(HAPPENINGS.c.team_id == bindparam("team"), HAPPENINGS.c.person == bindparam("person"))
    .order_by(HAPPENINGS.c.at.desc(), HAPPENINGS.c.id.desc())
    .limit(1)
)


AGE = func.row_number().over(partition_by=POSTS.c.person, order_by=POSTS.c.sent_at.desc()).label("age")
THEIRS = (
    SHOWN.add_columns(AGE)
    .where(POSTS.c.team_id == bindparam("team"), POSTS.c.kind == bindparam("kind"), POSTS.c.shown > 0)
    .where(POSTS.c.person.in_(bindparam("some", expanding=True)))
    .subquery()
)
NEWEST = select(*(column for column in THEIRS.c if column.name != "age")).where(THEIRS.c.age == 1)


class Posts:
    """The posts of all workspaces."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def want(
        self,
        team_id: str,
        key: str,
        kind: PostKind,
        person: str,
        *,
        at: datetime,
        sheet_id: str = "",
        number: int = 0,
        due_at: datetime | None = None,
    ) -> None:
        """Ask for a post, or for one that is there to be brought up to date; `due_at` is now unless told otherwise.

        A first post that waits for its hour goes on waiting; one that is shown takes the earlier time. One that Slack
        refused is tried once more.
        """
        due = due_at or at
        new = {
            "team_id": team_id, "id": uuid.uuid4().hex, "key": key, "kind": kind, "person": person,
            "sheet_id": sheet_id, "number": number, "wanted": 1, "shown": 0, "due_at": due, "created_at": at,
            "channel": "", "ts": "", "sent_at": None, "tries": 0, "token": "", "lease_until": 0.0, "fate": "",
            "fault": "", "doubt": "",
        }  # fmt: skip
        if add(self._connection, POSTS, new):
            return
        here = (POSTS.c.team_id == team_id) & (POSTS.c.key == key)
        self._connection.execute(POSTS.update().where(here).values({**_once_more(due), "number": number}))

    def want_again(self, team_id: str, keys: Iterable[str], at: datetime) -> None:
        """Ask for all posts with these keys that are shown to be brought up to date."""
        for part in parts(keys):
            here = (POSTS.c.team_id == team_id) & POSTS.c.key.in_(part) & (POSTS.c.shown > 0)
            self._connection.execute(POSTS.update().where(here).values(_once_more(at)))

    def hasten(self, team_id: str, key: str, at: datetime) -> None:
        """Let a post that waits for its hour go now."""
        here = (POSTS.c.team_id == team_id) & (POSTS.c.key == key) & POSTS.c.due_at.is_not(None)
        self._connection.execute(POSTS.update().where(here).values(due_at=at))

    def touch(self, team_id: str, sheet_id: str, at: datetime) -> None:
        """Ask for the author's own message about a sheet to be brought up to date."""
        here = (POSTS.c.team_id == team_id) & (POSTS.c.sheet_id == sheet_id) & (POSTS.c.kind == "own")
        again = {"wanted": POSTS.c.wanted + 1, "due_at": func.coalesce(POSTS.c.due_at, at), "fate": "", "fault": ""}
        self._connection.execute(POSTS.update().where(here).values(again))

    def again(self, team_id: str, prefix: str, at: datetime, number: int | None = None) -> None:
        """Ask for all posts whose keys begin so to be brought up to date, with another number where one is given."""
        here = (POSTS.c.team_id == team_id) & POSTS.c.key.startswith(prefix, autoescape=True)
        again = {"wanted": POSTS.c.wanted + 1, "due_at": func.coalesce(POSTS.c.due_at, at), "fate": "", "fault": ""}
        if number is not None:
            again["number"] = number
        self._connection.execute(POSTS.update().where(here).values(again))

    def get(self, team_id: str, key: str) -> Post | None:
        return fact(self._connection, Post, BY_KEY, team=team_id, key=key)

    def beginning(self, team_id: str, prefix: str) -> tuple[Post, ...]:
        """Return all posts whose keys begin so, the oldest first."""
        here = (POSTS.c.team_id == team_id) & POSTS.c.key.between(prefix, prefix + LAST)
        return facts(self._connection, Post, SHOWN.where(here).order_by(POSTS.c.created_at, POSTS.c.key))

    def of_sheet(self, team_id: str, sheet_id: str) -> tuple[Post, ...]:
        return facts(self._connection, Post, OF_SHEET, team=team_id, sheet=sheet_id)

    def newest(self, team_id: str, people: Iterable[str], kind: PostKind) -> dict[str, Post]:
        """Return the newest shown post of a kind of each person who has one."""
        rows = rows_of(self._connection, NEWEST, people, team=team_id, kind=kind)
        return {post.person: post for post in (Post(*row) for row in rows)}

    def waiting(self, team_id: str, person: str, kind: PostKind) -> tuple[Post, ...]:
        """Return the posts of a kind for a person that have not been shown yet, the newest last."""
        here = (POSTS.c.team_id == team_id) & (POSTS.c.person == person) & (POSTS.c.kind == kind)
        unshown = SHOWN.where(here, POSTS.c.sent_at.is_(None), POSTS.c.due_at.is_not(None))
        return facts(self._connection, Post, unshown.order_by(POSTS.c.created_at, POSTS.c.key))

    def persons_due(self, team_id: str, kind: PostKind, now: datetime, limit: int) -> tuple[str, ...]:
        """Return whom the posts of a kind are for that were due first and have not been shown yet."""
        here = (POSTS.c.due_at <= now) & (POSTS.c.team_id == team_id) & (POSTS.c.kind == kind)
        unshown = here & POSTS.c.sent_at.is_(None) & (POSTS.c.fate == "")
        found = select(POSTS.c.person).where(unshown).order_by(POSTS.c.due_at).limit(limit)
        return tuple(dict.fromkeys(self._connection.scalars(found)))

    def tell(self, happening: Happening) -> None:
        """Store what a notice tells of."""
        values: dict[str, Any] = asdict(happening)
        add(self._connection, HAPPENINGS, values)

    def told(self, team_id: str, post_key: str) -> tuple[Happening, ...]:
        """Return what a notice tells of, the oldest first."""
        return facts(self._connection, Happening, TOLD, team=team_id, key=post_key)

    def telling(self, team_id: str, object_id: str) -> tuple[Happening, ...]:
        """Return where people were told of one thing that somebody wrote."""
        return facts(self._connection, Happening, TELLING, team=team_id, object=object_id)

    def told_since(self, team_id: str, person: str, since: datetime) -> tuple[Happening, ...]:
        """Return what a person was told of since a moment, the oldest first."""
        return facts(self._connection, Happening, TOLD_SINCE, team=team_id, person=person, since=since)

    def told_last(self, team_id: str, person: str) -> tuple[Happening, ...]:
        """Return the newest of all that a person was told of, nothing where that is nothing."""
        return facts(self._connection, Happening, TOLD_LAST, team=team_id, person=person)


def _once_more(due: datetime) -> dict[str, Any]:
    """Return what changes in a post that is to be shown anew: it is due then, or when it is already."""
    sooner = (POSTS.c.ts != "") & (POSTS.c.due_at > due)
    soonest = case((POSTS.c.due_at.is_(None) | sooner, due), else_=POSTS.c.due_at)
    return {"wanted": POSTS.c.wanted + 1, "due_at": soonest, "fate": "", "fault": ""}
