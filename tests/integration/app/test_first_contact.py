"""The first goals between two people: the employee is asked before any text is shown."""

from __future__ import annotations

from tests.integration.app.office import Office
from tests.integration.app.two_people import VALUES, card, drafted, shared, shares, told

ASKED = "Ana Ruiz wants to share goals with you as your manager."
NOTE = "Let’s go through these on Thursday."
TEXTS = (NOTE, "Owns and grows", "Move the metric", *(word for pair in VALUES for word in pair))


def everything_for(office: Office, person: str) -> str:
    """Return all that Slack has of the app for a person: messages, views, Home, answers."""
    mine = office.ws.visible_to(person)
    views = [view.view for view in office.ws.screen(person).stack]
    home = office.ws.homes.get(person)
    return str([mine, views, home.view if home else ""])


def test_the_question_comes_without_a_word_of_the_goals(office: Office) -> None:
    sam = office.sam
    drafted(office)
    shares(office, note=NOTE)
    assert ASKED in sam.sees()
    assert "Nothing is shown until you press “Show them”. Ana is told what you press." in sam.sees()
    assert card(office).text == ASKED
    sam.opens_home()
    assert "Ana Ruiz wants to share goals with you as your manager\n[Show them] [Not my manager]" in sam.sees()
    sam.types("/goals mine")
    assert [words for words in TEXTS if words in everything_for(office, "U_SAM")] == []
    assert "Sam is asked first whether you are their manager" in office.posts()[-1].text


def test_show_them_shows_them_in_the_same_message(office: Office) -> None:
    drafted(office)
    shares(office, note=NOTE)
    office.sam.clicks("Show them")
    office.beats()
    seen = office.sam.reads(card(office))
    assert [words for words in TEXTS if words not in seen] == []
    assert len(told(office, "U_SAM")) == 1
    assert "waiting for Sam to read" in office.posts()[-1].text


def test_goals_opened_from_a_list_ask_first_too_and_show_then(office: Office) -> None:
    sam = office.sam
    drafted(office)
    shares(office)
    sam.types("/goals mine")
    sam.clicks("Open")
    assert ASKED in sam.sees()
    assert VALUES[0][1] not in everything_for(office, "U_SAM")
    sam.clicks("Show them")
    assert sam.modal is not None
    assert "from €1.9M booked to €2.4M booked" in sam.reads(sam.modal)


def test_home_shows_what_was_agreed_to(office: Office) -> None:
    sam = office.sam
    drafted(office)
    shares(office)
    sam.opens_home()
    sam.clicks("Show them")
    office.beats()
    assert "Read and confirm your goals · from Ana Ruiz · H1 2027" in sam.sees()


def test_not_my_manager_ends_it_and_tells_ana(office: Office) -> None:
    ana, sam = office.ana, office.sam
    drafted(office)
    shares(office, note=NOTE)
    sam.clicks("Not my manager")
    assert "You won’t be shown these goals, and Ana can’t share any with you. Ana is told." in sam.confirmation
    office.beats()
    assert "You said that Ana Ruiz is not your manager. Nothing is shown." in sam.sees()
    assert sam.reads(card(office)).endswith("[Show them after all]")
    assert "Sam said that you are not their manager" in office.posts()[0].text
    assert office.posts()[-1].text == "Sam Okafor said that you are not their manager."
    sam.opens_home()
    assert "Nothing is waiting for you." in sam.sees()
    assert [words for words in TEXTS if words in everything_for(office, "U_SAM")] == []
    ana.clicks("Open")
    assert "Sam said that you are not their manager, and sees nothing of these goals." in ana.sees()


def test_changing_ones_mind_at_the_question_sends_nothing(office: Office) -> None:
    drafted(office)
    shares(office)
    assert office.sam.clicks("Not my manager", confirms=False) is None
    assert ASKED in office.sam.sees()


def test_who_is_not_the_manager_can_share_nothing_more(office: Office) -> None:
    ana = office.ana
    drafted(office)
    shares(office)
    office.sam.clicks("Not my manager")
    office.beats()
    drafted(office, sheet_id="second-goals")
    ana.opens_home()
    ana.clicks("Show", near="5 of 5 filled")
    ana.submits()
    assert "Sam Okafor said that you are not their manager. Talk to Sam Okafor or to HR." in ana.sees()
    assert office.goals_of().sheet.version == 0


def test_whoever_said_no_by_mistake_opens_them_from_their_list(office: Office) -> None:
    sam = office.sam
    drafted(office)
    shares(office)
    sam.types("/goals mine")
    sam.clicks("Open")
    sam.clicks("Not my manager")
    assert "These goals were not shown to you." in sam.sees()
    sam.closes()
    sam.types("/goals mine")
    sam.clicks("Open")
    sam.clicks("Show them")
    sam.closes()
    office.beats()
    assert "from €1.9M booked to €2.4M booked" in sam.reads(card(office))


def test_the_second_goals_between_the_two_come_without_a_question(office: Office) -> None:
    shared(office)
    office.passes(days=182)
    drafted(office, sheet_id="second-goals")
    office.ana.opens_home()
    office.ana.clicks("Show", near="5 of 5 filled")
    office.ana.submits()
    assert "is asked first" not in office.ana.sees()
    office.ana.submits()
    office.beats()
    assert "# Your goals · H2 2027" in office.sam.reads(office.posts("U_SAM")[-1])


def test_what_sam_never_saw_is_not_called_changed(office: Office) -> None:
    ana = office.ana
    drafted(office)
    shares(office)
    ana.clicks("Open")
    ana.clicks("Change these goals")
    ana.chooses("Go to a goal", "1. Owns and grows a portfolio of high-value key accounts… (filled)")
    ana.enters("Target", "€9M booked")
    ana.submits()
    ana.chooses("Go to another goal", "Check your goals")
    ana.submits()
    ana.submits()
    office.beats()
    office.sam.clicks("Show them", near="wants to share")
    office.beats()
    assert "to €9M booked" in office.sam.reads(card(office))
    assert "What changed" not in office.sam.reads(card(office))
