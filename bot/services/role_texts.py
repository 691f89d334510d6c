"""Whether the role library says something else by now than goals do: by hashes first, by words where these differ."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.facts.role_changes import OTHERS, Newer, OlderText, TextChange, TextState
from bot.services.desk import Desk
from bot.services.permissions import ANY, ENDED
from bot.services.versions import role_text_of
from canon.difference import FactChange, RowChange
from canon.model import Profile
from canon.snapshot import content_hash
from canon.taking import key_of, text_changes
from db.facts import Person, Sheet, SheetLine
from db.unit_of_work import UnitOfWork

CURRENT = ANY - ENDED - {"withdrawn"}
"""States in which goals are told of a newer text: what has ended stays as it is."""
REMEMBERED = 10_000
"""Texts whose hashes, and pairs of texts whose differences are kept."""


class Known(Protocol):
    """What is asked of the library that is loaded now."""

    @property
    def version(self) -> str:
        """What tells this library from any other."""

    def known(self, profile_id: str) -> Profile | None:
        """Return a profile if the library has it."""


@dataclass(frozen=True)
class RoleTexts:
    """Compares; a text that has been compared once costs a look into a dictionary."""

    desk: Desk
    library: Known
    _hashes: dict[tuple[str, str], Newer] = field(default_factory=dict)
    _changes: dict[tuple[str, str], tuple[TextChange, ...]] = field(default_factory=dict)

    def newer(self, profile_id: str) -> Newer | None:
        """Return what the library has now, None where it has the role no longer."""
        profile, version = self.library.known(profile_id), self.library.version
        if profile is None:
            return None
        found = self._hashes.get((version, profile_id))
        if found is None:
            if len(self._hashes) >= REMEMBERED:
                self._hashes.clear()
            found = self._hashes[version, profile_id] = Newer(profile, content_hash(profile))
        return found

    def changes(self, uow: UnitOfWork, team_id: str, old: str, newer: Newer) -> tuple[TextChange, ...]:
        """Return all that a newer text says otherwise than the one with a hash, also what was decided."""
        if old == newer.hash:
            return ()
        found = self._changes.get((old, newer.hash))
        if found is None:
            text = self.desk.text(uow, team_id, old)
            if len(self._changes) >= REMEMBERED:
                self._changes.clear()
            found = self._changes[old, newer.hash] = changes_of(text, newer.profile) if text else ()
        return found

    def open(self, uow: UnitOfWork, sheet: Sheet, newer: Newer) -> tuple[TextChange, ...]:
        """Return what its author has not decided about goals yet."""
        kept = uow.texts.kept(sheet.team_id, [sheet.id]).get(sheet.id, {})
        return still_open(self.changes(uow, sheet.team_id, sheet.profile_hash, newer), kept)

    def state(self, uow: UnitOfWork, sheet: Sheet) -> TextState:
        """Tell how goals, or a version of them, stand to the library."""
        if sheet.state not in CURRENT:
            return "same"
        newer = self.newer(sheet.profile_id)
        if newer is None:
            return "gone"
        return "changed" if sheet.profile_hash != newer.hash and self.open(uow, sheet, newer) else "same"

    def of(self, sheet: Sheet) -> TextState:
        """Tell how goals stand to the library, for who holds no unit of work."""
        with self.desk.database.reading() as uow:
            return self.state(uow, sheet)

    def states(self, actor: Person, lines: Iterable[SheetLine]) -> dict[str, TextState]:
        """Tell of all the lines of a list whose text is another or gone, as their reader has them before them."""
        found: dict[str, TextState] = {}
        differing: dict[str, tuple[str, Newer]] = {}
        current = [line for line in lines if line.state in CURRENT]
        with self.desk.database.reading() as uow:
            for line in current:
                newer, old = self.newer(line.profile_id), _hash_before(uow, actor, line)
                if newer is None:
                    found[line.id] = "gone"
                elif old != newer.hash:
                    differing[line.id] = (old, newer)
            kept = uow.texts.kept(actor.team_id, differing) if differing else {}
            for sheet_id, (old, newer) in differing.items():
                changes = self.changes(uow, actor.team_id, old, newer)
                if still_open(changes, kept.get(sheet_id, {})):
                    found[sheet_id] = "changed"
        return found

    def older(self, team_id: str) -> tuple[OlderText, ...]:
        """Return how many goals of which role stand on an older text, the most first; nothing of the goals."""
        found: dict[str, OlderText] = {}
        with self.desk.database.reading() as uow:
            for used in uow.texts.counted(team_id):
                newer = self.newer(used.profile_id)
                if newer is not None and not self.changes(uow, team_id, used.profile_hash, newer):
                    continue
                title = newer.profile.title if newer else used.title
                before = found.get(used.profile_id, OlderText(title, 0, 0, gone=newer is None))
                drafts, shared = before.drafts + used.drafts, before.shared + used.shared
                found[used.profile_id] = OlderText(title, drafts, shared, gone=newer is None)
        return tuple(sorted(found.values(), key=lambda one: (-one.drafts - one.shared, one.title)))


def changes_of(old: Profile, new: Profile) -> tuple[TextChange, ...]:
    """Return the choices between two texts: each row, and last all that changed beside the rows together."""
    changes = text_changes(old, new)
    rows = [TextChange(number, key_of(row), _digest_of_row(row), row) for number, row in enumerate(changes.rows)]
    digest = _digest_of_facts(changes.facts)
    others = [TextChange(len(rows), OTHERS, digest, None, changes.facts)] if changes.facts else []
    return (*rows, *others)


def still_open(changes: Iterable[TextChange], kept: Mapping[str, str]) -> tuple[TextChange, ...]:
    """Return the changes without those that were not taken while their newer text was the same."""
    return tuple(change for change in changes if kept.get(change.key) != change.digest)


def _hash_before(uow: UnitOfWork, actor: Person, line: SheetLine) -> str:
    """Return the hash of the text that somebody has before them: the employee's is the version's."""
    if not line.editing or line.author == actor.user_id:
        return line.profile_hash
    revision = uow.revisions.get(actor.team_id, line.id, line.version)
    return role_text_of(revision.content) if revision else line.profile_hash


def _digest_of_row(change: RowChange) -> str:
    if change.new is None:
        return _digest(["removed"])
    row = change.new.row
    moved = change.new.list if "moved" in change.kinds else ""
    return _digest([moved, row.text, row.name, list(row.details), row.source_kind])


def _digest_of_facts(facts: Iterable[FactChange]) -> str:
    return _digest([[fact.field, fact.new] for fact in facts])


def _digest(said: list[object]) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
