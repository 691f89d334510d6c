"""What the company's list says of one person, read and changed by an organiser; it goes the way of every import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.errors import FieldsRefused, Refused
from bot.facts.cycle_forms import PeopleChange
from bot.facts.people_import import CycleSeat, ListedPerson, PersonEdit
from bot.services.cycles.organising import Organising
from bot.services.cycles.states import EDITABLE
from bot.services.desk import Desk
from bot.services.importing import Importing
from bot.services.roster_file import RosterFile, Row, Value
from db.facts import Cycle, Person, RosterEntry
from db.unit_of_work import UnitOfWork

NOT_LISTED = (
    "{name} is not in the company’s list of people yet. Import it first: type the command with “people import”."
)
MANAGER_NOT_LISTED = "{name} is not in the company’s list of people. Import a list with them in it first."
NEEDS_DAY = "Pick the stand-in’s last day as well."
NEEDS_WHO = "Pick who stands in, or clear the day."


@dataclass(frozen=True, slots=True)
class ListedPeople:
    """Shows and changes one line of the list."""

    desk: Desk
    importing: Importing
    organising: Organising

    def of(self, actor: Person, user_id: str) -> ListedPerson:
        """Return what the list says of somebody; raises `Refused` where it does not have them."""
        self.importing.check(actor)
        name = self.desk.people.name
        with self.desk.database.reading() as uow:
            entry = self._entry(uow, actor, user_id)
            reports = sum(one.manager == user_id for one in uow.roster.all(actor.team_id))
            seats = tuple(_seat(uow, cycle, user_id) for cycle in self._open_cycles(uow, actor))
        waits = entry.manager_from is not None and entry.manager_from > self.desk.clock()
        return ListedPerson(
            user_id=user_id,
            name=name(actor.team_id, user_id),
            manager=entry.manager,
            coming=name(actor.team_id, entry.manager) if waits and entry.manager else "",
            stand_in=entry.stand_in,
            stand_in_until=entry.stand_in_until,
            last_day=entry.last_day,
            away_until=entry.away_until,
            team=entry.unit,
            country=entry.country,
            reports=reports,
            cycles=seats,
        )

    def change(self, actor: Person, user_id: str, edit: PersonEdit) -> None:
        """Change a line of the list as an import of this one line would, and who is in which review cycle.

        Raises `FieldsRefused` (`manager`, `stand-in`, `until`), `SecondToAsk` where a second organiser has to agree.
        """
        self.importing.check(actor)
        with self.desk.database.reading() as uow:
            entry = self._entry(uow, actor, user_id)
            keys = {one.user_id: one.key for one in uow.roster.all(actor.team_id) if one.user_id}
            seats = {cycle.id: _seat(uow, cycle, user_id) for cycle in self._open_cycles(uow, actor)}
        self._refuse(actor, user_id, edit, keys)
        row = _row(entry, edit, keys)
        plan = self.importing.roster.preview(actor.team_id, RosterFile((row,), (), {}))
        if plan.faults:
            raise FieldsRefused({"manager": sentence_of_fault(plan.faults[0].words)})
        if plan.changes:
            self.importing.apply(plan, actor, about=user_id)
        for cycle_id, seat in seats.items():
            self._seat(actor, user_id, seat, inside=cycle_id in edit.cycles)
        self.desk.stir_cycles(actor.team_id)
        self.desk.wake()

    def _seat(self, actor: Person, user_id: str, seat: CycleSeat, *, inside: bool) -> None:
        if inside != seat.inside:
            change = PeopleChange((user_id,) if inside else (), () if inside else (user_id,), "")
            self.organising.set_people(actor, seat.cycle, change)

    def _refuse(self, actor: Person, user_id: str, edit: PersonEdit, keys: Mapping[str, str]) -> None:
        faults: dict[str, str] = {}
        for field, who in (("manager", edit.manager), ("stand-in", edit.stand_in)):
            if who == user_id:
                faults[field] = f"Nobody is their own {field}."
            elif who and who not in keys:
                faults[field] = MANAGER_NOT_LISTED.format(name=self.desk.people.name(actor.team_id, who))
        if edit.stand_in and not edit.stand_in_until:
            faults["until"] = NEEDS_DAY
        if edit.stand_in_until and not edit.stand_in:
            faults["stand-in"] = NEEDS_WHO
        if faults:
            raise FieldsRefused(faults)

    def _entry(self, uow: UnitOfWork, actor: Person, user_id: str) -> RosterEntry:
        entry = uow.roster.of_user(actor.team_id, user_id)
        if entry is None:
            raise Refused(NOT_LISTED.format(name=self.desk.people.name(actor.team_id, user_id)))
        return entry

    def _open_cycles(self, uow: UnitOfWork, actor: Person) -> Iterable[Cycle]:
        return [cycle for cycle in uow.cycles.all(actor.team_id) if cycle.state in EDITABLE]


def sentence_of_fault(words: str) -> str:
    """Return what is wrong in a line of a file as a sentence of its own."""
    return f"{words[:1].upper()}{words[1:]}"


def _row(entry: RosterEntry, edit: PersonEdit, keys: Mapping[str, str]) -> Row:
    """Return the line of a file that changes just this."""
    values: dict[str, Value | date] = {
        "stand_in_until": edit.stand_in_until,
        "last_day": edit.last_day,
        "away_until": edit.away_until,
    }
    manager = entry.manager_key if edit.manager == entry.manager else keys.get(edit.manager, "")
    stand_in = keys.get(edit.stand_in, "")
    return Row(1, entry.key, entry.email, (manager,) if manager else (), stand_in, values)


def _seat(uow: UnitOfWork, cycle: Cycle, user_id: str) -> CycleSeat:
    member = uow.cycles.member(cycle.team_id, cycle.id, user_id)
    return CycleSeat(cycle.id, cycle.name, member is not None and not member.out)
