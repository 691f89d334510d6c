"""Shared goals as one of the people who may read them sees them, with everything said about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.facts.goals import Goal, Goals
from bot.facts.role_changes import TextState
from bot.facts.role_texts import said_otherwise
from canon.frames import TITLES
from db.facts import CheckIn, Comment, Happening, Person, Proposal, Reading, Reply, Request, Revision, Sheet, Slot

Viewer = Literal["author", "subject", "reader"]
"""In whose place somebody looks: the manager's (a stand-in too), the employee's, an HR reader's."""
WHOLE = "all goals"
"""How a remark or a request about no goal in particular is called."""
SLOT_WORDS: Mapping[Slot, str] = {
    "baseline": "baseline",
    "target": "target",
    "date": "due date",
    "note": "note",
    "text": "words",
}
ChangeKind = Literal["value", "added", "dropped", "layout", "role"]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions; `called` is the goal's name, `old` and `new` are empty where it was so."""

    kind: ChangeKind
    called: str
    slot: Slot | None = None
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """Everything that was said about someone's goals, the oldest first."""

    revisions: tuple[Revision, ...] = ()
    replies: tuple[Reply, ...] = ()
    requests: tuple[Request, ...] = ()
    comments: tuple[Comment, ...] = ()
    checkins: tuple[CheckIn, ...] = ()
    readings: tuple[Reading, ...] = ()

    def reply_to(self, number: int) -> Reply | None:
        """Return what became of a version: a confirmation before everything else."""
        here = [reply for reply in self.replies if reply.number == number]
        confirmed = [reply for reply in here if reply.kind == "confirmed"]
        return next(iter(confirmed), None) or (here[-1] if here else None)

    @property
    def open_request(self) -> Request | None:
        return next((request for request in self.requests if request.state == "open"), None)

    @property
    def latest_checkins(self) -> Mapping[str, CheckIn]:
        """Where each goal stands now, by its key."""
        return {checkin.row: checkin for checkin in self.checkins}


@dataclass(frozen=True)
class Shared:
    """A version of someone's goals before the eyes of one person.

    `goals` are those of the version; `sheet` is what is stored now. `before` is the version that the employee had
    seen last when this one was shared. `names` has everybody's name by Slack id. `waits_until` is the moment at
    which the employee is told, where that has not come yet. `met` is False while the employee has not said that
    the author is their manager, `refused` where they said that it is somebody else. `undelivered` is Slack's word for
    why their message did not reach them. `stand_in` is the name of whoever
    acts for the manager now. An HR reader's `talk` holds no remarks and no reasons. `working` is the working copy
    beside the version, where there is one. `text` tells how the role text of the version stands to the library now.
    """

    goals: Goals
    sheet: Sheet
    revision: Revision
    viewer: Viewer
    person: Person
    talk: Talk
    before: Goals | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    readers: tuple[str, ...] = ()
    waits_until: datetime | None = None
    met: bool = True
    successor_ready: bool = False
    undelivered: str = ""
    refused: bool = False
    stand_in: str = ""
    working: Goals | None = None
    text: TextState = "same"

    @property
    def own(self) -> bool:
        """Tell whether it is the author who looks; a stand-in sees what was shared, no draft and no working copy."""
        return self.person.user_id == self.sheet.author

    @property
    def reply(self) -> Reply | None:
        return self.talk.reply_to(self.revision.number)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What is different from what the employee saw last."""
        return changes_between(self.before, self.goals) if self.before else ()

    @property
    def current(self) -> bool:
        """Tell whether this is the version in force."""
        return self.revision.number == self.sheet.version and self.revision.taken_back_at is None

    @property
    def request(self) -> Request | None:
        """The request for changes that waits for the manager."""
        return self.talk.open_request

    @property
    def answered_request(self) -> Request | None:
        """The newest request about this version, or the one that this version answers, once it is answered."""
        ended = [one for one in self.talk.requests if one.state == "answered"]
        near = [one for one in ended if one.number in {self.revision.number, self.revision.number - 1}]
        return near[-1] if near else None

    def name(self, user_id: str) -> str:
        return self.names.get(user_id, "Someone who left")

    def called(self, key: str) -> str:
        """Return what people call a goal of this version; one that has gone is "a goal that was left out"."""
        goal = self.goals.goal(key)
        return goal.called if goal else (WHOLE if not key else "a goal that was left out")


def changes_between(before: Goals, after: Goals) -> tuple[Change, ...]:
    """Return what changed from one version to another: values, goals that came or went, the layout, the role text."""
    old = {goal.key: goal for goal in before.goals}
    new = {goal.key: goal for goal in after.goals}
    found = [change for key, goal in new.items() if key in old for change in _value_changes(old[key], goal)]
    found += [Change("added", goal.called, new=goal.text) for key, goal in new.items() if key not in old]
    found += [Change("dropped", goal.called, old=goal.text) for key, goal in old.items() if key not in new]
    if before.layout != after.layout:
        found.append(Change("layout", "layout", old=TITLES[before.layout], new=TITLES[after.layout]))
    found += [Change("role", said.place, old=said.old, new=said.new) for said in said_otherwise(before, after)]
    return tuple(found)


def _value_changes(old: Goal, new: Goal) -> list[Change]:
    both: list[tuple[Slot, str, str]] = [
        (slot, old.values.get(slot, ""), new.values.get(slot, "")) for slot in new.slots
    ]
    both.append(("note", old.note, new.note))
    both.append(("text", old.text, new.text))
    return [Change("value", new.called, slot, was, now) for slot, was, now in both if was != now]


@dataclass(frozen=True, slots=True)
class NewsItem:
    """Something that a notice tells of, with the names of the people, and what the goals it is about are called.

    `about` is the name of one more person where one is meant: the new manager of goals that moved. `done` says that
    what was asked for is answered.
    """

    happening: Happening
    subject: str
    author: str
    by: str
    period: str
    called: tuple[str, ...] = ()
    about: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Proposing:
    """What an employee proposes for one goal, or for all where `row` is empty."""

    row: str
    target: str
    date: str
    reason: str


@dataclass(frozen=True, slots=True)
class Deciding:
    """What a manager decides about one proposal: taken, or kept with an answer."""

    row: str
    taken: bool
    answer: str


@dataclass(frozen=True, slots=True)
class ShareFacts:
    """What the view before sharing says: whom it goes to and when, who else can read it, what is still open."""

    goals: Goals
    number: int
    readers: tuple[str, ...]
    arrives: datetime | None
    first_contact: bool
    changes: tuple[Change, ...] = ()
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """Something that a person owes now: what, about whose goals, and the goals' id."""

    what: Literal["answer a request", "read and confirm", "share", "meet"]
    sheet_id: str
    number: int
    other: str
    period: str
    since: datetime


def proposals_of(proposing: tuple[Proposing, ...]) -> tuple[Proposal, ...]:
    """Return proposals as they are stored, none decided."""
    return tuple(Proposal(one.row, one.target, one.date, one.reason) for one in proposing)
