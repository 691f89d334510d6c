"""Cases of shared goals: the living messages, the view in every state, the versions, who has read them, privacy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.facts import Goals, PrivacyFacts, Shared, Talk, Viewer, changes_between
from bot.views.history import history_modal, readings_modal
from bot.views.privacy import privacy_message, privacy_modal
from bot.views.shared import own_message, recalled_message, shared_message, version_message
from bot.views.shared_view import checked_modal, shared_modal
from db.facts import Proposal
from tests.unit.bot.making import ANA, RIGHTS, SCOPE, executive, goals_of, half_filled, profile_of
from tests.unit.bot.views.anything import NASTY
from tests.unit.bot.views.case import Case
from tests.unit.bot.views.versions import (
    LONG,
    NEWER_ID,
    NEXT_MORNING,
    NOTE,
    TOM,
    answered,
    checkin,
    days,
    enormous,
    five,
    key,
    many_versions,
    named,
    nasty,
    progress,
    reading,
    remarks,
    replied,
    reply,
    request,
    revised,
    second,
    seen,
    stored,
)

LONG_NAME = "Maximilian-Alexander-Konstantin von und zu Hohenlohe-Langenburg-Waldenburg"
PRIVACY = PrivacyFacts(("Mia Vogt", "Li Chen"), ("Mia Vogt",), 2, "Goals are kept until HR deletes them.")


def one_open(viewer: Viewer = "subject") -> Shared:
    """Return a version with a note and one field left open."""
    goals = five(values={(key(5), "baseline"): ""})
    return seen(goals, viewer, note=NOTE)


def confirmed(viewer: Viewer = "subject", words: str = "Thank you.") -> Shared:
    """Return a confirmed version with progress, remarks and a reading."""
    said = replied("confirmed", words)
    talk = replace(said, comments=remarks(7), checkins=progress(), readings=(reading(),))
    return seen(viewer=viewer, state="confirmed", talk=talk)


def everything_at_once() -> Shared:
    """Return the longest version there can be, with everything said about it as long as it can be."""
    goals = enormous()
    rows = [goal.key for goal in goals.goals]
    proposals = [Proposal(row, LONG, "2027-09-30", LONG, "kept", LONG) for row in rows]
    empty = goals_of(goals.profile, {(row, "target"): LONG[::-1] for row in rows}, kept=rows[:-3])
    talk = Talk(
        requests=(request(*proposals, state="answered"),),
        comments=remarks(9, LONG),
        checkins=tuple(checkin(row, LONG, note=LONG) for row in rows),
    )
    shared = seen(goals, version=2, before=empty, talk=talk, note=LONG)
    return replace(named(shared, LONG_NAME), readers=(LONG_NAME,) * 9, stand_in=LONG_NAME)


def working(viewer: Viewer = "author", **parts: object) -> Shared:
    """Return a version beside which changes are being made."""
    return stored(seen(viewer=viewer, **parts), editing=True)  # type: ignore[arg-type]


def closed(viewer: Viewer, successor: str = "") -> Shared:
    shared = seen(viewer=viewer, state="closed", talk=replied("confirmed"), successor_ready=bool(successor))
    return stored(shared, successor=successor, updated_at=days(30))


def taken_back(viewer: Viewer = "author") -> Shared:
    """Return a version that was taken back, one before it standing again."""
    shared = seen(viewer=viewer, version=2)
    return stored(revised(shared, taken_back_at=days(3)), version=1)


def handed_over() -> Shared:
    """Return a version that a former manager shared."""
    return stored(seen(), author="U_EVA")


def asked(viewer: Viewer) -> Shared:
    shared = seen(viewer=viewer, talk=Talk(requests=(request(),)))
    return stored(shared, answered=1)


def settled(viewer: Viewer, version: int = 1) -> Shared:
    talk = Talk(requests=(request(state="dropped"), answered()))
    return second(viewer, talk=talk) if version > 1 else seen(viewer=viewer, talk=talk)


def asked_about_words() -> Shared:
    goals = half_filled(executive("P4"))
    rows = [goals.goals[place].key for place in (1, 5, -1)]
    talk = Talk(requests=(request(*(Proposal(row, "", "", "Why?") for row in rows)),))
    return seen(goals, "author", talk=talk)


def _own(name: str, give: Callable[[], Shared]) -> Case:
    """Return a case of an author's own message: the goals as they are stored now, and what is in force."""

    def both() -> tuple[Goals, Shared]:
        shared = give()
        return replace(shared.goals, sheet=shared.sheet), shared

    return Case(name, own_message, both, {"person": ANA.user_id})


