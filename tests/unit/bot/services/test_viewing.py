"""Shared goals before each person’s eyes: what HR sees, who has read them, what each version changed, who owes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.errors import NothingHere, Refused
from bot.facts import Deciding, Shared
from bot.services.viewing import NO_REASON, ONE_READING
from db.engine import Database
from db.facts import CheckIn, Person
from tests.unit.bot.making import ANA, SAM, SHEET_ID, T0, TEAM
from tests.unit.bot.services.conftest import Clock, Directory
from tests.unit.bot.services.house import EVA, LI, MIA, PRIYA, TOM, House

REASON = "Pay review"


@pytest.fixture
def house(database: Database, clock: Clock, directory: Directory) -> House:
    """Return a house in which Ana has shared goals with Sam; Mia and Li read for HR."""
    furnished = House(database, clock, directory)
    furnished.shared()
    furnished.delivers()
    return furnished


def owed(house: House, who: Person) -> list[tuple[str, str]]:
    return [(one.what, one.sheet_id) for one in house.viewing.owed(who)]


def talked(house: House) -> None:
    """Let everything be said that two people can say."""
    first = house.sheet().rows[0].key
    house.comments(SAM, words="a remark")
    request = house.asks()
    house.settling.settle(ANA, SHEET_ID, request, (Deciding(first, taken=False, answer="an answer"),))
    house.answering.check_in(
        SAM, CheckIn(TEAM, "c1", SHEET_ID, first, SAM.user_id, T0, "22 %", "at risk", "a note on progress")
    )
    house.answering.decline(SAM, SHEET_ID, 1, "a reason")


# What HR readers see


@pytest.mark.parametrize("reason", ["", "   ", "a\nb", "x" * 501])
def test_an_hr_reader_reads_nothing_without_a_reason(house: House, reason: str) -> None:
    with pytest.raises(Refused, match=NO_REASON):
        house.viewing.read_as_hr(MIA, SHEET_ID, reason)
    with pytest.raises(Refused, match=NO_REASON):
        house.viewing.shared(MIA, SHEET_ID)
    assert house.viewing.shared(SAM, SHEET_ID).talk.readings == ()


def test_each_reading_stands_with_its_name_reason_and_version_where_both_people_see_it(house: House) -> None:
    house.viewing.read_as_hr(MIA, SHEET_ID, REASON)
    house.clock.pass_by(days=1)
    house.viewing.read_as_hr(LI, SHEET_ID, "Complaint")
    for who in (ANA, SAM):
        shared = house.viewing.shared(who, SHEET_ID, action="readings")
        readings = [(shared.name(one.by), one.reason, one.number) for one in shared.talk.readings]
        assert readings == [("Mia Vogt", REASON, 1), ("Li Chen", "Complaint", 1)]
    assert ("read as hr", "done") in house.log()


def test_a_reason_stands_for_an_hour_and_for_one_version(house: House) -> None:
    house.viewing.read_as_hr(MIA, SHEET_ID, REASON)
    house.clock.at += ONE_READING
    assert house.viewing.shared(MIA, SHEET_ID).viewer == "reader"
    with pytest.raises(Refused, match=NO_REASON):
        house.viewing.shared(LI, SHEET_ID)
    house.changes("35 %")
    house.shares()
    with pytest.raises(Refused, match=NO_REASON):
        house.viewing.shared(MIA, SHEET_ID)
    house.viewing.read_as_hr(MIA, SHEET_ID, REASON)
    house.clock.at += ONE_READING + timedelta(seconds=1)
    with pytest.raises(Refused, match=NO_REASON):
        house.viewing.shared(MIA, SHEET_ID)


def test_hr_sees_versions_and_dates_and_nothing_that_the_two_say_to_each_other(house: House) -> None:
    talked(house)
    shared = house.viewing.read_as_hr(MIA, SHEET_ID, REASON)
    assert (shared.talk.comments, shared.talk.requests, shared.talk.checkins) == ((), (), ())
    assert [(reply.kind, reply.words) for reply in shared.talk.replies] == [("declined", "")]
    said = repr(shared.talk)
    for words in ("a remark", "an answer", "The market is smaller", "a note on progress", "a reason"):
        assert words not in said
        assert words in repr(house.viewing.shared(ANA, SHEET_ID).talk)


def test_hr_sees_no_draft_no_working_copy_and_no_history(house: House) -> None:
    house.changes("35 %")
    shared = house.viewing.read_as_hr(MIA, SHEET_ID, REASON)
    assert shared.goals.goals[0].values["target"] == "30 %"
    assert "35 %" not in {blank.value for blank in shared.goals.sheet.filled}
    house.draft(sheet_id="unshared")
    for attempt in (
        lambda: house.viewing.read_as_hr(MIA, "unshared", REASON),
        lambda: house.viewing.history(MIA, SHEET_ID),
        lambda: house.viewing.shared(MIA, SHEET_ID, action="readings"),
    ):
        with pytest.raises(NothingHere):
            attempt()


def test_hr_reads_nothing_that_was_taken_back(house: House) -> None:
    house.changes("35 %")
    house.shares()
    house.sharing.take_back(ANA, SHEET_ID, 2)
    house.viewing.read_as_hr(MIA, SHEET_ID, REASON)
    with pytest.raises(Refused, match="taken back"):
        house.viewing.shared(MIA, SHEET_ID, 2)


def test_before_the_two_have_met_hr_reads_nothing_either(house: House) -> None:
    house.draft(ANA, PRIYA, "first")
    house.shares(ANA, "first")
    with pytest.raises(NothingHere):
        house.viewing.read_as_hr(MIA, "first", REASON)


@pytest.mark.parametrize("who", [ANA, SAM, EVA], ids=lambda who: who.name)
def test_nobody_but_hr_readers_reads_as_one(house: House, who: Person) -> None:
    with pytest.raises(NothingHere):
        house.viewing.read_as_hr(who, SHEET_ID, REASON)
    assert house.viewing.shared(SAM, SHEET_ID).talk.readings == ()


def test_an_hr_reader_reads_their_own_goals_as_the_employee(house: House) -> None:
    house.shared(ANA, MIA, "mias")
    assert house.viewing.shared(MIA, "mias").viewer == "subject"
    assert house.viewing.of_person(MIA, "U_MIA") == ()


def test_an_hr_reader_is_offered_what_others_share_with_a_person(house: House) -> None:
    house.draft(ANA, SAM, "unshared")
    house.shared(MIA, SAM, "by-mia")
    assert [line.id for line in house.viewing.of_person(MIA, "U_SAM")] == [SHEET_ID]
    assert {line.id for line in house.viewing.of_person(LI, "U_SAM")} == {SHEET_ID, "by-mia"}
    for nobody in (ANA, SAM, EVA):
        assert house.viewing.of_person(nobody, "U_SAM") == ()


# What each person is shown


def test_everybody_is_shown_the_version_in_force_in_their_own_place(house: House) -> None:
    house.changes("35 %")
    for who, viewer in ((ANA, "author"), (SAM, "subject")):
        shared = house.viewing.shared(who, SHEET_ID)
        assert (shared.viewer, shared.goals.goals[0].values["target"], shared.current) == (viewer, "30 %", True)
        assert house.viewing.part(who, SHEET_ID) == viewer
    assert (house.viewing.part(MIA, SHEET_ID), house.viewing.part(EVA, SHEET_ID)) == ("reader", None)
    assert house.viewing.part(ANA, "missing") is None


def test_a_stand_in_sees_as_the_manager_until_the_day_is_over(house: House) -> None:
    house.lists(SAM, "U_ANA", stand_in="U_TOM", stand_in_until=T0.date())
    shared = house.viewing.shared(TOM, SHEET_ID)
    assert (shared.viewer, shared.stand_in) == ("author", "Tom Berg")
    house.clock.pass_by(days=1)
    with pytest.raises(NothingHere):
        house.viewing.shared(TOM, SHEET_ID)
    assert house.viewing.shared(SAM, SHEET_ID).stand_in == ""


def test_what_the_employee_is_still_waiting_for_says_when_it_comes(house: House) -> None:
    house.clock.at = T0.replace(hour=20)
    house.changes("35 %")
    house.shares()
    morning = T0.replace(day=2, hour=9, minute=0, second=0)
    assert house.viewing.shared(ANA, SHEET_ID).waits_until == morning
    house.clock.at = morning
    house.delivers()
    assert house.viewing.shared(ANA, SHEET_ID).waits_until is None
    assert house.sheet().seen == 2


def test_who_was_only_asked_about_the_author_has_seen_nothing(house: House) -> None:
    house.draft(ANA, PRIYA, "first")
    house.shares(ANA, "first")
    house.delivers()
    assert house.sheet("first").seen == 0
    assert house.viewing.opened(PRIYA, "first").met is False
    with pytest.raises(NothingHere):
        house.viewing.shared(PRIYA, "first")
    house.answering.meet(PRIYA, "first", agreed=True)
    house.delivers()
    assert house.sheet("first").seen == 1
    assert house.viewing.opened(PRIYA, "first").met


def test_a_new_version_is_held_against_what_the_employee_saw_last(house: House) -> None:
    for target in ("35 %", "40 %"):
        house.changes(target)
        house.shares()
    changes = house.viewing.shared(SAM, SHEET_ID).changes
    assert [(one.old, one.new) for one in changes] == [("30 %", "40 %")], "version 2 was never before Sam"


def test_history_says_what_each_version_changed_past_those_that_were_taken_back(house: House) -> None:
    for target in ("35 %", "40 %", "45 %"):
        house.changes(target)
        house.shares()
        if target == "40 %":
            house.sharing.take_back(ANA, SHEET_ID, 3)
    shared, changes = house.viewing.history(ANA, SHEET_ID)
    assert [one.number for one in shared.talk.revisions] == [1, 2, 3, 4]
    found = {number: [(one.old, one.new) for one in each] for number, each in changes.items()}
    assert found == {1: [], 2: [("30 %", "35 %")], 3: [("35 %", "40 %")], 4: [("35 %", "45 %")]}
    assert house.viewing.version(shared, 2).goals[0].values["target"] == "35 %"


def test_a_version_that_was_taken_back_is_its_authors_alone(house: House) -> None:
    house.changes("35 %")
    house.shares()
    house.sharing.take_back(ANA, SHEET_ID, 2)
    assert house.viewing.shared(ANA, SHEET_ID, 2).goals.goals[0].values["target"] == "35 %"
    with pytest.raises(Refused, match="taken back"):
        house.viewing.shared(SAM, SHEET_ID, 2)
    assert house.viewing.shared(SAM, SHEET_ID).goals.goals[0].values["target"] == "30 %"


def test_a_version_that_there_is_not_is_said(house: House) -> None:
    with pytest.raises(Refused):
        house.viewing.shared(ANA, SHEET_ID, 7)


def test_the_two_messages_are_drawn_from_what_is_stored_now(house: House) -> None:
    house.changes("35 %")
    card = house.viewing.for_employee(TEAM, SHEET_ID)
    goals, own = house.viewing.for_author(TEAM, SHEET_ID)
    assert (card.viewer, card.goals.goals[0].values["target"]) == ("subject", "30 %")
    assert own is not None
    assert (own.viewer, goals.goals[0].values["target"]) == ("author", "35 %")
    house.draft(sheet_id="unshared")
    assert house.viewing.for_author(TEAM, "unshared")[1] is None
    for nothing in (house.viewing.for_author, house.viewing.for_employee):
        with pytest.raises(NothingHere):
            nothing(TEAM, "missing")


def test_news_names_the_people_and_the_goals_that_it_is_about(house: House) -> None:
    house.asks()
    house.clock.pass_by(minutes=1)
    house.answering.comment(SAM, SHEET_ID, "c1", house.sheet().rows[1].key, "Why this one?")
    shared: Shared = house.viewing.shared(ANA, SHEET_ID)
    asked, commented = (house.viewing.news(shared, one) for one in house.happenings(ANA))
    assert (asked.by, asked.subject, asked.author, asked.period) == (
        "Sam Okafor",
        "Sam Okafor",
        "Ana Ruiz",
        "H1 2027",
    )
    assert (asked.called, commented.called) == (("goal 1",), ("goal 2",))


# Who owes what


def test_the_employee_owes_reading_until_they_answer(house: House) -> None:
    assert owed(house, SAM) == [("read and confirm", SHEET_ID)]
    assert owed(house, ANA) == []
    house.confirms()
    assert owed(house, SAM) == []


def test_a_request_turns_it_to_the_manager_and_an_answer_back(house: House) -> None:
    request = house.asks()
    assert (owed(house, SAM), owed(house, ANA)) == ([], [("answer a request", SHEET_ID)])
    key = house.sheet().rows[0].key
    house.settling.settle(ANA, SHEET_ID, request, (Deciding(key, taken=False, answer="It can be done"),))
    assert (owed(house, SAM), owed(house, ANA)) == ([("read and confirm", SHEET_ID)], [])


def test_goals_that_were_closed_are_owed_by_nobody(house: House) -> None:
    house.asks()
    house.closing.close(ANA, SHEET_ID)
    assert owed(house, ANA) == owed(house, SAM) == []
    house.closing.reopen(ANA, SHEET_ID)
    assert owed(house, ANA) == [("answer a request", SHEET_ID)]


def test_who_has_not_met_the_author_owes_that_answer_once(house: House) -> None:
    house.draft(ANA, PRIYA, "first")
    house.shares(ANA, "first")
    assert owed(house, PRIYA) == [("meet", "first")]
    house.answering.meet(PRIYA, "first", agreed=False)
    assert owed(house, PRIYA) == []
    house.answering.meet(PRIYA, "first", agreed=True)
    assert owed(house, PRIYA) == [("read and confirm", "first")]


def test_the_list_speaks_for_who_said_nothing_and_for_who_said_no(house: House) -> None:
    house.draft(ANA, PRIYA, "first")
    house.shares(ANA, "first")
    house.lists(PRIYA, "U_ANA")
    assert owed(house, PRIYA) == [("read and confirm", "first")]
    house.knows(ANA, PRIYA, "refused")
    assert owed(house, PRIYA) == [("read and confirm", "first")]
    assert house.viewing.shared(PRIYA, "first").met


def test_the_oldest_is_owed_first(house: House) -> None:
    house.clock.pass_by(hours=1)
    house.shared(TOM, SAM, "from-tom")
    house.clock.pass_by(hours=1)
    house.shared(SAM, PRIYA, "from-sam")
    house.asks(PRIYA, "from-sam")
    assert owed(house, SAM) == [
        ("read and confirm", SHEET_ID),
        ("read and confirm", "from-tom"),
        ("answer a request", "from-sam"),
    ]


def test_what_was_shared_with_somebody_comes_newest_first_page_by_page(house: House) -> None:
    house.clock.pass_by(hours=1)
    house.shared(TOM, SAM, "from-tom")
    house.draft(ANA, SAM, "unshared")
    assert [line.id for line in house.viewing.about_me(SAM, 1)[0]] == ["from-tom"]
    lines, total = house.viewing.about_me(SAM, 1, 1)
    assert ([line.id for line in lines], total) == ([SHEET_ID], 2)
    assert house.viewing.about_me(EVA, 5) == ((), 0)
