"""Services over a database of their own, with a clock that a test moves and a made-up directory of people."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.facts import Answer, Clash, Goal, Goals, Typed, Visit
from bot.services import desk as service
from bot.services.people import People
from bot.services.sheets import Sheets, Start
from canon.model import Profile
from db.engine import Database, open_database
from db.facts import Person, Slot
from db.upgrade import upgrade
from tests.unit.bot.making import ANA, PERIOD, SAM, SHEET_ID, T0, TEAM, person, profile_of

PEOPLE = (ANA, SAM, person("U_PRIYA", "Priya Nair"))


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    at: datetime = T0

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **span: int) -> None:
        self.at += timedelta(**span)


@dataclass
class Directory:
    """Slack's directory, made up; it notes who was asked for, and raises what a test lays in it."""

    people: dict[str, Person] = field(default_factory=lambda: {one.user_id: one for one in PEOPLE})
    asked: list[str] = field(default_factory=list)
    trouble: Exception | None = None
    clock: Callable[[], datetime] = lambda: T0

    def fetch(self, user_id: str) -> Person | None:
        self.asked.append(user_id)
        if self.trouble:
            raise self.trouble
        found = self.people.get(user_id)
        return replace(found, refreshed_at=self.clock()) if found else None

    def everybody(self) -> list[Person]:
        self.asked.append("everybody")
        return [replace(one, refreshed_at=self.clock()) for one in self.people.values()]


@dataclass(frozen=True)
class Tab:
    """One view of one line on one device: what it showed when it was opened is remembered, what is typed is sent."""

    desk: Desk
    view_id: str
    shown: Goal
    opened: int

    def type(self, **typed: str) -> tuple[Clash, ...]:
        """Let the autosave come with what stands in the fields now."""
        return self.desk.sheets.save(ANA, self.answer(**typed), final=False)[1]

    def save(self, *, past_ok: bool = False, **typed: str) -> tuple[Clash, ...]:
        """Press “Save & next”."""
        return self.desk.sheets.save(ANA, replace(self.answer(**typed), past_ok=past_ok), final=True)[1]

    def answer(self, **typed: str) -> Answer:
        """Return all that stands in the view: what it showed, and over it what was typed."""
        fields = {slot: Typed(typed.get(slot, was), was) for slot, was in self.held().items()}
        return Answer(SHEET_ID, self.shown.key, Visit(self.view_id, self.opened), fields)

    def held(self) -> dict[Slot, str]:
        """Return what stood in the fields when the view was opened."""
        held: dict[Slot, str] = {**self.shown.values, "note": self.shown.note}
        return held | ({"text": self.shown.text} if self.shown.row is None else {})


@dataclass(frozen=True)
class Desk:
    """The manager's draft, the services behind it, and the tabs in which it is filled."""

    sheets: Sheets
    people: People
    directory: Directory
    clock: Clock
    changes: list[int]
    database: Database

    def start(self, profile: Profile | None = None, **other: object) -> Goals:
        given = Start(SHEET_ID, SAM.user_id, profile or profile_of(3, 0, ("Scope",)), PERIOD, "smart", PERIOD.last)
        return self.sheets.start(ANA, replace(given, **other))  # type: ignore[arg-type]

    @property
    def goals(self) -> Goals:
        return self.sheets.open(ANA, SHEET_ID)

    def tab(self, view_id: str = "V1", place: int = 0) -> Tab:
        """Open a line, by its place, in a view of its own."""
        goals = self.goals
        return Tab(self, view_id, goals.goals[place], goals.sheet.stamp)

    def value(self, slot: Slot, place: int = 0) -> str:
        return self.goals.goals[place].values[slot]

    def note(self, place: int = 0) -> str:
        return self.goals.goals[place].note


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an empty database with the current schema, once."""
    file = tmp_path_factory.mktemp("empty") / "empty.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def database(empty_database: Path, tmp_path: Path) -> Iterator[Database]:
    shutil.copy(empty_database, tmp_path / "goals.db")
    opened = open_database(f"sqlite:///{tmp_path / 'goals.db'}")
    with opened.writing() as uow:
        uow.workspaces.bind(TEAM, T0)
        uow.commit()
    yield opened
    opened.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def directory(clock: Clock) -> Directory:
    return Directory(clock=clock)


@pytest.fixture
def people(database: Database, directory: Directory, clock: Clock) -> People:
    return People(database, directory, clock, frozenset())


@pytest.fixture
def desk(database: Database, people: People, directory: Directory, clock: Clock) -> Desk:
    """Return a desk without a draft."""
    changes: list[int] = []
    shared = service.Desk(database, people, clock, lambda: changes.append(1))
    return Desk(Sheets(shared), people, directory, clock, changes, database)


@pytest.fixture
def draft(desk: Desk) -> Desk:
    """Return a desk with a draft of three goals."""
    desk.start()
    return desk


@pytest.fixture
def yesterday(clock: Clock) -> str:
    return (clock().date() - timedelta(days=1)).isoformat()
