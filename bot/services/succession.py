"""Changes of managers that the company's list brings: told a working day before, then the goals follow."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace

from bot.services.desk import Desk
from bot.services.moving import Moving
from bot.services.permissions import LIVE
from bot.services.postbox import Postbox
from db.facts import RosterEntry, Sheet
from db.unit_of_work import UnitOfWork


def coming_key(entry: RosterEntry, person: str) -> str:
    """Return the key of the message that tells a person of a change to come."""
    moment = entry.manager_from.isoformat() if entry.manager_from else ""
    return f"roster:{entry.user_id}:{entry.manager}:{moment}:{person}"


@dataclass(frozen=True, slots=True)
class Succession:
    """Follows the list; run again and again, it does each thing once."""

    desk: Desk
    postbox: Postbox
    moving: Moving
    team_id: str

    def follow(self) -> None:
        """Tell of changes to come, and move the goals of those that have come into force."""
        with self.desk.database.reading() as uow:
            changing = uow.roster.changing(self.team_id)
        for entry in changing:
            with self.desk.database.writing() as uow:
                self._follow(uow, entry)
                uow.commit()
        if changing:
            self.desk.wake()

    def _follow(self, uow: UnitOfWork, entry: RosterEntry) -> None:
        if entry.manager_from is not None and self.desk.clock() < entry.manager_from:
            self._announce(uow, entry)
            return
        for line in uow.sheets.find(self.team_id, entry.former_manager, entry.user_id):
            sheet = uow.sheets.get(self.team_id, line.id)
            if sheet is not None and sheet.state in LIVE and entry.manager:
                self._move(uow, sheet, entry)
        for person in (entry.user_id, entry.former_manager):
            self._want(uow, entry, person)
        uow.roster.put(replace(entry, manager_from=None, former_key="", former_manager=""))

    def _announce(self, uow: UnitOfWork, entry: RosterEntry) -> None:
        for person in (entry.user_id, entry.former_manager):
            if person and uow.posts.get(self.team_id, coming_key(entry, person)) is None:
                self._want(uow, entry, person)

    def _want(self, uow: UnitOfWork, entry: RosterEntry, person: str) -> None:
        if person:
            key = coming_key(entry, person)
            uow.posts.want(self.team_id, key, "roster", person, at=self.desk.clock())

    def _move(self, uow: UnitOfWork, sheet: Sheet, entry: RosterEntry) -> None:
        """Move goals; changes that the employee has not seen stay with the former manager, as a draft."""
        if sheet.editing:
            draft = _draft_of(sheet)
            uow.sheets.add(draft, uow.sheets.profile(sheet.team_id, sheet.profile_hash) or "{}")
            self.postbox.own(uow, draft, draft.author, self.desk.clock())
        self.moving.transfer(uow, sheet, entry.manager, by="")


def _draft_of(sheet: Sheet) -> Sheet:
    """Return a working copy as a draft beside the goals that it belongs to."""
    apart = {
        "version": 0,
        "editing": False,
        "answered": 0,
        "seen": 0,
        "moving_to": "",
        "replaces": "",
        "state": "draft",
    }
    return replace(sheet, id=uuid.uuid4().hex, **apart)  # type: ignore[arg-type]
