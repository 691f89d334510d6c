"""What people are sent about goals: which messages there are, to whom each goes, and when it may reach them.

Everything here writes rows in the unit of work that it is given; the sender draws and sends them afterwards.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.services.hours import arrival
from bot.services.people import People
from db.facts import Happening, Request, RequestState, Sheet, SheetLine
from db.unit_of_work import UnitOfWork

FOLD_SAME = timedelta(hours=8)
"""What happens to the same goals within this time stands in one notice."""
FOLD_ALL = timedelta(hours=1)
"""A person gets at most one notice in this time."""

Told = Literal[
    "confirmed",
    "declined",
    "asked",
    "commented",
    "kept",
    "closed",
    "reopened",
    "moved",
    "not moved",
    "not met",
]
"""What a notice can tell of."""


def own_key(sheet_id: str, author: str) -> str:
    """Return the key of the message in its author's DM that leads back to the goals."""
    return f"own:{sheet_id}:{author}"


def card_key(sheet: Sheet | SheetLine) -> str:
    """Return the key of the employee's one message about their goals."""
    return f"card:{sheet.id}:{sheet.subject}"


def version_key(sheet_id: str, number: int) -> str:
    """Return the key of the short message that says there is a new version."""
    return f"version:{sheet_id}:{number}"


def move_key(sheet_id: str, to: str) -> str:
    """Return the key of the question whether goals may go to another manager."""
    return f"moved:{sheet_id}:{to}"


def receipt_key(sheet_id: str, number: int, person: str) -> str:
    """Return the key of a person's copy of a confirmed version."""
    return f"receipt:{sheet_id}:{number}:{person}"


@dataclass(frozen=True, slots=True)
class News:
    """What a notice tells of: what somebody did, when, and the id of what they wrote, if they wrote something."""

    what: Told
    by: str
    at: datetime
    object_id: str = ""


@dataclass(frozen=True)
class Postbox:
    """Asks for messages."""

    people: People

    def arrival(self, uow: UnitOfWork, team_id: str, user_id: str, now: datetime) -> datetime:
        """Return when something that starts work may reach a person."""
        person = self.people.get(team_id, user_id)
        if person is None:
            return now
        return arrival(person, uow.wishes.get(team_id, user_id), uow.roster.of_user(team_id, user_id), now)

    def share(self, uow: UnitOfWork, sheet: Sheet, number: int, at: datetime) -> None:
        """Bring a version to the employee: their one message, and from the second on a short one beside it."""
        due = self.arrival(uow, sheet.team_id, sheet.subject, at)
        known = uow.posts.get(sheet.team_id, card_key(sheet))
        self.card(uow, sheet, number, at, due)
        if known is not None and known.ts:
            key = version_key(sheet.id, number)
            uow.posts.want(
                sheet.team_id, key, "version", sheet.subject, at=at, sheet_id=sheet.id, number=number, due_at=due
            )
        self.homes(uow, sheet, at)

    def recall(self, uow: UnitOfWork, sheet: Sheet, number: int, at: datetime) -> None:
        """Let the short message about a version say that it was taken back; one that still waits is not sent."""
        key = version_key(sheet.id, number)
        if uow.posts.get(sheet.team_id, key) is not None:
            uow.posts.want(sheet.team_id, key, "version", sheet.subject, at=at, sheet_id=sheet.id, number=number)

    def card(self, uow: UnitOfWork, sheet: Sheet, number: int, at: datetime, due: datetime | None = None) -> None:
        """Bring the employee's one message up to date."""
        uow.posts.want(
            sheet.team_id, card_key(sheet), "card", sheet.subject, at=at, sheet_id=sheet.id, number=number, due_at=due
        )

    def both(self, uow: UnitOfWork, team_id: str, author: str, subject: str, at: datetime) -> None:
        """Bring what both people have about all that one shares with the other up to date."""
        for line in uow.sheets.find(team_id, author, subject):
            uow.posts.touch(team_id, line.id, at)
            if line.version:
                number = line.version
                uow.posts.want(team_id, card_key(line), "card", subject, at=at, sheet_id=line.id, number=number)

    def forget_move(self, uow: UnitOfWork, sheet: Sheet, at: datetime) -> None:
        """End an open question whether goals may go to another manager; the message that asks says so."""
        if sheet.moving_to:
            key = move_key(sheet.id, sheet.moving_to)
            uow.sheets.set_head(sheet.team_id, sheet.id, moving_to="")
            uow.posts.want(sheet.team_id, key, "moved", sheet.subject, at=at, sheet_id=sheet.id)

    def own(self, uow: UnitOfWork, sheet: Sheet, author: str, at: datetime) -> None:
        """Bring an author's own message up to date; a new author gets one."""
        uow.posts.want(sheet.team_id, own_key(sheet.id, author), "own", author, at=at, sheet_id=sheet.id)

    def homes(self, uow: UnitOfWork, sheet: Sheet, at: datetime) -> None:
        """Bring both people's Home up to date."""
        for person in dict.fromkeys((sheet.author, sheet.subject)):
            uow.posts.want(sheet.team_id, f"home:{person}", "home", person, at=at)

    def receipts(self, uow: UnitOfWork, sheet: Sheet, number: int, at: datetime) -> None:
        """Send both people their copy of a confirmed version; the manager's waits for their working hours."""
        due = {sheet.subject: at, sheet.author: self.arrival(uow, sheet.team_id, sheet.author, at)}
        for person, when in due.items():
            key = receipt_key(sheet.id, number, person)
            uow.posts.want(
                sheet.team_id, key, "receipt", person, at=at, sheet_id=sheet.id, number=number, due_at=when
            )

    def tell(self, uow: UnitOfWork, sheet: Sheet, person: str, news: News) -> None:
        """Tell a person that something happened; what comes close together folds into one message."""
        team_id, at = sheet.team_id, news.at
        key = self._fold(uow, sheet, person, at) or f"notice:{person}:{uuid.uuid4().hex}"
        told = (uuid.uuid4().hex, key, person, sheet.id, sheet.version, news.what, news.by, at, news.object_id)
        uow.posts.tell(Happening(team_id, *told))
        due = self.arrival(uow, team_id, person, at)
        uow.posts.want(team_id, key, "notice", person, at=at, due_at=due)
        self.homes(uow, sheet, at)

    def end_request(self, uow: UnitOfWork, request: Request, state: RequestState, at: datetime) -> None:
        """End a request for changes; the notice that told of it no longer asks for an answer."""
        uow.dialogue.end(request, state, at)
        for told in uow.posts.telling(request.team_id, request.id):
            uow.posts.want(told.team_id, told.post_key, "notice", told.person, at=at)

    def _fold(self, uow: UnitOfWork, sheet: Sheet, person: str, at: datetime) -> str:
        """Return the key of the notice that this goes into, empty for a new one.

        A notice's time begins when it is shown: one that waits for its hour takes everything in.
        """
        team_id = sheet.team_id
        told = uow.posts.told_since(team_id, person, at - FOLD_SAME) or uow.posts.told_last(team_id, person)
        posts = {one.post_key: uow.posts.get(team_id, one.post_key) for one in told}
        began = {key: post.sent_at or at for key, post in posts.items() if post is not None}
        same = [
            one.post_key for one in told if one.sheet_id == sheet.id and began.get(one.post_key, at) > at - FOLD_SAME
        ]
        recent = [key for key, since in began.items() if since > at - FOLD_ALL]
        waiting = [post.key for post in uow.posts.waiting(team_id, person, "notice")]
        return next(iter([*same[-1:], *recent[-1:], *waiting[-1:]]), "")
