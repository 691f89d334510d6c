"""Lets messages about goals follow when the role library changes: those there are drawn anew, none is sent."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.facts.role_changes import Newer
from bot.services.role_texts import RoleTexts, still_open
from db.facts import TextInUse
from db.unit_of_work import UnitOfWork

GONE = "gone"
DRAWN_ANEW = frozenset({"own", "card"})
"""The messages that say whether the role text has changed since."""
AT_ONCE = 200
"""Goals whose messages are asked for in one unit of work."""


@dataclass
class TextTelling:
    """Run again and again, it looks once at each library, and asks once for each message that it changes."""

    texts: RoleTexts
    _done: str = field(default="", init=False)

    def follow(self, team_id: str) -> None:
        """Ask for the messages about goals whose role text says something else, or the same again, by now."""
        version = self.texts.library.version
        if version == self._done:
            return
        changed = self._changed(team_id)
        for start in range(0, len(changed), AT_ONCE):
            self._tell(team_id, changed[start : start + AT_ONCE])
        if changed:
            self.texts.desk.wake()
        self._done = version

    def _changed(self, team_id: str) -> list[tuple[TextInUse, str]]:
        """Return the goals whose messages say something else than they should, with what they should speak of."""
        with self.texts.desk.database.reading() as uow:
            used = uow.texts.in_use(team_id)
            newer = {one.profile_id: self.texts.newer(one.profile_id) for one in used}
            differing = [one.sheet_id for one in used if _differs(one, newer[one.profile_id])]
            kept = uow.texts.kept(team_id, differing) if differing else {}
            now = [(one, self._now(uow, team_id, one, newer[one.profile_id], kept.get(one.sheet_id))) for one in used]
        return [(one, text) for one, text in now if text != one.told]

    def _now(
        self, uow: UnitOfWork, team_id: str, one: TextInUse, newer: Newer | None, kept: dict[str, str] | None
    ) -> str:
        if newer is None:
            return GONE
        changes = self.texts.changes(uow, team_id, one.profile_hash, newer)
        return newer.hash if still_open(changes, kept or {}) else ""

    def _tell(self, team_id: str, changed: list[tuple[TextInUse, str]]) -> None:
        at = self.texts.desk.clock()
        with self.texts.desk.database.writing() as uow:
            for one, text in changed:
                for post in uow.posts.of_sheet(team_id, one.sheet_id):
                    if post.kind in DRAWN_ANEW and post.ts:
                        uow.posts.again(team_id, post.key, at)
                uow.texts.tell(team_id, one.sheet_id, text)
            uow.commit()


def _differs(one: TextInUse, newer: Newer | None) -> bool:
    return newer is not None and newer.hash != one.profile_hash