MESSAGES = (
    Case("shared-first", shared_message, lambda: (seen(),)),
    Case("shared-with-note-and-open-field", shared_message, lambda: (one_open(),)),
    Case("shared-many-open-fields", shared_message, lambda: (seen(goals_of(profile_of(9))),)),
    Case("shared-version-2", shared_message, lambda: (second(),)),
    Case("shared-own-request", shared_message, lambda: (asked("subject"),)),
    Case("shared-request-answered", shared_message, lambda: (settled("subject"),)),
    Case("shared-request-answered-by-version-2", shared_message, lambda: (settled("subject", 2),)),
    Case("shared-confirmed", shared_message, lambda: (confirmed(),)),
    Case("shared-declined", shared_message, lambda: (seen(state="unconfirmed", talk=replied("declined", "No.")),)),
    Case("shared-unanswered", shared_message, lambda: (seen(state="unconfirmed", talk=replied("unanswered")),)),
    Case("shared-closed", shared_message, lambda: (closed("subject"),)),
    Case("shared-closed-for-newer", shared_message, lambda: (closed("subject", NEWER_ID),)),
    Case("shared-taken-back", shared_message, lambda: (revised(seen(version=0), taken_back_at=days(3)),)),
    Case("shared-first-contact", shared_message, lambda: (replace(seen(), met=False),)),
    Case("shared-refused", shared_message, lambda: (replace(seen(), met=False, refused=True),)),
    Case("shared-by-a-stand-in", shared_message, lambda: (_by_stand_in(),)),
    Case("shared-by-a-former-manager", shared_message, lambda: (handed_over(),)),
    Case("shared-without-hr-readers", shared_message, lambda: (replace(seen(), readers=()),)),
    Case("shared-with-everything-kept", shared_message, lambda: (seen(half_filled(executive("P4"), "scorecard")),)),
    Case("shared-longest", shared_message, lambda: (everything_at_once(),)),
    Case("shared-longest-confirmed", shared_message, lambda: (_longest_confirmed(),)),
    Case("shared-hostile", shared_message, lambda: (nasty(NASTY),)),
    Case("shared-text-too-long", shared_message, lambda: (_endless(),)),
    Case("version-2", version_message, lambda: (second(),)),
    Case("version-2-taken-back", recalled_message, lambda: (taken_back("subject"), 2)),
    Case("version-2-hostile", version_message, lambda: (nasty(NASTY),)),
)

