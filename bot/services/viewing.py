"""Shared goals as somebody may see them: the version, what was said about it, who else can read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from bot.errors import NothingHere, Refused
from bot.facts import Change, Goals, NewsItem, Owed, Shared, Viewer, changes_between
from bot.services.assembling import TAKEN_BACK, Assembling
from bot.services.desk import Desk
from bot.services.fields import fault_in
from bot.services.permissions import OPEN, Action
from db.facts import ContactState, Happening, Person, Reading, Sheet, SheetLine
from db.unit_of_work import UnitOfWork

NO_REASON = "Pick a reason: it stands where the employee sees who has read their goals."

ONE_READING = timedelta(hours=1)
"""For so long a reason that an HR reader gave stands: turning pages is no new reading."""
MOST_READABLE = 10
ALL_OPEN = 1_000
"""Goals of one person that are looked through for what they owe."""


@dataclass(frozen=True, slots=True)
class Viewing:
    """Reads shared goals; every reading passes over the desk."""

    desk: Desk
    assembling: Assembling

    def shared(self, actor: Person, sheet_id: str, number: int = 0, action: Action = "see") -> Shared:
        """Return a version before the eyes of its manager or employee; the one in force without a number.

        Raises `Refused` for an HR reader, who gives a reason first: `read_as_hr`.
        """
        sheet, profile = self.desk.look(actor, action, sheet_id)
        goals = self.desk.goals(sheet, profile)
        with self.desk.database.reading() as uow:
            viewer = self._viewer(uow, actor, sheet)
            if viewer == "reader" and not self._reading_now(uow, actor, sheet):
                raise Refused(NO_REASON)
            shared = self.assembling.shared(uow, goals, number, actor, viewer)
        if shared.revision.taken_back_at and viewer != "author":
            raise Refused(TAKEN_BACK)
        return shared

    def opened(self, actor: Person, sheet_id: str, number: int = 0) -> Shared:
        """Return a version to whoever opens it; an employee whom its author has not met can be asked, not shown."""
        shared = self.shared(actor, sheet_id, number, "meet" if self._asked_first(actor, sheet_id) else "see")
        self.desk.opened(actor, shared.sheet)
        return shared

    def read_as_hr(self, actor: Person, sheet_id: str, reason: str) -> Shared:
        """Return the version in force to an HR reader; the reading stands where both people see it."""
        if not reason.strip() or fault_in("note", reason):
            raise Refused(NO_REASON)

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            if self._viewer(uow, actor, sheet) != "reader":
                raise NothingHere
            reading = Reading(sheet.team_id, sheet.id, sheet.version, actor.user_id, self.desk.clock(), reason)
            uow.dialogue.read(reading)
            self.desk.log(uow, actor, "read as hr", sheet)

        self.desk.act(actor, "see", sheet_id, write)
        sheet, profile = self.desk.look(actor, "see", sheet_id)
        with self.desk.database.reading() as uow:
            return self.assembling.shared(uow, self.desk.goals(sheet, profile), 0, actor, "reader")

    def for_employee(self, team_id: str, sheet_id: str) -> Shared:
        """Return what the employee's own message is drawn from, also after it was taken back or before they met."""
        with self.desk.database.reading() as uow:
            goals = self._stored(uow, team_id, sheet_id)
            person = self.desk.people.actor(team_id, goals.sheet.subject)
            last = uow.revisions.next_number(team_id, sheet_id) - 1
            return self.assembling.shared(uow, goals, goals.sheet.version or last, person, "subject")

    def for_author(self, team_id: str, sheet_id: str) -> tuple[Goals, Shared | None]:
        """Return what the author's own message is drawn from: the draft or working copy, and what is in force."""
        with self.desk.database.reading() as uow:
            goals = self._stored(uow, team_id, sheet_id)
            person = self.desk.people.actor(team_id, goals.sheet.author)
            shared = self.assembling.shared(uow, goals, 0, person, "author") if goals.sheet.version else None
            return goals, shared

    def version(self, shared: Shared, number: int) -> Goals:
        """Return the goals of another version of the same ones."""
        revision = next(one for one in shared.talk.revisions if one.number == number)
        with self.desk.database.reading() as uow:
            return self.desk.as_shared(uow, revision.content, shared.goals)

    def news(self, shared: Shared, told: Happening) -> NewsItem:
        """Return what a notice says of something that happened with shared goals."""
        rows = [
            one.row for request in shared.talk.requests if request.id == told.object_id for one in request.proposals
        ]
        rows += [one.row for one in shared.talk.comments if one.id == told.object_id]
        name = self.desk.people.name
        team_id, sheet = told.team_id, shared.sheet
        about = name(team_id, told.object_id) if told.what == "moved" else ""
        names = (name(team_id, sheet.subject), name(team_id, sheet.author), name(team_id, told.by) if told.by else "")
        called = tuple(shared.called(row) for row in rows) if _may_be_named(shared, told.person) else ()
        done = any(request.id == told.object_id and request.state != "open" for request in shared.talk.requests)
        return NewsItem(told, *names, sheet.period.name, called, about, done)

    def was_shown(self, team_id: str, sheet_id: str) -> None:
        """Remember that the employee has the version in force before them; its author's message says so.

        Who was only asked about its author has seen nothing yet.
        """
        with self.desk.database.writing() as uow:
            sheet = uow.sheets.get(team_id, sheet_id)
            if sheet is not None and sheet.seen != sheet.version and sheet.version:
                if self.desk.met(uow, sheet):
                    uow.sheets.set_head(team_id, sheet_id, seen=sheet.version)
                uow.posts.touch(team_id, sheet_id, self.desk.clock())
            uow.commit()

    def _stored(self, uow: UnitOfWork, team_id: str, sheet_id: str) -> Goals:
        sheet = uow.sheets.get(team_id, sheet_id)
        if sheet is None:
            raise NothingHere
        return self.desk.goals(sheet, self.desk.profile(uow, sheet))

    def part(self, actor: Person, sheet_id: str) -> Viewer | None:
        """Say in whose place somebody may see shared goals; None where they may not."""
        with self.desk.database.reading() as uow:
            case = self.desk.case(uow, actor, uow.sheets.get(actor.team_id, sheet_id))
        part = case.part(actor.user_id) if case else "nobody"
        return None if part == "nobody" else part

    def history(self, actor: Person, sheet_id: str) -> tuple[Shared, dict[int, tuple[Change, ...]]]:
        """Return every version for both people: what each changed against the one before that was not taken back."""
        shared = self.shared(actor, sheet_id, action="history")
        found: dict[int, tuple[Change, ...]] = {}
        before: Goals | None = None
        with self.desk.database.reading() as uow:
            versions = [(one, self.desk.as_shared(uow, one.content, shared.goals)) for one in shared.talk.revisions]
        for revision, goals in versions:
            found[revision.number] = changes_between(before, goals) if before else ()
            before = before if revision.taken_back_at else goals
        return shared, found

    def about_me(self, actor: Person, limit: int, offset: int = 0) -> tuple[tuple[SheetLine, ...], int]:
        """Return a page of what was shared with the actor, newest first, and how many there are."""
        with self.desk.database.reading() as uow:
            lines = uow.sheets.by_subject(actor.team_id, actor.user_id, limit=limit, offset=offset)
            return lines, uow.sheets.count_by_subject(actor.team_id, actor.user_id)

    def of_person(self, actor: Person, user_id: str) -> tuple[SheetLine, ...]:
        """Return what an HR reader may open about a person besides what they write; nothing for everybody else."""
        if actor.user_id not in self.desk.readers or actor.user_id == user_id:
            return ()
        with self.desk.database.reading() as uow:
            lines = uow.sheets.by_subject(actor.team_id, user_id, limit=MOST_READABLE)
            sheets = [uow.sheets.get(actor.team_id, line.id) for line in lines]
            met = {sheet.id for sheet in sheets if sheet is not None and self.desk.met(uow, sheet)}
        return tuple(line for line in lines if line.id in met and line.author != actor.user_id)

    def owed(self, actor: Person) -> tuple[Owed, ...]:
        """Return what the actor has to do now, the oldest first."""
        with self.desk.database.reading() as uow:
            mine = uow.sheets.by_author(actor.team_id, actor.user_id, limit=ALL_OPEN)
            others = uow.sheets.by_subject(actor.team_id, actor.user_id, limit=ALL_OPEN)
            contacts = {line.author: self._contact(uow, actor, line.author) for line in others}
        asked = [_owed("answer a request", line, line.subject) for line in mine if line.asked and line.state in OPEN]
        read = [
            _owed("meet" if contacts[line.author] == "asked" else "read and confirm", line, line.author)
            for line in others
            if line.state == "shared" and not line.asked and contacts[line.author] != "refused"
        ]
        return tuple(sorted((*asked, *read), key=lambda one: one.since))

    def _contact(self, uow: UnitOfWork, actor: Person, author: str) -> ContactState:
        contact = uow.contacts.get(actor.team_id, author, actor.user_id)
        listed = author in self.desk.managers(uow, actor.team_id, actor)
        return "agreed" if listed or contact is None else contact.state

    def _asked_first(self, actor: Person, sheet_id: str) -> bool:
        """Tell whether the actor has goals here from somebody whom they have not called their manager."""
        with self.desk.database.reading() as uow:
            sheet = uow.sheets.get(actor.team_id, sheet_id)
            return sheet is not None and sheet.subject == actor.user_id and not self.desk.met(uow, sheet)

    def _reading_now(self, uow: UnitOfWork, actor: Person, sheet: Sheet) -> bool:
        """Tell whether an HR reader has given a reason for the version in force a short time ago."""
        since = self.desk.clock() - ONE_READING
        readings = uow.dialogue.readings(sheet.team_id, sheet.id)
        return any(one.by == actor.user_id and one.number == sheet.version and one.at >= since for one in readings)

    def _viewer(self, uow: UnitOfWork, actor: Person, sheet: Sheet) -> Viewer:
        case = self.desk.case(uow, actor, sheet)
        part = case.part(actor.user_id) if case else "nobody"
        if part == "nobody":
            raise NothingHere
        return part


def _may_be_named(shared: Shared, person: str) -> bool:
    """Tell whether somebody may read what goals are called: a manager's own line is called by its words."""
    sheet = shared.sheet
    return person == sheet.author or (person == sheet.subject and shared.met and bool(sheet.version))


def _owed(what: Literal["answer a request", "read and confirm", "meet"], line: SheetLine, other: str) -> Owed:
    return Owed(what, line.id, line.version, other, line.period.name, line.updated_at)
