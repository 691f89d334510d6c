"""What both people read of a role text that is another in a later version: titles, kinds, texts beside, the order."""

from __future__ import annotations

from dataclasses import replace

from bot.facts import Change, changes_between
from bot.facts.role_texts import field_words
from canon.model import Profile
from tests.unit.bot.making import fact, goals_of, profile_of

OLD = profile_of(3)
FIRST, SECOND, THIRD = OLD.objectives
KEPT = [row.key for row in OLD.objectives]


def changed(new: Profile) -> list[Change]:
    return list(changes_between(goals_of(OLD, kept=KEPT), goals_of(new, kept=KEPT)))


def test_the_same_text_says_nothing() -> None:
    assert changed(OLD) == []


def test_a_title_the_points_under_it_and_the_kind_are_named_by_the_goal() -> None:
    first = replace(FIRST, name="Plan", details=("one", "two"), source_kind="accountability")
    assert changed(replace(OLD, responsibilities=(first, SECOND, THIRD))) == [
        Change("role", "goal 1, title", old="", new="Plan"),
        Change("role", "goal 1, points under it", old="", new="one; two"),
        Change("role", "goal 1, kind", old="responsibility", new="accountability"),
    ]


def test_texts_beside_the_goals_are_named_as_people_call_them() -> None:
    new = replace(OLD, tag="NEW", label=None, summary=fact("Leads much."))
    assert changed(new) == [
        Change("role", "short name of the role library", old="MAD", new="NEW"),
        Change("role", "level name", old="P4 — Lead", new=""),
        Change("role", "summary", old="", new="Leads much."),
    ]
    assert field_words("Complexity & Problem Solving") == "Complexity & Problem Solving"


def test_another_order_of_the_goals_is_said_in_their_old_numbers() -> None:
    assert changed(replace(OLD, responsibilities=(THIRD, FIRST, SECOND))) == [
        Change("role", "order of the goals", old="1, 2, 3", new="3, 1, 2")
    ]


def test_words_of_a_goal_are_a_change_of_the_goal() -> None:
    first = replace(FIRST, text="Leads all of it.")
    (change,) = changed(replace(OLD, responsibilities=(first, SECOND, THIRD)))
    assert (change.kind, change.called, change.slot, change.new) == ("value", "goal 1", "text", "Leads all of it.")


def test_what_is_left_out_is_no_change_of_the_goals() -> None:
    new = replace(OLD, responsibilities=(FIRST, SECOND, replace(THIRD, text="Leads all of it.")))
    assert changes_between(goals_of(OLD, kept=KEPT[:2]), goals_of(new, kept=KEPT[:2])) == ()
