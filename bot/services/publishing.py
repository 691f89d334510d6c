"""How versions come to be and which one is in force: what sharing, answering and closing have in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.errors import NothingHere, Refused
from bot.facts import Goals
from bot.services.desk import Desk
from bot.services.permissions import Action
from bot.services.postbox import Postbox
from bot.services.transitions import after, state_of
from bot.services.versions import freeze
from canon.model import Profile
from db.facts import Filled, Person, Revision, Sheet, SheetRow, SheetState
from db.unit_of_work import UnitOfWork

LISTED = "The company’s list names somebody else as {name}’s manager. Ask HR to change it there."
NOT_LISTED = "{name} is not in the company’s list of people yet. Ask HR to add them."


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

    def check_listed(self, uow: UnitOfWork, sheet: Sheet) -> bool:
        """Tell whether the company's list decides; raise `Refused` where it names somebody else as the manager."""
        if not uow.roster.any(sheet.team_id):
            return False
        subject, name = self._subject(sheet), self.desk.people.name(sheet.team_id, sheet.subject)
        if subject is None or sheet.author not in self.desk.managers(uow, sheet.team_id, subject):
            there = uow.roster.of_user(sheet.team_id, sheet.subject) is not None
            raise Refused((LISTED if there else NOT_LISTED).format(name=name))
        return True

    def _subject(self, sheet: Sheet) -> Person | None:
        return self.desk.people.known(sheet.team_id, sheet.subject)

    def publish(self, uow: UnitOfWork, sheet: Sheet, goals: Goals, by: By) -> None:
        """Freeze goals as the next version of a sheet, put it in force, and bring it to the employee."""
        self.check_listed(uow, sheet)
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
        return self.desk.as_shared(uow, self.revision(uow, sheet).content, goals)

    def restore(self, uow: UnitOfWork, sheet: Sheet, *, bare: bool = False) -> None:
        """Put the working copy back to the version in force and end it, on the role text of the version.

        Lines that the version leaves out keep their values, unless `bare`: then nothing unshared stays.
        """
        in_force = self.in_force(uow, sheet)
        shared = in_force.sheet
        counted = self.desk.stamp(uow, sheet)
        places = places_of(sheet.rows, in_force.profile)
        for row in sheet.rows:
            as_it_was = SheetRow(row.key, places[row.key], row.key in shared.kept)
            if as_it_was != row:
                uow.sheets.put_row(sheet.team_id, sheet.id, as_it_was)
        for blank in sheet.filled:
            value = shared.values.get((blank.row, blank.slot), "")
            if blank.value != value and (bare or blank.row in shared.kept):
                filled = Filled(blank.row, blank.slot, value, counted[0], "dropped", counted[1])
                uow.sheets.put_value(sheet.team_id, sheet.id, filled)
        for rival in sheet.rivals:
            uow.sheets.drop_rivals(sheet.team_id, sheet.id, rival.row, rival.slot)
        text = {"profile_hash": shared.profile_hash, "title": shared.title}
        uow.sheets.set_head(sheet.team_id, sheet.id, editing=False, layout=shared.layout, **text)

    def standing(self, uow: UnitOfWork, sheet: Sheet, number: int) -> SheetState:
        """Return the state in which a version stands by what became of it."""
        replies = [one for one in uow.dialogue.replies(sheet.team_id, sheet.id) if one.number == number]
        confirmed = [one for one in replies if one.kind == "confirmed"]
        return state_of(next(iter([*confirmed, *replies]), None))


def places_of(rows: Iterable[SheetRow], profile: Profile) -> dict[str, int]:
    """Return the place of each line: as the role text has them, then own lines, then what the text no longer has."""
    keys = {row.key: at for at, row in enumerate(profile.rows)}
    last = len(keys)

    def at(row: SheetRow) -> tuple[int, int]:
        return keys.get(row.key, last if row.own else last + 1), row.position

    return {row.key: place for place, row in enumerate(sorted(rows, key=at))}
