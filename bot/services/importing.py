"""The company's list of people from a file in Slack: looked at first, then taken; for organisers alone.

The file stays where it is in Slack: it is read for each step and kept nowhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Protocol

from bot.clock import today_in
from bot.errors import FieldsRefused, NothingHere, Refused
from bot.facts.people_import import (
    CycleChange,
    Imported,
    ImportPreview,
    ImportWish,
    MissingColumns,
    SaidBefore,
)
from bot.facts.title_roles import OpenTitle
from bot.services.agreeing import Agreeing, SecondToAsk
from bot.services.cycles.list_changes import changes_of
from bot.services.desk import Desk
from bot.services.headings import PutIn, keep, put_in
from bot.services.roster import Applied, Lookup, Roster, SecondNeeded
from bot.services.roster_columns import NOT_READ, ColumnsMissing, meaning
from bot.services.roster_file import RosterFile
from bot.services.roster_plan import Plan, called
from bot.services.title_roles import TitleRoles, open_titles, titles_in
from db.facts import Heading, Person, RosterEntry
from db.unit_of_work import UnitOfWork

CHANGED = "The list of people has changed since this was shown. Nothing was changed; look again."
NONE_GOOD = "No line of the file can be taken. Correct them and put the file in again."
NUMBER = "{count} of {all} people would be gone: type {count} if that is right."
NOTHING = "There is nothing to change: the list is as the file says."


class Files(Protocol):
    """Where a file that somebody put into a form is read."""

    def read(self, file_id: str) -> bytes:
        """Return a file's bytes; raise `Refused` where it is gone or too large, `SlackSilent` without an answer."""


