"""What changed between two libraries: rows by key first, then by words with a stated threshold, never silently."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canon.difference import LibraryChange, library_change, profile_change, role_change, row_changes
from canon.keys import text_key
from canon.model import Fact as CanonFact
from canon.model import Library, Place, Profile, Row
from canon.row_matches import LIKE, likeness, match_rows

LoadText = Callable[..., Library]
OWNS = "Owns a portfolio of high-value key accounts and large opportunities"
OWNS_NOW = "Owns a portfolio of high-value key accounts and complex opportunities"
LEADS = "Leads negotiations with procurement"
MENTORS = "Mentors and develops junior colleagues"
PLANS = "Writes the quarterly plan"

ROLE = """
levels: {P4: {label: P4 — Senior, dimensions: {Scope: A system, Impact: Many teams}}}
roles:
  - id: R
    focus: Account Executive
    aliases: [AE]
    levels:
      P4:
        responsibilities: [%s]
        rubric: {knowledge_application: Knows it}
"""


@pytest.fixture
def changed(load_text: LoadText) -> Callable[[str, str], LibraryChange]:
    """Return a function that loads two canons one after the other and compares them."""

    def compare(old: str, new: str) -> LibraryChange:
        return library_change(load_text(old), load_text(new))

    return compare


def _profile(*texts: str, list_: str = "responsibilities", **ids: str) -> Profile:
    """Return a profile of these rows; `ids` give a row's number ("r1") a key of its own."""
    rows = tuple(
        Row(f"o:{ids.get(f'r{number}', text_key(text))}", "objective", text, Place("f", number, "p"))
        for number, text in enumerate(texts, start=1)
    )
    focus = CanonFact("F", Place("f", 1, "focus"))
    lists = {list_: rows}
    return Profile("R", "R", "C", "T", focus, "F", **lists)  # type: ignore[arg-type]


def _said(old: Profile, new: Profile) -> list[tuple[tuple[str, ...], str | None, str | None]]:
    return [
        (change.kinds, change.old.row.text if change.old else None, change.new.row.text if change.new else None)
        for change in row_changes(old, new)
    ]


def test_nothing_changed_says_nothing(changed: Callable[[str, str], LibraryChange]) -> None:
    assert not changed(ROLE % OWNS, "# a comment alone\n" + ROLE % OWNS)


def test_rows_are_added_taken_out_and_reworded() -> None:
    assert _said(_profile(OWNS, LEADS), _profile(OWNS_NOW, PLANS)) == [
        (("reworded",), OWNS, OWNS_NOW),
        (("added",), None, PLANS),
        (("removed",), LEADS, None),
    ]


def test_what_was_matched_by_words_says_how_like_it_is_and_what_by_its_key_does_not() -> None:
    (by_words,) = row_changes(_profile(OWNS), _profile(OWNS_NOW))
    assert by_words.likeness == pytest.approx(10 / 11)
    (by_key,) = row_changes(_profile(OWNS, r1="own"), _profile(PLANS, r1="own"))
    assert (by_key.kinds, by_key.likeness) == (("reworded",), None)


def test_below_the_threshold_two_rows_are_two_rows() -> None:
    half = "Owns a portfolio of new work"
    assert likeness("Owns a portfolio of old things entirely", half) >= LIKE
    assert _said(_profile("Owns a portfolio of old things"), _profile("Leads the sales of old teams")) == [
        (("added",), None, "Leads the sales of old teams"),
        (("removed",), "Owns a portfolio of old things", None),
    ]


def test_the_likest_row_is_taken_first_and_each_once() -> None:
    old = _profile("Leads the weekly review of deals", "Leads the weekly review of the deals in Europe")
    new = _profile("Leads the weekly review of the deals in Asia")
    assert _said(old, new) == [
        (("reworded",), "Leads the weekly review of the deals in Europe", new.objectives[0].text),
        (("removed",), "Leads the weekly review of deals", None),
    ]


