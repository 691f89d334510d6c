"""The employee's side of shared goals: confirming, declining, asking for changes; and what both may say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.clock import today_in
from bot.errors import FieldsRefused, Refused
from bot.facts import Goals, Proposing, proposals_of
from bot.services.desk import Desk
from bot.services.fields import fault_in
from bot.services.permissions import Action
from bot.services.postbox import News, Postbox
from bot.services.publishing import Publishing
from bot.services.seal import sealed
from bot.services.transitions import after
from db.facts import CheckIn, Comment, Contact, ContactState, Person, Reply, ReplyKind, Request, Sheet
from db.unit_of_work import UnitOfWork

NO_REASON = "Write why: it is what your manager answers."
NO_WORDS = "Write something first."
PAST = "The due date you propose is before today. Pick today or a later day."
NO_VALUE = "Write where it stands, or a note."
NO_SUCH_GOAL = "This goal is no longer among them."


@dataclass(frozen=True, slots=True)
class Answering:
    """What an employee says about a version; every call passes over the desk and names the version it means."""

    desk: Desk
    postbox: Postbox
    versions: Publishing
    printed: Callable[[Goals], str]

    def meet(self, actor: Person, sheet_id: str, *, agreed: bool) -> None:
        """Say whether the author is one's manager; without it nothing is shown. Said again it changes nothing."""

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            known = uow.contacts.get(sheet.team_id, sheet.author, sheet.subject)
            state: ContactState = "agreed" if agreed else "refused"
            if known is not None and known.state == state:
                return
            if not agreed and sheet.answered:
                raise Refused("You have answered these goals already. Talk to your manager or to HR.")
            _, at = self.desk.stamp(uow, sheet)
            uow.contacts.put(Contact(sheet.team_id, sheet.author, sheet.subject, state, at))
            self.postbox.both(uow, sheet.team_id, sheet.author, sheet.subject, at)
            self.postbox.homes(uow, sheet, at)
            if not agreed:
                self.postbox.tell(uow, sheet, sheet.author, News("not met", actor.user_id, at))

        self.desk.act(actor, "meet", sheet_id, write)

    def confirm(self, actor: Person, sheet_id: str, version: int, note: str = "") -> None:
        """Record that a version was received and read, under its check sum; a second press changes nothing."""
        _refuse({"note": fault_in("note", note)})

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            if _replied(uow, sheet, "confirmed"):
                return
            _, at = self.desk.stamp(uow, sheet)
            goals = self.versions.in_force(uow, sheet)
            reply = Reply(sheet.team_id, sheet.id, version, "confirmed", actor.user_id, at, note)
            content = self.versions.revision(uow, sheet).content
            uow.dialogue.reply(sealed(reply, content, self.printed(goals)))
            self._drop_request(uow, sheet)
            self._moved(uow, sheet, "confirm")
            self.postbox.receipts(uow, sheet, version, at)
            self.postbox.tell(uow, sheet, sheet.author, News("confirmed", actor.user_id, at))

        self.desk.act(actor, "confirm", sheet_id, write, version)

    def decline(self, actor: Person, sheet_id: str, version: int, reason: str = "") -> None:
        """Record that the employee won't confirm; the reason, if there is one, is for the manager alone."""
        _refuse({"reason": fault_in("note", reason)})

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            if sheet.state == "unconfirmed" and _replied(uow, sheet, "declined"):
                return
            _, at = self.desk.stamp(uow, sheet)
            reply = Reply(sheet.team_id, sheet.id, version, "declined", actor.user_id, at, reason)
            uow.dialogue.reply(reply)
            self._drop_request(uow, sheet)
            self._moved(uow, sheet, "decline")
            self.postbox.tell(uow, sheet, sheet.author, News("declined", actor.user_id, at))

        self.desk.act(actor, "decline", sheet_id, write, version)

    def ask(
        self, actor: Person, sheet_id: str, version: int, request_id: str, proposing: tuple[Proposing, ...]
    ) -> None:
        """Ask for changes; an earlier request that is still open is replaced. Raises `FieldsRefused` by goal."""
        today = today_in(self.desk.clock(), actor.tz).isoformat()
        _refuse({one.row: _fault_of(one, today) for one in proposing})

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            goals = self.versions.in_force(uow, sheet)
            if not proposing or any(one.row and goals.goal(one.row) is None for one in proposing):
                raise Refused(NO_SUCH_GOAL)
            known = {one.id for one in uow.dialogue.requests(sheet.team_id, sheet.id)}
            if request_id in known:
                return
            _, at = self.desk.stamp(uow, sheet)
            self._drop_request(uow, sheet)
            key = (sheet.team_id, request_id, sheet.id)
            proposals = proposals_of(proposing)
            uow.dialogue.ask(Request(*key, version, actor.user_id, at, "open", None, proposals))
            self._moved(uow, sheet, "ask")
            self.postbox.tell(uow, sheet, sheet.author, News("asked", actor.user_id, at, request_id))

        self.desk.act(actor, "ask", sheet_id, write, version)

    def comment(self, actor: Person, sheet_id: str, comment_id: str, row: str, words: str) -> None:
        """Leave a remark on all the goals or on one; the other of the two is told. A second press adds none."""
        _refuse({"words": fault_in("note", words) or (None if words.strip() else NO_WORDS)})

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            self._goal(uow, sheet, row)
            _, at = self.desk.stamp(uow, sheet)
            remark = Comment(sheet.team_id, comment_id, sheet.id, sheet.version, row, actor.user_id, at, words)
            if not uow.dialogue.comment(remark):
                return
            by_subject = actor.user_id == sheet.subject
            if by_subject:
                uow.sheets.set_head(sheet.team_id, sheet.id, answered=sheet.version)
            self.postbox.card(uow, sheet, sheet.version, at)
            other = sheet.author if by_subject else sheet.subject
            self.postbox.tell(uow, sheet, other, News("commented", actor.user_id, at, comment_id))

        self.desk.act(actor, "comment", sheet_id, write)

    def check_in(self, actor: Person, checkin: CheckIn) -> None:
        """Say where a goal stands; `checkin.at` and `by` are set here. A second press adds nothing."""
        faults = {"value": fault_in("note", checkin.value), "note": fault_in("note", checkin.note)}
        if not (checkin.value.strip() or checkin.note.strip()):
            faults["value"] = NO_VALUE
        _refuse(faults)

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            self._goal(uow, sheet, checkin.row)
            _, at = self.desk.stamp(uow, sheet)
            said = (checkin.value, checkin.status, checkin.note)
            key = (sheet.team_id, checkin.id, sheet.id, checkin.row)
            if uow.dialogue.check_in(CheckIn(*key, actor.user_id, at, *said)):
                self.postbox.card(uow, sheet, sheet.version, at)
                self.postbox.homes(uow, sheet, at)

        self.desk.act(actor, "check in", checkin.sheet_id, write)

    def _goal(self, uow: UnitOfWork, sheet: Sheet, row: str) -> None:
        """Refuse what is about a goal that the version in force does not have."""
        if row and self.versions.in_force(uow, sheet).goal(row) is None:
            raise Refused(NO_SUCH_GOAL)

    def _moved(self, uow: UnitOfWork, sheet: Sheet, action: Action) -> None:
        """Put the goals into the state that an answer leads to, and let both messages follow."""
        state = after(sheet.state, action)
        uow.sheets.set_head(sheet.team_id, sheet.id, state=state, answered=sheet.version)
        self.postbox.card(uow, sheet, sheet.version, self.desk.clock())

    def _drop_request(self, uow: UnitOfWork, sheet: Sheet) -> None:
        """End a request that is still open: a later answer has taken its place."""
        for request in uow.dialogue.requests(sheet.team_id, sheet.id):
            if request.state == "open":
                self.postbox.end_request(uow, request, "dropped", self.desk.clock())


def _replied(uow: UnitOfWork, sheet: Sheet, kind: ReplyKind) -> bool:
    """Tell whether the version in force has a reply of this kind already: a second press changes nothing."""
    replies = uow.dialogue.replies(sheet.team_id, sheet.id)
    return any(reply.number == sheet.version and reply.kind == kind for reply in replies)


def _fault_of(proposing: Proposing, today: str) -> str | None:
    """Return the sentence for what can't be proposed, None where all is well; `today` is in ISO format."""
    if not proposing.reason.strip():
        return NO_REASON
    texts = (proposing.target, proposing.reason)
    faults = [*(fault_in("note", text) for text in texts), fault_in("date", proposing.date)]
    past = bool(proposing.date) and proposing.date < today
    return next(filter(None, faults), None) or (PAST if past else None)


def _refuse(faults: Mapping[str, str | None]) -> None:
    if any(faults.values()):
        raise FieldsRefused({name: words for name, words in faults.items() if words})
