"""Everybody's own three settings: kept, read back, and their layout before the company's."""

from __future__ import annotations

import pytest

from bot.errors import FieldsRefused
from bot.services.wishes import HOURS, Wishes
from db.engine import Database
from db.facts import Preferences
from tests.unit.bot.making import ANA, SAM, TEAM


@pytest.fixture
def wishes(database: Database) -> Wishes:
    return Wishes(database, "okr")


def test_who_never_said_gets_messages_at_nine_and_the_companys_layout(wishes: Wishes) -> None:
    assert wishes.of(ANA) == Preferences(TEAM, "U_ANA", None, weekly=False, layout="")
    assert wishes.of(ANA).from_hour == 9
    assert wishes.layout_of(ANA) == "okr"


def test_what_somebody_wants_is_theirs_alone_and_is_found_by_the_next_process(
    wishes: Wishes, database: Database
) -> None:
    wishes.keep(ANA, 7, "scorecard", weekly=True)
    for process in (wishes, Wishes(database, "okr")):
        assert process.of(ANA) == Preferences(TEAM, "U_ANA", 7, weekly=True, layout="scorecard")
        assert process.layout_of(ANA) == "scorecard"
        assert process.of(SAM) == Preferences(TEAM, "U_SAM")


def test_settings_are_changed_as_often_as_one_likes(wishes: Wishes) -> None:
    wishes.keep(ANA, 7, "mbo", weekly=True)
    wishes.keep(ANA, 17, "", weekly=False)
    assert wishes.of(ANA) == Preferences(TEAM, "U_ANA", 17)
    assert wishes.layout_of(ANA) == "okr"


@pytest.mark.parametrize("hour", [-1, 0, 6, 18, 24])
def test_an_hour_at_which_nothing_comes_is_refused_and_nothing_is_kept(wishes: Wishes, hour: int) -> None:
    with pytest.raises(FieldsRefused) as refused:
        wishes.keep(ANA, hour, "mbo", weekly=True)
    assert refused.value.fields == {"hour": "Pick an hour from the list."}
    assert wishes.of(ANA) == Preferences(TEAM, "U_ANA")


@pytest.mark.parametrize("hour", HOURS)
def test_every_hour_of_the_list_can_be_chosen(wishes: Wishes, hour: int) -> None:
    wishes.keep(ANA, hour, "", weekly=False)
    assert wishes.of(ANA).hour == hour


def test_a_layout_that_there_is_not_becomes_the_first_one(wishes: Wishes) -> None:
    wishes.keep(ANA, 9, "poem", weekly=False)
    assert wishes.layout_of(ANA) == "smart"


def test_an_hour_that_was_chosen_can_be_given_up_again(wishes: Wishes, database: Database) -> None:
    wishes.keep(ANA, 7, "", weekly=True)
    wishes.keep(ANA, None, "", weekly=True)
    assert Wishes(database, "okr").of(ANA) == Preferences(TEAM, "U_ANA", None, weekly=True)
    with database.reading() as uow:
        assert [one.hour for one in uow.wishes.weekly(TEAM)] == [None]


def test_only_hours_that_were_chosen_stand_in_for_a_review_cycles_own(wishes: Wishes, database: Database) -> None:
    wishes.keep(ANA, 9, "", weekly=False)
    wishes.keep(SAM, None, "okr", weekly=True)
    with database.reading() as uow:
        assert uow.wishes.hours(TEAM) == {"U_ANA": 9}
