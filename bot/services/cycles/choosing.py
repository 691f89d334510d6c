"""What the forms of review cycles offer, and what their answers ask for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.clock import today_in
from bot.errors import FieldsRefused
from bot.facts.cycle_forms import CycleAnswer, CycleChoices, DayHint, PhaseDays, TemplateChoice
from bot.services.cycles.calendar import Calendar, calendar_of, warm_up
from bot.services.cycles.making import NewCycle
from bot.services.cycles.membership import ALL, CHOSEN, Groups
from bot.services.cycles.organising import Organising
from bot.services.desk import Desk
from bot.services.periods import current_periods, middle_of
from canon.frames import FrameName
from db.facts import Cycle, Period, Person

FIRST_HOUR = 9
NOBODY_CHOSEN = "Nobody is chosen here: pick somebody."
FIRST_TEMPLATE = "half-year"
"""The one for the period that the form begins with."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """Offers choices to organisers, and reads what they chose."""

    desk: Desk
    organising: Organising
    groups: Groups
    layout: FrameName
    first_month: int

    def first(self, actor: Person, cycle_id: str) -> CycleChoices:
        """Return what the form of a new cycle begins with."""
        warm_up()
        choices = self.again(actor, cycle_id, CycleAnswer())
        current, following, *_ = choices.periods
        period = current if today_in(self.desk.clock(), actor.tz) <= middle_of(current) else following
        template = next(one for one in choices.templates if one.id == FIRST_TEMPLATE)
        answer = CycleAnswer(
            template=template.id,
            name=f"{period.name} goals",
            period=period.name,
            layout=self.layout,
            hour=FIRST_HOUR,
            who="everyone" if choices.people else "people",
        )
        return replace(choices, answer=answer)

    def again(self, actor: Person, cycle_id: str, answer: CycleAnswer) -> CycleChoices:
        """Return the form as it is filled in so far."""
        self.organising.cycles(actor)
        with self.desk.database.reading() as uow:
            listed = [entry for entry in uow.roster.all(actor.team_id) if entry.user_id and entry.manager]
        return CycleChoices(
            cycle=cycle_id,
            templates=tuple(TemplateChoice(one.id, one.name, len(one.phases)) for one in self.organising.templates()),
            periods=self._periods(actor),
            units=tuple(sorted({entry.unit for entry in listed if entry.unit})),
            countries=tuple(sorted({entry.country for entry in listed if entry.country})),
            groups=self.groups.named(),
            people=len(listed),
            answer=answer,
        )

    def wanted(self, actor: Person, cycle_id: str, answer: CycleAnswer) -> NewCycle:
        """Return the cycle that an answer asks for; raises `FieldsRefused` (`period`)."""
        self.organising.cycles(actor)
        period = next((one for one in self._periods(actor) if one.name == answer.period), None)
        if period is None:
            raise FieldsRefused({"period": "Pick a period from the list."})
        users = self.groups.members(answer.group) if answer.who == "group" and answer.group else answer.people
        if answer.who in {"people", "group"} and not users:
            raise FieldsRefused({answer.who: NOBODY_CHOSEN})
        filters = {"everyone": ALL, "unit": f"unit:{answer.unit}", "country": f"country:{answer.country}"}
        return NewCycle(
            id=cycle_id,
            name=answer.name,
            template=answer.template,
            period=period,
            layout=answer.layout or self.layout,
            hour=answer.hour or FIRST_HOUR,
            holidays=answer.holidays,
            people=filters.get(answer.who, CHOSEN),
            users=users,
            test=answer.test,
        )

    def copied(self, actor: Person, cycle_id: str, new_id: str) -> Cycle:
        """Make a draft like another cycle, for the period that is ahead."""
        return self.organising.copy(actor, cycle_id, new_id, self._periods(actor))

    def dated(self, actor: Person, cycle_id: str, days: Iterable[PhaseDays]) -> tuple[Cycle, tuple[DayHint, ...]]:
        """Return a cycle with these days in it, and which of them the organiser does not work on; nothing is kept."""
        cycle = self.organising.get(actor, cycle_id)
        given = {one.position: one for one in days}
        phases = tuple(
            replace(
                phase,
                opens=(given[phase.position].opens or phase.opens) if phase.position in given else phase.opens,
                due=(given[phase.position].due or phase.due) if phase.position in given else phase.due,
            )
            for phase in cycle.phases
        )
        with self.desk.database.reading() as uow:
            calendar = calendar_of(actor, uow.roster.of_user(actor.team_id, actor.user_id)).within(cycle)
        told = {day for phase in phases for day in (phase.opens, phase.due)}
        hints = tuple(_hint(day, calendar) for day in sorted(told) if not calendar.is_working(day))
        return replace(cycle, phases=phases), hints

    def _periods(self, actor: Person) -> tuple[Period, ...]:
        return current_periods(today_in(self.desk.clock(), actor.tz), self.first_month)


def _hint(day: date, calendar: Calendar) -> DayHint:
    return DayHint(day, calendar.why_not(day), calendar.roll_forward(day) or day + timedelta(days=1))
