"""Goals that go to another manager, with their history: by their manager's hand, or as the company's list says."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace

from bot.errors import FieldsRefused, Refused
from bot.services.closing import Closing
from bot.services.desk import Desk
from bot.services.postbox import News, Postbox
from bot.services.publishing import Publishing
from db.facts import LIVE, Contact, Person, Sheet
from db.unit_of_work import UnitOfWork

NO_MANAGER = "Pick another full member of this workspace, neither you nor {name}."
LISTED = "The company’s list names somebody else as {name}’s manager. Ask HR to change it there."
REFUSED = "{name} said that this is not their manager. Talk to {name} or to HR."


def move_key(sheet: Sheet, to: str) -> str:
    """Return the key of the question whether goals may go to another manager."""
    return f"moved:{sheet.id}:{to}"


@dataclass(frozen=True, slots=True)
class Moving:
    """Gives goals to another manager; the former one sees nothing that comes after."""

    desk: Desk
    postbox: Postbox
    versions: Publishing
    closing: Closing

    def move(self, actor: Person, sheet_id: str, to: str) -> bool:
        """Move goals to another manager, or ask the employee first; tell whether they have moved already.

        With the company's list only to the manager that stands there. Raises `FieldsRefused` (`manager`).
        """
        self.desk.look(actor, "hand over", sheet_id)
        self.desk.people.get(actor.team_id, to)  # Slack is asked about somebody unknown before the database is held
        moved: list[bool] = []

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            self._check(uow, sheet, to)
            _, at = self.desk.stamp(uow, sheet)
            at_once = self._agreed(uow, sheet, to)
            moved.append(at_once)
            if at_once:
                self.transfer(uow, sheet, to, actor.user_id)
                return
            uow.contacts.put(Contact(sheet.team_id, to, sheet.subject, "asked", at))
            uow.sheets.set_head(sheet.team_id, sheet.id, moving_to=to)
            due = self.postbox.arrival(uow, sheet.team_id, sheet.subject, at)
            for one in {sheet.moving_to, to} - {""}:  # a question about somebody else is answered by this one
                key = move_key(sheet, one)
                uow.posts.want(sheet.team_id, key, "moved", sheet.subject, at=at, sheet_id=sheet.id, due_at=due)

        self.desk.act(actor, "hand over", sheet_id, write)
        return moved[-1]

    def answer(self, actor: Person, sheet_id: str, to: str, *, agreed: bool) -> None:
        """Let the employee say whether somebody is their new manager; only then do the goals move.

        An answer about somebody else than the goals go to now changes nothing.
        """

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            if not to or sheet.moving_to != to:
                raise Refused("This question is answered already.")
            _, at = self.desk.stamp(uow, sheet)
            uow.contacts.put(Contact(sheet.team_id, to, sheet.subject, "agreed" if agreed else "refused", at))
            self.postbox.both(uow, sheet.team_id, to, sheet.subject, at)
            uow.sheets.set_head(sheet.team_id, sheet.id, moving_to="")
            if agreed:
                self.transfer(uow, sheet, to, actor.user_id)
            else:
                uow.posts.want(sheet.team_id, move_key(sheet, to), "moved", sheet.subject, at=at, sheet_id=sheet.id)
                self.postbox.tell(uow, sheet, sheet.author, News("not moved", actor.user_id, at))

        self.desk.act(actor, "agree to move", sheet_id, write)

    def transfer(self, uow: UnitOfWork, sheet: Sheet, to: str, by: str) -> None:
        """Give goals to another manager: both and the employee are told.

        Changes that the employee has not seen stay with the former manager, as a draft. Closed goals go in silence:
        nobody has to do anything about them.
        """
        at = self.desk.clock()
        if sheet.editing:
            draft = _draft_of(sheet)
            uow.sheets.add(draft, uow.sheets.profile(sheet.team_id, sheet.profile_hash) or "{}")
            self.postbox.own(uow, draft, draft.author, at)
        self.versions.restore(uow, sheet, bare=True)
        uow.sheets.set_head(sheet.team_id, sheet.id, author=to, moving_to="")
        if sheet.moving_to:
            key = move_key(sheet, sheet.moving_to)
            uow.posts.want(sheet.team_id, key, "moved", sheet.subject, at=at, sheet_id=sheet.id)
        moved = replace(sheet, author=to)
        self.postbox.card(uow, moved, sheet.version, at)
        if sheet.state in LIVE:
            self._tell(uow, sheet, moved, by)
        for one in (sheet, moved):
            self.postbox.homes(uow, one, at)

    def _tell(self, uow: UnitOfWork, sheet: Sheet, moved: Sheet, by: str) -> None:
        at = self.desk.clock()
        for person in (sheet.author, moved.author):
            self.postbox.own(uow, sheet, person, at)
        for person in {sheet.author, sheet.subject, moved.author} - {by}:
            self.postbox.tell(uow, moved, person, News("moved", by, at, moved.author))

    def _check(self, uow: UnitOfWork, sheet: Sheet, to: str) -> None:
        self.closing.refuse_unshared(sheet)
        person, name = self.desk.people.get(sheet.team_id, to), self.desk.people.name(sheet.team_id, sheet.subject)
        if person is None or not self.desk.people.may_use(person) or to in {sheet.subject, sheet.author}:
            raise FieldsRefused({"manager": NO_MANAGER.format(name=name)})
        if uow.roster.any(sheet.team_id):
            subject = self.desk.people.get(sheet.team_id, sheet.subject)
            if subject is None or to not in self.desk.managers(uow, sheet.team_id, subject):
                raise FieldsRefused({"manager": LISTED.format(name=name)})
        contact = uow.contacts.get(sheet.team_id, to, sheet.subject)
        if contact is not None and contact.state == "refused":
            raise FieldsRefused({"manager": REFUSED.format(name=name)})

    def _agreed(self, uow: UnitOfWork, sheet: Sheet, to: str) -> bool:
        contact = uow.contacts.get(sheet.team_id, to, sheet.subject)
        return uow.roster.any(sheet.team_id) or (contact is not None and contact.state == "agreed")


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
