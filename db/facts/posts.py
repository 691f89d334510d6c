"""What waits to be shown in Slack, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

PostKind = Literal[
    "own",
    "card",
    "version",
    "notice",
    "receipt",
    "moved",
    "roster",
    "stopped",
    "agree",
    "agreed",
    "weekly",
    "nudge",
    "late",
    "export",
    "home",
]
PostFate = Literal["", "refused", "written off", "unknown"]
PostDoubt = Literal["", "lapsed", "twice"]


@dataclass(frozen=True, slots=True)
class Post:
    """One message, a file or somebody's Home: kind and ids alone; the sender draws it from what is true then.

    `key` is unique in a workspace and says what the post is for. `wanted` counts the states that it is to show,
    `shown` the last one that Slack has; it is due while `due_at` is set. `channel` and `ts` are where
    it stands, once posted. `tries` counts posts whose outcome is not known. `fate` is why it will never be sent,
    `fault` Slack's own word for it. `token` fences: only the holder of the newest claim may record an outcome.
    `doubt` is "lapsed" once a sender that had begun to show it was not heard of for its whole lease, and "twice" once
    it was not found in Slack then and another begins: the first one, if it was only frozen, may still show it too.
    """

    team_id: str
    id: str
    key: str
    kind: PostKind
    person: str
    sheet_id: str
    number: int
    wanted: int
    shown: int
    due_at: datetime | None
    created_at: datetime
    channel: str = ""
    ts: str = ""
    sent_at: datetime | None = None
    tries: int = 0
    token: str = ""
    fate: PostFate = ""
    fault: str = ""
    doubt: PostDoubt = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that a person is told in a notice; several fold into one message, named by its key."""

    team_id: str
    id: str
    post_key: str
    person: str
    sheet_id: str
    number: int
    what: str
    by: str
    at: datetime
    object_id: str = ""
