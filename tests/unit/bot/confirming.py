"""Goals shared as a version and confirmed, with the receipt of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.delivery.receipts import make_receipt
from bot.facts import Goals
from bot.services.seal import sealed
from bot.services.versions import freeze, thaw
from bot.views.receipt import printed_text
from db.facts import Person, Reply, Revision
from tests.unit.bot.making import ANA

SHARED = datetime(2026, 12, 3, 8, 15, 0, 250, tzinfo=UTC)
READ = datetime(2026, 12, 9, 10, 12, 7, tzinfo=UTC)
NOTE = "Let’s go through these on Thursday."


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A version, the employee's confirmation of it, and what was printed."""

    revision: Revision
    reply: Reply
    printed: str

    @property
    def content(self) -> str:
        return self.revision.content

    @property
    def receipt(self) -> str:
        return make_receipt(self.revision, self.reply, self.printed)


def confirm(
    goals: Goals, number: int = 2, note: str = NOTE, words: str = "", *, by: Person = ANA, at: datetime = SHARED
) -> Confirmation:
    """Share goals as a version, and confirm it for the employee."""
    sheet = goals.sheet
    content = freeze(goals, note, number, by, at)
    revision = Revision(sheet.team_id, sheet.id, number, by.user_id, at, note, content)
    printed = printed_text(thaw(content, goals))
    reply = Reply(sheet.team_id, sheet.id, number, "confirmed", sheet.subject, READ, words)
    return Confirmation(revision, sealed(reply, content, printed), printed)
