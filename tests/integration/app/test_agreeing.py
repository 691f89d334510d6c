"""An organiser who may not make a change alone asks a second one in Slack, and only what they agree to passes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.sandbox.person import Person
from bot.views import agreeing
from bot.views.state import OneQuestion, encode
from db.facts import Agreement
from tests.integration.app.by_hand import Hand, Interaction, option
from tests.integration.app.office import Office
from tests.integration.app.review import company, entry
from tests.integration.app.test_listed_people import line, opens
from tests.integration.app.test_people_import import (
    GERMAN,
    SAID,
    SAM,
    applies,
    file_of,
    listed,
    puts_in,
    says_what_columns_mean,
)
from tests.integration.app.without_wire import without_wire

Lets = Callable[..., AbstractContextManager[Office]]
MIAS = file_of(SAM.replace("ana@", "mia@"))
"""A file with which Mia, who imports it, becomes Sam's manager."""
MANY = file_of(
    *(
        f"{at},{who}@demo.example,{who.title()},mia@demo.example,Sales"
        for at, who in enumerate(("sam", "ana", "priya"))
    ),
)
NOTHING = "There is nothing here for you."


@pytest.fixture
def office(lets: Lets) -> Iterator[Office]:
    """Open an office at three in the afternoon, when everybody works."""
    with lets(runners=frozenset({"U_MIA", "U_TOM"})) as open_office:
        open_office.passes(hours=6)
        yield open_office


def tom(office: Office) -> Person:
    return office.ws.person("U_TOM")


def asks(office: Office, content: bytes = MIAS, other: str = "Tom Berg") -> Person:
    """Let Mia put a file in that she can't put in alone, and ask."""
    mia = puts_in(office, content)
    applies(office, mia)
    mia.chooses("Whom to ask", other)
    mia.submits()
    office.beats()
    return mia


def organise(office: Office, *users: str) -> None:
    """Let Ana, who is an owner, name these organisers and no others."""
    services = office.goalframe.services
    ana = services.people.actor("T0DEMO", "U_ANA")
    shown = services.offices.facts(ana).organisers
    services.offices.keep(ana, users, "", shown)


def changes(office: Office, picks: dict[str, str]) -> Person:
    """Let Mia change Sam's line by herself."""
    mia = opens(office)
    for label, pick in picks.items():
        mia.picks(label, pick)
    mia.submits()
    return mia


def message(office: Office, who: str) -> str:
    """Return the newest message that somebody has from the app."""
    return office.ws.person(who).reads(office.posts(who)[-1])


def questions(office: Office) -> list[Agreement]:
    with office.goalframe.database.reading() as uow:
        return list(uow.agreements.asked_by("T0DEMO", "U_MIA", office.now[0] - timedelta(days=99)))


def logged(office: Office) -> list[tuple[str | None, str, str | None]]:
    """Return what the audit log has of the question: who did what, about whom."""
    with office.goalframe.database.reading() as uow:
        found = uow.audit.of_object("T0DEMO", questions(office)[0].id)
        return [
            (uow.audit.user("T0DEMO", one.actor), one.action, uow.audit.user("T0DEMO", one.about)) for one in found
        ]


def sends(office: Office, who: str, name: str, *, question: str = "") -> str:
    """Let somebody send what a button of the question sends; return what they read."""
    value = encode(OneQuestion(question or questions(office)[0].id))
    with without_wire(office.ws):
        what = Interaction("block_actions", name, value=value, metadata=value)
        return Hand(office.ws, office.goalframe.bolt).sends(who, what).text


