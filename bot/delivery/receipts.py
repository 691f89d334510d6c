"""Receipts on their way out and back in: made from what is stored, and checked alone or against the database."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import ReceiptError, Refused, VersionUnreadable
from bot.facts import Goals, Shared
from bot.services.seal import (
    SUMS,
    TEXT,
    check_stored,
    confirmation_of,
    content_of,
    differing,
    lines_of,
    parts_in,
    sums_of,
)
from bot.services.versions import agrees, role_text_of, thaw
from bot.services.viewing import Viewing
from bot.views.receipt import Receipt, plain, printed_text, read_receipt, receipt_text
from canon.snapshot import restore
from db.facts import Person, Reply, Revision, Sheet
from db.unit_of_work import UnitOfWork

WRONG = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What reading JSON of another shape than ours raises."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Which version of which goals a receipt is for, when it was confirmed, and its check sum."""

    team_id: str
    sheet_id: str
    number: int
    at: datetime
    seal: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What checking a receipt alone found: the parts that were changed, or else what it is for."""

    altered: tuple[str, ...]
    confirmed: Confirmed | None

    @property
    def sentence(self) -> str:
        """Return what a person is told."""
        return unchanged(self.confirmed.at) if self.confirmed else changed(self.altered)


@dataclass(frozen=True, slots=True)
class CheckedVersion:
    """What checking a confirmed version in the database found: changed parts, and the version that replaced it."""

    number: int
    at: datetime
    seal: str
    altered: tuple[str, ...]
    replaced_by: int = 0
    replaced_at: datetime | None = None

    @property
    def sentence(self) -> str:
        """Return what a person is told."""
        return changed(self.altered) if self.altered else unchanged(self.at)


@dataclass(frozen=True)
class StoredReceipts:
    """Confirmed versions as the database has them, for the two people whose they are."""

    viewing: Viewing

    def check(self, actor: Person, sheet_id: str, number: int) -> tuple[Shared, CheckedVersion]:
        """Return a confirmed version and what checking it found; raise `Refused` where it was not confirmed."""
        shared = self.viewing.shared(actor, sheet_id, action="history")
        with self.viewing.desk.database.reading() as uow:
            for one in check_confirmed(uow, actor.team_id, sheet_id):
                if one.number == number:
                    meant = next(revision for revision in shared.talk.revisions if revision.number == number)
                    return replace(shared, revision=meant), one
        raise Refused("This version was not confirmed: there is no receipt to check.")


def changed(altered: tuple[str, ...]) -> str:
    """Say which parts were changed."""
    return f"This was changed after it was made: {', '.join(altered)}."


def unchanged(at: datetime) -> str:
    """Say that nothing was changed since it was confirmed."""
    return f"Unchanged since {at.date().isoformat()}."


def make_receipt(revision: Revision, reply: Reply, printed: str) -> str:
    """Return the receipt's text; `printed` is `printed_text` of the version. Raises `VersionUnreadable`."""
    lines = lines_of(revision.content, confirmation_of(reply))
    return receipt_text(Receipt(lines, printed, parts_in(reply), reply.seal))


def check_receipt(text: str) -> Outcome:
    """Add a receipt up anew, with nothing else at hand; raise `ReceiptError` where it is none or not whole.

    Line ends, a byte order mark and space at the end of the file do not count; everything else does.
    """
    receipt = read_receipt(text)
    found = sums_of(receipt.lines, receipt.printed)
    renamed = tuple((name, found_sum) for (name, _), (_, found_sum) in zip(receipt.parts, found, strict=True))
    altered = differing(receipt.parts, renamed, receipt.seal)
    if altered:
        return Outcome(altered, None)
    try:
        altered = _differing_words(receipt, plain(text))
        return Outcome(altered, None if altered else _confirmed(receipt))
    except (VersionUnreadable, *WRONG) as error:
        raise ReceiptError from error


def check_confirmed(uow: UnitOfWork, team_id: str, sheet_id: str) -> tuple[CheckedVersion, ...]:
    """Check every confirmed version of someone's goals, the oldest first; none where there is none."""
    sheet = uow.sheets.get(team_id, sheet_id)
    replies = {one.number: one for one in uow.dialogue.replies(team_id, sheet_id) if one.kind == "confirmed"}
    revisions = uow.revisions.all(team_id, sheet_id)
    if sheet is None:
        return ()
    return tuple(
        _checked(uow, sheet, revisions[at:], replies[revision.number])
        for at, revision in enumerate(revisions)
        if revision.number in replies
    )


def _checked(uow: UnitOfWork, sheet: Sheet, revisions: tuple[Revision, ...], reply: Reply) -> CheckedVersion:
    revision, *later = revisions
    altered = check_stored(revision.content, _printed(uow, sheet, revision), reply)
    if not agrees(revision) and "version" not in altered:
        altered = (*altered, "version")
    after = next((one for one in later if one.taken_back_at is None), None)
    replaced = (after.number, after.shared_at) if after else (0, None)
    return CheckedVersion(revision.number, reply.at, reply.seal, altered, *replaced)


def _printed(uow: UnitOfWork, sheet: Sheet, revision: Revision) -> str:
    """Return the text of a version; nothing where it can't be printed any more, as its check sum then says."""
    nobody = Person(sheet.team_id, "", "", "", "", False, False, False, False, revision.shared_at)  # noqa: FBT003
    try:
        role = uow.sheets.profile(sheet.team_id, role_text_of(revision.content)) or ""
        return printed_text(thaw(revision.content, Goals(sheet, restore(json.loads(role)), nobody, nobody)))
    except (VersionUnreadable, *WRONG):
        return ""


def _differing_words(receipt: Receipt, text: str) -> tuple[str, ...]:
    """Write the receipt again from what adds up, and say where it differs."""
    content, confirmation = content_of(receipt.lines)
    again = Receipt(lines_of(content, confirmation), receipt.printed, receipt.parts, receipt.seal)
    if again.lines != receipt.lines:
        return (SUMS,)
    return () if plain(receipt_text(again)) == text else (TEXT,)


def _confirmed(receipt: Receipt) -> Confirmed:
    content, confirmation = content_of(receipt.lines)
    version = json.loads(content)["version"]
    at = datetime.fromisoformat(confirmation["at"])
    return Confirmed(version["team_id"], version["goals_id"], version["number"], at, receipt.seal)
