"""Made-up versions of shared goals, in any state and before anybody's eyes, with all that two people can say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.facts import Goals, Shared, Talk, Viewer
from canon.model import slots_of
from db.facts import (
    Blank,
    CheckIn,
    CheckInStatus,
    Comment,
    Person,
    Proposal,
    Reading,
    Reply,
    ReplyKind,
    Request,
    RequestState,
    Revision,
    SheetState,
)
from tests.unit.bot.making import ANA, RIGHTS, SAM, SCOPE, SHEET_ID, T0, TEAM, executive, goals_of, person, profile_of

MIA, EVA, TOM = person("U_MIA", "Mia Vogt"), person("U_EVA", "Eva Lind"), person("U_TOM", "Tom Berg")
NAMES = {one.user_id: one.name for one in (ANA, SAM, MIA, EVA, TOM)}
READERS = ("Mia Vogt", "Li Chen")
NEXT_MORNING = datetime.fromisoformat("2026-12-08T09:00+00:00")
NEWER_ID = "9" * 32
NOTE = "Let’s go through these on Thursday."
LONG = "many words " * 45 + "enough"
WHO: dict[Viewer, Person] = {"author": ANA, "subject": SAM, "reader": MIA}


def days(count: float) -> datetime:
    """Return a moment so many days after the first version."""
    return T0 + timedelta(days=count)


def five(layout: str = "smart", values: dict[Blank, str] | None = None) -> Goals:
    """Return the packaged role's five goals at P4, every field filled."""
    profile = executive("P4")
    said = (
        ("€1.9M booked", "€2.4M booked"),
        ("22 % of deals won", "30 % of deals won"),
        ("4 partners", "6 partners"),
        ("0", "10"),
        ("12", "2"),
    )
    keys = [row.key for row in profile.objectives]
    filled: dict[Blank, str] = {}
    for key, (baseline, target) in zip(keys, said, strict=True):
        filled |= {(key, "baseline"): baseline, (key, "target"): target}
    return goals_of(profile, filled | (values or {}), kept=keys, layout=layout)


def key(place: int, goals: Goals | None = None) -> str:
    """Return the key of a goal by its place, from 1."""
    return (goals or five()).goals[place - 1].key


def enormous() -> Goals:
    """Return ten goals and three level expectations, own lines and notes, as long as fields can be."""
    profile = profile_of(10, 0, (SCOPE, RIGHTS, "Impact"))
    values: dict[Blank, str] = {
        (row.key, slot): LONG for row in profile.rows for slot in slots_of(row) if slot != "date"
    }
    everything = [row.key for row in profile.rows]
    notes = dict.fromkeys(everything, LONG)
    return goals_of(profile, values, kept=everything, notes=notes, own=[LONG, LONG, LONG])


def seen(
    goals: Goals | None = None,
    viewer: Viewer = "subject",
    *,
    state: SheetState = "shared",
    version: int = 1,
    talk: Talk | None = None,
    note: str = "",
    **parts: object,
) -> Shared:
    """Return a version in a state before somebody's eyes; parts of `Shared` can be given by name."""
    made = goals or five()
    sheet = replace(made.sheet, state=state, version=version, answered=0 if state == "shared" else version)
    revision = Revision(TEAM, SHEET_ID, max(version, 1), ANA.user_id, days(2), note, "{}", max(version - 1, 0))
    shared = Shared(
        goals=replace(made, sheet=sheet),
        sheet=sheet,
        revision=revision,
        viewer=viewer,
        person=WHO[viewer],
        talk=replace(talk or Talk(), revisions=(*earlier(version), revision)),
        names=NAMES,
        readers=READERS,
    )
    return replace(shared, **parts)  # type: ignore[arg-type]


def earlier(version: int) -> tuple[Revision, ...]:
    """Return the versions before one."""
    return tuple(Revision(TEAM, SHEET_ID, n, ANA.user_id, days(n - 9), "", "{}") for n in range(1, version))


def stored(shared: Shared, **parts: object) -> Shared:
    """Return the same with other things stored now than when it was shared."""
    return replace(shared, sheet=replace(shared.sheet, **parts))  # type: ignore[arg-type]


def revised(shared: Shared, **parts: object) -> Shared:
    """Return the same with another head of its version."""
    revision = replace(shared.revision, **parts)  # type: ignore[arg-type]
    talk = replace(shared.talk, revisions=(*shared.talk.revisions[:-1], revision))
    return replace(shared, revision=revision, talk=talk)


def reply(kind: ReplyKind, words: str = "", number: int = 1) -> Reply:
    by = ANA.user_id if kind == "unanswered" else SAM.user_id
    return Reply(TEAM, SHEET_ID, number, kind, by, days(8), words)


