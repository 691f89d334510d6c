"""The manager's answer to a request for changes, proposal by proposal."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.errors import FieldsRefused, Refused
from bot.facts import Deciding
from bot.services.desk import Desk
from bot.services.fields import fault_in
from bot.services.postbox import News, Postbox
from bot.services.publishing import By, Publishing
from bot.services.transitions import after
from db.facts import Filled, Person, Proposal, Request, Sheet, Slot, Verdict
from db.unit_of_work import UnitOfWork

ANSWER = "Write an answer: {name} reads it."
DECIDE = "Decide about each of them."
NOTHING_PROPOSED = "Nothing was proposed here that could be taken. Answer it, or press “Change these goals”."


@dataclass(frozen=True, slots=True)
class Settling:
    """Takes or keeps what was proposed."""

    desk: Desk
    postbox: Postbox
    versions: Publishing

    def settle(self, actor: Person, sheet_id: str, request_id: str, decisions: tuple[Deciding, ...]) -> None:
        """Answer a request for changes: what is taken makes a new version; if all is kept, the same one returns.

        Raises `FieldsRefused` by goal: an answer is missing, or nothing was proposed that could be taken.
        """

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            request = _open_request(uow, sheet, request_id)
            decided = self._decided(sheet, request, decisions)
            _, at = self.desk.stamp(uow, sheet)
            for proposal in decided:
                uow.dialogue.decide(request, proposal)
            self.postbox.end_request(uow, request, "answered", at)
            if any(proposal.verdict == "taken" for proposal in decided):
                self._take(uow, sheet, actor, decided)
            else:
                uow.sheets.set_head(sheet.team_id, sheet.id, state=after(sheet.state, "settle"))
                self.postbox.card(uow, sheet, sheet.version, at)
                self.postbox.tell(uow, sheet, sheet.subject, News("kept", actor.user_id, at, request.id))

        self.desk.act(actor, "settle", sheet_id, write)

    def _take(self, uow: UnitOfWork, sheet: Sheet, actor: Person, decided: tuple[Proposal, ...]) -> None:
        """Make the next version of what is in force and what was taken; a working copy takes the values too."""
        stamp, at = self.desk.stamp(uow, sheet)
        taken = [
            Filled(one.row, slot, value, stamp, "taken", at)
            for one in decided
            if one.verdict == "taken"
            for slot, value in wanted_by(one).items()
        ]
        for filled in taken:
            uow.sheets.put_value(sheet.team_id, sheet.id, filled)
        shared = self.versions.in_force(uow, sheet)
        new = {(one.row, one.slot): one for one in (*shared.sheet.filled, *taken)}
        goals = self.desk.goals(sheet, shared.profile)
        taken_over = replace(goals, sheet=replace(shared.sheet, filled=tuple(new.values())))
        self.versions.publish(uow, sheet, taken_over, By(actor, "", "settle"))

    def _decided(self, sheet: Sheet, request: Request, decisions: tuple[Deciding, ...]) -> tuple[Proposal, ...]:
        """Return the proposals of a request with what was decided, or raise `FieldsRefused` by goal."""
        by_row = {one.row: one for one in decisions}
        name = self.desk.people.name(sheet.team_id, sheet.subject)
        faults: dict[str, str] = {}
        for proposal in request.proposals:
            decision = by_row.get(proposal.row)
            if decision is None:
                faults[proposal.row] = DECIDE
            elif decision.taken and not (proposal.target or proposal.date):
                faults[proposal.row] = NOTHING_PROPOSED
            elif not decision.taken and not decision.answer.strip():
                faults[proposal.row] = ANSWER.format(name=name)
            elif fault := fault_in("note", decision.answer):
                faults[proposal.row] = fault
        if faults:
            raise FieldsRefused(faults)
        return tuple(
            replace(one, verdict=_verdict(by_row[one.row]), answer=by_row[one.row].answer)
            for one in request.proposals
        )


def _open_request(uow: UnitOfWork, sheet: Sheet, request_id: str) -> Request:
    for request in uow.dialogue.requests(sheet.team_id, sheet.id):
        if request.id == request_id and request.state == "open":
            return request
    raise Refused("This request is answered already, or was replaced by a newer one.")


def _verdict(decision: Deciding) -> Verdict:
    return "taken" if decision.taken else "kept"


def wanted_by(proposal: Proposal) -> dict[Slot, str]:
    """Return the values that a proposal asks for."""
    wanted: dict[Slot, str] = {"target": proposal.target, "date": proposal.date}
    return {slot: value for slot, value in wanted.items() if value}
