"""What a person's Home shows, put together."""

from __future__ import annotations

from dataclasses import dataclass

from bot.facts.home import HomeFacts, HomeLine, OwedLine, Show
from bot.services.offices import Offices
from bot.services.role_texts import RoleTexts
from bot.services.sheets import Sheets
from bot.services.viewing import Viewing
from db.facts import CheckIn, Person, SheetLine

ALL = 1_000
"""Goals that Home goes through, of each kind."""
WITH_PROGRESS = 20
"""Goals of one's own that show where they stand."""


@dataclass(frozen=True, slots=True)
class Homes:
    """Puts Home together for an actor."""

    sheets: Sheets
    viewing: Viewing
    offices: Offices
    texts: RoleTexts
    command: str

    def facts(self, actor: Person, page: int, show: Show) -> HomeFacts:
        """Return a page of Home, narrowed to what was chosen."""
        desk = self.viewing.desk
        mine, _ = self.viewing.about_me(actor, ALL)
        written, _ = self.sheets.lines(actor, ALL)
        owed = self.viewing.owed(actor)
        name = desk.people.name
        text = self.texts.states(actor, (*mine, *written))
        organiser, reader = actor.user_id in self.offices.now("organiser"), actor.user_id in desk.readers
        return HomeFacts(
            person=actor,
            owed=tuple(OwedLine(one, name(actor.team_id, one.other)) for one in owed),
            mine=tuple(
                HomeLine(
                    line, name(actor.team_id, line.author), self._last(actor, line, at), text.get(line.id, "same")
                )
                for at, line in enumerate(mine)
            ),
            written=tuple(
                HomeLine(line, name(actor.team_id, line.subject), text=text.get(line.id, "same")) for line in written
            ),
            readers=tuple(name(actor.team_id, reader) for reader in sorted(desk.readers)),
            new_holders=self.offices.new(),
            reader=reader,
            organiser=organiser,
            older=self.texts.older(actor.team_id) if reader or organiser else (),
            show=show,
            page=page,
            command=self.command,
        )

    def _last(self, actor: Person, line: SheetLine, at: int) -> CheckIn | None:
        if at >= WITH_PROGRESS:
            return None
        with self.viewing.desk.database.reading() as uow:
            return next(iter(uow.dialogue.checkins(actor.team_id, line.id)[-1:]), None)
