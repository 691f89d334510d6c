"""What a second organiser is asked to agree to, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from db.facts import ActsAs, Person

QuestionState = Literal["open", "agreed", "refused", "over"]
"""Where a question stands; over is one that can't be answered any more."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Who would act for whom as what, by Slack ids, or by names to show; a stand-in up to and including `until`."""

    manager: str
    employee: str
    what: ActsAs
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Second:
    """For which pairs, by names, a second organiser is needed, and who there is to ask: ids with names.

    `question` is what would be asked, empty where there is nobody.
    """

    pairs: tuple[Pair, ...]
    question: str
    others: tuple[tuple[str, str], ...]
    command: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Who was asked, by name, and until when the message waits for their working hours, in their zone."""

    name: str
    waits_until: datetime | None
    tz: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question before the eyes of `person`: `asker` asks `asked`, by names.

    `about` is whose line was changed, empty for a file; `command` is the word that people type. `until` is when what
    was agreed to counts no longer.
    """

    person: Person
    id: str
    asker: str
    asked: str
    pairs: tuple[Pair, ...]
    about: str
    state: QuestionState
    answered_at: datetime | None
    until: datetime | None
    command: str
