"""Where every action on someone's goals passes: the goals are loaded anew, the rule is asked, the log is written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.clock import Clock
from bot.errors import NewerVersion, NothingHere, Refused, VersionUnreadable
from bot.facts import Goals
from bot.services.people import People
from bot.services.permissions import QUIET, Action, Case, authorize
from bot.services.roster_access import managers_at
from bot.services.versions import role_text_of, thaw
from canon.model import Profile
from canon.snapshot import restore
from db.engine import Database
from db.facts import Entry, Person, Sheet
from db.unit_of_work import UnitOfWork

REMEMBERED = 1_000
"""Sheets that are kept as they were read last."""
LONGEST_ID = 64
EVERYBODY = ""
Write = Callable[[UnitOfWork, Sheet], None]


@dataclass(frozen=True)
class Desk:
    """What all services of goals share: the store, the people, the clock, who may read as HR, and whom to wake."""

    database: Database
    people: People
    clock: Clock
    wake: Callable[[], None]
    readers: AbstractSet[str] = frozenset()
    _profiles: dict[str, Profile] = field(default_factory=dict)
    _sheets: dict[tuple[str, str], Sheet] = field(default_factory=dict)
    _stirred: set[tuple[str, str]] = field(default_factory=set)

    def look(self, actor: Person, action: Action, sheet_id: str) -> tuple[Sheet, Profile]:
        """Return someone's goals and their role text, if the actor may do this with them."""
        try:
            with self.database.reading() as uow:
                case = authorize(actor, action, self.case(uow, actor, self._read(uow, actor.team_id, sheet_id)))
                return case.sheet, self.profile(uow, case.sheet)
        except (NothingHere, Refused) as refusal:
            self._note_refusal(actor, action, sheet_id, refusal)
            raise

    def act(
        self,
        actor: Person,
        action: Action,
        sheet_id: str,
        write: Write,
        version: int | None = None,
        *,
        wake: bool = True,
    ) -> None:
        """Change someone's goals, if the actor may; all of it is committed or nothing.

        `version` is the one that the person had before them: where another is in force by now, `NewerVersion` is
        raised and nothing changes. Without `wake`, what shows the goals elsewhere follows at the next beat.
        """
        try:
            with self.database.writing() as uow:
                sheet = uow.sheets.get(actor.team_id, sheet_id)
                case = authorize(actor, action, self.case(uow, actor, sheet))
                if version is not None and version != case.sheet.version:
                    raise NewerVersion(sheet_id, case.sheet.version)
                self.log(uow, actor, action, case.sheet)
                self.saw(uow, actor, case.sheet)
                write(uow, case.sheet)
                uow.commit()
        except (NothingHere, Refused) as refusal:
            self._note_refusal(actor, action, sheet_id, refusal)
            raise
        if wake:
            self.stir(case.sheet)

    def stir(self, sheet: Sheet) -> None:
        """Say that something was done with goals: what depends on them follows at once."""
        self._stirred.add((sheet.team_id, sheet.subject))
        self.wake()

    def stir_cycles(self, team_id: str) -> None:
        """Say that a review cycle was changed for many people: it follows while nobody waits."""
        self._stirred.add((team_id, EVERYBODY))
        self.wake()

    def stirred(self, team_id: str) -> frozenset[str]:
        """Return, once, the employees with whose goals something was done in this process."""
        found = {one for one in tuple(self._stirred) if one[0] == team_id}
        self._stirred.difference_update(found)
        return frozenset(subject for _, subject in found)

    def stir_again(self, team_id: str, subjects: Iterable[str]) -> None:
        """Put back what `stirred` returned and could not be followed."""
        self._stirred.update((team_id, subject) for subject in subjects)

    def saw(self, uow: UnitOfWork, actor: Person, sheet: Sheet) -> None:
        """Keep that one of the two people is at the goals, so that nobody reminds them of these now."""
        if actor.user_id in {sheet.author, sheet.subject}:
            uow.looks.put(sheet.team_id, sheet.id, actor.user_id, self.clock())

    def opened(self, actor: Person, sheet: Sheet) -> None:
        """Keep that somebody has opened goals."""
        with self.database.writing() as uow:
            self.saw(uow, actor, sheet)
            uow.commit()

    def case(self, uow: UnitOfWork, actor: Person, sheet: Sheet | None) -> Case | None:
        """Return what decides about an action; its author needs nothing beside the goals themselves."""
        if sheet is None or sheet.author == actor.user_id:
            return Case(sheet) if sheet else None
        subject = self.people.get(sheet.team_id, sheet.subject)
        listed = uow.roster.of_user(sheet.team_id, sheet.subject)
        acting = managers_at(listed, self.clock(), subject.tz) if listed and subject else frozenset[str]()
        stand_ins = acting & {listed.stand_in} if listed else frozenset[str]()
        return Case(sheet, stand_ins, self.readers - {sheet.subject}, self.met(uow, sheet))

    def managers(self, uow: UnitOfWork, team_id: str, subject: Person) -> frozenset[str]:
        """Return who may act as a person's manager now, as the company's list says; nobody for who is not in it."""
        entry = uow.roster.of_user(team_id, subject.user_id)
        return managers_at(entry, self.clock(), subject.tz) if entry else frozenset()

    def met(self, uow: UnitOfWork, sheet: Sheet) -> bool:
        """Tell whether the employee takes the author as their manager: the roster says so, or they did."""
        contact = uow.contacts.get(sheet.team_id, sheet.author, sheet.subject)
        if contact is None or contact.state == "agreed":
            return True
        subject = self.people.get(sheet.team_id, sheet.subject)
        return subject is not None and sheet.author in self.managers(uow, sheet.team_id, subject)

    def log(self, uow: UnitOfWork, actor: Person, action: str, sheet: Sheet, outcome: str = "done") -> None:
        """Write into the audit log that somebody did something."""
        if action not in QUIET:
            entry = Entry(self.clock(), actor.user_id, action, sheet.id, outcome, sheet.subject)
            uow.audit.add(sheet.team_id, entry)

    def goals(self, sheet: Sheet, profile: Profile) -> Goals:
        """Return the goals with their two people."""
        author = self.people.get(sheet.team_id, sheet.author)
        subject = self.people.get(sheet.team_id, sheet.subject)
        if author is None or subject is None:
            raise NothingHere
        return Goals(sheet, profile, author, subject)

    def profile(self, uow: UnitOfWork, sheet: Sheet) -> Profile:
        """Return the role text that a sheet stands on."""
        found = self.text(uow, sheet.team_id, sheet.profile_hash)
        if found is None:
            raise VersionUnreadable
        return found

    def text(self, uow: UnitOfWork, team_id: str, profile_hash: str) -> Profile | None:
        """Return a role text by its hash, which always names the same text; None where it is not stored."""
        if profile_hash not in self._profiles:
            text = uow.sheets.profile(team_id, profile_hash)
            if text is None:
                return None
            self._profiles[profile_hash] = restore(json.loads(text))
        return self._profiles[profile_hash]

    def as_shared(self, uow: UnitOfWork, content: str, goals: Goals) -> Goals:
        """Return goals as a version has them, on the role text that it was shared with, whatever they stand on now.

        Raises `VersionUnreadable`.
        """
        text = self.text(uow, goals.sheet.team_id, role_text_of(content))
        return thaw(content, replace(goals, profile=text or goals.profile))

    def stamp(self, uow: UnitOfWork, sheet: Sheet) -> tuple[int, datetime]:
        """Count one more change of the goals, and let their author's own message follow."""
        moment = self.clock()
        stamp = uow.sheets.next_stamp(sheet.team_id, sheet.id, moment)
        uow.posts.touch(sheet.team_id, sheet.id, moment)
        return stamp, moment

    def _read(self, uow: UnitOfWork, team_id: str, sheet_id: str) -> Sheet | None:
        """Read a sheet; one that has not changed since it was read last needs its head alone."""
        sheet = uow.sheets.get(team_id, sheet_id, known=self._sheets.get((team_id, sheet_id)))
        if sheet is not None:
            if len(self._sheets) >= REMEMBERED:
                self._sheets.clear()
            self._sheets[team_id, sheet_id] = sheet
        return sheet

    def _note_refusal(self, actor: Person, action: Action, sheet_id: str, refusal: Exception) -> None:
        entry = Entry(self.clock(), actor.user_id, action, sheet_id[:LONGEST_ID], type(refusal).__name__)
        with self.database.writing() as uow:
            uow.audit.add(actor.team_id, entry)
            uow.commit()
