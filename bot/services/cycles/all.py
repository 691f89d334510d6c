"""The services of review cycles, put together once."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.services.cycles.choosing import Choosing
from bot.services.cycles.escalating import Escalating
from bot.services.cycles.exports import Exports
from bot.services.cycles.membership import Groups, Membership
from bot.services.cycles.organisers import Organisers
from bot.services.cycles.organising import Organising
from bot.services.cycles.planner import Planner
from bot.services.cycles.putting_off import PuttingOff
from bot.services.cycles.reminder_log import ReminderLog
from bot.services.cycles.reminding import Reminders
from bot.services.cycles.sending import Sending
from bot.services.cycles.standings import Standings
from bot.services.cycles.status import Statuses
from bot.services.cycles.to_dos import ToDos
from bot.services.desk import Desk
from canon.frames import FrameName


@dataclass(frozen=True, slots=True)
class CycleServices:
    """Everything that the product does with review cycles."""

    planner: Planner
    membership: Membership
    organising: Organising
    choosing: Choosing
    statuses: Statuses
    log: ReminderLog
    sending: Sending
    to_dos: ToDos
    reminders: Reminders
    escalating: Escalating
    exports: Exports


def cycle_services(
    desk: Desk, groups: Groups, runners: AbstractSet[str], layout: FrameName, first_month: int
) -> CycleServices:
    """Put them together."""
    organisers = Organisers(desk.people, runners)
    planner = Planner(desk, Standings(desk.people), organisers)
    membership = Membership(desk.people)
    organising = Organising(desk, planner, membership, organisers)
    statuses, to_dos = Statuses(desk, organising), ToDos(desk, organisers)
    return CycleServices(
        planner=planner,
        membership=membership,
        organising=organising,
        choosing=Choosing(desk, organising, groups, layout, first_month),
        statuses=statuses,
        log=ReminderLog(desk, organising),
        sending=Sending(desk),
        to_dos=to_dos,
        reminders=Reminders(desk, to_dos, organising, PuttingOff(desk)),
        escalating=Escalating(desk, statuses, organisers),
        exports=Exports(desk, organising, statuses),
    )
