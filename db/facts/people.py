"""People as Slack describes them, as the company's own list does, and as they want it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

OfficeKind = Literal["organiser", "reader"]


@dataclass(frozen=True, slots=True)
class Person:
    """A person of a workspace as Slack last described them; `tz` is an IANA name."""

    team_id: str
    user_id: str
    name: str
    tz: str
    locale: str
    is_bot: bool
    deleted: bool
    restricted: bool
    stranger: bool
    refreshed_at: datetime

    @property
    def member(self) -> bool:
        """A full, active, human member: nobody else gets anything."""
        return not (self.is_bot or self.deleted or self.restricted or self.stranger)


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """A person in the company's list; `key` is the employee id or, without one, the e-mail in lower case.

    `user_id` is empty while Slack knows nobody by that e-mail. `manager` and `stand_in` are Slack ids, empty where
    there is none; the stand-in counts up to and including `stand_in_until`. `manager_from` and `stand_in_from` are
    the moments from which the two may read, because a new one waits one working day; before `manager_from` the
    manager is still `former_manager`, with the key `former_key`. `working_days` are ISO week days, "12345".
    """

    team_id: str
    key: str
    email: str
    name: str
    manager_key: str
    user_id: str = ""
    manager: str = ""
    manager_from: datetime | None = None
    former_key: str = ""
    former_manager: str = ""
    stand_in: str = ""
    stand_in_from: datetime | None = None
    stand_in_until: date | None = None
    country: str = ""
    region: str = ""
    unit: str = ""
    job_title: str = ""
    level: str = ""
    hired: date | None = None
    last_day: date | None = None
    away_until: date | None = None
    working_days: str = ""


MORNING = 9
"""The hour at which messages come to whoever chose none."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a person wants it: the hour of the day for messages that can wait, a weekly summary, a layout.

    `hour` is None where they chose none: then a review cycle's reminders come at the cycle's hour.
    """

    team_id: str
    user_id: str
    hour: int | None = None
    weekly: bool = False
    layout: str = ""

    @property
    def from_hour(self) -> int:
        """The hour from which messages come that belong to no review cycle."""
        return MORNING if self.hour is None else self.hour


@dataclass(frozen=True, slots=True)
class Office:
    """Somebody named in Slack to organise reviews, or to read as HR.

    An organiser counts when named; a reader once somebody else agreed, and until then `agreed_at` is None.
    """

    team_id: str
    office: OfficeKind
    user_id: str
    named_by: str
    named_at: datetime
    agreed_by: str = ""
    agreed_at: datetime | None = None

    @property
    def since(self) -> datetime | None:
        """From when it counts; None while it waits for somebody to agree."""
        return self.named_at if self.office == "organiser" else self.agreed_at
