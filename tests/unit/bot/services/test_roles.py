"""The role library as the app asks it."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest

from bot.errors import StaleControl
from bot.services.roles import Roles
from canon.command import Found
from canon.loader import load
from canon.model import Library, Profile
from canon.pairs import Pair
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


def test_names_that_are_there_exactly_are_told_from_near_ones(roles: Roles) -> None:
    assert roles.named("account executive p4") == (executive("P4"),)
    assert roles.named("acount executive p4") == ()
    assert roles.nearest_named("acount") == (executive("P1"),)


def test_two_are_compared_where_the_library_has_both(roles: Roles) -> None:
    assert roles.pair("account executive p2 p4") == Pair(executive("P2"), executive("P4"))
    assert roles.compared(P4, "DIRECT.ACCOUNTEA038.P5").title == "Account Executive / Field Sales: P4 and P5"
    with pytest.raises(StaleControl):
        roles.compared(P4, "GONE")


def test_what_is_around_a_level_and_what_its_library_says(roles: Roles) -> None:
    assert roles.above(executive("P4")) == executive("P5")
    assert roles.above(executive("P5")) is None
    assert roles.near(executive("P4")) == ()
    assert roles.canon_of(executive("P4")) == library().canons[0]
    assert roles.canon_of(profile_of(1)) is None


def test_a_newly_loaded_library_answers_from_now_on_and_a_request_keeps_its_own(tmp_path: Path) -> None:
    roles = Roles(library())
    version, old = roles.version, executive("P4")
    with roles.held():
        roles.swap(_writers(tmp_path))
        assert roles.known(P4) == old
        assert roles.version == version
        answer: list[Profile | None] = []
        other = Thread(target=lambda: answer.append(roles.known(P4)))
        other.start()
        other.join()
        assert answer == [None], "another thread asks the new one"
        with roles.held():
            assert roles.known(P4) == old
    assert roles.known(P4) is None
    assert roles.version != version
    assert isinstance(roles.find("writer"), Found)
    with pytest.raises(StaleControl, match="no longer has this role"):
        roles.role_of(old)


def test_a_job_keeps_the_library_that_it_began_with(tmp_path: Path) -> None:
    roles = Roles(library())

    def job() -> Profile | None:
        roles.swap(_writers(tmp_path))
        return roles.known(P4)

    assert roles.holding(job)() == executive("P4")
    assert roles.known(P4) is None


def _writers(folder: Path) -> Library:
    text = "format: 1\ncanon: {name: N, tag: T}\nroles: [{id: W, focus: Writer, responsibilities: [Writes]}]\n"
    (folder / "a.yaml").write_text(text)
    return load([folder])
