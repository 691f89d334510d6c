"""How each person wants it: the hour of their messages, a weekly summary, the layout that their goals begin with."""

from __future__ import annotations

from bot.errors import FieldsRefused
from bot.facts import as_layout
from canon.frames import FrameName
from db.engine import Database
from db.facts import Person, Preferences

HOURS = range(7, 18)
"""The hours of the day at which messages that can wait may come."""


class Wishes:
    """Everybody's own three settings, kept in the database and, for the hot path, in this process."""

    def __init__(self, database: Database, layout: FrameName) -> None:
        self._database, self.company = database, layout
        self._known: dict[tuple[str, str], Preferences] = {}

    def of(self, actor: Person) -> Preferences:
        """Return a person's settings; the defaults where they never said."""
        key = (actor.team_id, actor.user_id)
        if key not in self._known:
            with self._database.reading() as uow:
                self._known[key] = uow.wishes.get(*key)
        return self._known[key]

    def layout_of(self, actor: Person) -> FrameName:
        """Return the layout that a person's new goals begin with: their own, else the company's."""
        own = self.of(actor).layout
        return as_layout(own) if own else self.company

    def keep(self, actor: Person, hour: int | None, layout: str, *, weekly: bool) -> None:
        """Keep a person's settings; an empty `layout` means the company's, no `hour` that none is chosen.

        Raises `FieldsRefused` (`hour`).
        """
        if hour is not None and hour not in HOURS:
            raise FieldsRefused({"hour": "Pick an hour from the list."})
        wishes = Preferences(actor.team_id, actor.user_id, hour, weekly, as_layout(layout) if layout else "")
        with self._database.writing() as uow:
            uow.wishes.put(wishes)
            uow.commit()
        self._known[actor.team_id, actor.user_id] = wishes
