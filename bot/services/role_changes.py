"""A role text that changed: shown beside the one that goals stand on, taken or kept by their author part by part."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.errors import GoalframeError, Refused
from bot.facts import Goals
from bot.facts.role_changes import OTHERS, Decision, Newer, RoleChanges, TextChange
from bot.services.desk import Desk
from bot.services.publishing import places_of
from bot.services.role_texts import RoleTexts, still_open
from canon.model import Profile
from canon.snapshot import content_hash, snapshot
from canon.taking import Taken, take
from db.facts import Filled, Person, Sheet, SheetRow
from db.unit_of_work import UnitOfWork

NEW_GOALS_ONLY = (
    "Here a changed role text counts for new goals only. These goals stay on the text that they began with."
)
PREFILLED = "start"
"""What stands in a value's `view_id` when nobody typed it."""


class TextsMoved(GoalframeError):
    """These goals or the role library have changed meanwhile. Nothing was changed; this is how it stands now."""


@dataclass(frozen=True, slots=True)
class RoleTextChanges:
    """Shows what changed, and lets an author take it where the library's owner offers that to open drafts."""

    desk: Desk
    texts: RoleTexts
    offered: bool = False

    def look(self, actor: Person, sheet_id: str, number: int = 0, *, again: bool = False) -> RoleChanges:
        """Return what changed: since a version was shared, or without a number for what its author writes on.

        With `again` also what was decided before.
        """
        sheet, profile = self.desk.look(actor, "history" if number else "read", sheet_id)
        goals = self.desk.goals(sheet, profile)
        with self.desk.database.reading() as uow:
            revision = uow.revisions.get(sheet.team_id, sheet.id, number) if number else None
            before = self.desk.as_shared(uow, revision.content, goals) if revision else goals
            newer = self.texts.newer(sheet.profile_id)
            every = self.texts.changes(uow, sheet.team_id, before.sheet.profile_hash, newer) if newer else ()
            kept = uow.texts.kept(sheet.team_id, [sheet.id]).get(sheet.id, {})
        changes = every if again else still_open(every, kept)
        choosable = self.offered and not number and sheet.writable and bool(every)
        return RoleChanges(before, number, newer, changes, len(every) - len(changes), choosable, again)

    def decide(self, actor: Person, sheet_id: str, decision: Decision) -> Goals:
        """Take what was chosen into a draft or a working copy, and remember that the rest is kept as it is.

        No value is lost: a row keeps its key, and one that goes stays, left out, as long as something stands in it.
        What was decided before can be decided again. Raises `TextsMoved` where the goals or the library are not what
        was before the author.
        """

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            if not self.offered:
                raise Refused(NEW_GOALS_ONLY)
            newer = self.texts.newer(sheet.profile_id)
            if newer is None or (sheet.profile_hash, newer.hash) != (decision.old, decision.new):
                raise TextsMoved
            every = self.texts.changes(uow, sheet.team_id, sheet.profile_hash, newer)
            taken = [change for change in every if change.key in decision.taken]
            rest = {change.key: change.digest for change in every if change.key not in decision.taken}
            if not taken and not self.texts.open(uow, sheet, newer):
                return
            stamp, at = self.desk.stamp(uow, sheet)
            uow.texts.keep(sheet.team_id, sheet.id, rest, at)
            if taken:
                _Taking(uow, sheet, self.desk.profile(uow, sheet), newer, stamp, at).write(taken)

        self.desk.act(actor, "take texts", sheet_id, write)
        return self.desk.goals(*self.desk.look(actor, "read", sheet_id))


@dataclass(frozen=True, slots=True)
class _Taking:
    """The changes of one sheet that are written: `stamp` and `at` count them as one change of the sheet."""

    uow: UnitOfWork
    sheet: Sheet
    old: Profile
    newer: Newer
    stamp: int
    at: datetime

    def write(self, changes: Collection[TextChange]) -> None:
        sheet, keys = self.sheet, {change.key for change in changes}
        taken = Taken(frozenset(keys - {OTHERS}), facts=OTHERS in keys)
        merged = take(self.old, self.newer.profile, taken, held_in(sheet))
        text_hash = content_hash(merged)
        words = json.dumps(snapshot(merged), ensure_ascii=False)
        self.uow.sheets.put_profile(sheet.team_id, text_hash, words)
        self.uow.sheets.set_head(sheet.team_id, sheet.id, profile_hash=text_hash, title=merged.title)
        came = _came(merged, changes)
        self._rows(merged, came)
        self._due(came)

    def _rows(self, merged: Profile, came: Collection[str]) -> None:
        """Let the lines follow: what came is kept, what went is left out, all stand as the text has them."""
        sheet = self.sheet
        gone = {row.key for row in merged.former} - {row.key for row in self.old.former}
        level = any(row.key in sheet.kept for row in self.old.dimensions)
        rows = {row.key: row for row in sheet.rows}
        for row in merged.rows:
            there = rows.get(row.key, SheetRow(row.key, len(rows), kept=False))
            wanted = row.key in came and (row.kind != "dimension" or level)
            rows[row.key] = SheetRow(row.key, there.position, (there.kept or wanted) and row.key not in gone)
        places = places_of(rows.values(), merged)
        for line in rows.values():
            placed = SheetRow(line.key, places[line.key], line.kept)
            if placed != sheet.row(line.key):
                self.uow.sheets.put_row(sheet.team_id, sheet.id, placed)

    def _due(self, came: Collection[str]) -> None:
        """Fill in the due date of what came, as at the start of new goals."""
        sheet = self.sheet
        written = {blank.row for blank in sheet.filled if blank.slot == "date"}
        due = sheet.period.last.isoformat()
        for key in came:
            if key not in written:
                filled = Filled(key, "date", due, self.stamp, PREFILLED, self.at)
                self.uow.sheets.put_value(sheet.team_id, sheet.id, filled)


def _came(merged: Profile, changes: Collection[TextChange]) -> list[str]:
    """Return the keys of the rows that were not there before or are there again."""
    new = {change.row.new.row.key for change in changes if change.row and change.row.new and not change.row.old}
    return [row.key for row in merged.rows if (row.canon_key or row.key) in new and row not in merged.former]


def held_in(sheet: Sheet) -> frozenset[str]:
    """Return the rows of goals that are kept or hold something that a person wrote."""
    written = {blank.row for blank in sheet.filled if blank.value and blank.view_id != PREFILLED}
    waiting = {rival.row for rival in sheet.rivals}
    return sheet.kept | written | waiting
