"""Whether a confirmed version is still what was confirmed, and whether it is still in force."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import Refused
from bot.facts import Checked, Goals
from bot.services.seal import TEXT, check_stored
from bot.services.versions import agrees
from bot.services.viewing import Viewing
from db.facts import Person

NOT_CONFIRMED = "This version was not confirmed: there is no receipt to check."


@dataclass(frozen=True, slots=True)
class Checking:
    """Checks the store against what was confirmed."""

    viewing: Viewing
    printed: Callable[[Goals], str]

    def check(self, actor: Person, sheet_id: str, number: int) -> Checked:
        """Say what became of a confirmed version; raise `Refused` where it was not confirmed."""
        shared = self.viewing.shared(actor, sheet_id, number)
        reply = shared.reply
        if reply is None or reply.kind != "confirmed":
            raise Refused(NOT_CONFIRMED)
        altered = check_stored(shared.revision.content, self.printed(shared.goals), reply)
        beside = () if agrees(shared.revision) else ("version",)
        newer = next((one for one in shared.talk.revisions if one.number == shared.sheet.version), None)
        replaced = newer if newer is not None and newer.number > number else None
        named = tuple(dict.fromkeys((*altered, *beside)))
        parts = tuple(name for name in named if name != TEXT) or named
        return Checked(shared, parts, replaced)
