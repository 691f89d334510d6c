"""Lists of goals, as answers to the command: somebody's, one's own, the team's, those that could move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.services.all import Services
from bot.views.blocks import Block
from bot.views.choices import lines_message, nothing_yet_message, stood_in_message
from bot.views.frames import goals_message
from bot.views.moving import reading_message, to_move_message
from bot.views.notice import notice_message
from db.facts import LIVE, Person, SheetLine

SHOWN_LINES = 10
ALL_LINES = 1_000
WHO = "I can’t tell who that is. Pick the name from the list that Slack shows after you type @."


@dataclass(frozen=True)
class Listing:
    """Answers with lists."""

    services: Services

    def person(self, actor: Person, user_id: str) -> Block:
        person = self.services.people.get(actor.team_id, user_id) if user_id else None
        if person is None or not person.member:
            return notice_message(WHO)
        lines = self.services.sheets.about(actor, user_id)
        readable = self.services.viewing.of_person(actor, user_id)
        reading = reading_message(person.name, user_id) if readable else None
        stood_in = self._stood_in(actor, person)
        if not lines and not stood_in:
            return reading or nothing_yet_message(person.name, user_id)
        first, *more = [one for one in (lines and self._written(actor, person, lines), stood_in, reading) if one]
        return {**first, "blocks": [*first["blocks"], *(block for one in more for block in one["blocks"])]}

    def _stood_in(self, actor: Person, person: Person) -> Block | None:
        """List the shared goals of somebody for whose manager the actor stands in."""
        lines = self.services.succession.standing_in.of_person(actor, person.user_id)
        named = [(line, self.services.people.name(actor.team_id, line.author)) for line in lines[:SHOWN_LINES]]
        return stood_in_message(person.name, named) if named else None

    def _written(self, actor: Person, person: Person, lines: Sequence[SheetLine]) -> Block:
        """Show what the actor writes for a person: a draft whole where it is the only one, else a list."""
        if len(lines) == 1 and lines[0].state == "draft":
            goals = self.services.sheets.open(actor, lines[0].id)
            return goals_message(goals, goals.layout)
        named = [(line, person.name) for line in lines[:SHOWN_LINES]]
        return lines_message(f"Goals for {person.name}", named, len(lines), actor.user_id)

    def mine(self, actor: Person) -> Block:
        """List what was shared with a person and what they write for themself."""
        shared, total = self.services.viewing.about_me(actor, SHOWN_LINES)
        own = self.services.sheets.about(actor, actor.user_id)
        return self._listed(actor, "Your goals", (*shared, *own)[:SHOWN_LINES], total + len(own))

    def team(self, actor: Person) -> Block:
        lines, total = self.services.sheets.lines(actor, SHOWN_LINES, others=True)
        return self._listed(actor, "Goals you write", lines, total)

    def to_move(self, actor: Person) -> Block:
        """List the shared goals that a person could move to another manager."""
        lines, _ = self.services.sheets.lines(actor, ALL_LINES, others=True)
        shared = tuple(line for line in lines if line.state in LIVE)
        named = [(line, self.services.people.name(actor.team_id, line.subject)) for line in shared[:SHOWN_LINES]]
        return to_move_message(named, len(shared))

    def _listed(self, actor: Person, title: str, lines: Sequence[SheetLine], total: int) -> Block:
        return lines_message(title, [(line, self._whose(actor, line)) for line in lines], total, actor.user_id)

    def _whose(self, actor: Person, line: SheetLine) -> str:
        """Return whom a line is about or, where it is oneself, from whom it comes."""
        other = line.author if line.subject == actor.user_id else line.subject
        return self.services.people.name(actor.team_id, other)
