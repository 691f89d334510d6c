"""How goals end and stand again: recorded as unanswered, closed, reopened, replaced."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import Refused
from bot.services.desk import Desk
from bot.services.postbox import News, Postbox
from bot.services.publishing import Publishing
from bot.services.transitions import after
from db.facts import LIVE, Person, Reply, Sheet
from db.unit_of_work import UnitOfWork

UNSHARED = "There are changes that {name} has not seen. Share them or drop them first."


@dataclass(frozen=True, slots=True)
class Closing:
    """Ends goals; nothing that was shared is lost."""

    desk: Desk
    postbox: Postbox
    versions: Publishing

    def give_up(self, actor: Person, sheet_id: str, version: int) -> None:
        """Record that the employee gave no answer to a version; they may still confirm it."""

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            if sheet.answered >= sheet.version:
                name = self.desk.people.name(sheet.team_id, sheet.subject)
                raise Refused(f"{name} has answered: there is no need to record that nothing came.")
            _, at = self.desk.stamp(uow, sheet)
            reply = Reply(sheet.team_id, sheet.id, sheet.version, "unanswered", actor.user_id, at)
            uow.dialogue.reply(reply)
            uow.sheets.set_head(sheet.team_id, sheet.id, state=after(sheet.state, "give up"))
            self.postbox.card(uow, sheet, sheet.version, at)
            self.postbox.homes(uow, sheet, at)

        self.desk.act(actor, "give up", sheet_id, write, version)

    def close(self, actor: Person, sheet_id: str) -> None:
        """End the goals; both keep what was shared, and the manager may reopen them."""

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            self.refuse_unshared(sheet)
            self._close(uow, sheet, actor.user_id)

        self.desk.act(actor, "close", sheet_id, write)

    def reopen(self, actor: Person, sheet_id: str) -> None:
        """Let closed goals stand again as they stood."""

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            newer = uow.sheets.get(sheet.team_id, sheet.successor) if sheet.successor else None
            if newer is not None and newer.version:
                raise Refused("You can’t reopen these: newer goals have taken their place.")
            _, at = self.desk.stamp(uow, sheet)
            uow.sheets.set_head(sheet.team_id, sheet.id, state=self.versions.standing(uow, sheet, sheet.version))
            self.postbox.card(uow, sheet, sheet.version, at)
            self.postbox.tell(uow, sheet, sheet.subject, News("reopened", actor.user_id, at))

        self.desk.act(actor, "reopen", sheet_id, write)

    def end_replaced(self, uow: UnitOfWork, sheet: Sheet) -> None:
        """Close the goals whose place these take, with a link, the first time that these are shared.

        Those that have gone to another manager meanwhile, and those of another employee, stand.
        """
        old = uow.sheets.get(sheet.team_id, sheet.replaces) if sheet.replaces else None
        same = old is not None and (old.author, old.subject) == (sheet.author, sheet.subject)
        if old is not None and same and old.state in LIVE:
            uow.sheets.set_head(old.team_id, old.id, successor=sheet.id)
            self._close(uow, old, sheet.author)
        else:
            self.show_replaced(uow, sheet)

    def show_replaced(self, uow: UnitOfWork, sheet: Sheet) -> None:
        """Bring the message about goals that ended for these up to date: it says whether there are newer ones."""
        old = uow.sheets.get(sheet.team_id, sheet.replaces) if sheet.replaces else None
        if old is not None and old.successor == sheet.id:
            self.postbox.card(uow, old, old.version, self.desk.clock())

    def refuse_unshared(self, sheet: Sheet) -> None:
        """Refuse where a working copy holds what the employee has not seen."""
        if sheet.editing:
            raise Refused(UNSHARED.format(name=self.desk.people.name(sheet.team_id, sheet.subject)))

    def _close(self, uow: UnitOfWork, sheet: Sheet, by: str) -> None:
        _, at = self.desk.stamp(uow, sheet)
        uow.sheets.set_head(sheet.team_id, sheet.id, state=after(sheet.state, "close"), editing=False)
        self.postbox.forget_move(uow, sheet, at)
        self.postbox.card(uow, sheet, sheet.version, at)
        if sheet.seen and self.desk.met(uow, sheet):
            self.postbox.tell(uow, sheet, sheet.subject, News("closed", by, at))