@dataclass(frozen=True, slots=True)
class Importing:
    """Reads files, says what they would change, and takes them."""

    desk: Desk
    roster: Roster
    agreeing: Agreeing
    files: Files
    lookup: Callable[[], Lookup]
    organisers: AbstractSet[str]
    titles: TitleRoles

    def check(self, actor: Person) -> None:
        """Let organisers in; everybody else learns nothing."""
        if actor.user_id not in self.organisers:
            raise NothingHere

    def look(self, actor: Person, wish: ImportWish) -> ImportPreview | MissingColumns:
        """Return what a file would change, or which of its columns nobody knows; raises `Refused`."""
        self.check(actor)
        read = self._read(actor, wish)
        try:
            file = read.people()
        except ColumnsMissing as missing:
            return _missing(wish, missing, read)
        return self._preview(actor, wish, read, file)

    def ask(self, actor: Person, wish: ImportWish) -> MissingColumns:
        """Return all questions about a file's headings, with what they are read as now; raises `Refused`."""
        self.check(actor)
        read = self._read(actor, wish)
        present = tuple((heading, column) for column, heading in read.people().headings.items())
        return MissingColumns(wish, person=True, manager=True, email=True, headings=read.headings, present=present)

    def open_titles(self, actor: Person, wish: ImportWish) -> tuple[OpenTitle, ...]:
        """Return the job titles of a file that match no role, most people first; raises `Refused`."""
        self.check(actor)
        file = self._read(actor, wish).people()
        return open_titles(titles_in(self._plan(actor, wish, file)), self.titles.knows(actor.team_id))

    def take(self, actor: Person, wish: ImportWish, stamp: str, gone: int | None) -> Imported:
        """Take the good lines of a file that was looked at, all or none.

        Raises `FieldsRefused` (`gone`) where the number has to be typed, `Refused` for all else that is in the way.
        """
        self.check(actor)
        read = self._read(actor, wish)
        file = read.people()
        plan = self._plan(actor, wish, file)
        if stamp_of(plan, file) != stamp:
            raise Refused(CHANGED)
        if plan.asks_number and gone != len(plan.gone):
            raise FieldsRefused({"gone": NUMBER.format(count=len(plan.gone), all=len(plan.before))})
        if not plan.changes:
            raise Refused(NOTHING if plan.good else NONE_GOOD)
        try:
            applied = self.apply(plan, actor, gone)
        except SecondToAsk:
            self._keep(actor, read)  # the file comes again once a second one agreed
            raise
        self._keep(actor, read)
        with self.desk.database.reading() as uow:
            entries = uow.roster.all(plan.team)
        self.desk.stir_cycles(plan.team)
        self.desk.wake()
        names = {entry.user_id: called(entry) for entry in (*plan.before, *entries) if entry.user_id}
        waiting = tuple(
            f"{names[one.employee]}: {names.get(one.new, one.new) or 'nobody'}"
            for one in applied.changes
            if one.from_
        )
        unfindable = sum(not (entry.user_id or entry.email) for entry in entries)
        return Imported(len(entries), waiting, applied.unknown, unfindable)

    def apply(self, plan: Plan, actor: Person, gone: int | None = None, about: str = "") -> Applied:
        """Carry a plan out; `about` is whose line it changes, empty for a file.

        Raises `SecondToAsk` where a second organiser has to agree.
        """
        try:
            return self.roster.apply(plan, actor.user_id, gone=gone, lookup=self.lookup())
        except SecondNeeded as needed:
            second = self.agreeing.prepare(actor, needed.pairs, about)
            raise SecondToAsk(second) from needed

    def _keep(self, actor: Person, read: PutIn) -> None:
        with self.desk.database.writing() as uow:
            keep(uow, actor.team_id, read, actor.user_id, self.desk.clock())
            uow.commit()

    def _read(self, actor: Person, wish: ImportWish) -> PutIn:
        data = self.files.read(wish.file)
        with self.desk.database.reading() as uow:
            return put_in(uow, actor.team_id, data, dict(wish.columns))

    def _plan(self, actor: Person, wish: ImportWish, file: RosterFile) -> Plan:
        knows = self.titles.knows(actor.team_id)
        return self.roster.preview(actor.team_id, file, everyone=wish.everyone, knows_title=knows)

    def _preview(self, actor: Person, wish: ImportWish, read: PutIn, file: RosterFile) -> ImportPreview:
        plan = self._plan(actor, wish, file)
        with self.desk.database.reading() as uow:
            cycles = self._cycles(uow, actor, plan)
        used = set(file.headings.values())
        return ImportPreview(
            wish=wish,
            stamp=stamp_of(plan, file),
            new=plan.new,
            managers=tuple(f"{one.name}: {one.old or 'nobody'} → {one.new or 'nobody'}" for one in plan.managers),
            other=tuple(f"{one.name}: {', '.join(one.fields)}" for one in plan.other),
            gone=tuple(map(called, plan.gone)),
            gone_of=len(plan.before),
            unchanged=plan.unchanged,
            untitled=plan.untitled,
            faults=tuple(map(str, plan.faults)),
            unread=tuple(heading for heading in read.headings if heading not in used),
            cycles=cycles,
            asks_number=plan.asks_number,
            changes=plan.changes,
            said_before=tuple(self._said_before(actor, one) for one in read.known.said),
        )

    def _said_before(self, actor: Person, one: Heading) -> SaidBefore:
        own = one.by == actor.user_id
        who = "" if own or not one.by else self.desk.people.name(actor.team_id, one.by)
        return SaidBefore(one.heading, one.column, who, own)

    def _cycles(self, uow: UnitOfWork, actor: Person, plan: Plan) -> tuple[CycleChange, ...]:
        today = today_in(self.desk.clock(), actor.tz)
        running = uow.cycles.in_states(actor.team_id, "running", "paused")
        found = (changes_of(one, uow.cycles.members(actor.team_id, one.id), plan, today) for one in running)
        return tuple(one for one in found if one.any)


def _missing(wish: ImportWish, missing: ColumnsMissing, read: PutIn) -> MissingColumns:
    mapping = read.known.mapping
    meanings = {*map(meaning, read.headings), *map(meaning, mapping.values())}
    aside = {heading for heading, column in read.by_hand.items() if column == NOT_READ}
    unknown = tuple(one for one in read.headings if one in aside or not (meaning(one) or mapping.get(one)))
    return MissingColumns(wish, missing.person, missing.manager, "e-mail" not in meanings, unknown)


def stamp_of(plan: Plan, file: RosterFile) -> str:
    """Return a short sum of the list that a plan was made for, and of what the file's headings were read as."""
    shown = repr((_plain(plan.before), sorted(file.headings.items())))
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def _plain(entries: tuple[RosterEntry, ...]) -> list[RosterEntry]:
    return sorted(entries, key=lambda one: one.key)
