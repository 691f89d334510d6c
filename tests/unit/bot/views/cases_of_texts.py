"""Cases of role texts that changed: what is shown and chosen, and the line that says so wherever goals stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.facts import Goals, Shared
from bot.facts.role_changes import Newer, OlderText, RoleChanges, TextState
from bot.services.role_texts import changes_of, still_open
from bot.views.check import check_modal
from bot.views.choose import choose_modal
from bot.views.fill import Filling, fill_modal
from bot.views.home import home_view
from bot.views.reading import read_modal
from bot.views.shared import own_message, shared_message
from bot.views.shared_view import shared_modal
from bot.views.state import ShownFrame, TextPlace
from bot.views.text_changes import texts_modal
from canon.model import COMPLEXITY, Profile, Row
from canon.snapshot import content_hash
from canon.taking import Taken, take
from tests.unit.bot.making import (
    ANA,
    RIGHTS,
    SCOPE,
    SHEET_ID,
    TODAY,
    executive,
    fact,
    goals_of,
    half_filled,
    profile_of,
    row,
)
from tests.unit.bot.views.anything import NASTY as EVERYTHING_NASTY
from tests.unit.bot.views.case import Case
from tests.unit.bot.views.cases_of_home import manager, mine, written
from tests.unit.bot.views.versions import seen

PLACE = TextPlace(SHEET_ID)
NASTY = " ".join(EVERYTHING_NASTY)
LONG = "Leads the long initiative " + "from one end of the region to the other " * 30


def texts_of(goals: Goals, new: Profile | None, *, choosable: bool = True, number: int = 0) -> RoleChanges:
    """Return what differs between goals and a newer text."""
    if new is None:
        return RoleChanges(goals, number, None)
    changes = changes_of(goals.profile, new)
    return RoleChanges(goals, number, Newer(new, content_hash(new)), changes, 0, choosable)


def newer(profile: Profile) -> Profile:
    """Return a role text in which there is every kind of change."""
    first, _, third, *rest = profile.responsibilities
    reworded = replace(first, key="o:new", text=f"{first.text[:-1]}, together with the customer.")
    titled = replace(third, name="Account plans", details=("one for each account", "renewed each year"))
    new = Row("o:added", "objective", "Writes a yearly plan for each key account.", first.place)
    level = tuple(replace(one, text=f"{one.text} Every year.") for one in profile.dimensions[:1])
    return replace(
        profile,
        responsibilities=(*rest[:1], reworded, titled, *rest[1:], new),
        dimensions=(*level, *profile.dimensions[1:]),
        rubric={**profile.rubric, COMPLEXITY: fact("Weighs many sources before deciding.")},
        summary=None,
    )


def every_kind(**parts: bool) -> RoleChanges:
    goals = half_filled(executive("P4"))
    return texts_of(goals, newer(goals.profile), **parts)


def many(count: int = 80, words: str = "") -> RoleChanges:
    """Return a role of so many goals that were all reworded."""
    old = profile_of(count)
    rows = tuple(replace(one, text=words or f"{one.text[:-1]} of the year.") for one in old.objectives)
    return texts_of(goals_of(old), replace(old, responsibilities=rows))


def chosen(changes: RoleChanges, *numbers: int, page: int = 1) -> TextPlace:
    """Return the state of the view with these changes taken."""
    assert changes.newer is not None
    taken = "".join("1" if number in numbers else "0" for number in range(len(changes.changes)))
    return TextPlace(SHEET_ID, 0, page, changes.goals.sheet.profile_hash, changes.newer.hash, taken)


def some_kept() -> RoleChanges:
    changes = every_kind()
    kept = {change.key: change.digest for change in changes.changes[:2]}
    left = still_open(changes.changes, kept)
    return replace(changes, changes=left, kept=len(changes.changes) - len(left))


def nasty() -> RoleChanges:
    old = profile_of(2, 0, (SCOPE, RIGHTS))
    rows = tuple(row("objective", n, f"{NASTY} {n}", NASTY) for n in (1, 2))
    return texts_of(goals_of(old), replace(old, responsibilities=rows, tag=NASTY, title=NASTY, label=fact(NASTY)))


def former() -> Goals:
    """Return goals that hold a goal which the library no longer has, left out."""
    goals = half_filled(executive("P4"))
    second = goals.profile.responsibilities[1]
    new = replace(goals.profile, responsibilities=(goals.profile.responsibilities[0],))
    held = take(goals.profile, new, Taken(frozenset({second.key})), {second.key})
    rows = tuple(replace(one, kept=one.kept and one.key != second.key) for one in goals.sheet.rows)
    return Goals(replace(goals.sheet, rows=rows), held, goals.author, goals.subject)


def brought_back() -> Goals:
    goals = former()
    rows = tuple(replace(one, kept=True) for one in goals.sheet.rows)
    return replace(goals, sheet=replace(goals.sheet, rows=rows))


def _filling() -> Filling:
    goals = brought_back()
    goal = goals.goal(goals.profile.former[0].key)
    assert goal is not None
    return Filling(goals, goal)


def _told(text: TextState, viewer: str = "subject", **parts: object) -> Case:
    shared = replace(seen(viewer=viewer, **parts), text=text)  # type: ignore[arg-type]
    return Case(f"texts-{text}-view-{viewer}", shared_modal, lambda: (shared,))


def _older(count: int) -> Sequence[OlderText]:
    return tuple(OlderText(f"Programme Lead {number} — P4", number, 1, gone=number == 2) for number in range(count))


def taken_over() -> Shared:
    """Return a version that took the newer text, beside the one that the employee saw last."""
    before = half_filled(executive("P4"))
    new = newer(before.profile)
    every = frozenset(change.key for change in changes_of(before.profile, new))
    profile = take(before.profile, new, Taken(every - {""}, facts=True), before.sheet.kept)
    rows = tuple(
        replace(one, kept=one.kept and one.key not in {row.key for row in profile.former})
        for one in before.sheet.rows
    )
    after = Goals(replace(before.sheet, rows=rows), profile, before.author, before.subject)
    return seen(after, version=2, before=before)


DRAFT = half_filled(executive("P4"))
CASES = (
    Case("texts-every-kind", texts_modal, lambda: (every_kind(), PLACE)),
    Case("texts-some-taken", texts_modal, lambda: (every_kind(), chosen(every_kind(), 0, 3))),
    Case("texts-new-goals-only", texts_modal, lambda: (every_kind(choosable=False), PLACE)),
    Case("texts-of-a-version", texts_modal, lambda: (replace(every_kind(choosable=False), number=1), PLACE)),
    Case("texts-some-kept-before", texts_modal, lambda: (some_kept(), PLACE)),
    Case("texts-all-kept-before", texts_modal, lambda: (replace(some_kept(), changes=(), choosable=False), PLACE)),
    Case("texts-changed-meanwhile", texts_modal, lambda: (every_kind(), PLACE), {"moved": True}),
    Case("texts-nothing", texts_modal, lambda: (texts_of(DRAFT, DRAFT.profile, choosable=False), PLACE)),
    Case("texts-role-gone", texts_modal, lambda: (texts_of(DRAFT, None), PLACE)),
    Case("texts-80-page-1", texts_modal, lambda: (many(), chosen(many(), 0, 79))),
    Case("texts-80-page-8", texts_modal, lambda: (many(), chosen(many(), 0, 79, page=8))),
    Case("texts-80-to-read", texts_modal, lambda: (replace(many(), choosable=False), replace(PLACE, page=4))),
    Case("texts-long", texts_modal, lambda: (many(20, LONG), PLACE)),
    Case("texts-hostile", texts_modal, lambda: (nasty(), PLACE)),
    Case("texts-changed-check", check_modal, lambda: (DRAFT, TODAY), {"text_is": "changed"}),
    Case("texts-gone-check", check_modal, lambda: (DRAFT, TODAY), {"text_is": "gone"}),
    Case("texts-former-choose", choose_modal, lambda: (former(),)),
    Case("texts-former-check", check_modal, lambda: (brought_back(), TODAY)),
    Case("texts-former-fill", fill_modal, lambda: (_filling(),)),
    Case(
        "texts-changed-read",
        read_modal,
        lambda: (DRAFT.frame(), ShownFrame(DRAFT.profile.id, "smart", 1, SHEET_ID), DRAFT, "changed"),
    ),
    Case(
        "own-text-changed",
        own_message,
        lambda: (DRAFT, None),
        {"person": ANA.user_id, "text_is": "changed"},
    ),
    Case(
        "own-text-changed-shared",
        own_message,
        lambda: (DRAFT, seen(viewer="author", state="confirmed")),
        {"person": ANA.user_id, "text_is": "changed"},
    ),
    Case("shared-text-changed", shared_message, lambda: (replace(seen(), text="changed"),)),
    Case("shared-text-taken", shared_message, lambda: (taken_over(),)),
    Case("texts-taken-view", shared_modal, lambda: (taken_over(),)),
    Case("shared-text-gone", shared_message, lambda: (replace(seen(), text="gone"),)),
    _told("changed"),
    _told("changed", "author"),
    _told("gone"),
    Case(
        "home-texts-changed",
        home_view,
        lambda: (
            manager(
                mine=tuple(replace(one, text="changed") for one in mine(2)),
                written=tuple(
                    replace(one, text="changed" if at % 2 else "gone") for at, one in enumerate(written(6))
                ),
            ),
        ),
    ),
    Case(
        "home-texts-changed-full",
        home_view,
        lambda: (
            manager(
                mine=tuple(replace(one, text="changed") for one in mine(4, progress=True)),
                written=tuple(
                    replace(one, text="changed", line=replace(one.line, editing=True)) for one in written(90)
                ),
                organiser=True,
                older=_older(14),
            ),
        ),
    ),
    Case("home-older-texts", home_view, lambda: (manager(reader=True, older=_older(3)),)),
    Case(
        "home-of-an-editor",
        home_view,
        lambda: (
            manager(
                written=tuple(
                    replace(one, text="changed", line=replace(one.line, editing=one.line.version > 0))
                    for one in written(4)
                )
            ),
        ),
    ),
)
