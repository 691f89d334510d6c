"""Which roles job titles mean, as somebody said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from db.engine import Database
from db.facts import MappedTitle
from tests.integration.db.conftest import T0

AE = MappedTitle("T1", "sr ae", "Sr. AE", "account-executive", "U-MIA", T0)
CHEF = MappedTitle("T1", "chef", "Chef", "head-of-kitchen", "", T0)


def test_titles_come_back_as_they_were_said_in_their_own_workspace(database: Database) -> None:
    with database.writing() as uow:
        uow.titles.put_all([AE, CHEF, replace(AE, team_id="T2", role_id="other")])
        uow.commit()
    with database.reading() as uow:
        assert uow.titles.all("T1") == (CHEF, AE)
        assert uow.titles.get("T1", "sr ae") == AE
        assert uow.titles.get("T2", "sr ae") == replace(AE, team_id="T2", role_id="other")
        assert uow.titles.get("T1", "Sr. AE") is None


def test_what_is_said_later_takes_the_place_of_what_was_said_before(database: Database) -> None:
    other = replace(AE, title="SR AE", role_id="key-account-manager", by="U-LI", at=T0 + timedelta(days=1))
    with database.writing() as uow:
        uow.titles.put_all([AE])
        uow.titles.put_all([other])
        uow.titles.put_all([])
        uow.commit()
    with database.reading() as uow:
        assert uow.titles.all("T1") == (other,)
