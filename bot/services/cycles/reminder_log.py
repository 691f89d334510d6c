"""The log of a review cycle's reminders: planned ones and those sent by hand, each with what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.facts.cycles import LOG_LINES, HandLine, LogLine, LogPage
from bot.services.cycles.organising import Organising
from bot.services.cycles.sending import ACTIVE, LATER_ONE, SNOOZED, read_key
from bot.services.desk import Desk
from db.facts import Cycle, Nudge, NudgeFate, Person, Post, Said
from db.unit_of_work import UnitOfWork

NOTHING_LEFT = "nothing was left to do when it was to go out"
RULES = "left out by the rules of reminders"
OWN_BUSINESS = frozenset({SNOOZED, ACTIVE, LATER_ONE})
"""Why a slot was stopped that organisers do not read: what a person opened or put off is theirs alone. A later
reminder that took its place is among them, so that nobody concludes one from the other."""
TWICE = "perhaps shown twice: the first time its sender was not heard of any more"


@dataclass(frozen=True, slots=True)
class ReminderLog:
    """Reads what was and will be sent, for organisers."""

    desk: Desk
    organising: Organising

    def page(self, actor: Person, cycle_id: str, person: str = "", page: int = 1) -> LogPage:
        """Return a page of a cycle's reminders, of all its people or of one; a page beyond the last is the last.

        A message that Slack refused counts as not delivered.
        """
        cycle = self.organising.get(actor, cycle_id)
        with self.desk.database.reading() as uow:
            slots = [one for one in uow.ledger.nudges(cycle.team_id, cycle.id) if person in {"", one.person}]
            by_hand = [one for one in uow.ledger.by_hand(cycle.team_id, cycle.id) if person in {"", whose(one[1])}]
            every: list[tuple[datetime, Nudge | tuple[str, Said]]] = [(slot.due_at, slot) for slot in slots]
            every += [(when, (key, said)) for when, key, said in by_hand]
            every.sort(key=lambda one: one[0])
            pages = max(1, -(-len(every) // LOG_LINES))
            at = min(max(page, 1), pages)
            lines = [
                self._slot(uow, cycle, one) if isinstance(one, Nudge) else self._hand(uow, cycle, when, *one)
                for when, one in every[(at - 1) * LOG_LINES : at * LOG_LINES]
            ]
        return LogPage(tuple(lines), at, pages)

    def _slot(self, uow: UnitOfWork, cycle: Cycle, nudge: Nudge) -> LogLine:
        phase, name = cycle.phase(nudge.position), self.desk.people.name
        who, about = name(cycle.team_id, nudge.person), name(cycle.team_id, nudge.subject)
        post = uow.posts.get(cycle.team_id, nudge.post_key) if nudge.post_key else None
        reason = RULES if nudge.reason in OWN_BUSINESS else nudge.reason
        fate, why = _became(post) if post is not None else (nudge.fate, "")
        return LogLine(nudge, who, about, phase.name if phase else "", fate, reason or why)

    def _hand(self, uow: UnitOfWork, cycle: Cycle, when: datetime, key: str, said: Said) -> HandLine:
        """Return a reminder by hand; when one is still to come is its person's own, who may have put it off."""
        user, name = whose(key), self.desk.people.name
        post, tz = uow.posts.get(cycle.team_id, key), self.desk.people.zone(cycle.team_id, user)
        fate, why = _became(post) if post is not None else ("stopped", NOTHING_LEFT)
        return HandLine(when, tz, name(cycle.team_id, user), name(cycle.team_id, said.by), fate, why)


def whose(key: str) -> str:
    """Return whose message it is."""
    return read_key(key)[0]


def _became(post: Post) -> tuple[NudgeFate, str]:
    """Return what became of a message that is to carry a reminder, and why."""
    if post.shown:
        return "sent", TWICE if post.doubt == "twice" else ""
    if post.fate in {"refused", "unknown"}:
        return "not delivered", post.fault
    return ("stopped", NOTHING_LEFT) if post.fate else ("planned", "")
