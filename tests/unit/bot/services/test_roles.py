"""The role library as the app asks it."""

from __future__ import annotations

import pytest

from bot.errors import StaleControl
from bot.services.roles import Roles
from canon.command import Found
from tests.unit.bot.making import executive, executive_role, library, profile_of

P4 = "DIRECT.ACCOUNTEA038.P4"


@pytest.fixture(scope="module")
def roles() -> Roles:
    return Roles(library())


def test_words_a_level_and_a_layout_name_one_role(roles: Roles) -> None:
    assert roles.find("account executive p4 okrs") == Found(executive("P4"), "okr")


def test_half_a_word_finds_the_role_at_all_its_levels(roles: Roles) -> None:
    assert roles.typeahead("acc") == executive_role().profiles


def test_a_role_is_found_by_its_id(roles: Roles) -> None:
    assert roles.profile(P4) == roles.known(P4) == executive("P4")
    assert roles.role_of(executive("P4")) == executive_role()


def test_a_role_that_the_library_has_no_longer_is_said_with_what_to_do(roles: Roles) -> None:
    assert roles.known(profile_of(1).id) is None
    with pytest.raises(StaleControl, match="no longer has this role"):
        roles.profile(profile_of(1).id)
