"""Review cycles, with their phases and people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from db.facts import Cycle, Member, Period, Phase
from db.repositories.reading import columns_of, fact, facts
from db.repositories.writing import add, change, put, put_all
from db.tables import table

CYCLES = table("cycles")
PHASES = table("phases")
MEMBERS = table("members")
SNOOZES = table("snoozes")
HEAD = [field.name for field in fields(Cycle) if field.name not in {"period", "phases"}]
HEADS = (
    select(*(CYCLES.c[name] for name in (*HEAD, "period_name", "period_first", "period_last")))
    .where(CYCLES.c.team_id == bindparam("team"))
    .order_by(CYCLES.c.created_at.desc(), CYCLES.c.id)
)
ONE = HEADS.where(CYCLES.c.id == bindparam("cycle"))
IN_STATES = HEADS.where(CYCLES.c.state.in_(bindparam("states", expanding=True)))
ITS_PHASES = (
    columns_of(PHASES, Phase)
    .where(PHASES.c.team_id == bindparam("team"), PHASES.c.cycle_id == bindparam("cycle"))
    .order_by(PHASES.c.position)
)
ITS_MEMBERS = (
    columns_of(MEMBERS, Member)
    .where(MEMBERS.c.team_id == bindparam("team"), MEMBERS.c.cycle_id == bindparam("cycle"))
    .order_by(MEMBERS.c.user_id)
)
ITS_MEMBER = ITS_MEMBERS.where(MEMBERS.c.user_id == bindparam("user"))
UNTIL = select(SNOOZES.c.until).where(SNOOZES.c.team_id == bindparam("team"), SNOOZES.c.user_id == bindparam("user"))


class Cycles:
    """The cycles of a workspace."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, cycle: Cycle) -> bool:
        """Store a new cycle; change nothing and say no where it is there already."""
        if not add(self._connection, CYCLES, _head(cycle)):
            return False
        self._put_phases(cycle)
        return True

    def put(self, cycle: Cycle) -> None:
        """Store a cycle as it is now, its phases too."""
        put(self._connection, CYCLES, _head(cycle))
        here = (PHASES.c.team_id == cycle.team_id) & (PHASES.c.cycle_id == cycle.id)
        self._connection.execute(PHASES.delete().where(here))
        self._put_phases(cycle)

    def set_head(self, team_id: str, cycle_id: str, **values: Any) -> None:
        """Give fields of a cycle's head new values."""
        change(self._connection, CYCLES, {"team_id": team_id, "id": cycle_id}, values)

    def get(self, team_id: str, cycle_id: str) -> Cycle | None:
        return next(iter(self._read(ONE, team=team_id, cycle=cycle_id)), None)

    def all(self, team_id: str) -> tuple[Cycle, ...]:
        """Return every cycle, the newest first."""
        return self._read(HEADS, team=team_id)

    def in_states(self, team_id: str, *states: str) -> tuple[Cycle, ...]:
        return self._read(IN_STATES, team=team_id, states=list(states))

    def put_member(self, member: Member) -> None:
        put(self._connection, MEMBERS, asdict(member))

    def put_members(self, members: Sequence[Member]) -> None:
        put_all(self._connection, MEMBERS, [asdict(member) for member in members])

    def members(self, team_id: str, cycle_id: str) -> tuple[Member, ...]:
        """Return everybody who is or was in a cycle."""
        return facts(self._connection, Member, ITS_MEMBERS, team=team_id, cycle=cycle_id)

    def member(self, team_id: str, cycle_id: str, user_id: str) -> Member | None:
        return fact(self._connection, Member, ITS_MEMBER, team=team_id, cycle=cycle_id, user=user_id)

    def snooze(self, team_id: str, user_id: str, until: datetime) -> None:
        """Keep until when a person wants no reminders."""
        put(self._connection, SNOOZES, {"team_id": team_id, "user_id": user_id, "until": until})

    def snoozed_until(self, team_id: str, user_id: str) -> datetime | None:
        found: datetime | None = self._connection.execute(UNTIL, {"team": team_id, "user": user_id}).scalar()
        return found

    def _put_phases(self, cycle: Cycle) -> None:
        for phase in cycle.phases:
            put(self._connection, PHASES, {"team_id": cycle.team_id, "cycle_id": cycle.id, **asdict(phase)})

    def _read(self, query: Any, **values: Any) -> tuple[Cycle, ...]:
        heads = self._connection.execute(query, values).mappings().all()
        return tuple(self._cycle(dict(head)) for head in heads)

    def _cycle(self, head: dict[str, Any]) -> Cycle:
        period = Period(*(head.pop(f"period_{name}") for name in ("name", "first", "last")))
        steps = tuple(step for step in head.pop("steps").split(",") if step)
        phases = facts(self._connection, Phase, ITS_PHASES, team=head["team_id"], cycle=head["id"])
        return Cycle(**head, period=period, steps=steps, phases=phases)


def _head(cycle: Cycle) -> dict[str, Any]:
    period = {f"period_{name}": getattr(cycle.period, name) for name in ("name", "first", "last")}
    return {**{name: getattr(cycle, name) for name in HEAD}, "steps": ",".join(cycle.steps), **period}
