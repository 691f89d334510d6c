"""The manager's side of shared goals: sharing, changing, taking back, moving, closing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.errors import FieldsRefused, Refused
from bot.facts import Goals, ShareFacts, changes_between
from bot.services.closing import Closing
from bot.services.desk import Desk
from bot.services.fields import fault_in
from bot.services.permissions import Action
from bot.services.postbox import Postbox, card_key, version_key
from bot.services.publishing import By, Publishing
from bot.services.settling import wanted_by
from bot.services.transitions import after
from db.facts import Contact, Person, Proposal, Sheet, Verdict
from db.unit_of_work import UnitOfWork

OWN_GOALS = "These are your own goals: there is nobody to share them with. They are kept as a draft."
NO_GOALS = "No goal is chosen yet. Press “Choose goals” first."
CLASHES = "Some fields have two values. Open those goals and choose between them first."
NO_READER = "{name} can’t read goals here: guests, people who left and who is not part of a trial get nothing."
SAME = "Nothing has changed since version {number}. Change something first, or drop the changes."
OPEN_FIELDS = "Tick this to share with fields left open, or go back and fill them."
NOT_MANAGER = "{name} said that you are not their manager. Talk to {name} or to HR."

AT_ONCE = timedelta(seconds=5)
"""A request that was answered so close to a version was answered by it."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """What a manager does with goals that somebody else reads; every call passes over the desk."""

    desk: Desk
    postbox: Postbox
    versions: Publishing
    closing: Closing

    def before(self, actor: Person, sheet_id: str) -> ShareFacts:
        """Return what the view before sharing says; raise `Refused` where these goals can't be shared."""
        sheet, profile = self.desk.look(actor, "share", sheet_id)
        goals, now = self.desk.goals(sheet, profile), self.desk.clock()
        with self.desk.database.reading() as uow:
            first = self._may_share(uow, goals)
            number = uow.revisions.next_number(sheet.team_id, sheet.id)
            arrives = self.postbox.arrival(uow, sheet.team_id, sheet.subject, now)
            seen = uow.revisions.get(sheet.team_id, sheet.id, sheet.version)
            before = self.desk.as_shared(uow, seen.content, goals) if seen else None
        names = tuple(self.desk.people.name(sheet.team_id, reader) for reader in sorted(self.desk.readers))
        changes = changes_between(before, goals) if before else ()
        later = arrives if arrives > now else None
        return ShareFacts(goals, number, names, later, first, changes, sheet.replaces)

    def next_number(self, goals: Goals) -> int:
        """Return the number that the next version of someone's goals will have."""
        with self.desk.database.reading() as uow:
            return uow.revisions.next_number(goals.sheet.team_id, goals.sheet.id)

    def share(self, actor: Person, sheet_id: str, note: str, *, open_ok: bool = False) -> int:
        """Freeze the goals as a new version and bring it to the employee; return its number.

        Raises `FieldsRefused` for a note that can't be kept (`note`) and for fields left open without consent
        (`open`).
        """
        facts = self.before(actor, sheet_id)
        faults = {"note": fault_in("note", note)}
        if any(goal.open_slots for goal in facts.goals.goals) and not open_ok:
            faults["open"] = OPEN_FIELDS
        if any(faults.values()):
            raise FieldsRefused({name: words for name, words in faults.items() if words})

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            goals = self.desk.goals(sheet, self.desk.profile(uow, sheet))
            self._check(uow, goals)
            if self._may_share(uow, goals):
                contact = Contact(sheet.team_id, sheet.author, sheet.subject, "asked", self.desk.clock())
                uow.contacts.put(contact)
            self.versions.publish(uow, sheet, goals, By(actor, note, "share"))
            self._answer_open(uow, goals)
            self.closing.end_replaced(uow, sheet)

        self.desk.act(actor, "share", sheet_id, write)
        return self.desk.look(actor, "read", sheet_id)[0].version

    def hasten(self, actor: Person, sheet_id: str) -> None:
        """Let the employee have now what waits for their next working morning."""

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            _, at = self.desk.stamp(uow, sheet)
            for key in (card_key(sheet), version_key(sheet.id, sheet.version)):
                uow.posts.hasten(sheet.team_id, key, at)

        self.desk.act(actor, "hasten", sheet_id, write)

    def take_back(self, actor: Person, sheet_id: str, version: int) -> None:
        """Take a version back that the employee has not answered: the one before it stands again, or the draft."""

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            if sheet.answered >= sheet.version:
                name = self.desk.people.name(sheet.team_id, sheet.subject)
                raise Refused(f"You can’t take these back: {name} has answered. Press “Change these goals”.")
            _, at = self.desk.stamp(uow, sheet)
            uow.revisions.take_back(sheet.team_id, sheet.id, sheet.version, at)
            earlier = [one for one in uow.revisions.all(sheet.team_id, sheet.id) if one.taken_back_at is None]
            number = earlier[-1].number if earlier else 0
            state = self.versions.standing(uow, sheet, number) if number else after(sheet.state, "take back")
            self._ask_again(uow, sheet)
            self.postbox.forget_move(uow, sheet, at)
            uow.sheets.set_head(sheet.team_id, sheet.id, state=state, version=number, editing=bool(number))
            self.postbox.card(uow, sheet, number, at)
            self.postbox.recall(uow, sheet, sheet.version, at)
            self.closing.show_replaced(uow, sheet)
            self.postbox.homes(uow, sheet, at)

        self.desk.act(actor, "take back", sheet_id, write, version)

    def change(self, actor: Person, sheet_id: str) -> Goals:
        """Open a working copy beside the version in force; one that is open stays as it is."""
        self._head(actor, "change", sheet_id, editing=True)
        return self.desk.goals(*self.desk.look(actor, "read", sheet_id))

    def drop_changes(self, actor: Person, sheet_id: str) -> None:
        """Drop the working copy: what is in force stands as it was shared."""

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            self.versions.restore(uow, sheet)

        self.desk.act(actor, "drop changes", sheet_id, write)

    def _head(self, actor: Person, action: Action, sheet_id: str, **values: object) -> None:
        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            self.desk.stamp(uow, sheet)
            uow.sheets.set_head(sheet.team_id, sheet.id, **values)

        self.desk.act(actor, action, sheet_id, write)

    def _may_share(self, uow: UnitOfWork, goals: Goals) -> bool:
        """Say whether this share asks the employee first; raise `Refused` where it can't be at all."""
        sheet, name = goals.sheet, goals.subject.name
        if sheet.author == sheet.subject:
            raise Refused(OWN_GOALS)
        if not self.desk.people.may_use(goals.subject):
            raise Refused(NO_READER.format(name=name))
        if self.versions.check_listed(uow, sheet):
            return False
        contact = uow.contacts.get(sheet.team_id, sheet.author, sheet.subject)
        if contact is not None and contact.state == "refused":
            raise Refused(NOT_MANAGER.format(name=name))
        return contact is None or contact.state == "asked"

    def _check(self, uow: UnitOfWork, goals: Goals) -> None:
        sheet = goals.sheet
        if not goals.goals:
            raise Refused(NO_GOALS)
        if any(sheet.row(rival.row) and rival.row in sheet.kept for rival in sheet.rivals):
            raise Refused(CLASHES)
        if sheet.version and not changes_between(self.versions.in_force(uow, sheet), goals):
            raise Refused(SAME.format(number=sheet.version))

    def _ask_again(self, uow: UnitOfWork, sheet: Sheet) -> None:
        """Open the request again that was answered by the version which is taken back."""
        shared_at = self.versions.revision(uow, sheet).shared_at
        requests = uow.dialogue.requests(sheet.team_id, sheet.id)
        for request in requests[-1:]:
            near = request.answered_at is not None and abs(request.answered_at - shared_at) < AT_ONCE
            if near and request.state == "answered" and request.number < sheet.version:
                for proposal in request.proposals:
                    uow.dialogue.decide(request, replace(proposal, verdict="", answer=""))
                self.postbox.end_request(uow, request, "open", shared_at)

    def _answer_open(self, uow: UnitOfWork, goals: Goals) -> None:
        """End the open request by a new version: what was proposed and stands there now was taken."""
        sheet = goals.sheet
        for request in uow.dialogue.requests(sheet.team_id, sheet.id):
            if request.state == "open":
                for proposal in request.proposals:
                    uow.dialogue.decide(request, replace(proposal, verdict=_met_by(proposal, goals)))
                self.postbox.end_request(uow, request, "answered", self.desk.clock())


def _met_by(proposal: Proposal, goals: Goals) -> Verdict:
    """Say what became of a proposal in a new version: taken where it stands there, else changed."""
    goal, wanted = goals.goal(proposal.row), wanted_by(proposal)
    there = goal is not None and all(goal.values.get(slot) == value for slot, value in wanted.items())
    return "taken" if there and wanted else "changed"
