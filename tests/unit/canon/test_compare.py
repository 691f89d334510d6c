"""Two roles or levels beside each other: all that differs stands there once, and nothing that is the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from canon.compare import Comparison, Difference, added, compare, level_above, level_below
from canon.model import Library, Profile, Role
from canon.render.compare import compare_text
from canon.said import Said
from tests.unit.canon.rich import RICH

LoadText = Callable[..., Library]
Executive = Callable[[str], Profile]


@pytest.fixture
def rich(load_text: LoadText) -> Library:
    return load_text(RICH)


def levels(role: Role, one: str, other: str) -> Comparison:
    left, right = role.at(one), role.at(other)
    assert left is not None
    assert right is not None
    return compare(role, left, role, right)


def named(comparison: Comparison, name: str) -> Difference:
    (found,) = (one for one in comparison.differences if one.name == name)
    return found


def words(said: tuple[Said, ...]) -> list[str]:
    return [f"{one.name}: {one.text}" if one.name else one.text for one in said]


def test_levels_of_a_role_differ_in_what_their_texts_say(library: Library) -> None:
    found = levels(library.roles[0], "P2", "P4")
    assert [one.name for one in found.differences] == [
        "Level name",
        "Responsibilities",
        "Scope",
        "Autonomy",
        "Complexity",
        "Impact",
        "Decision rights",
        "Leadership",
        "Knowledge & Application",
        "Complexity & Problem Solving",
        "Collaboration & Interaction",
        "Typical Degree & Years",
    ]
    scope = named(found, "Scope")
    assert words(scope.left) == ["Defined deliverables / small features"]
    assert words(scope.right) == ["A system or set of related features"]
    assert len(named(found, "Responsibilities").left) == len(named(found, "Responsibilities").right) == 5
    assert found.same == ()
    assert found.title == "Account Executive / Field Sales: P2 and P4"


def test_what_one_level_lacks_stands_on_the_other_side_alone_and_is_named(library: Library) -> None:
    found = levels(library.roles[0], "P3", "P4")
    assert named(found, "Level name").left == ()
    assert len(named(found, "Dimensions").right) == 6
    assert found.left.missing == ("level name", "level summary", "typical experience", "dimensions")
    assert found.right.missing == ("level summary", "typical experience")


def test_rows_are_matched_by_their_id_and_by_their_text(rich: Library) -> None:
    found = levels(rich.roles[0], "P1", "P2")
    changed = named(found, "Responsibility")
    assert (words(changed.left), words(changed.right)) == (["Keeps the style book."], ["Keeps the style guide."])
    rest = named(found, "Responsibilities")
    assert words(rest.left) == ["Corrects spelling."]
    assert words(rest.right) == ["Style: Owns the style book.", "commas", "dashes"]
    assert words(named(found, "Core outputs").right) == ["A clean book."]
    assert words(named(found, "Dimensions").left) == ["Impact: A reader"]


def test_the_name_that_a_matched_row_stands_under_is_not_said_twice(load_text: LoadText) -> None:
    rows = "{{responsibilities: [{{id: a, name: Style, text: {}}}]}}"
    text = f"roles: [{{id: R, focus: F, levels: {{A: {rows.format('one')}, B: {rows.format('two')}}}}}]"
    found = named(levels(load_text(text).roles[0], "A", "B"), "Style")
    assert (found.left[0].name, found.right[0].name) == ("", "")
    renamed = text.replace("name: Style, text: one", "name: Tone, text: one")
    found = named(levels(load_text(renamed).roles[0], "A", "B"), "Style")
    assert words(found.left) == ["Tone: one"]


def test_two_roles_differ_in_what_they_are_too_and_what_is_the_same_is_named(rich: Library) -> None:
    one, other = rich.roles[0], rich.roles[1]
    found = compare(one, one.profiles[0], other, other.profiles[0])
    assert found.title == "Copy Editor — P1 and Proof Reader — P1"
    assert found.same == ("Function", "Level name", "Responsibility", "Scope", "Impact")
    assert words(named(found, "Description").left) == ["Edits texts.\nAnd more."]
    assert words(named(found, "Classification").right) == ["SOC: 43-9081"]
    assert words(named(found, "Skills").left) == ["Reading: Reads fast.", "Bare: "]
    assert named(found, "Role Variations").right == ()
    assert not [name for name in ("AI Agent Profile", "Personalities") if name in compare_text(found)]
    assert "skills" in found.right.missing


def test_of_two_lists_only_what_one_of_them_has_is_said(load_text: LoadText) -> None:
    role = "{{id: {0}, focus: F{0}, responsibilities: [r], skills: [{{name: Both}}, {{name: {1}}}], sections: {2}}}"
    first, second = (
        role.format("A", "Mine", "{Pets: [cat, dog], S: [x]}"),
        role.format("B", "Yours", "{Pets: [cat], S: [x]}"),
    )
    library = load_text(f"roles: [{first}, {second}]")
    one, other = library.roles
    found = compare(one, one.profiles[0], other, other.profiles[0])
    assert [(skill.name) for skill in named(found, "Skills").left] == ["Mine"]
    assert words(named(found, "Pets").left) == ["dog"]
    assert named(found, "Pets").right == ()
    assert found.same == ("Responsibility", "S")


def test_two_that_are_called_the_same_are_told_apart_by_their_ids(load_text: LoadText) -> None:
    library = load_text(
        "roles: [{id: A, focus: Clerk, responsibilities: [r]}, {id: B, focus: Clerk, responsibilities: [s]}]"
    )
    one, other = library.roles
    found = compare(one, one.profiles[0], other, other.profiles[0])
    assert found.title == "Clerk (A) and Clerk (B)"


def test_many_rows_that_are_the_same_are_counted(load_text: LoadText) -> None:
    library = load_text(
        "roles: [{id: R, focus: F, levels: {A: {responsibilities: [a, b]}, B: {responsibilities: [b, a]}}}]"
    )
    found = levels(library.roles[0], "A", "B")
    assert found.differences == ()
    assert found.same == ("Responsibilities (2)",)
    assert "Nothing that the canon says of them differs." in compare_text(found)


def test_what_the_next_level_adds_leaves_out_what_only_the_lower_one_says(rich: Library) -> None:
    found = levels(rich.roles[0], "P1", "P2")
    assert "Dimensions" in [one.name for one in found.differences]
    assert "Dimensions" not in [one.name for one in added(found)]
    assert all(one.right for one in added(found))


def test_the_levels_above_and_below_are_the_next_ones_of_the_ladder(library: Library, executive: Executive) -> None:
    role = library.roles[0]
    assert [level_above(role, executive(code)) for code in ("P4", "P5")] == [executive("P5"), None]
    assert [level_below(role, executive(code)) for code in ("P1", "P2")] == [None, executive("P1")]


def test_the_next_level_is_on_the_same_track(load_text: LoadText) -> None:
    level = "{{track: {}, responsibilities: [{}]}}"
    ladder = ", ".join(f"{code}: {level.format(code[0], code)}" for code in ("P1", "M1", "P2", "M2"))
    role = load_text(f"roles: [{{id: R, focus: F, levels: {{{ladder}}}}}]").roles[0]
    assert [(found.code if (found := level_above(role, profile)) else None) for profile in role.profiles] == [
        "P2",
        "M2",
        None,
        None,
    ]


def test_a_level_that_the_role_has_no_longer_has_no_neighbours(
    library: Library, only: Callable[[str], Profile]
) -> None:
    gone = only("roles: [{id: R, focus: F, responsibilities: [r]}]")
    assert level_above(library.roles[0], gone) is None
    assert level_below(library.roles[0], gone) is None


def test_as_text_it_says_side_under_side_with_places(rich: Library) -> None:
    text = compare_text(levels(rich.roles[0], "P1", "P2"))
    assert text.startswith("Copy Editor: P1 and P2\n\nLevel name\n  P1:\n    P1 — Junior  [0.yaml:")
    assert "\nSummary\n  only P2:\n    Knows it.  [0.yaml:" in text
    assert "    - Style: Owns the style book.  [0.yaml:" in text
    assert "\nThe same in both:" not in text
    assert text.endswith(
        "Left out of P2, the canon has no: dimension Impact, guideline Complexity & Problem Solving, "
        "guideline Collaboration & Interaction."
    )
