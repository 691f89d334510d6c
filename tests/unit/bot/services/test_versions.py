"""A version is frozen as canonical JSON, and thawed it is exactly what was shared."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import VersionUnreadable
from bot.facts import Goals
from bot.services.versions import agrees, freeze, role_text_of, thaw
from bot.views.reading import full_text
from db.facts import Filled, Period, SheetRow
from tests.unit.bot.confirming import NOTE, SHARED, confirm
from tests.unit.bot.making import ANA, SAM, SHEET_ID, T0, TEAM, executive, goals_of, half_filled, person, profile_of
from tests.unit.bot.views.anything import TYPED, any_goals

many = settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def frozen(goals: Goals, note: str = NOTE) -> str:
    return freeze(goals, note, 2, ANA, SHARED)


def parts(goals: Goals) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(frozen(goals))
    return found


def test_a_version_holds_the_people_the_period_the_role_the_layout_and_the_note() -> None:
    goals = half_filled(executive("P4"), "okr")
    said = parts(goals)
    del said["goals"]
    assert said == {
        "people": {"from": {"id": "U_ANA", "name": "Ana Ruiz"}, "for": {"id": "U_SAM", "name": "Sam Okafor"}},
        "period": {"name": "H1 2027", "first": "2027-01-01", "last": "2027-06-30"},
        "role": {
            "profile_id": "DIRECT.ACCOUNTEA038.P4",
            "profile_hash": goals.sheet.profile_hash,
            "title": "Account Executive / Field Sales — P4",
        },
        "layout": "okr",
        "version": {
            "team_id": TEAM,
            "goals_id": SHEET_ID,
            "number": 2,
            "shared_by": {"id": "U_ANA", "name": "Ana Ruiz"},
            "shared_at": "2026-12-03T08:15:00.000250+00:00",
            "note": NOTE,
        },
    }


def test_a_version_holds_every_kept_line_with_all_its_fields() -> None:
    profile = profile_of(2, 0, ("Scope",))
    keys = [row.key for row in profile.rows]
    goals = goals_of(
        profile, {(keys[0], "baseline"): "1", ("x:1", "target"): "3"}, kept=[keys[0], keys[2]], own=["Win"], due=""
    )
    empty = {"baseline": "", "target": "", "date": "", "note": ""}
    first, expectation, own = parts(goals)["goals"]
    texts = [row.text for row in profile.rows]
    assert first == empty | {
        "key": keys[0],
        "position": 0,
        "own": False,
        "called": "goal 1",
        "text": texts[0],
        "baseline": "1",
    }
    assert expectation == empty | {
        "key": "d:Scope",
        "position": 2,
        "own": False,
        "called": "“Scope”",
        "text": texts[2],
    }
    assert own == empty | {
        "key": "x:1",
        "position": 3,
        "own": True,
        "called": "“Win”",
        "text": "Win",
        "target": "3",
    }


@many
@given(any_goals(), TYPED)
def test_a_version_that_was_thawed_freezes_to_the_same_bytes(goals: Goals, note: str) -> None:
    content = frozen(goals, note)
    assert frozen(thaw(content, goals), note) == content


@many
@given(any_goals(), any_goals(), st.booleans())
def test_what_was_written_since_does_not_show_in_a_version(goals: Goals, later: Goals, renamed: bool) -> None:  # noqa: FBT001
    content = frozen(goals)
    sheet = replace(later.sheet, layout="mbo", period=Period("Q1", date(2028, 1, 1), date(2028, 3, 31)))
    now = replace(later, sheet=sheet, profile=goals.profile, author=person("U_BO", "Bo") if renamed else ANA)
    shared = thaw(content, now)
    assert shared.goals == goals.goals
    assert full_text(shared.frame(), shared) == full_text(goals.frame(), goals)
    assert frozen(shared) == content


def test_lines_left_out_of_a_version_are_there_as_left_out_and_without_values() -> None:
    profile = profile_of(3)
    keys = [row.key for row in profile.rows]
    shared = goals_of(profile, kept=keys[:1])
    now = goals_of(profile, {(keys[1], "target"): "more"}, kept=keys, own=["Later"])
    thawed = thaw(frozen(shared), now).sheet
    assert thawed.rows == (
        SheetRow(keys[0], 0, kept=True),
        SheetRow(keys[1], 1, kept=False),
        SheetRow(keys[2], 2, kept=False),
        SheetRow("x:1", 3, kept=False),
    )
    assert thawed.filled == (Filled(keys[0], "date", "2027-06-30", 7, "version", T0),)
    assert thawed.rivals == ()


def test_a_version_names_the_role_text_that_it_needs() -> None:
    goals = half_filled(executive("P4"))
    assert role_text_of(frozen(goals)) == goals.sheet.profile_hash


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "{}",
        "null",
        '{"people":3}',
        '{"goals":[{}]}',
        frozen(half_filled(executive("P4"))).replace("2027-01-01", "2027-01-91"),
        frozen(half_filled(executive("P4"))).replace('"from"', '"frob"'),
    ],
)
def test_a_version_that_was_broken_is_refused_with_a_sentence(content: str) -> None:
    with pytest.raises(VersionUnreadable, match="can’t be read any more"):
        thaw(content, half_filled(executive("P4")))


@pytest.mark.parametrize("content", ["", "{}", '{"role":[]}'])
def test_a_version_without_a_role_names_none(content: str) -> None:
    with pytest.raises(VersionUnreadable):
        role_text_of(content)


def test_what_is_stored_beside_a_version_must_say_the_same() -> None:
    revision = confirm(half_filled(executive("P4"))).revision
    assert agrees(revision)
    changes: list[dict[str, Any]] = [
        {"number": 3},
        {"note": "Another note."},
        {"shared_by": SAM.user_id},
        {"shared_at": T0},
        {"team_id": "T2"},
        {"sheet_id": "other"},
        {"content": "{}"},
        {"content": "{"},
    ]
    assert [changed for changed in changes if agrees(replace(revision, **changed))] == []
