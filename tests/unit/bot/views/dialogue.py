"""Made-up shared goals for the tests of the dialogs: a version, who looks at it, and what was said about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.facts import Goals, Shared, ShareFacts, Talk, Viewer, changes_between
from db.facts import CheckIn, CheckInStatus, Filled, Person, Proposal, Request, Revision
from tests.unit.bot.making import ANA, SAM, SHEET_ID, T0, TEAM, executive, half_filled, person

TUESDAY = datetime.fromisoformat("2026-12-08T09:00+00:00")
MIA = person("U_MIA", "Mia Vogt")
NAMES = {one.user_id: one.name for one in (ANA, SAM, MIA)}
LONG_NAME = "Maximilian-Alexander-Konstantin von und zu Hohenlohe-Langenburg"
NASTY_NAME = "<!channel> *Ana* :tada: <https://example.com|x>"
WHY = "Two of the accounts close after summer."
FULL = "x" * 500


def shared_goals(goals: Goals, version: int = 1, *, editing: bool = False) -> Goals:
    """Return goals as they are once a version of them is shared."""
    return replace(goals, sheet=replace(goals.sheet, state="shared", version=version, editing=editing))


def called(goals: Goals, name: str) -> Goals:
    """Return the goals of two people of this name."""
    author, subject = replace(goals.author, name=name), replace(goals.subject, name=name)
    return replace(goals, author=author, subject=subject)


def shared_of(
    goals: Goals | None = None,
    version: int = 1,
    *,
    viewer: Viewer = "subject",
    who: Person = SAM,
    editing: bool = False,
    talk: Talk | None = None,
) -> Shared:
    """Return a version as somebody sees it."""
    made = shared_goals(goals or half_filled(executive("P4")), version, editing=editing)
    revision = Revision(TEAM, SHEET_ID, version, ANA.user_id, T0, "", "{}")
    names = NAMES | {made.author.user_id: made.author.name, made.subject.user_id: made.subject.name}
    return Shared(made, made.sheet, revision, viewer, who, talk or Talk((revision,)), names=names)


def key_of(place: int, goals: Goals | None = None) -> str:
    """Return the key of a goal by its place."""
    return (goals or half_filled(executive("P4"))).goals[place].key


def request_of(*proposals: Proposal, version: int = 1) -> Request:
    """Return an open request of Sam's."""
    return Request(TEAM, "7" * 32, SHEET_ID, version, SAM.user_id, T0, "open", None, proposals)


def stood(row: str, value: str = "26 % of deals won", status: CheckInStatus = "at risk") -> CheckIn:
    """Return where a goal stood a day later."""
    return CheckIn(TEAM, "c" * 32, SHEET_ID, row, SAM.user_id, T0 + timedelta(days=1), value, status, "")


def share_facts(goals: Goals, number: int = 1, **parts: object) -> ShareFacts:
    """Return what stands before sharing: by name two HR readers, at once, no first contact."""
    facts = ShareFacts(goals, number, ("Mia Vogt", "Li Chen"), None, first_contact=False)
    return replace(facts, **parts)  # type: ignore[arg-type]


def changed(goals: Goals, places: Sequence[int] = (0,), value: str = "€2.6M booked", layout: str = "") -> ShareFacts:
    """Return what stands before sharing a second version in which targets changed."""
    keys = {goals.goals[place].key for place in places}
    kept = [one for one in goals.sheet.filled if not (one.row in keys and one.slot == "target")]
    filled = (*kept, *(Filled(key, "target", value, 8, "V2", T0) for key in sorted(keys)))
    sheet = replace(goals.sheet, filled=filled, layout=layout or goals.sheet.layout)
    after = shared_goals(replace(goals, sheet=sheet), editing=True)
    return share_facts(after, 2, changes=changes_between(goals, after))
