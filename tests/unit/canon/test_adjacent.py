"""How near roles are: a number from 0 to 1 from coordinates alone, the same both ways round."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canon.adjacent import BANDS, WEIGHTS, distance, formula, nearest, nearness_words
from canon.loader import load, packaged
from canon.model import Classification, Fact, Library, Place, Profile, Role
from canon.render.near import near_text

LoadText = Callable[..., Library]
PLACE = Place("made.yaml", 1, "roles[0]")


def made(  # noqa: PLR0917 - the coordinates in their order
    id_: str = "A",
    focus: str = "Field Sales",
    function: str = "",
    codes: str = "P1 P2 P3 P4 P5",
    soc: str = "",
    track: str = "",
    canon: str = "Made",
) -> Role:
    """Return a role with these coordinates and nothing else."""
    profiles = tuple(
        Profile(f"{id_}.{code}", id_, canon, "T", Fact(focus, PLACE), focus, code=code or None, track=track or None)
        for code in (codes.split() or [""])
    )
    classes = (Classification("SOC", soc, None, PLACE),) if soc else ()
    known = Fact(function, PLACE) if function else None
    return Role(id_, canon, Fact(focus, PLACE), profiles, PLACE, function=known, classifications=classes)


def between(one: Role, other: Role, at: int = 0, level: int = 0) -> float:
    return distance(one, one.profiles[at], other, other.profiles[level]).distance


def test_the_weights_are_one_together_and_the_bands_rise_to_one() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1)
    assert list(BANDS.values()) == sorted(BANDS.values())
    assert list(BANDS.values())[-1] == 1


def test_the_same_coordinates_are_at_no_distance_and_others_at_the_greatest() -> None:
    one = made(function="Sales / Direct", soc="41-4012")
    assert between(one, made("B", function="Sales / Direct", soc="41-4012")) == 0
    assert between(one, made("B", "Baker", "Food", soc="51-3011"), 0, 4) == 1


def test_each_coordinate_counts_by_its_weight() -> None:
    one = made(function="Sales / Direct", soc="41-4012")

    def far(**other: str) -> float:
        known = {"function": "Sales / Direct", "soc": "41-4012", **other}
        return between(one, made("B", **known))

    assert far(function="Sales / Indirect") == pytest.approx(0.35 / 2)
    assert far(function="Other / Direct") == pytest.approx(0.35)
    assert far(focus="Field Service") == pytest.approx(0.30 * 2 / 3)
    assert far(soc="41-3091") == pytest.approx(0.20 * 4 / 6, abs=0.001)
    assert between(one, made("B", function="Sales / Direct", soc="41-4012"), 1, 3) == pytest.approx(0.15 / 2)


def test_what_either_role_lacks_is_not_counted() -> None:
    one = made(function="Sales", soc="41-4012", codes="")
    found = distance(one, one.profiles[0], (bare := made("B", codes="")), bare.profiles[0])
    assert (found.distance, dict(found.parts)) == (0, {"focus": 0})


def test_levels_are_compared_on_one_ladder_of_one_library_alone() -> None:
    one, words = made(), made("B", codes="Junior Senior Lead")
    assert "level" not in distance(one, one.profiles[0], words, words.profiles[0]).parts
    other = made("C", codes="Junior Senior Lead")
    assert distance(words, words.profiles[0], other, other.profiles[2]).parts["level"] == 0.5
    foreign = made("D", canon="Other")
    assert "level" not in distance(one, one.profiles[0], foreign, foreign.profiles[0]).parts
    one_letter, other_letter = made("E", codes="P1"), made("F", codes="M1")
    assert "level" not in distance(one_letter, one_letter.profiles[0], other_letter, other_letter.profiles[0]).parts
    assert distance(one, one.profiles[0], (far := made("G", codes="P9")), far.profiles[0]).parts["level"] == 1


def test_levels_on_different_tracks_are_as_far_as_can_be() -> None:
    one, other = made(track="Expert"), made("B", track="Manager")
    assert distance(one, one.profiles[0], other, other.profiles[0]).parts["level"] == 1


def test_codes_of_different_schemes_are_not_compared() -> None:
    one, other = made(soc="41-4012"), made("B")
    assert "classification" not in distance(one, one.profiles[0], other, other.profiles[0]).parts


def test_names_without_words_are_the_same_only_where_they_are() -> None:
    assert between(made(focus="—", codes=""), made("B", focus="—", codes="")) == 0
    assert between(made(focus="—", codes=""), made("B", focus="…", codes="")) == 1


def test_the_nearest_come_first_each_once_at_its_nearest_level() -> None:
    role = made(function="Sales / Direct")
    near, far, other = (
        made("B", "Field Service", "Sales / Direct"),
        made("C", "Baker", "Food"),
        made("D", function="Sales"),
    )
    found = nearest((role, far, near, other), role, role.profiles[2])
    assert [one.profile.id for one in found] == ["D.P3", "B.P3", "C.P3"]
    assert [one.band for one in found] == ["close", "close", "weak"]
    strange = made("E", "Baker", "Food", "")
    assert [one.profile.id for one in nearest((role, strange, near), role, role.profiles[2])] == ["B.P3"]
    assert nearest((role,), role, role.profiles[0]) == ()
    assert len(nearest([made(f"R{n}") for n in range(9)], role, role.profiles[0])) == 5


def test_the_formula_says_its_own_weights_and_bands() -> None:
    assert formula() == (
        "How near is a number from 0 (the same) to 1 (nothing in common): function 35 %, focus 30 %, "
        "classification 20 % and level 15 %; what either role lacks is not counted. Up to 0.25 is a close match, "
        "up to 0.60 a partial one, above that a weak one."
    )


def test_a_match_says_its_band_its_distance_and_by_what_it_was_compared() -> None:
    role, other = made(function="Sales"), made("B", "Baker", "Sales")
    (found,) = nearest((role, other), role, role.profiles[0])
    assert nearness_words(found) == "Partial match · distance 0.38 (function 0.00, focus 1.00, level 0.00)"
    assert "  - Baker (B.P1, canon: Made): Partial match · distance 0.38" in near_text([found])
    assert near_text([]).endswith("The library has no other role with anything in common.")


names = st.text("ab /—", min_size=1, max_size=8)
roles = st.builds(
    made,
    st.sampled_from("AB"),
    names,
    st.one_of(st.just(""), names),
    st.sampled_from(("", "P1", "P1 P2 P7", "Junior Senior", "M1 M2")),
    st.sampled_from(("", "41-4012", "41-3", "9")),
    st.sampled_from(("", "Expert")),
    st.sampled_from(("Made", "Other")),
)


@given(roles, roles)
def test_any_two_are_from_0_to_1_apart_the_same_both_ways_round(one: Role, other: Role) -> None:
    for mine, theirs in itertools.product(one.profiles, other.profiles):
        there, back = distance(one, mine, other, theirs), distance(other, theirs, one, mine)
        assert 0 <= there.distance <= 1
        assert there.distance == back.distance
        assert there.parts == back.parts
    assert distance(one, one.profiles[0], one, one.profiles[0]).distance == 0


@given(st.lists(roles, min_size=1, max_size=12), st.integers(1, 5))
def test_the_nearest_are_those_that_looking_at_all_of_them_gives(found: list[Role], most: int) -> None:
    numbered = [replace(role, id=f"R{number}") for number, role in enumerate(found)]
    role, *others = numbered
    at = role.profiles[0]
    best = [min(distance(role, at, other, level).distance for level in other.profiles) for other in others]
    ranked = sorted(zip(best, (other.id for other in others), strict=True), key=lambda one: one[0])
    named = {id(level): other.id for other in others for level in other.profiles}
    assert [(one.distance, named[id(one.profile)]) for one in nearest(numbered, role, at, most)] == [
        one for one in ranked[:most] if one[0] < 1
    ]


def test_the_packaged_role_has_no_other_beside_it() -> None:
    library = load([packaged()])
    role = library.roles[0]
    assert nearest(library.roles, role, role.profiles[0]) == ()
