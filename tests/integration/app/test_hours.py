"""What starts work reaches people in their working hours; until it does, there is a way to hasten it or to end it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.integration.app.office import Office
from tests.integration.app.two_people import VALUES, card, confirms, drafted, goes_to_share, shared, shares, told

SATURDAY = datetime(2027, 1, 16, 11, 0, tzinfo=UTC)
NIGHT = datetime(2027, 1, 11, 21, 30, tzinfo=UTC)
DAWN = datetime(2027, 1, 12, 5, 0, tzinfo=UTC)
MONDAY = "Sam gets this Mon 18 Jan 09:00 (Europe/Berlin)."


def opens(office: Office) -> str:
    office.ana.clicks("Open")
    return office.ana.sees()


@pytest.mark.parametrize(
    ("now", "morning"),
    [(SATURDAY, "Mon 18 Jan 09:00"), (NIGHT, "Tue 12 Jan 09:00"), (DAWN, "Tue 12 Jan 09:00")],
    ids=["Saturday", "night", "dawn"],
)
def test_what_is_shared_outside_working_hours_waits_for_the_morning(
    office: Office, now: datetime, morning: str
) -> None:
    office.now[0] = now
    drafted(office)
    goes_to_share(office)
    assert f"Sam gets this {morning} (Europe/Berlin)." in office.ana.sees()
    office.ana.submits()
    assert f"Shared. Sam gets this {morning} (Europe/Berlin)." in office.ana.sees()
    assert "[Send now] [Take back]" in office.ana.sees()
    office.beats()
    assert told(office, "U_SAM") == []
    office.passes(days=3)
    office.beats()
    assert len(told(office, "U_SAM")) == 1


def test_a_manager_in_another_zone_reads_both_times(office: Office) -> None:
    office.ws.change_user("U_SAM", tz="America/New_York")
    drafted(office)
    goes_to_share(office)
    both = "Sam gets this Mon 11 Jan 09:00 (America/New_York); for you that is Mon 11 Jan 15:00 (Europe/Berlin)."
    assert both in office.ana.sees()


def test_sam_in_london_gets_it_at_nine_in_london(office: Office) -> None:
    office.ws.change_user("U_SAM", tz="Europe/London")
    office.now[0] = SATURDAY
    drafted(office)
    shares(office)
    assert "Sam gets this Mon 18 Jan 09:00 (Europe/London)" in office.posts()[-1].text
    office.now[0] = datetime(2027, 1, 18, 8, 59, 30, tzinfo=UTC)
    office.beats()
    assert told(office, "U_SAM") == []
    office.passes(minutes=1)
    office.beats()
    assert len(told(office, "U_SAM")) == 1
    assert "Sam gets this" not in office.posts()[-1].text


def test_send_now_sends_it_now(office: Office) -> None:
    office.now[0] = SATURDAY
    drafted(office)
    goes_to_share(office)
    office.ana.submits()
    office.ana.clicks("Send now")
    assert "Shared. Sam has it now." in office.ana.sees()
    assert "[Send now]" not in office.ana.sees()
    office.beats()
    assert len(told(office, "U_SAM")) == 1


def test_send_now_stands_beside_the_message_too(office: Office) -> None:
    office.now[0] = SATURDAY
    drafted(office)
    shares(office)
    assert MONDAY.removesuffix(".") in office.posts()[-1].text
    office.ana.clicks("Send now")
    office.beats()
    assert len(told(office, "U_SAM")) == 1
    assert "[Send now]" not in office.ana.reads(office.posts()[-1])


def test_taken_back_before_it_came_leaves_nothing(office: Office) -> None:
    ana, sam = office.ana, office.sam
    office.now[0] = SATURDAY
    drafted(office)
    goes_to_share(office)
    ana.submits()
    ana.clicks("Take back")
    assert "Taken back. These goals are a draft again; only you can see them." in ana.sees()
    office.passes(days=3)
    office.beats()
    assert office.posts("U_SAM") == []
    sam.opens_home()
    assert "Nothing here yet." in sam.sees()
    sam.types("/goals mine")
    assert "No goals here yet." in sam.sees()
    assert office.goals_of().sheet.state == "draft"
    assert "Draft for Sam Okafor · H1 2027 · 5 of 5 filled" in office.posts()[-1].text


def test_taken_back_after_it_came_leaves_one_line(office: Office) -> None:
    shared(office)
    office.ana.clicks("Open")
    office.ana.clicks("Take back")
    office.ana.closes()
    office.beats()
    assert card(office).text == "Ana Ruiz took these goals back on 11 Jan 2027."
    assert len(card(office).blocks) == 1
    assert [words for pair in VALUES for words in pair if words in str(office.posts("U_SAM"))] == []
    assert len(told(office, "U_SAM")) == 1


def test_what_was_taken_back_is_shared_again_as_the_next_version(office: Office) -> None:
    shared(office)
    office.ana.clicks("Open")
    office.ana.clicks("Take back")
    office.ana.closes()
    office.beats()
    shares(office)
    assert "version 2" in office.sam.reads(card(office))
    assert "What changed" not in office.sam.reads(card(office))
    assert [post.text for post in told(office, "U_SAM")][1:] == [
        "Ana Ruiz shared version 2 of your goals for H1 2027."
    ]
    confirms(office)
    assert office.goals_of().sheet.state == "confirmed"


def test_after_an_answer_nothing_is_taken_back(office: Office) -> None:
    ana, sam = office.ana, office.sam
    shared(office)
    ana.clicks("Open")
    sam.chooses("⋯", "Comment")
    sam.enters("Comment", "Let us talk")
    sam.submits()
    ana.clicks("Take back")
    assert "You can’t take these back: Sam Okafor has answered. Press “Change these goals”." in ana.sees()
    assert office.goals_of().sheet.version == 1


def test_what_a_manager_is_told_waits_for_the_managers_morning(office: Office) -> None:
    shared(office)
    office.now[0] = datetime(2027, 1, 11, 19, 0, tzinfo=UTC)
    confirms(office)
    news = "Sam Okafor read and confirmed their goals."
    assert news not in [post.text for post in told(office, "U_ANA")]
    office.now[0] = datetime(2027, 1, 12, 8, 0, 30, tzinfo=UTC)
    office.beats()
    assert news in [post.text for post in told(office, "U_ANA")]