def test_as_few_rows_as_can_be_are_said_to_have_moved() -> None:
    moved = _said(_profile("a", "b", "c", "d"), _profile("d", "a", "b", "c"))
    assert moved == [(("moved",), "d", "d")]


def test_a_row_may_be_reworded_and_moved_at_once() -> None:
    old, new = _profile(OWNS, LEADS, MENTORS), _profile(LEADS, MENTORS, OWNS_NOW)
    assert _said(old, new) == [(("reworded", "moved"), OWNS, OWNS_NOW)]


def test_rows_before_and_after_what_was_added_have_not_moved() -> None:
    assert _said(_profile("a", "b"), _profile("x", "a", "y", "b")) == [
        (("added",), None, "x"),
        (("added",), None, "y"),
    ]


def test_a_row_in_another_list_has_moved() -> None:
    assert _said(_profile(OWNS), _profile(OWNS, list_="core_outputs")) == [(("moved",), OWNS, OWNS)]


def test_a_row_that_was_given_a_key_is_the_same_row() -> None:
    (change,) = row_changes(_profile(OWNS), _profile(OWNS, r1="portfolio"))
    assert (change.kinds, change.likeness) == (("fact changed",), 1.0)


def test_a_row_matched_elsewhere_only_if_its_text_is_the_same() -> None:
    assert [kinds for kinds, _, _ in _said(_profile(OWNS), _profile(OWNS_NOW, list_="components"))] == [
        ("added",),
        ("removed",),
    ]


def test_dimensions_are_matched_by_name_alone(changed: Callable[[str, str], LibraryChange]) -> None:
    old, new = ROLE % OWNS, (ROLE % OWNS).replace("Scope: A system", "Scope: Two systems")
    ((level,),) = (role.levels for role in changed(old, new).roles)
    assert [(row.kinds, row.old and row.old.row.text, row.new and row.new.row.text) for row in level.rows] == [
        (("reworded",), "A system", "Two systems")
    ]
    renamed = (ROLE % OWNS).replace("Scope: A system", "Autonomy: A system")
    ((level,),) = (role.levels for role in changed(old, renamed).roles)
    assert [row.kinds for row in level.rows] == [("added",), ("removed",)]


def test_what_stands_beside_a_row_is_a_fact(changed: Callable[[str, str], LibraryChange]) -> None:
    plain = f"{{text: {OWNS}, id: own}}"
    named = f"{{text: {OWNS}, id: own, name: Key accounts, kind: accountability, details: [Renewals]}}"
    ((level,),) = (role.levels for role in changed(ROLE % plain, ROLE % named).roles)
    assert [(row.kinds, row.likeness) for row in level.rows] == [(("fact changed",), None)]


def test_facts_of_role_level_and_canon_are_told_with_old_and_new(
    changed: Callable[[str, str], LibraryChange],
) -> None:
    old = ROLE % OWNS
    new = old.replace("aliases: [AE]", "aliases: [AE, Closer]\n    description: Sells").replace(
        "Knows it", "Knows all"
    )
    new = "format: 1\ncanon: {name: Test, tag: NEW, pass_at: 0.5, quality: {rows: 0.9}}\n" + new
    change = changed(old, new)
    assert [(fact.field, fact.old, fact.new) for fact in change.canons[0].facts] == [
        ("tag", "TST", "NEW"),
        ("quality of rows", None, "0.9"),
        ("pass at", None, "0.5"),
    ]
    (role,) = change.roles
    assert [(fact.field, fact.old, fact.new) for fact in role.facts] == [
        ("alias", None, "Closer"),
        ("description", None, "Sells"),
    ]
    (fact,) = role.levels[0].facts
    assert (fact.field, fact.old, fact.new) == ("Knowledge & Application", "Knows it", "Knows all")
    assert fact.new_place is not None
    assert fact.new_place.file == "0.yaml"


