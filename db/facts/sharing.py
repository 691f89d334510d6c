"""What two people say to each other about shared goals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

ReplyKind = Literal["confirmed", "declined", "unanswered"]
Verdict = Literal["", "taken", "kept", "changed"]
RequestState = Literal["open", "answered", "dropped"]
CheckInStatus = Literal["on track", "at risk", "off track"]
ContactState = Literal["asked", "agreed", "refused"]


@dataclass(frozen=True, slots=True)
class Revision:
    """What was shared, once and for all: `content` is canonical JSON of its parts.

    `compares` is the version that the employee had seen last when this one was shared, 0 for none.
    """

    team_id: str
    sheet_id: str
    number: int
    shared_by: str
    shared_at: datetime
    note: str
    content: str
    compares: int = 0
    taken_back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a version: confirmed or declined by the employee, or recorded as unanswered by the manager.

    `words` is a note or a reason. A confirmation carries the `seal`, a SHA-256 in hex, and the hashes of the parts as
    JSON, a list of [name, hash].
    """

    team_id: str
    sheet_id: str
    number: int
    kind: ReplyKind
    by: str
    at: datetime
    words: str = ""
    seal: str = ""
    parts: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark; `row` is the goal that it is about, empty for all."""

    team_id: str
    id: str
    sheet_id: str
    number: int
    row: str
    by: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """One change asked for; `row` is empty for the goals as a whole, `target` and `date` where not proposed.

    `verdict` is empty until the manager has decided; `answer` are the manager's words.
    """

    row: str
    target: str
    date: str
    reason: str
    verdict: Verdict = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """Changes asked for at one time to one version."""

    team_id: str
    id: str
    sheet_id: str
    number: int
    by: str
    at: datetime
    state: RequestState
    answered_at: datetime | None
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Where a goal stands."""

    team_id: str
    id: str
    sheet_id: str
    row: str
    by: str
    at: datetime
    value: str
    status: CheckInStatus
    note: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Whether somebody takes another person as their manager; asked where there is no roster."""

    team_id: str
    manager: str
    employee: str
    state: ContactState
    at: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of shared goals by someone who is neither of the two people."""

    team_id: str
    sheet_id: str
    number: int
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the audit log; `actor` and `about` are opaque ids of people, never their Slack ids or names."""

    at: datetime
    actor: str
    action: str
    object_id: str
    outcome: str
    about: str = ""
