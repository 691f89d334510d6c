"""A form opened from a view of goals: when it is closed, the view below shows what has become of them."""

from __future__ import annotations

from tests.integration.app.office import Office
from tests.integration.app.test_settling import SECOND
from tests.integration.app.two_people import asks, changes, shared

NINE = "€9M booked"


def test_after_sharing_from_the_view_of_goals_the_new_version_stands_below(office: Office) -> None:
    shared(office)
    changes(office, NINE)
    ana = office.ana
    ana.clicks("Open", near="Goals for Sam Okafor")
    ana.clicks("Share version 2")
    ana.submits()
    assert "Shared." in ana.sees()
    ana.closes()
    assert "version 2" in ana.sees()
    assert NINE in ana.sees()
    assert "[Change these goals]" in ana.sees()


def test_after_answering_from_the_view_of_goals_nothing_is_left_to_answer_below(office: Office) -> None:
    shared(office)
    asks(office, SECOND)
    ana = office.ana
    ana.clicks("Open", near="Goals for Sam Okafor")
    ana.clicks("Answer")
    ana.chooses("Your decision", "Take it", near=SECOND.place)
    ana.submits()
    assert "What changed since version 1" in ana.sees()
    ana.closes()
    assert "What changed since version 1" in ana.sees()
    assert "[Answer] [Change these goals]" not in ana.sees()
    assert "[Change these goals]" in ana.sees()
