"""What importing a list of people leaves behind beside the list: what headings mean, and what was agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Answer = Literal["", "agreed", "refused", "used", "over"]
"""What became of a pair; what was agreed to is used by one import, what nobody answered in time is over."""
ActsAs = Literal["manager", "stand-in"]


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading of a file means, as somebody said it last; an empty `column`: it is not read.

    Where `column` is no column, it is not read beside another heading that means the same.
    `by` is a Slack id, empty for the operator of the machine.
    """

    team_id: str
    heading: str
    column: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Agreement:
    """One pair that a second organiser is asked about; the pairs of one question have the same `id`.

    `manager` would act for `employee` as `what` says, a stand-in up to and including `until`. `asked_of` is empty
    while nobody was chosen. `about` is the one person whose line was changed, empty for a file. All are Slack ids.
    """

    team_id: str
    id: str
    manager: str
    employee: str
    what: ActsAs
    until: date | None
    asked_by: str
    asked_of: str
    about: str
    asked_at: datetime
    answered_at: datetime | None = None
    answer: Answer = ""