def test_lists_of_facts_tell_only_what_came_and_went(changed: Callable[[str, str], LibraryChange]) -> None:
    kept = "sections: {Partners: [A, B, {Note: n}]}\n    skills: [{name: Selling, description: d, source: s}]"
    now = "sections: {Partners: [C, A, B, {Note: m}]}\n    skills: [{name: Selling, description: e, source: s}]"
    codes = "classifications: [{scheme: SOC, code: 41-4012}]"
    old = (ROLE % OWNS).replace("aliases: [AE]", kept)
    new = (ROLE % OWNS).replace("aliases: [AE]", f"{now}\n    {codes}")
    (role,) = changed(old, new).roles
    assert [(fact.field, fact.old, fact.new) for fact in role.facts] == [
        ("description of the skill “Selling”", "d", "e"),
        ("section “Partners”", None, "C"),
        ("section “Partners”, “Note”", "n", "m"),
        ("classification SOC", None, "41-4012"),
    ]


def test_a_level_tells_its_track_and_the_order_of_its_dimensions(
    changed: Callable[[str, str], LibraryChange],
) -> None:
    old = ROLE % OWNS
    new = "dimensions: [Impact, Scope]\n" + old.replace("        rubric", "        track: Expert\n        rubric")
    ((level,),) = (role.levels for role in changed(old, new).roles)
    assert [(fact.field, fact.new) for fact in level.facts] == [
        ("order of dimensions", "Impact, Scope"),
        ("track", "Expert"),
    ]
    assert level.rows == ()
    assert level.either is level.new


def test_a_text_that_stands_twice_must_stand_there_twice(changed: Callable[[str, str], LibraryChange]) -> None:
    (role,) = changed((ROLE % OWNS).replace("[AE]", "[AE, AE]"), ROLE % OWNS).roles
    assert [(fact.field, fact.old, fact.new) for fact in role.facts] == [("alias", "AE", None)]


def test_roles_and_levels_come_and_go(changed: Callable[[str, str], LibraryChange]) -> None:
    old = ROLE % OWNS + "  - {id: OLD, focus: Gone, responsibilities: [r]}"
    new = (ROLE % OWNS).replace("      P4:\n        resp", "      P5:\n        resp")
    change = changed(old, new + "  - {id: NEW, focus: Come, responsibilities: [r]}")
    assert [(role.old and role.old.id, role.new and role.new.id) for role in change.roles] == [
        ("R", "R"),
        ("OLD", None),
        (None, "NEW"),
    ]
    assert [(level.old and level.old.code, level.new and level.new.code) for level in change.roles[0].levels] == [
        ("P4", None),
        (None, "P5"),
    ]


def test_a_profile_alone_tells_what_its_role_and_canon_say_in_it_too(load_text: LoadText) -> None:
    (old,) = load_text(ROLE % OWNS).roles
    new = load_text((ROLE % OWNS).replace("focus: Account Executive", "focus: Seller\n    title: T")).roles[0]
    change = profile_change(old.profiles[0], new.profiles[0])
    assert [(fact.field, fact.old, fact.new) for fact in change.facts] == [
        ("focus", "Account Executive", "Seller"),
        ("title", None, "T"),
    ]
    assert change
    assert not profile_change(old.profiles[0], old.profiles[0])
    assert role_change(None, new)


@given(
    st.lists(st.sampled_from("abcdefgh"), unique=True),
    st.lists(st.sampled_from("abcdefgh"), unique=True),
)
def test_every_row_of_both_sides_is_in_one_match(old: list[str], new: list[str]) -> None:
    matches = match_rows(_profile(*old), _profile(*new))
    assert [match.old.row.text for match in matches if match.old and not match.new] == [
        text for text in old if text not in new
    ]
    assert [match.new.row.text for match in matches if match.new] == new
    stayed = [match.new.row.text for match in matches if match.old and match.new and not match.moved]
    assert sorted(stayed, key=old.index) == stayed


@given(st.text(), st.text())
def test_likeness_is_between_nothing_and_the_same(old: str, new: str) -> None:
    assert 0 <= likeness(old, new) <= 1
    assert likeness(old, old) == 1
    assert likeness(old, new) == likeness(new, old)
