"""What is known of shared goals, put together for one person's eyes: the version, what was said, who reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.errors import Refused
from bot.facts import Goals, Shared, Talk, Viewer
from bot.facts.role_changes import TextState
from bot.services.desk import Desk
from bot.services.postbox import card_key
from bot.services.role_texts import RoleTexts
from db.facts import Person, Request, Sheet
from db.unit_of_work import UnitOfWork

TAKEN_BACK = "This version was taken back."
SOON = timedelta(minutes=2)
"""What comes within it waits for no morning: Slack is only being left alone for a moment."""


@dataclass(frozen=True, slots=True)
class Assembling:
    """Puts shared goals together; who may see them is decided before."""

    desk: Desk
    texts: RoleTexts | None = None

    def shared(self, uow: UnitOfWork, goals: Goals, number: int, actor: Person, viewer: Viewer) -> Shared:
        """Return a version, the one in force for 0; raises `Refused` where there is none (any more)."""
        sheet = goals.sheet
        talk = self._talk(uow, sheet)
        by_number = {revision.number: revision for revision in talk.revisions}
        revision = by_number.get(number or sheet.version)
        if revision is None:
            raise Refused(TAKEN_BACK)
        before = by_number.get(revision.compares)
        version = self.desk.as_shared(uow, revision.content, goals)
        waits = self._waits(uow, sheet)
        names = self._names(sheet, talk)
        return Shared(
            goals=version,
            sheet=sheet,
            revision=revision,
            viewer=viewer,
            person=actor,
            talk=_for_hr(talk) if viewer == "reader" else talk,
            before=self.desk.as_shared(uow, before.content, goals)
            if before and not (viewer == "reader" and before.taken_back_at)
            else None,
            names=names,
            readers=tuple(self.desk.people.name(sheet.team_id, one) for one in sorted(self.desk.readers)),
            waits_until=waits,
            met=self.desk.met(uow, sheet),
            successor_ready=self._succeeded(uow, sheet),
            undelivered=self._undelivered(uow, sheet),
            refused=self._refused(uow, sheet),
            stand_in=self._stand_in(uow, goals),
            text=self._text(uow, version) if viewer != "reader" and revision.number == sheet.version else "same",
            working=goals if sheet.editing and actor.user_id == sheet.author else None,
        )

    def _text(self, uow: UnitOfWork, version: Goals) -> TextState:
        return self.texts.state(uow, version.sheet) if self.texts else "same"

    def _talk(self, uow: UnitOfWork, sheet: Sheet) -> Talk:
        key = (sheet.team_id, sheet.id)
        said = uow.dialogue
        return Talk(
            uow.revisions.all(*key),
            said.replies(*key),
            tuple(_in_order(request, sheet) for request in said.requests(*key)),
            said.comments(*key),
            said.checkins(*key),
            said.readings(*key),
        )

    def _waits(self, uow: UnitOfWork, sheet: Sheet) -> datetime | None:
        """Return when the employee will be told of the version in force, None where that has been."""
        post = uow.posts.get(sheet.team_id, card_key(sheet))
        if post is None or post.due_at is None or sheet.seen >= sheet.version:
            return None
        return post.due_at if post.due_at - self.desk.clock() > SOON else None

    def _succeeded(self, uow: UnitOfWork, sheet: Sheet) -> bool:
        newer = uow.sheets.get(sheet.team_id, sheet.successor) if sheet.successor else None
        return newer is not None and newer.version > 0

    def _undelivered(self, uow: UnitOfWork, sheet: Sheet) -> str:
        """Return Slack's word for why the employee's message can't reach them, empty where it can."""
        post = uow.posts.get(sheet.team_id, card_key(sheet))
        return post.fault or post.fate if post is not None and post.fate in {"refused", "unknown"} else ""

    def _names(self, sheet: Sheet, talk: Talk) -> dict[str, str]:
        said = (sheet.author, sheet.subject, sheet.moving_to, *_speakers(talk))
        return {user: self.desk.people.name(sheet.team_id, user) for user in dict.fromkeys(said) if user}

    def _refused(self, uow: UnitOfWork, sheet: Sheet) -> bool:
        contact = uow.contacts.get(sheet.team_id, sheet.author, sheet.subject)
        return contact is not None and contact.state == "refused"

    def _stand_in(self, uow: UnitOfWork, goals: Goals) -> str:
        """Return the name of whoever acts for the manager now."""
        sheet = goals.sheet
        acting = self.desk.managers(uow, sheet.team_id, goals.subject) - {sheet.author}
        entry = uow.roster.of_user(sheet.team_id, sheet.subject)
        who = entry.stand_in if entry and entry.stand_in in acting else ""
        return self.desk.people.name(sheet.team_id, who) if who else ""


def _speakers(talk: Talk) -> Iterator[str]:
    """Return everybody who did something with shared goals."""
    yield from (one.shared_by for one in talk.revisions)
    yield from (one.by for one in talk.replies)
    yield from (one.by for one in talk.requests)
    yield from (one.by for one in talk.comments)
    yield from (one.by for one in talk.checkins)
    yield from (one.by for one in talk.readings)


def _in_order(request: Request, sheet: Sheet) -> Request:
    """Return a request with its proposals in the order of the goals, what is about all of them last."""
    places = {row.key: row.position for row in sheet.rows}
    by_place = sorted(request.proposals, key=lambda one: places.get(one.row, len(places)))
    return replace(request, proposals=tuple(by_place))


def _for_hr(talk: Talk) -> Talk:
    """Return what an HR reader sees of it: versions and dates, no remarks, no reasons, no check-ins."""
    replies = tuple(replace(reply, words="") for reply in talk.replies)
    return Talk(talk.revisions, replies, (), (), (), talk.readings)
