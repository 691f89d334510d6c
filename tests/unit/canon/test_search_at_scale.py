"""Search is right among a thousand roles and among twenty thousand: exact, in any order, misspelt, half-typed."""

from __future__ import annotations

import random

import pytest

from canon.command import Answer, Choices, Found, NeedsLevel, Unknown
from canon.search import Index
from tests.unit.canon.many_roles import MOST, ManyRoles, library

TRIED = 200
FIRST = 3
"""Among so many answers the role meant must be."""


@pytest.fixture(scope="module", params=[1_000, MOST])
def roles(request: pytest.FixtureRequest) -> tuple[ManyRoles, Index]:
    made = library(request.param)
    assert isinstance(made.roles, ManyRoles)
    return made.roles, Index(made)


def _some(roles: ManyRoles) -> list[int]:
    return random.Random(7).sample(range(len(roles)), TRIED)  # noqa: S311 - the same ones each time


def _misspelt(word: str, chance: random.Random) -> str:
    """Return a word with one slip of the finger inside it; a short one stays."""
    if len(word) < 5:
        return word
    at = chance.randrange(1, len(word) - 1)
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    return chance.choice(slips)


def _roles_of(answer: Answer) -> list[str]:
    match answer:
        case Found():
            return [answer.profile.role_id]
        case NeedsLevel():
            return [answer.role.id]
        case Choices():
            return list(answer.role_ids)
        case Unknown():
            return []


def test_every_whole_name_and_level_names_one_profile(roles: tuple[ManyRoles, Index]) -> None:
    made, index = roles
    for place in _some(made):
        card = made.cards[place]
        answer = index.find(f"{card.focus} p3 okrs")
        assert isinstance(answer, Found), card.focus
        assert (answer.profile.id, answer.frame) == (f"{card.id}.P3", "okr")


def test_ids_codes_and_abbreviations_name_one_role(roles: tuple[ManyRoles, Index]) -> None:
    made, index = roles
    for place in _some(made):
        card = made.cards[place]
        for name in (card.id.lower(), *card.codes, *card.aliases):
            answer = index.find(name)
            assert isinstance(answer, NeedsLevel), name
            assert answer.role.id == card.id


def test_words_in_any_order_find_the_role_first(roles: tuple[ManyRoles, Index]) -> None:
    made, index = roles
    for place in _some(made):
        card = made.cards[place]
        turned = " ".join(reversed(card.focus.replace(" / ", " ").split()))
        assert index.typeahead(turned)[0].role_id == card.id, turned
        assert card.id in _roles_of(index.find(f"p4 {turned}"))


def test_misspelt_names_find_the_role_among_the_first(roles: tuple[ManyRoles, Index]) -> None:
    made, index = roles
    chance = random.Random(11)  # noqa: S311 - the same slips each time
    found = 0
    for place in _some(made):
        card = made.cards[place]
        typed = " ".join(_misspelt(word, chance) for word in card.focus.replace(" / ", " ").lower().split())
        first = dict.fromkeys(profile.role_id for profile in index.typeahead(f"{typed} p4"))
        found += card.id in list(first)[:FIRST]
    assert found >= 0.95 * TRIED


def test_half_a_name_offers_the_role(roles: tuple[ManyRoles, Index]) -> None:
    made, index = roles
    for place in _some(made):
        card = made.cards[place]
        half = " ".join(word[:5] for word in card.focus.replace(" / ", " ").split())
        assert card.id in {profile.role_id for profile in index.typeahead(half)}, half


def test_answers_are_bounded_however_many_roles_fit(roles: tuple[ManyRoles, Index]) -> None:
    _, index = roles
    for text in ("operations", "p4", "senior", "field", "engineer", "co", ""):
        assert len(index.typeahead(text)) <= 100
        answer = index.find(text)
        assert not isinstance(answer, Choices) or len(answer.profiles) <= 100


def test_nothing_like_it_offers_the_nearest_three(roles: tuple[ManyRoles, Index]) -> None:
    _, index = roles
    answer = index.find("acct mgr")
    assert isinstance(answer, Unknown)
    assert "Account Manager" in [role.focus.text for role in answer.nearest]
    assert len(answer.nearest) == 3
    assert len(index.nearest("zzzz qqqq")) == 3
