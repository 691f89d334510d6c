"""How versions come to be and which one is in force: what sharing, answering and closing have in common."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.errors import NothingHere
from bot.facts import Goals
from bot.services.desk import Desk
from bot.services.permissions import Action
from bot.services.postbox import Postbox
from bot.services.transitions import after, state_of
from bot.services.versions import freeze, thaw
from db.facts import Person, Revision, Sheet, SheetState
from db.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class By:
    """Who makes a version, with which note, and by what: sharing, or answering a request."""

    actor: Person
    note: str
    action: Action


@dataclass(frozen=True, slots=True)
class Publishing:
    """Makes versions; the caller has passed over the desk."""

    desk: Desk
    postbox: Postbox

    def publish(self, uow: UnitOfWork, sheet: Sheet, goals: Goals, by: By) -> None:
        """Freeze goals as the next version of a sheet, put it in force, and bring it to the employee."""
        actor, note, action = by.actor, by.note, by.action
        _, at = self.desk.stamp(uow, sheet)
        number = uow.revisions.next_number(sheet.team_id, sheet.id)
        content = freeze(goals, note, number, actor, at)
        compares = sheet.seen if sheet.version else 0
        uow.revisions.add(Revision(sheet.team_id, sheet.id, number, actor.user_id, at, note, content, compares))
        state = after(sheet.state, action)
        editing = sheet.editing and action == "settle"
        uow.sheets.set_head(sheet.team_id, sheet.id, state=state, version=number, editing=editing)
        self.postbox.share(uow, replace(sheet, version=number), number, at)

    def revision(self, uow: UnitOfWork, sheet: Sheet) -> Revision:
        """Return the version in force."""
        revision = uow.revisions.get(sheet.team_id, sheet.id, sheet.version)
        if revision is None:
            raise NothingHere
        return revision

    def in_force(self, uow: UnitOfWork, sheet: Sheet) -> Goals:
        """Return the goals as the version in force has them."""
        goals = self.desk.goals(sheet, self.desk.profile(uow, sheet))
        return thaw(self.revision(uow, sheet).content, goals)

    def standing(self, uow: UnitOfWork, sheet: Sheet, number: int) -> SheetState:
        """Return the state in which a version stands by what became of it."""
        replies = [one for one in uow.dialogue.replies(sheet.team_id, sheet.id) if one.number == number]
        confirmed = [one for one in replies if one.kind == "confirmed"]
        return state_of(next(iter([*confirmed, *replies]), None))