def test_a_second_organiser_is_asked_agrees_and_the_file_passes(office: Office) -> None:
    mia = puts_in(office, MIAS)
    applies(office, mia)
    seen = mia.sees()
    assert "Mia Vogt as manager of Sam Okafor" in seen
    assert "Nothing was changed. A second organiser has to agree." in seen
    assert "[Whom to ask" in seen
    assert "--agree" not in seen
    mia.chooses("Whom to ask", "Tom Berg")
    mia.submits()
    assert "Asked. Tom Berg gets this at once." in mia.sees()
    office.beats()
    asked = message(office, "U_TOM")
    assert "Mia Vogt asks you to agree, as a second organiser." in asked
    assert "Mia Vogt wants to put a new file into the company’s list of people." in asked
    assert "Mia Vogt as manager of Sam Okafor" in asked
    assert "[Agree]" in asked
    assert "Besides you, only Mia Vogt sees this question and your answer" in asked
    tom(office).clicks("Agree")
    office.beats()
    assert len(office.posts("U_TOM")) == 1
    asked = message(office, "U_TOM")
    assert "You agreed on 11 Jan 2027. Mia Vogt gets your answer." in asked
    assert "[Agree]" not in asked
    assert "Tom Berg agreed. Put the file in again: /goals people import" in message(office, "U_MIA")
    mia.closes(everything=True)
    applies(office, puts_in(office, MIAS))
    assert listed(office)["U_SAM"].manager == "U_MIA"
    assert logged(office) == [
        ("U_MIA", "ask for agreement to manager", "U_SAM"),
        ("U_TOM", "agree to manager", "U_SAM"),
        ("U_MIA", "use agreement to manager", "U_SAM"),
        ("U_TOM", "had agreed to manager", "U_SAM"),
    ]


def test_what_headings_mean_is_not_asked_again_with_the_file_that_waited_for_a_second_one(office: Office) -> None:
    mia = puts_in(office, file_of(SAM.replace("ana@", "mia@"), head=GERMAN))
    says_what_columns_mean(office, mia)
    applies(office, mia)
    assert "A second organiser has to agree." in mia.sees()
    mia.closes(everything=True)
    assert SAID in puts_in(office, file_of(SAM, head=GERMAN)).sees()


def test_what_was_not_agreed_to_changes_nothing_and_is_asked_again(office: Office) -> None:
    mia = asks(office)
    tom(office).clicks("Don’t agree")
    office.beats()
    assert "You did not agree on 11 Jan 2027." in message(office, "U_TOM")
    assert "Tom Berg did not agree. Nothing was changed." in message(office, "U_MIA")
    mia.closes(everything=True)
    applies(office, puts_in(office, MIAS))
    assert "A second organiser has to agree." in mia.sees()
    assert listed(office) == {}


def test_one_persons_line_goes_the_same_way(office: Office) -> None:
    company(office)
    mia = opens(office)
    mia.picks("Manager", "Mia Vogt")
    mia.submits()
    assert "A second organiser has to agree." in mia.sees()
    mia.chooses("Whom to ask", "Tom Berg")
    mia.submits()
    office.beats()
    assert "Mia Vogt wants to change Sam Okafor’s line in the company’s list of people." in message(office, "U_TOM")
    tom(office).clicks("Agree")
    office.beats()
    assert "Tom Berg agreed. Change it again: /goals people @Sam Okafor" in message(office, "U_MIA")
    assert line(office).manager == "U_ANA"
    mia = opens(office)
    mia.picks("Manager", "Mia Vogt")
    mia.submits()
    assert "Saved." in mia.sees()
    assert (line(office).manager, line(office).former_manager) == ("U_MIA", "U_ANA")


def test_a_word_for_a_stand_in_makes_no_manager(office: Office) -> None:
    office.lists(*(entry(f"U_{one}") for one in ("TOM", "MIA", "ANA")), entry("U_SAM", "U_TOM"))
    changes(office, {"Manager": "Ana Ruiz"})
    standing_in = {"Stand-in of the manager": "Tom Berg", "Stand-in until": "2027-01-29"}
    mia = changes(office, standing_in)
    mia.chooses("Whom to ask", "Tom Berg")
    mia.submits()
    office.beats()
    assert "Tom Berg as stand-in for Sam Okafor’s manager until 29 Jan 2027" in message(office, "U_TOM")
    tom(office).clicks("Agree")
    moment = line(office).manager_from
    assert moment is not None
    office.until(moment + timedelta(hours=1))
    assert "A second organiser has to agree." in changes(office, {"Manager": "Tom Berg"}).sees()
    assert line(office).manager == "U_ANA"
    assert "Saved." in changes(office, standing_in).sees()


