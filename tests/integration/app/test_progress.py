"""Progress between the versions: said goal by goal, with a bar only where three plain numbers stand."""

from __future__ import annotations

import pytest

from bot.facts import Answer, Typed, Visit
from db.facts import Slot
from tests.integration.app.office import Office
from tests.integration.app.test_twice import pressed_again
from tests.integration.app.two_people import GOALS, card, confirmed, confirms, drafted, shared, shares, told


def numbers(office: Office, baseline: str = "10", target: str = "20") -> None:
    """Let goals be shared and confirmed of which the first has these two values."""
    drafted(office)
    services = office.goalframe.services
    actor = services.people.actor("T0DEMO", "U_ANA")
    key = office.goals_of().goals[0].key
    fields: dict[Slot, Typed] = {"baseline": Typed(baseline, "€1.9M booked"), "target": Typed(target, "€2.4M booked")}
    services.sheets.save(actor, Answer(GOALS, key, Visit("again", 99), fields), final=True)
    shares(office)
    office.sam.clicks("Show them")
    office.beats()
    confirms(office)


def says(office: Office, value: str = "", *, status: str = "On track", note: str = "", goal: int = 1) -> None:
    sam = office.sam
    sam.clicks("Update progress")
    sam.chooses("Goal", office.goals_of().goals[goal - 1].key)
    if value:
        sam.enters("Where it stands now", value)
    sam.chooses("Status", status)
    if note:
        sam.enters("Note", note)
    sam.submits()
    office.beats()


def test_where_a_goal_stands_is_read_by_both(office: Office) -> None:
    confirmed(office)
    says(office, "€2.0M booked", status="At risk", note="The *big* deal slips")
    assert "Where it stands\nGoal 1: At risk · €2.0M booked · 11 Jan 2027" in office.sam.reads(card(office))
    office.ana.clicks("Open", near="Goals for Sam Okafor")
    assert "Progress\nGoal 1: At risk · €2.0M booked · The *big* deal slips · 11 Jan 2027" in office.ana.sees()


def test_progress_makes_no_message(office: Office) -> None:
    confirmed(office)
    before = [len(told(office, who)) for who in ("U_SAM", "U_ANA")]
    says(office, "€2.0M booked")
    assert [len(told(office, who)) for who in ("U_SAM", "U_ANA")] == before


def test_three_plain_numbers_make_a_bar(office: Office) -> None:
    numbers(office)
    says(office, "14")
    assert "Goal 1: On track · ████░░░░░░ 14 of 20, 40 % of the way · 11 Jan 2027" in office.sam.reads(card(office))


@pytest.mark.parametrize(
    ("baseline", "target", "value"),
    [("€10", "20", "14"), ("10", "20 deals", "14"), ("10", "20", "about 14"), ("1,000", "2,000", "1,400")],
)
def test_anything_else_makes_none(office: Office, baseline: str, target: str, value: str) -> None:
    numbers(office, baseline, target)
    says(office, value)
    assert f"Goal 1: On track · {value} · 11 Jan 2027" in office.sam.reads(card(office))
    assert "█" not in office.sam.reads(card(office))


def test_every_update_is_kept_and_the_last_one_shown(office: Office) -> None:
    numbers(office)
    says(office, "12", status="Off track")
    office.passes(days=1)
    says(office, "16")
    says(office, "4 cross-sell plans", goal=3)
    seen = office.sam.reads(card(office))
    assert "Where it stands\nGoal 1: On track · ██████░░░░ 16 of 20" in seen
    assert "12 of 20" not in seen
    office.ana.clicks("Open", near="Goals for Sam Okafor")
    for words in ("Off track · ██░░░░░░░░ 12 of 20", "On track · ██████░░░░ 16 of 20", "Goal 3: On track · 4 cross"):
        assert words in office.ana.sees()


def test_home_shows_the_last_one(office: Office) -> None:
    numbers(office)
    says(office, "12", status="Off track")
    office.sam.opens_home()
    assert "Last progress: off track, 11 Jan 2027, 10:0" in office.sam.sees()
    assert office.sam.home is not None
    assert "12 of 20" not in office.sam.reads(office.sam.home)


def test_a_value_or_a_note_is_needed(office: Office) -> None:
    confirmed(office)
    says(office)
    assert office.sam.errors == {"Where it stands now": "Write where it stands, or a note."}
    office.sam.enters("Note", "Starts in March")
    office.sam.submits()
    assert office.sam.modal is None


def test_a_goal_and_a_status_are_needed(office: Office) -> None:
    confirmed(office)
    office.sam.clicks("Update progress")
    office.sam.enters("Where it stands now", "€2.0M booked")
    assert office.sam.submits() is None
    assert list(office.sam.errors) == ["Goal", "Status"]


def test_two_quick_clicks_are_one_update(office: Office) -> None:
    confirmed(office)
    office.sam.clicks("Update progress")
    office.sam.chooses("Goal", office.goals_of().goals[0].key)
    office.sam.enters("Where it stands now", "€2.0M booked")
    office.sam.chooses("Status", "On track")
    pressed_again(office, office.sam.submits())
    with office.goalframe.database.reading() as uow:
        assert len(uow.dialogue.checkins("T0DEMO", GOALS)) == 1


def test_nobody_but_the_employee_updates_progress(office: Office) -> None:
    shared(office)
    assert "Update progress" not in office.sam.reads(card(office))
    confirms(office)
    office.ana.clicks("Open", near="Goals for Sam Okafor")
    assert "Update progress" not in office.ana.sees()