VIEWS = (
    Case("view-subject", shared_modal, lambda: (one_open(),)),
    Case("view-subject-version-2", shared_modal, lambda: (second(),)),
    Case("view-subject-own-request", shared_modal, lambda: (asked("subject"),)),
    Case("view-subject-confirmed", shared_modal, lambda: (confirmed(),)),
    Case("view-subject-declined", shared_modal, lambda: (_declined("subject"),)),
    Case("view-subject-closed", shared_modal, lambda: (closed("subject", NEWER_ID),)),
    Case("view-subject-first-contact", shared_modal, lambda: (replace(seen(), met=False),)),
    Case("view-other-layout", shared_modal, lambda: (confirmed(), 1, "scorecard")),
    Case("view-author-waiting", shared_modal, lambda: (replace(one_open("author"), waits_until=NEXT_MORNING),)),
    Case("view-author-shared", shared_modal, lambda: (seen(viewer="author"),)),
    Case("view-author-first-contact", shared_modal, lambda: (seen(viewer="author", met=False),)),
    Case("view-author-refused", shared_modal, lambda: (seen(viewer="author", met=False, refused=True),)),
    Case("view-author-request", shared_modal, lambda: (asked("author"),)),
    Case("view-author-request-answered", shared_modal, lambda: (settled("author", 2),)),
    Case("view-author-editing", shared_modal, lambda: (working(state="confirmed", talk=replied("confirmed")),)),
    Case("view-author-editing-version-2", shared_modal, lambda: (stored(second("author"), editing=True),)),
    Case("view-author-confirmed", shared_modal, lambda: (confirmed("author"),)),
    Case("view-author-declined", shared_modal, lambda: (_declined("author"),)),
    Case("view-author-unanswered", shared_modal, lambda: (_unanswered("author"),)),
    Case("view-author-moving", shared_modal, lambda: (stored(seen(viewer="author"), moving_to="U_EVA"),)),
    Case("view-author-closed", shared_modal, lambda: (closed("author"),)),
    Case("view-author-closed-for-newer", shared_modal, lambda: (closed("author", NEWER_ID),)),
    Case("view-author-old-version", shared_modal, lambda: (stored(seen(viewer="author"), version=2),)),
    Case("view-author-taken-back", shared_modal, lambda: (taken_back(),)),
    Case("view-subject-taken-back", shared_modal, lambda: (taken_back("subject"),)),
    Case("view-stand-in-first-contact", shared_modal, lambda: (_stand_in(met=False),)),
    Case("view-stand-in", shared_modal, lambda: (_stand_in(),)),
    Case("view-reader", shared_modal, lambda: (_for_hr(),)),
    Case("view-reader-old-version", shared_modal, lambda: (stored(_for_hr(), version=2),)),
    Case("view-with-areas", shared_modal, lambda: (seen(half_filled(profile_of(4, 2, (SCOPE, RIGHTS)), "mbo")),)),
    Case("view-longest-page-1", shared_modal, lambda: (everything_at_once(),)),
    Case("view-longest-page-2", shared_modal, lambda: (everything_at_once(), 2)),
    Case("view-longest-last-page", shared_modal, lambda: (everything_at_once(), 99)),
    Case("view-hostile", shared_modal, lambda: (nasty(NASTY), 1, "okr")),
    Case("checked-unchanged", checked_modal, lambda: (confirmed(), ())),
    Case("checked-replaced", checked_modal, lambda: (confirmed("author"), (), 2, days(40))),
    Case("checked-altered", checked_modal, lambda: (confirmed(), ("goal 2", "the text above"), 2)),
)

OWN = (
    Case("own-draft", own_message, lambda: (half_filled(executive("P4")), None), {"person": ANA.user_id}),
    Case("own-draft-taken-back", own_message, lambda: (_withdrawn(), None), {"person": ANA.user_id}),
    _own("own-waiting", lambda: replace(seen(viewer="author"), waits_until=NEXT_MORNING)),
    _own("own-waiting-and-editing", lambda: replace(working(), waits_until=NEXT_MORNING)),
    _own("own-shared", lambda: seen(viewer="author")),
    _own("own-first-contact", lambda: seen(viewer="author", met=False)),
    _own("own-refused", lambda: seen(viewer="author", met=False, refused=True)),
    _own("own-asked", lambda: asked("author")),
    _own("own-asked-about-more", asked_about_words),
    _own("own-asked-and-editing", lambda: stored(asked("author"), editing=True)),
    _own("own-confirmed", lambda: confirmed("author")),
    _own("own-declined", lambda: _declined("author")),
    _own("own-unanswered", lambda: _unanswered("author")),
    _own("own-editing", lambda: working(state="confirmed", talk=replied("confirmed"))),
    _own("own-moving", lambda: stored(seen(viewer="author"), moving_to="U_EVA")),
    _own("own-closed", lambda: closed("author")),
    Case("own-moved", own_message, lambda: (seen().goals, None), {"person": "U_EVA"}),
    _own("own-hostile", lambda: replace(nasty(NASTY), viewer="author")),
)

