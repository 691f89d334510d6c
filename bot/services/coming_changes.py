"""The messages about a change that the company's list brings: told once, ended, told anew when it comes again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.facts.roster import Change
from bot.services.roster_access import after_one_working_day, coming_key
from db.unit_of_work import UnitOfWork

STAY, STOPPED = 1, 2
"""The number of a message that says that the goals stay, and of one whose change comes no more."""


def is_told(uow: UnitOfWork, team_id: str, change: Change) -> bool:
    """Tell whether the employee was told of a change that has not been stopped since."""
    post = uow.posts.get(team_id, coming_key(change, change.employee))
    return post is not None and post.number != STOPPED


def moment_of(uow: UnitOfWork, team_id: str, change: Change, now: datetime, tz: str) -> datetime:
    """Return from when on a change counts that is told of now: a whole working day lies before.

    One that was stopped and comes again counts later than it would have: it is another change, told of anew.
    """
    at = max(change.at, after_one_working_day(now, tz))
    while uow.posts.get(team_id, coming_key(replace(change, at=at), change.employee)) is not None:
        at = after_one_working_day(at, tz)
    return at


def end(uow: UnitOfWork, team_id: str, change: Change, at: datetime) -> None:
    """Let the messages about a change say, from now on, that it was stopped."""
    uow.posts.again(team_id, coming_key(change), at, number=STOPPED)