def test_the_question_waits_for_the_working_hours_of_whom_is_asked(office: Office) -> None:
    office.passes(hours=10)
    mia = puts_in(office, MIAS)
    applies(office, mia)
    mia.chooses("Whom to ask", "Tom Berg")
    mia.submits()
    assert "Asked. Tom Berg gets this Tue 12 Jan 09:00 (America/New_York)." in mia.sees()
    office.beats()
    assert office.posts("U_TOM") == []


def test_nobody_but_whom_was_asked_answers(office: Office) -> None:
    asks(office)
    before = questions(office)
    for name in (agreeing.AGREE, agreeing.REFUSE, agreeing.SHOW):
        for who in ("U_MIA", "U_ANA", "U_SAM"):
            assert NOTHING in sends(office, who, name), who
        assert NOTHING in sends(office, "U_TOM", name, question="another")
    assert questions(office) == before


def test_an_answer_is_given_once(office: Office) -> None:
    asks(office)
    assert "You " not in sends(office, "U_TOM", agreeing.AGREE)
    for name in (agreeing.AGREE, agreeing.REFUSE):
        assert "You have answered already: you agreed." in sends(office, "U_TOM", name)
    assert {one.answer for one in questions(office)} == {"agreed"}
    office.beats()
    assert len(office.posts("U_MIA")) == 1


def test_a_refusal_stays_one(office: Office) -> None:
    asks(office)
    sends(office, "U_TOM", agreeing.REFUSE)
    assert "You have answered already: you did not agree." in sends(office, "U_TOM", agreeing.AGREE)


def test_an_old_question_is_answered_no_longer(office: Office) -> None:
    asks(office)
    office.passes(days=14, seconds=1)
    assert "This question is older than 14 days. Mia Vogt can ask again." in sends(office, "U_TOM", agreeing.AGREE)
    assert {one.answer for one in questions(office)} == {""}


def test_a_question_that_is_over_loses_its_buttons(office: Office) -> None:
    asks(office)
    office.passes(days=13)
    office.looks()
    assert "[Agree]" in message(office, "U_TOM")
    office.passes(days=1)
    office.looks()
    asked = message(office, "U_TOM")
    assert "This can’t be answered any more. Nothing was changed." in asked
    assert "gree]" not in asked
    assert len(office.posts("U_TOM")) == 1
    assert "This question is older than 14 days. Mia Vogt can ask again." in sends(office, "U_TOM", agreeing.AGREE)


def test_a_question_that_is_over_stays_over(lets: Lets) -> None:
    with lets(runners=frozenset({"U_TOM"})) as office:
        office.passes(hours=6)
        organise(office, "U_MIA")
        asks(office)
        organise(office)
        office.looks()
        assert "This can’t be answered any more." in message(office, "U_TOM")
        organise(office, "U_MIA")
        office.looks()
        assert "This can’t be answered any more." in message(office, "U_TOM")
        assert "This question is gone." in sends(office, "U_TOM", agreeing.AGREE)
        assert {one.answer for one in questions(office)} == {"over"}


def test_who_does_not_organise_any_more_is_asked_nothing_and_answers_nothing(lets: Lets) -> None:
    with lets(runners=frozenset({"U_MIA"})) as office:
        office.passes(hours=6)
        organise(office, "U_TOM")
        mia = puts_in(office, MIAS)
        applies(office, mia)
        mia.chooses("Whom to ask", "Tom Berg")
        mia.submits()
        organise(office)
        office.beats()
        assert office.posts("U_TOM") == []
        assert NOTHING in sends(office, "U_TOM", agreeing.AGREE)


def test_what_was_agreed_to_counts_only_while_who_agreed_organises(lets: Lets) -> None:
    with lets(runners=frozenset({"U_MIA"})) as office:
        office.passes(hours=6)
        organise(office, "U_TOM")
        mia = asks(office)
        tom(office).clicks("Agree")
        assert {one.answer for one in questions(office)} == {"agreed"}
        organise(office)
        mia.closes(everything=True)
        applies(office, puts_in(office, MIAS))
        assert "A second organiser has to agree." in mia.sees()
        assert listed(office) == {}


def test_who_asked_and_organises_no_longer_gets_no_agreement(lets: Lets) -> None:
    with lets(runners=frozenset({"U_TOM"})) as office:
        office.passes(hours=6)
        organise(office, "U_MIA")
        asks(office)
        organise(office)
        said = sends(office, "U_TOM", agreeing.AGREE)
        assert "Mia Vogt does not organise reviews any more. Nothing is to be agreed to." in said