HISTORY = (
    Case("history-first", history_modal, lambda: (seen(), {})),
    Case("history-author", history_modal, lambda: _history("author")),
    Case("history-subject", history_modal, lambda: _history("subject")),
    Case("history-page-1-of-3", history_modal, lambda: (_versions(23), {})),
    Case("history-page-2-of-3", history_modal, lambda: (_versions(23), {}, 2)),
    Case("history-hostile", history_modal, lambda: (nasty(NASTY), {2: nasty(NASTY).changes})),
    Case("readings-none", readings_modal, lambda: (seen(),)),
    Case("readings-none-author", readings_modal, lambda: (seen(viewer="author"),)),
    Case("readings-some", readings_modal, lambda: (confirmed(),)),
    Case("readings-page-2-of-2", readings_modal, lambda: (_read_often(30), 2)),
    Case("readings-hostile", readings_modal, lambda: (nasty(NASTY),)),
)

PRIVATE = (
    Case("privacy", privacy_message, lambda: (PRIVACY,)),
    Case("privacy-view", privacy_modal, lambda: (PRIVACY,)),
    Case("privacy-nobody-named", privacy_message, lambda: (PrivacyFacts((), (), 0, NOTE),)),
    Case("privacy-read-once", privacy_modal, lambda: (replace(PRIVACY, own_readings=1),)),
    Case("privacy-hostile", privacy_modal, lambda: (PrivacyFacts(NASTY, NASTY, 3, NASTY[0]),)),
)

CASES = (*MESSAGES, *VIEWS, *OWN, *HISTORY, *PRIVATE)


def _withdrawn() -> Goals:
    goals = half_filled(executive("P4"))
    return replace(goals, sheet=replace(goals.sheet, state="withdrawn"))


def _declined(viewer: Viewer) -> Shared:
    return seen(viewer=viewer, state="unconfirmed", talk=replied("declined", "The targets are not mine."))


def _unanswered(viewer: Viewer) -> Shared:
    return seen(viewer=viewer, state="unconfirmed", talk=replied("unanswered"))


def _by_stand_in() -> Shared:
    return revised(seen(note=NOTE, stand_in="Tom Berg"), shared_by="U_TOM")


def _stand_in(*, met: bool = True) -> Shared:
    return seen(viewer="author", person=TOM, stand_in="Tom Berg", met=met)


def _for_hr() -> Shared:
    return seen(viewer="reader", state="confirmed", talk=replied("confirmed"))


def _longest_confirmed() -> Shared:
    shared = everything_at_once()
    talk = replace(shared.talk, replies=(reply("confirmed", LONG, 2),))
    return stored(replace(shared, talk=talk), state="confirmed")


def _endless() -> Shared:
    """Return a goal whose text alone is longer than a message."""
    profile = profile_of(2)
    rows = tuple(replace(row, text=LONG * 24) for row in profile.responsibilities)
    return seen(goals_of(replace(profile, responsibilities=rows)))


def _history(viewer: Viewer) -> tuple[object, ...]:
    """Return three versions: one declined, one taken back, one in force with changes of every kind."""
    shared = second(viewer)
    first, newest = shared.talk.revisions
    back = replace(first, number=2, taken_back_at=days(1))
    last = replace(newest, number=3, note=NOTE)
    replies = (reply("unanswered"), reply("declined", "Not what we said."), reply("confirmed", "Good.", 3))
    talk = replace(shared.talk, revisions=(first, back, last), replies=replies)
    changes = changes_between(shared.before, shared.goals) if shared.before else ()
    return stored(replace(shared, revision=last, talk=talk), version=3), {2: changes[:1], 3: changes}


def _versions(count: int) -> Shared:
    shared = seen(version=count)
    return replace(shared, talk=replace(shared.talk, revisions=many_versions(count)))


def _read_often(count: int) -> Shared:
    return seen(talk=Talk(readings=tuple(reading(number) for number in range(count))))
