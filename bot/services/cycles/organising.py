"""What an organiser does with review cycles: make, edit, launch, pause, end; every call is checked and logged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from bot.clock import today_in
from bot.errors import ChangedMeanwhile, FieldsRefused, NothingHere, Refused
from bot.facts.cycle_forms import CycleEdit, PeopleChange, PhaseDays
from bot.services.cycles.calendar import calendar_of
from bot.services.cycles.editing import edited, moved, stamp_of
from bot.services.cycles.making import NewCycle, copied, made, name_fault, period_fault
from bot.services.cycles.membership import CHOSEN, Membership
from bot.services.cycles.organisers import Organisers
from bot.services.cycles.planner import Planner
from bot.services.cycles.states import EDITABLE, STATE_WORDS, state_after
from bot.services.cycles.templates import Template, packaged
from bot.services.desk import Desk
from bot.services.fields import fault_in
from db.facts import Cycle, Entry, Member, Period, Person, Task
from db.unit_of_work import UnitOfWork

MANY = 200
"""People in a cycle from whom on it is planned by the heartbeat, not while the organiser waits."""
ENDED = "the review cycle has ended"
NOBODY = "Nobody is in it yet: choose people, or import the company’s list of people."


@dataclass(frozen=True, slots=True)
class Organising:
    """Makes and runs cycles for organisers; everybody else reads that there is nothing here.

    Who changes a cycle whose owner is an organiser no more becomes its owner.
    """

    desk: Desk
    planner: Planner
    membership: Membership
    organisers: Organisers

    @property
    def runners(self) -> AbstractSet[str]:
        return self.organisers.runners

    def templates(self) -> tuple[Template, ...]:
        return packaged()

    def cycles(self, actor: Person) -> tuple[Cycle, ...]:
        """Return every cycle, the newest first."""
        self._check(actor)
        with self.desk.database.reading() as uow:
            return uow.cycles.all(actor.team_id)

    def get(self, actor: Person, cycle_id: str) -> Cycle:
        self._check(actor)
        with self.desk.database.reading() as uow:
            return _there(uow.cycles.get(actor.team_id, cycle_id))

    def new(self, actor: Person, wanted: NewCycle) -> Cycle:
        """Make a draft of a cycle; a second call with the same id changes nothing.

        Raises `FieldsRefused` (`name`, `template`, `period`).
        """
        self._check(actor)
        template = next((one for one in self.templates() if one.id == wanted.template), None)
        faults = {"name": name_fault(wanted.name), "template": None if template else "Pick a template."}
        if template is None or any(faults.values()):
            raise FieldsRefused({name: words for name, words in faults.items() if words})
        if fault := period_fault(template, wanted.period):
            raise FieldsRefused({"period": fault})
        self.desk.people.meet(actor.team_id, wanted.users or self._listed(actor.team_id))
        with self.desk.database.writing() as uow:
            calendar = calendar_of(actor, uow.roster.of_user(actor.team_id, actor.user_id))
            cycle = made(actor, wanted, template, calendar, self.desk.clock())
            if uow.cycles.add(cycle):
                users = wanted.users if wanted.people == CHOSEN else self.membership.matching(uow, cycle)
                uow.cycles.put_members(self.membership.choose(uow, cycle, users))
                self._log(uow, actor, "new", cycle.id)
            uow.commit()
        self.desk.wake()
        return self.get(actor, wanted.id)

    def edit(self, actor: Person, cycle_id: str, edit: CycleEdit, shown: CycleEdit | None = None) -> Cycle:
        """Change a cycle's name, hour, holidays or steps; what was not sent is planned anew.

        What is still as the form had `shown` it stays as it is by now. Raises `FieldsRefused` (`name`).
        """
        self._check(actor)
        if fault := name_fault(edit.name):
            raise FieldsRefused({"name": fault})

        def change(uow: UnitOfWork, cycle: Cycle) -> None:
            uow.cycles.put(edited(cycle, edit, shown))

        return self._change(actor, "edit", cycle_id, change)

    def set_phases(
        self, actor: Person, cycle_id: str, given: Iterable[PhaseDays], shown: Iterable[PhaseDays] = ()
    ) -> Cycle:
        """Move the days on which phases open and are due; raises `FieldsRefused` by the phase's position.

        Days that are as the form had `shown` them stay as they are by now.
        """

        def change(uow: UnitOfWork, cycle: Cycle) -> None:
            uow.cycles.put(replace(cycle, phases=moved(cycle.phases, given, shown)))

        return self._change(actor, "edit dates", cycle_id, change)

    def set_people(self, actor: Person, cycle_id: str, wanted: PeopleChange) -> Cycle:
        """Take people into a cycle or out of it; raises `FieldsRefused` (`why`)."""
        self._check(actor)
        if fault := fault_in("note", wanted.why):
            raise FieldsRefused({"why": fault})
        self.desk.people.meet(actor.team_id, wanted.add)

        def change(uow: UnitOfWork, cycle: Cycle) -> None:
            out = set(wanted.remove)
            for member in self.membership.choose(uow, cycle, wanted.add):
                known = uow.cycles.member(cycle.team_id, cycle.id, member.user_id)
                uow.cycles.put_member(replace(known, out=False, reason="") if known else member)
            for member in uow.cycles.members(cycle.team_id, cycle.id):
                if member.user_id in out:
                    uow.cycles.put_member(replace(member, out=True, reason=wanted.why or "taken out by an organiser"))

        return self._change(actor, "edit people", cycle_id, change)

    def stamp(self, actor: Person, cycle_id: str) -> str:
        """Return a mark of what a cycle would send and to whom, to launch it by as it was seen."""
        cycle = self.get(actor, cycle_id)
        with self.desk.database.reading() as uow:
            return stamp_of(cycle, uow.cycles.members(cycle.team_id, cycle.id))

    def move(self, actor: Person, cycle_id: str, deed: str, stamp: str = "") -> Cycle:
        """Launch, pause, resume, delete, cancel or close a cycle; raises `Refused` where that can't be now.

        With the `stamp` of what somebody saw, `ChangedMeanwhile` is raised where it is not that any more.
        """

        def change(uow: UnitOfWork, cycle: Cycle) -> None:
            state = state_after(cycle, deed)
            members = uow.cycles.members(cycle.team_id, cycle.id)
            if deed == "launch" and not members:
                raise Refused(NOBODY)
            if stamp and stamp != stamp_of(cycle, members):
                raise ChangedMeanwhile
            launched = {"launched_at": self.desk.clock()} if deed == "launch" else {}
            uow.cycles.set_head(cycle.team_id, cycle.id, state=state, **launched)
            if state in {"closed", "cancelled"}:
                uow.ledger.stop_all(cycle.team_id, cycle.id, ENDED)
                self.planner.redraw(uow, [task for task in _all(uow, cycle) if task.state == "open"])

        return self._change(actor, deed, cycle_id, change, ended_ok=True)

    def copy(self, actor: Person, cycle_id: str, new_id: str, ahead: Sequence[Period]) -> Cycle:
        """Make a draft like another cycle, with its people; `ahead` are the periods that it may be for."""
        source = self.get(actor, cycle_id)
        with self.desk.database.writing() as uow:
            calendar = calendar_of(actor, uow.roster.of_user(actor.team_id, actor.user_id)).within(source)
            cycle = copied(source, new_id, actor, self.desk.clock(), ahead, calendar)
            if uow.cycles.add(cycle):
                there = members_in(uow.cycles.members(actor.team_id, source.id))
                uow.cycles.put_members([replace(member, cycle_id=new_id) for member in there])
                self._log(uow, actor, "copy", new_id)
            uow.commit()
        self.desk.wake()
        return self.get(actor, new_id)

    def excuse(self, actor: Person, task: tuple[str, int, str], reason: str) -> None:
        """Excuse somebody from a to-do, with a reason; raises `FieldsRefused` (`reason`)."""
        self._check(actor)
        if not reason.strip() or fault_in("note", reason):
            raise FieldsRefused({"reason": fault_in("note", reason) or "Write why."})
        self._task(actor, "excuse", task, lambda one: replace(one, state="excused", reason=reason))

    def move_due(self, actor: Person, task: tuple[str, int, str], due: date) -> None:
        """Give one to-do another due date; raises `FieldsRefused` (`due`)."""
        self._check(actor)
        if due < today_in(self.desk.clock(), actor.tz):
            raise FieldsRefused({"due": "This day is before today. Pick today or a later day."})
        self._task(actor, "move due date", task, lambda one: replace(one, due=due, own_due=due))

    def _task(self, actor: Person, deed: str, key: tuple[str, int, str], change: Callable[[Task], Task]) -> None:
        cycle_id, position, subject = key

        def write(uow: UnitOfWork, cycle: Cycle) -> None:
            task = uow.ledger.task(cycle.team_id, cycle_id, position, subject)
            if task is None:
                raise NothingHere
            if task.state == "done":
                raise Refused("This is done already.")
            uow.ledger.put_tasks([change(task)])
            self.planner.redraw(uow, [task])

        self._change(actor, deed, cycle_id, write)

    def _change(
        self,
        actor: Person,
        deed: str,
        cycle_id: str,
        change: Callable[[UnitOfWork, Cycle], None],
        *,
        ended_ok: bool = False,
    ) -> Cycle:
        self._check(actor)
        with self.desk.database.writing() as uow:
            cycle = _there(uow.cycles.get(actor.team_id, cycle_id))
            if cycle.state not in EDITABLE and not ended_ok:
                raise Refused(f"You can’t do that: this review cycle is {STATE_WORDS[cycle.state]}.")
            change(uow, cycle)
            if not self.organisers.present(cycle.team_id, cycle.owner):
                uow.cycles.set_head(cycle.team_id, cycle.id, owner=actor.user_id)
            self._log(uow, actor, deed, cycle_id)
            uow.commit()
        cycle = self.get(actor, cycle_id)
        with self.desk.database.reading() as uow:
            many = len(uow.cycles.members(cycle.team_id, cycle.id)) > MANY
        if many:
            self.desk.stir_cycles(cycle.team_id)
        elif cycle.state in {"running", "paused"}:
            self.planner.bring_up_to_date(cycle)
        self.desk.wake()
        return cycle

    def _check(self, actor: Person) -> None:
        """Let organisers in; everybody else learns nothing."""
        if actor.user_id not in self.runners:
            raise NothingHere

    def _listed(self, team_id: str) -> list[str]:
        with self.desk.database.reading() as uow:
            return [entry.user_id for entry in uow.roster.all(team_id) if entry.user_id]

    def _log(self, uow: UnitOfWork, actor: Person, deed: str, cycle_id: str) -> None:
        """Write into the audit log what an organiser did; their Home follows."""
        now = self.desk.clock()
        uow.audit.add(actor.team_id, Entry(now, actor.user_id, f"cycle {deed}", cycle_id, "done"))
        uow.posts.want(actor.team_id, f"home:{actor.user_id}", "home", actor.user_id, at=now)


def _all(uow: UnitOfWork, cycle: Cycle) -> tuple[Task, ...]:
    return uow.ledger.tasks(cycle.team_id, cycle.id)


def _there(cycle: Cycle | None) -> Cycle:
    if cycle is None:
        raise NothingHere
    return cycle


def members_in(members: Iterable[Member]) -> tuple[Member, ...]:
    """Return those who are in a cycle still."""
    return tuple(member for member in members if not member.out)
