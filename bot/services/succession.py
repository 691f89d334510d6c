"""Changes of managers that the company's list brings: told a working day before, then the goals follow."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.facts.roster import Coming
from bot.services.desk import Desk
from bot.services.moving import Moving
from bot.services.permissions import LIVE
from bot.services.postbox import Postbox
from bot.services.roster import Roster
from db.facts import Person, Post, RosterEntry, Sheet
from db.unit_of_work import UnitOfWork


def coming_key(entry: RosterEntry, person: str) -> str:
    """Return the key of the message that tells a person of a change to come."""
    moment = entry.manager_from.isoformat() if entry.manager_from else ""
    return f"roster|{entry.user_id}|{entry.manager}|{moment}|{person}"


def _state(entry: RosterEntry, manager: str, at: datetime) -> Literal["waiting", "in force", "stopped"]:
    if entry.manager_from == at and entry.manager == manager:
        return "waiting"
    return "in force" if entry.manager == manager else "stopped"


@dataclass(frozen=True, slots=True)
class Succession:
    """Follows the list; run again and again, it does each thing once."""

    desk: Desk
    postbox: Postbox
    moving: Moving
    roster: Roster

    def follow(self, team_id: str) -> None:
        """Tell of changes to come, and move the goals of those that have come into force."""
        with self.desk.database.reading() as uow:
            changing = uow.roster.changing(team_id)
        for entry in changing:
            everybody = (entry.user_id, entry.manager, entry.former_manager)
            self.desk.people.meet(team_id, filter(None, everybody))
            with self.desk.database.writing() as uow:
                self._follow(uow, entry)
                uow.commit()
        if changing:
            self.desk.wake()

    def stop(self, actor: Person, employee: str) -> None:
        """Stop a change that waits; both people's messages follow. Raises as `Roster.stop` does."""
        with self.desk.database.reading() as uow:
            entry = uow.roster.of_user(actor.team_id, employee)
        self.roster.stop(actor.team_id, employee, actor.user_id)
        if entry is None:
            return
        with self.desk.database.writing() as uow:
            for person in (entry.user_id, entry.former_manager):
                self._want(uow, entry, person)
            uow.commit()
        self.desk.wake()

    def coming(self, post: Post) -> Coming | None:
        """Return the change that a post tells of, as it stands now; None for who is not in the list any more."""
        _, employee, manager, moment, _ = post.key.split("|")
        person = self.desk.people.actor(post.team_id, post.person)
        with self.desk.database.reading() as uow:
            entry = uow.roster.of_user(post.team_id, employee)
        if entry is None:
            return None
        name, at = self.desk.people.name, datetime.fromisoformat(moment)
        new = name(post.team_id, manager) if manager else ""
        names = (name(post.team_id, employee), name(post.team_id, post.person), new)
        return Coming(person, employee, *names, at, _state(entry, manager, at))

    def _follow(self, uow: UnitOfWork, entry: RosterEntry) -> None:
        if entry.manager_from is not None and self.desk.clock() < entry.manager_from:
            self._announce(uow, entry)
            return
        for line in uow.sheets.find(entry.team_id, entry.former_manager, entry.user_id):
            sheet = uow.sheets.get(entry.team_id, line.id)
            if sheet is not None and sheet.state in LIVE and entry.manager:
                self._move(uow, sheet, entry)
        told = [(coming_key(entry, person), person) for person in (entry.user_id, entry.former_manager) if person]
        uow.roster.put(replace(entry, manager_from=None, former_key="", former_manager=""))
        for key, person in told:
            uow.posts.want(entry.team_id, key, "roster", person, at=self.desk.clock())

    def _announce(self, uow: UnitOfWork, entry: RosterEntry) -> None:
        for person in (entry.user_id, entry.former_manager):
            if person and uow.posts.get(entry.team_id, coming_key(entry, person)) is None:
                self._want(uow, entry, person)

    def _want(self, uow: UnitOfWork, entry: RosterEntry, person: str) -> None:
        if person:
            key = coming_key(entry, person)
            uow.posts.want(entry.team_id, key, "roster", person, at=self.desk.clock())

    def _move(self, uow: UnitOfWork, sheet: Sheet, entry: RosterEntry) -> None:
        """Move goals; changes that the employee has not seen stay with the former manager, as a draft."""
        if sheet.editing:
            draft = _draft_of(sheet)
            uow.sheets.add(draft, uow.sheets.profile(sheet.team_id, sheet.profile_hash) or "{}")
            self.postbox.own(uow, draft, draft.author, self.desk.clock())
        self.moving.transfer(uow, sheet, entry.manager, by="")


def _draft_of(sheet: Sheet) -> Sheet:
    """Return a working copy as a draft beside the goals that it belongs to."""
    return replace(
        sheet,
        id=uuid.uuid4().hex,
        state="draft",
        version=0,
        editing=False,
        answered=0,
        seen=0,
        replaces="",
        successor="",
        moving_to="",
    )
