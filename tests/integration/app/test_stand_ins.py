"""Who stands in for a manager, and who gets another manager, as Slack shows it: told before, stopped by a press."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.services.roster_access import after_one_working_day
from db.facts import RosterEntry
from tests.integration.app.office import Office
from tests.integration.app.two_people import shared

SAM = RosterEntry("T0DEMO", "1", "sam@demo.example", "Sam Okafor", "2", "U_SAM", "U_ANA")
UNTIL = date(2027, 12, 31)
TARGET = "€2.4M booked"


def stands_in(office: Office) -> datetime:
    """Share goals, and let the list say that Tom will stand in for Ana; return from when on."""
    shared(office)
    begins = after_one_working_day(office.now[0], "Europe/Berlin")
    office.lists(replace(SAM, stand_in="U_TOM", stand_in_from=begins, stand_in_until=UNTIL))
    office.goalframe.services.succession.follow("T0DEMO")
    office.beats()
    return begins


def test_a_stand_in_is_told_of_and_then_opens_the_goals_from_the_command(office: Office) -> None:
    begins = stands_in(office)
    told = "Tom Berg stands in for Ana Ruiz and can read your shared goals until 31 Dec 2027."
    assert told in office.sam.sees()
    tom = office.ws.person("U_TOM")
    tom.types("/goals <@U_SAM>")
    assert "You have no goals for this person yet." in tom.sees()
    office.passes(seconds=(begins - office.now[0]).total_seconds() + 1)
    tom.types("/goals <@U_SAM>")
    assert "Goals of Sam Okafor" in tom.sees()
    tom.clicks("Open")
    assert TARGET in tom.sees()


def test_a_press_on_this_is_wrong_stops_it(office: Office) -> None:
    begins = stands_in(office)
    office.sam.clicks("This is wrong")
    office.beats()
    assert "Tom Berg does not stand in for Ana Ruiz" in office.sam.sees()
    office.passes(seconds=(begins - office.now[0]).total_seconds() + timedelta(days=1).total_seconds())
    tom = office.ws.person("U_TOM")
    tom.types("/goals <@U_SAM>")
    assert "You have no goals for this person yet." in tom.sees()
