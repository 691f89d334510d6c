"""Who can read someone's goals and what is kept of it, as it is configured now."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrivacyFacts:
    """What `/goals privacy` prints.

    `readers` and `runners` are the names of those who may read as HR and of those who organise. `own_readings` counts
    how often somebody other than the two people has read goals shared with the one who asks. `retention` says in a
    sentence how long Goalframe and Slack keep what was written.
    """

    readers: tuple[str, ...]
    runners: tuple[str, ...]
    own_readings: int
    retention: str
