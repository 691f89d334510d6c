"""Comments of both, and how what happens is told: folded, once, and within the budget of messages."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

from bot.sandbox.people import User
from tests.integration.app.office import Office
from tests.integration.app.test_twice import pressed_again
from tests.integration.app.two_people import (
    Wanted,
    asks,
    card,
    confirms,
    declines,
    drafted,
    shared,
    told,
)

TALK = "Let us talk about goal 2"


def comments(office: Office, words: str, *, about: str = "") -> None:
    office.sam.chooses("⋯", "Comment")
    if about:
        office.sam.chooses("About", about)
    office.sam.enters("Comment", words)
    office.sam.submits()
    office.beats()


def ana_comments(office: Office, words: str) -> None:
    office.ana.clicks("Open", near="Goals for Sam Okafor")
    office.ana.clicks("Comment")
    office.ana.enters("Comment", words)
    office.ana.submits()
    office.beats()


def news(office: Office, person: str = "U_ANA") -> list[str]:
    """Return what a person was told beside their one message."""
    return [office.ws.person(person).reads(post) for post in told(office, person)[1:]]


def test_sams_comment_stands_under_the_goals_and_is_told_without_its_words(office: Office) -> None:
    shared(office)
    comments(office, TALK, about="2. Conducts high-level discovery and contract negotiation with…")
    assert "Comments\nSam Okafor, 11 Jan 2027, 10:0" in office.sam.reads(card(office))
    assert f", on goal 2: {TALK}" in office.sam.reads(card(office))
    assert news(office) == ["Sam Okafor commented on goal 2 · H1 2027\n[Open]"]
    office.ana.clicks("Open", near="commented on goal 2")
    assert f"on goal 2: {TALK}" in office.ana.sees()


def test_anas_comment_reaches_sam(office: Office) -> None:
    shared(office)
    ana_comments(office, "See the *plan*")
    assert "Ana Ruiz, 11 Jan 2027, 10:0" in office.sam.reads(card(office))
    assert ": See the *plan*" in office.sam.reads(card(office))
    assert news(office, "U_SAM") == ["Ana Ruiz commented on all goals · H1 2027\n[Open]"]


def test_who_reads_a_comment_is_said_where_it_is_written(office: Office) -> None:
    shared(office)
    office.sam.chooses("⋯", "Comment")
    assert "Ana and you can read this." in office.sam.sees()


def test_a_comment_of_blanks_is_refused(office: Office) -> None:
    shared(office)
    office.sam.chooses("⋯", "Comment")
    office.sam.enters("Comment", "   ")
    office.sam.submits()
    assert office.sam.errors == {"Comment": "Write something first."}


def test_two_quick_clicks_comment_once(office: Office) -> None:
    shared(office)
    office.sam.chooses("⋯", "Comment")
    office.sam.enters("Comment", TALK)
    pressed_again(office, office.sam.submits())
    office.beats()
    assert office.sam.reads(card(office)).count(TALK) == 1
    assert news(office) == ["Sam Okafor commented on all goals · H1 2027\n[Open]"]


def test_what_happens_within_eight_hours_stands_in_one_notice(office: Office) -> None:
    office.now[0] = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)
    shared(office)
    comments(office, "One")
    office.passes(hours=3)
    comments(office, "Two")
    office.passes(hours=4)
    asks(office, Wanted(2, "Two people left"))
    commented, asked = "commented 2 times on all goals", "asked for changes to goal 2"
    assert news(office) == [f"Sam Okafor {commented} · H1 2027\nSam Okafor {asked} · H1 2027\n[Answer]"]
    office.passes(days=1)
    comments(office, "Three")
    assert len(news(office)) == 2


def test_a_notice_answered_meanwhile_leads_to_a_sentence(office: Office) -> None:
    shared(office)
    asks(office, Wanted(2, "Two people left"))
    confirms(office)
    office.ana.clicks("Open", near="asked for changes")
    assert "Sam Okafor read and confirmed version 1" in office.ana.sees()


def test_the_happy_path_takes_two_messages(office: Office) -> None:
    shared(office)
    confirms(office)
    assert len(told(office, "U_SAM")) == 2


def test_one_round_of_changes_takes_three(office: Office) -> None:
    shared(office)
    asks(office, Wanted(2, "Two people left", target="26 % of deals won"))
    office.ana.clicks("Answer")
    office.ana.chooses("Your decision", "Take it")
    office.ana.submits()
    office.ana.closes(everything=True)
    office.beats()
    confirms(office)
    assert len(told(office, "U_SAM")) == 3


def test_one_round_that_is_kept_takes_three_too(office: Office) -> None:
    shared(office)
    asks(office, Wanted(2, "Two people left", target="26 % of deals won"))
    office.ana.clicks("Answer")
    office.ana.chooses("Your decision", "Keep mine")
    office.ana.enters("Answer to Sam", "We hire two")
    office.ana.submits()
    office.ana.closes(everything=True)
    office.beats()
    confirms(office)
    assert len(told(office, "U_SAM")) == 3


def test_a_decline_takes_one(office: Office) -> None:
    shared(office)
    declines(office)
    assert len(told(office, "U_SAM")) == 1


def test_a_manager_of_twenty_is_told_at_most_once_an_hour(office: Office) -> None:
    services, team = office.goalframe.services, office.ws.seed.team_id
    ana = services.people.actor(team, "U_ANA")
    people = [_joins(office, number) for number in range(20)]
    office.now[0] = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)
    for person in people:
        services.sharing.share(ana, drafted(office, person, sheet_id=f"goals-of-{person}"), "")
        services.answering.meet(services.people.actor(team, person), f"goals-of-{person}", agreed=True)
    office.beats()
    before = len(told(office, "U_ANA"))
    moments: list[datetime] = []
    for place, person in enumerate(people * 2):
        actor, sheet_id = services.people.actor(team, person), f"goals-of-{person}"
        services.answering.comment(actor, sheet_id, f"remark-{place}", "", "A remark")
        office.passes(minutes=11)
        office.beats()
        moments += [office.now[0]] * (len(told(office, "U_ANA")) - before - len(moments))
    hours = (office.now[0] - datetime(2027, 1, 11, 8, 0, tzinfo=UTC)).total_seconds() / 3600
    assert 1 < len(moments) <= hours
    apart = [(later - earlier).total_seconds() for earlier, later in pairwise(moments)]
    assert min(apart) >= 3600


def _joins(office: Office, number: int) -> str:
    user = f"U_REPORT{number}"
    office.ws.add_user(User(user, f"report{number}", f"Report {number}"))
    return user