def test_who_asked_and_organises_no_longer_reads_no_names_in_an_answer_that_waited(lets: Lets) -> None:
    with lets(runners=frozenset({"U_TOM"})) as office:
        office.passes(hours=6)
        organise(office, "U_MIA")
        asks(office)
        office.passes(hours=3)
        tom(office).clicks("Agree")
        office.beats()
        before = office.posts("U_MIA")
        organise(office)
        office.passes(hours=15)
        office.beats()
        assert office.posts("U_MIA") == before


def test_the_same_is_asked_of_the_same_person_once(office: Office) -> None:
    mia = asks(office)
    mia.closes(everything=True)
    mia = puts_in(office, MIAS)
    applies(office, mia)
    mia.chooses("Whom to ask", "Tom Berg")
    mia.submits()
    office.beats()
    assert "Tom Berg was asked about this already and has not answered yet." in mia.sees()
    assert len(office.posts("U_TOM")) == 1


def asking(office: Office, who: str, other: str, question: str) -> str:
    """Let somebody send what the view sends in which a second organiser is picked."""
    form = {agreeing.OTHER: option(other)}
    what = Interaction("view_submission", agreeing.SUBMIT, metadata=encode(OneQuestion(question)), fields=form)
    with without_wire(office.ws):
        answer = Hand(office.ws, office.goalframe.bolt).sends(who, what)
        return f"{answer.text} {' '.join(answer.errors.values())}"


def test_a_view_that_is_sent_twice_asks_once_and_one_of_before_asks_nothing(office: Office) -> None:
    mia = puts_in(office, MIAS)
    applies(office, mia)
    stale = questions(office)[0].id
    mia.closes(everything=True)
    applies(office, puts_in(office, MIAS))
    (fresh,) = {one.id for one in questions(office)}
    assert "This question is gone." in asking(office, "U_MIA", "U_TOM", stale)
    assert "This question is gone." in asking(office, "U_TOM", "U_MIA", fresh)
    for nobody in ("U_MIA", "U_SAM", "U_NOBODY", ""):
        assert "Pick another organiser." in asking(office, "U_MIA", nobody, fresh)
    assert "Asked." in asking(office, "U_MIA", "U_TOM", fresh)
    assert "This was asked already." in asking(office, "U_MIA", "U_TOM", fresh)
    office.beats()
    assert len(office.posts("U_TOM")) == 1


def test_all_pairs_are_to_be_read_before_anybody_agrees(office: Office) -> None:
    asks(office, MANY)
    with office.goalframe.database.writing() as uow:
        (one, *_) = questions(office)
        uow.agreements.put_all(replace(one, employee=f"U_X{at}") for at in range(4))
        uow.commit()
    said = sends(office, "U_TOM", agreeing.SHOW)
    assert said.count("Mia Vogt as manager of") == 7


def shown_above(office: Office) -> int:
    """Return how many pairs Tom sees beside those that the message names."""
    return tom(office).sees().count("Mia Vogt as manager of") - agreeing.SHOWN


def test_all_pairs_of_a_large_file_are_read_page_by_page(office: Office) -> None:
    asks(office, MANY)
    with office.goalframe.database.writing() as uow:
        (one, *_) = questions(office)
        uow.agreements.put_all(replace(one, employee=f"U_X{at}") for at in range(300))
        post = uow.posts.get("T0DEMO", f"agree:{one.id}")
        assert post is not None
        uow.posts.want_again("T0DEMO", [post.key], office.now[0])
        uow.commit()
    office.beats()
    tom(office).clicks("Show all 303")
    assert shown_above(office) == 250
    tom(office).clicks("Next")
    assert shown_above(office) == 53
    tom(office).clicks("Back")
    assert shown_above(office) == 250


def test_no_goal_text_and_no_other_line_of_the_list_is_in_the_question(office: Office) -> None:
    asks(office, file_of(SAM.replace("ana@", "mia@"), "8,eva@demo.example,Zitronenfalter,ana@demo.example,Sales"))
    assert "Zitronenfalter" not in message(office, "U_TOM")
