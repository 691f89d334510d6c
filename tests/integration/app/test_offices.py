"""Owners and admins name organisers and HR readers in Slack; a reader needs two of them, and everybody is told."""

from __future__ import annotations

import pytest

from bot.sandbox.people import User
from bot.sandbox.person import Person
from tests.integration.app.office import Office
from tests.integration.app.two_people import shared

COMMAND = "/goals organisers"


@pytest.fixture
def eva(office: Office) -> Person:
    """Let a second owner in."""
    office.ws.add_user(User("U_EVA", "eva", "Eva Lind", is_owner=True))
    return office.ws.person("U_EVA")


def names_a_reader(who: Person, name: str = "Mia Vogt") -> None:
    who.types(COMMAND)
    who.picks("Name an HR reader", name)
    who.submits()


def home_of(who: Person) -> str:
    who.opens_home()
    return who.sees()


def test_an_owner_names_an_organiser_who_can_start_reviews_at_once(office: Office) -> None:
    mia = office.ws.person("U_MIA")
    mia.types("/goals cycle list")
    assert "There is nothing here for you." in mia.sees()
    office.ana.types(COMMAND)
    office.ana.picks("Organisers", "Mia Vogt")
    office.ana.submits()
    mia.types("/goals cycle list")
    assert "There is no review cycle yet." in mia.sees()
    assert "Mia Vogt, review organiser since 11 Jan 2027" in home_of(office.sam)


def test_two_owners_with_the_form_open_keep_each_others_organisers(office: Office, eva: Person) -> None:
    office.ana.types(COMMAND)
    eva.types(COMMAND)
    office.ana.picks("Organisers", "Mia Vogt")
    office.ana.submits()
    eva.picks("Organisers", "Sam Okafor")
    eva.submits()
    eva.types("/goals privacy")
    assert "Mia Vogt and Sam Okafor" in eva.sees()


def test_a_reader_needs_a_second_owner_and_everybody_is_told(office: Office, eva: Person) -> None:
    shared(office)
    mia = office.ws.person("U_MIA")
    names_a_reader(office.ana)
    assert "waits until another owner or admin agrees" in office.ana.sees()
    assert "[Agree]" not in office.ana.sees()
    assert "You are an HR reader" not in home_of(mia)
    assert "Mia Vogt" not in home_of(office.sam)
    eva.types(COMMAND)
    eva.clicks("Agree")
    assert "agreed by Eva Lind on 11 Jan 2027" in eva.sees()
    assert "You are an HR reader" in home_of(mia)
    mia.types("/goals <@U_SAM>")
    assert "You can read what was shared with Sam Okafor, after you give a reason." in mia.sees()
    said = home_of(office.sam)
    assert "HR readers: Mia Vogt" in said
    assert "Mia Vogt, HR reader since 11 Jan 2027" in said
    office.sam.types("/goals privacy")
    assert "Mia Vogt" in office.sam.sees()


def test_a_reader_who_is_removed_reads_no_more(office: Office, eva: Person) -> None:
    shared(office)
    names_a_reader(office.ana)
    eva.types(COMMAND)
    eva.clicks("Agree")
    eva.clicks("Remove")
    assert "Mia Vogt" not in eva.sees()
    mia = office.ws.person("U_MIA")
    mia.types("/goals <@U_SAM>")
    assert "You can read what was shared" not in mia.sees()


def test_nobody_else_names_anybody(office: Office) -> None:
    office.sam.types(COMMAND)
    assert "Only owners and admins of this Slack workspace name organisers and HR readers." in office.sam.sees()
    with office.goalframe.database.reading() as uow:
        assert uow.offices.all("T0DEMO") == ()


def test_a_guest_is_refused_under_the_field_and_nothing_is_lost(office: Office) -> None:
    office.ws.add_user(User("U_GUEST", "guest", "Gus Guest", is_restricted=True))
    office.ana.types(COMMAND)
    office.ana.picks("Organisers", "Mia Vogt")
    office.ana.picks("Name an HR reader", "Gus Guest")
    office.ana.submits()
    assert office.ana.errors == {"Name an HR reader": "Pick full members of this workspace."}
    office.ana.picks("Name an HR reader", "Sam Okafor")
    office.ana.submits()
    with office.goalframe.database.reading() as uow:
        assert {(one.office, one.user_id) for one in uow.offices.all("T0DEMO")} == {
            ("organiser", "U_MIA"),
            ("reader", "U_SAM"),
        }
