"""A house: everybody of a company at once, all services over one database, and a sender that shows what is due."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from bot.facts import Answer, Goals, Proposing, Typed, Visit
from bot.services.answering import Answering
from bot.services.assembling import Assembling
from bot.services.closing import Closing
from bot.services.cycles.organisers import Organisers
from bot.services.desk import Desk
from bot.services.moving import Moving
from bot.services.people import People
from bot.services.postbox import Postbox
from bot.services.publishing import Publishing
from bot.services.roster import Roster
from bot.services.settling import Settling
from bot.services.sharing import Sharing
from bot.services.sheets import Sheets, Start
from bot.services.standing_in import StandingIn
from bot.services.succession import Succession
from bot.services.viewing import Viewing
from bot.views.receipt import printed_text
from db.engine import Database
from db.facts import Contact, ContactState, Entry, Happening, Person, Post, PostKind, RosterEntry, Sheet
from db.unit_of_work import UnitOfWork
from tests.unit.bot.making import ANA, PERIOD, SAM, SHEET_ID, TEAM, person, profile_of
from tests.unit.bot.services.conftest import Clock, Directory
from tests.unit.bot.services.listing import Slack

TOM = person("U_TOM", "Tom Berg")
EVA = person("U_EVA", "Eva Lind")
MIA = person("U_MIA", "Mia Vogt")
LI = person("U_LI", "Li Chen")
PRIYA = person("U_PRIYA", "Priya Nair")
EVERYBODY = (ANA, SAM, TOM, EVA, MIA, LI, PRIYA)
READERS = frozenset({MIA.user_id, LI.user_id})
LONG_AGO = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


@dataclass
class House:
    """The services, in the words of the people who use them."""

    database: Database
    clock: Clock
    directory: Directory
    only: frozenset[str] = frozenset()
    woken: list[datetime] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.directory.people |= {one.user_id: one for one in EVERYBODY}
        self.people = People(self.database, self.directory, self.clock, self.only)
        self.desk = Desk(self.database, self.people, self.clock, lambda: self.woken.append(self.clock()), READERS)
        self.postbox = Postbox(self.people)
        self.versions = Publishing(self.desk, self.postbox)
        self.sheets = Sheets(self.desk)
        self.closing = Closing(self.desk, self.postbox, self.versions)
        self.sharing = Sharing(self.desk, self.postbox, self.versions, self.closing)
        self.settling = Settling(self.desk, self.postbox, self.versions)
        self.answering = Answering(self.desk, self.postbox, self.versions, printed_text)
        self.moving = Moving(self.desk, self.postbox, self.versions, self.closing)
        self.viewing = Viewing(self.desk, Assembling(self.desk))
        self.roster = Roster(self.database, Slack(), self.clock)
        self.succession = Succession(
            self.desk,
            Organisers(self.people, frozenset({"U_EVA"})),
            self.postbox,
            self.moving,
            self.roster,
            StandingIn(self.desk),
        )

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        """Give a unit of work that is committed at its end."""
        with self.database.writing() as uow:
            yield uow
            uow.commit()

    def draft(self, author: Person = ANA, subject: Person = SAM, sheet_id: str = SHEET_ID, goals: int = 3) -> str:
        """Start goals for somebody; return their id."""
        start = Start(sheet_id, subject.user_id, profile_of(goals, 0, ("Scope",)), PERIOD, "smart", PERIOD.last)
        return self.sheets.start(author, start).sheet.id

    def types(self, author: Person, sheet_id: str = SHEET_ID, *, place: int = 0, **typed: str) -> None:
        """Type into a line of a draft or a working copy."""
        goals = self.sheets.open(author, sheet_id)
        goal = goals.goals[place]
        held = {**goal.values, "note": goal.note} | ({"text": goal.text} if goal.row is None else {})
        fields = {slot: Typed(typed.get(slot, was), was) for slot, was in held.items()}
        visit = Visit(uuid.uuid4().hex, goals.sheet.stamp)
        self.sheets.save(author, Answer(sheet_id, goal.key, visit, fields), final=True)

    def shares(self, author: Person = ANA, sheet_id: str = SHEET_ID, note: str = "") -> int:
        return self.sharing.share(author, sheet_id, note, open_ok=True)

    def shared(self, author: Person = ANA, subject: Person = SAM, sheet_id: str = SHEET_ID) -> str:
        """Share new goals with somebody who knows their manager; return their id."""
        self.knows(author, subject)
        self.draft(author, subject, sheet_id)
        self.types(author, sheet_id, target="30 %")
        self.shares(author, sheet_id)
        return sheet_id

    def changes(self, target: str, author: Person = ANA, sheet_id: str = SHEET_ID) -> None:
        """Write a target into a working copy, which is opened where there is none."""
        self.sharing.change(author, sheet_id)
        self.types(author, sheet_id, target=target)

    def confirms(self, subject: Person = SAM, sheet_id: str = SHEET_ID) -> None:
        self.answering.confirm(subject, sheet_id, self.sheet(sheet_id).version)

    def asks(self, subject: Person = SAM, sheet_id: str = SHEET_ID, target: str = "25 %") -> str:
        """Ask for another target of the first goal; return the request's id."""
        request, key = uuid.uuid4().hex, self.sheet(sheet_id).rows[0].key
        proposing = (Proposing(key, target, "", "The market is smaller"),)
        self.answering.ask(subject, sheet_id, self.sheet(sheet_id).version, request, proposing)
        return request

    def comments(self, who: Person, sheet_id: str = SHEET_ID, words: str = "Let us talk") -> None:
        self.answering.comment(who, sheet_id, uuid.uuid4().hex, "", words)

    def knows(self, manager: Person, employee: Person, state: ContactState = "agreed") -> None:
        """Let an employee have said of somebody whether this is their manager."""
        with self.writing() as uow:
            uow.contacts.put(Contact(TEAM, manager.user_id, employee.user_id, state, self.clock()))

    def lists(self, employee: Person, manager: str = "", **more: object) -> RosterEntry:
        """Put somebody into the company's list."""
        key = employee.user_id.lower()
        entry = RosterEntry(
            TEAM,
            key,
            f"{key}@x.org",
            employee.name,
            manager.lower(),
            employee.user_id,
            manager,
            **more,  # type: ignore[arg-type]
        )
        with self.writing() as uow:
            uow.roster.put(entry)
        return entry

    def listed(self, employee: Person) -> RosterEntry:
        with self.database.reading() as uow:
            entry = uow.roster.of_user(TEAM, employee.user_id)
        assert entry is not None
        return entry

    def sheet(self, sheet_id: str = SHEET_ID) -> Sheet:
        """Return goals as they are stored, whoever may see them."""
        with self.database.reading() as uow:
            sheet = uow.sheets.get(TEAM, sheet_id)
        assert sheet is not None
        return sheet

    def goals(self, author: Person = ANA, sheet_id: str = SHEET_ID) -> Goals:
        return self.sheets.open(author, sheet_id)

    def log(self, sheet_id: str = SHEET_ID) -> list[tuple[str, str]]:
        """Return what was done or refused about goals, the oldest first."""
        with self.database.reading() as uow:
            entries: tuple[Entry, ...] = uow.audit.of_object(TEAM, sheet_id)
        return [(entry.action, entry.outcome) for entry in entries]

    def posts(self, kind: PostKind | None = None, person: Person | None = None) -> list[Post]:
        """Return all posts, or those of a kind or to a person, the oldest first."""
        with self.database.connected("BEGIN") as connection:
            keys = connection.exec_driver_sql("SELECT key FROM posts ORDER BY created_at, key").scalars().all()
            found = [post for key in keys if (post := UnitOfWork(connection).posts.get(TEAM, key)) is not None]
        return [one for one in found if kind in {None, one.kind} and (person is None or one.person == person.user_id)]

    def told(self, person: Person) -> list[tuple[str, str]]:
        """Return what somebody was told of, with the notice that it stands in, the oldest first."""
        return [(one.what, one.post_key) for one in self.happenings(person)]

    def happenings(self, person: Person) -> tuple[Happening, ...]:
        with self.database.reading() as uow:
            return uow.posts.told_since(TEAM, person.user_id, LONG_AGO)

    def delivers(self) -> list[Post]:
        """Show everything that is due in Slack; return it as it is shown."""
        shown: list[Post] = []
        now = self.clock()
        with self.writing() as uow:
            for number, post in enumerate(uow.claims.claim(now, 1000, 60)):
                assert uow.claims.sent(post, "D1", post.ts or f"{now.timestamp():.0f}.{number:06d}", now)
                shown.append(post)
        for post in shown:
            if post.kind == "card":
                self.viewing.was_shown(TEAM, post.sheet_id)
        return shown
