"""Who sends what: due posts are claimed for a while, and only the newest claimer records what became of them."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Connection, Float, Integer, bindparam, case, func, null

from db.facts import Post, PostDoubt, PostFate
from db.repositories.clock import NOW
from db.repositories.reading import columns_of, facts
from db.tables import table

POSTS = table("posts")
HERE = (POSTS.c.team_id == bindparam("team")) & (POSTS.c.id == bindparam("post"))
DUE = (
    columns_of(POSTS, Post)
    .where(POSTS.c.due_at <= bindparam("now"), POSTS.c.fate == "", POSTS.c.lease_until <= NOW)
    .order_by(POSTS.c.due_at)  # and nothing more: the index alone puts thousands due at one moment in order
    .limit(bindparam("limit", type_=Integer))
)
TAKE = (
    POSTS.update()
    .where(HERE)
    .values(
        token=bindparam("new"),
        lease_until=NOW + bindparam("lease", type_=Float),
        doubt=bindparam("why"),
    )
)
BEGIN = (
    POSTS.update()
    .where(HERE, POSTS.c.token == bindparam("held"), POSTS.c.token != "")
    .values(
        lease_until=NOW + bindparam("lease", type_=Float),
        tries=POSTS.c.tries + case((POSTS.c.ts == "", 1), else_=0),
        doubt=case(((POSTS.c.doubt == "lapsed") & bindparam("anew", type_=Boolean), "twice"), else_=POSTS.c.doubt),
    )
)
FATED = (
    columns_of(POSTS, Post)
    .where(POSTS.c.team_id == bindparam("team"), POSTS.c.fate != "")
    .order_by(POSTS.c.created_at.desc(), POSTS.c.id)
    .limit(bindparam("limit", type_=Integer))
)


class Claims:
    """The claims of senders on posts.

    An outcome says no, and changes nothing, once somebody else has claimed the post. What was wanted after the claim
    stays due, whatever the outcome.
    """

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def claim(self, now: datetime, limit: int, lease_seconds: float) -> tuple[Post, ...]:
        """Take posts that are due and nobody holds, the longest due first, for so many seconds; needs `writing`.

        One that its last holder had begun to show, without a word of the outcome, is marked as lapsed.
        """
        token = secrets.token_hex(16)
        due = facts(self._connection, Post, DUE, now=now, limit=limit)
        taken = tuple(replace(post, token=token, doubt=_doubt(post)) for post in due)
        if taken:
            here = [{"team": post.team_id, "post": post.id, "why": post.doubt} for post in taken]
            self._connection.execute(TAKE, [{**one, "new": token, "lease": lease_seconds} for one in here])
        return taken

    def begin(self, post: Post, lease_seconds: float, *, anew: bool) -> bool:
        """Hold a post for so many seconds from now, to show it; say no where somebody else has claimed it.

        From here on one that has no place in Slack yet counts as tried: whether it was posted is known only once an
        outcome is recorded. `anew` says that it is not there, as far as is known: a lapsed one may then come twice.
        """
        here = {"team": post.team_id, "post": post.id, "held": post.token, "lease": lease_seconds, "anew": anew}
        return self._connection.execute(BEGIN, here).rowcount == 1

    def sent(self, post: Post, channel: str, ts: str, at: datetime) -> bool:
        """Record that Slack shows the state that was wanted at the claim, and where."""
        first, doubt = func.coalesce(POSTS.c.sent_at, at), case((POSTS.c.doubt == "twice", "twice"), else_="")
        shown = {"shown": post.wanted, "channel": channel, "ts": ts, "sent_at": first, "doubt": doubt}
        return self._end(post, **shown, tries=0, fate="", fault="")

    def refuse(self, post: Post, fate: PostFate, fault: str) -> bool:
        """Record that the post will not be shown, and why; what was asked of Slack now was certainly not done."""
        grown = _grown(post)
        reasons = {"fate": case((grown, ""), else_=fate), "fault": case((grown, ""), else_=fault)}
        return self._end(post, tries=post.tries, **reasons)

    def drop(self, post: Post) -> bool:
        """Record that there is nothing to show any more."""
        return self.refuse(post, "written off", "")

    def later(self, post: Post, due_at: datetime, *, certain: bool) -> bool:
        """Put a post back; `certain` says that Slack has not shown it in this claim."""
        return self._settle(post, due_at=due_at, tries=post.tries if certain else POSTS.c.tries)

    def forget(self, post: Post, due_at: datetime) -> bool:
        """Put back a post whose message is gone from Slack, so that it is posted anew."""
        return self._settle(post, due_at=due_at, tries=0, channel="", ts="")

    def fated(self, team_id: str, limit: int) -> tuple[Post, ...]:
        """Return posts that will not be shown, the newest first."""
        return facts(self._connection, Post, FATED, team=team_id, limit=limit)

    def _end(self, post: Post, **values: Any) -> bool:
        still_due = case((_grown(post), POSTS.c.due_at), else_=null())
        return self._settle(post, due_at=still_due, **values)

    def _settle(self, post: Post, **values: Any) -> bool:
        held = (POSTS.c.token == post.token) & (POSTS.c.token != "")
        mine = (POSTS.c.team_id == post.team_id) & (POSTS.c.id == post.id) & held
        ended = POSTS.update().where(mine).values(token="", lease_until=0.0, **values)
        return self._connection.execute(ended).rowcount == 1


def _doubt(post: Post) -> PostDoubt:
    """Return what is to be thought of a post whose claim, if there was one, has run out."""
    return "lapsed" if post.token and post.tries and not post.ts else post.doubt


def _grown(post: Post) -> Any:
    """Tell in SQL whether more is wanted than at the claim."""
    return POSTS.c.wanted > post.wanted
