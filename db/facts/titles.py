"""Which role a job title of the company's list means, as somebody said once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class MappedTitle:
    """A job title and the role that it means: `key` is how it is known however it is written, `title` as it was.

    The role is one of the library, which may have it no longer. `by` is a Slack id, empty for the operator of the
    machine.
    """

    team_id: str
    key: str
    title: str
    role_id: str
    by: str
    at: datetime