def replied(kind: ReplyKind, words: str = "", *, number: int = 1) -> Talk:
    return Talk(replies=(reply(kind, words, number),))


def request(*proposals: Proposal, state: RequestState = "open", number: int = 1) -> Request:
    """Return a request for changes; without proposals one about goals 2 and 4."""
    asked = proposals or (
        Proposal(key(2), "28 % of deals won", "", "Two of the accounts close after summer."),
        Proposal(key(4), "", "2027-09-30", "The partner starts in July."),
    )
    ended = days(7) if state != "open" else None
    return Request(TEAM, "7" * 32, SHEET_ID, number, SAM.user_id, days(5), state, ended, asked)


def answered(number: int = 1) -> Request:
    """Return a request that was answered in all three ways."""
    return request(
        Proposal(key(2), "28 % of deals won", "", "Two accounts close.", "taken", ""),
        Proposal(key(4), "", "2027-09-30", "The partner starts in July.", "kept", "July is early enough."),
        Proposal(key(5), "3", "", "Four is too few.", "changed", ""),
        state="answered",
        number=number,
    )


def remark(number: int, words: str = "", row: str = "", by: Person = SAM) -> Comment:
    said = words or f"Remark {number}, about the plan."
    return Comment(TEAM, f"{number:032x}", SHEET_ID, 1, row, by.user_id, days(8 + number), said)


def remarks(count: int, words: str = "") -> tuple[Comment, ...]:
    """Return remarks of both in turn, every second one about goal 2."""
    return tuple(remark(n, words, key(2) if n % 2 else "", SAM if n % 2 else ANA) for n in range(1, count + 1))


def checkin(row: str, value: str, status: CheckInStatus = "on track", note: str = "", at: int = 20) -> CheckIn:
    return CheckIn(TEAM, f"{at:032x}", SHEET_ID, row, SAM.user_id, days(at), value, status, note)


def progress() -> tuple[CheckIn, ...]:
    """Return where four goals stand, one of them twice, two in plain numbers."""
    return (
        checkin(key(4), "3", "at risk", "Slow start.", at=12),
        checkin(key(2), "25 % of deals won", "at risk", "Two deals slipped."),
        checkin(key(4), "6", at=21),
        checkin(key(5), "7", "off track", at=22),
        checkin(key(1), "", "on track", "No change.", at=23),
    )


def reading(number: int = 1, reason: str = "Review of pay, asked for by Sam") -> Reading:
    return Reading(TEAM, SHEET_ID, 1, MIA.user_id, days(10 + number), reason)


def second(viewer: Viewer = "subject", *, talk: Talk | None = None, state: SheetState = "shared") -> Shared:
    """Return a second version with a change of every kind."""
    before = goals_of(
        executive("P4"),
        {(key(2), "target"): "35 % of deals won", (key(4), "date"): "2027-03-31", (key(1), "target"): "€2.4M booked"},
        kept=[key(1), key(2), key(3), key(4), executive("P4").dimensions[0].key],
        layout="okr",
    )
    goals = five()
    return seen(goals, viewer, version=2, before=before, talk=talk, state=state)


def many_versions(count: int) -> tuple[Revision, ...]:
    return tuple(
        Revision(TEAM, SHEET_ID, n, ANA.user_id, days(n), NOTE if n % 2 else "", "{}") for n in range(1, count + 1)
    )


def named(shared: Shared, name: str) -> Shared:
    """Return the same with everybody of this name."""
    goals = shared.goals
    both = replace(goals, author=replace(goals.author, name=name), subject=replace(goals.subject, name=name))
    return replace(shared, goals=both, names=dict.fromkeys(NAMES, name), readers=(name, name))


def nasty(texts: Sequence[str]) -> Shared:
    """Return goals whose values, names, notes, remarks, reasons and progress are all hostile."""
    profile = profile_of(len(texts))
    rows = [row.key for row in profile.rows]
    values: dict[Blank, str] = {(row, "target"): words for row, words in zip(rows, texts, strict=True)}
    goals = goals_of(profile, values, own=texts[:3])
    proposals = [Proposal(row, words, "", words, "kept", words) for row, words in zip(rows[:3], texts, strict=False)]
    talk = Talk(
        replies=(reply("declined", texts[0]),),
        requests=(request(*proposals, state="answered"),),
        comments=tuple(remark(n, words) for n, words in enumerate(texts)),
        checkins=tuple(checkin(row, words, note=words) for row, words in zip(rows, texts, strict=True)),
        readings=(reading(reason=texts[0]),),
    )
    before = goals_of(profile, {(row, "target"): words[::-1] for (row, _), words in values.items()})
    shared = seen(goals, state="unconfirmed", version=2, before=before, talk=talk, note=texts[1])
    return named(shared, texts[0])
