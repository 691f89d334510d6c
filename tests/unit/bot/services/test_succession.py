"""Changes of managers in the company's list: told a working day before, stopped or carried out, each once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.errors import NothingHere, Refused, VersionUnreadable
from bot.facts.roster import Change, Stopped
from bot.services.moving import Moving
from bot.services.publishing import Publishing
from bot.services.roster_access import after_one_working_day
from db.engine import Database
from db.facts import Person, Post, Revision, Sheet
from db.unit_of_work import UnitOfWork
from tests.unit.bot.making import ANA, SAM, SHEET_ID, T0, TEAM, person
from tests.unit.bot.services.conftest import Clock, Directory
from tests.unit.bot.services.house import EVA, TOM, House
from tests.unit.bot.services.listing import company_of

FROM = after_one_working_day(T0, SAM.tz)
"""Thursday, 09:00: a whole Wednesday lies before it."""
TO_TOM = Change("U_SAM", "manager", "U_TOM", FROM)


@pytest.fixture
def house(database: Database, clock: Clock, directory: Directory) -> House:
    """Return a house in which Ana has shared goals with Sam, and the list says that Tom follows her."""
    furnished = House(database, clock, directory)
    furnished.shared()
    furnished.lists(SAM, "U_TOM", manager_from=FROM, former_key="ana", former_manager="U_ANA")
    furnished.delivers()
    return furnished


def follows(house: House, at: datetime | None = None) -> None:
    if at is not None:
        house.clock.at = at
    house.succession.follow(TEAM)


def messages(house: House) -> dict[str, Post]:
    """Return the messages about a change, by whom they go to."""
    return {post.person: post for post in house.posts("roster")}


def states(house: House) -> dict[str, str]:
    """Return what each message about a change says of it now."""
    said = {person: house.succession.coming(post) for person, post in messages(house).items()}
    return {person: coming.state for person, coming in said.items() if coming}


def shared_by_eva(house: House) -> None:
    """Let Eva, once Sam's manager, have shared goals with him; the list stands again as it stood."""
    entry = house.listed(SAM)
    house.lists(SAM, "U_EVA")
    house.shared(EVA, SAM, "by-eva")
    with house.writing() as uow:
        uow.roster.put(entry)


def drafts(house: House, who: Person) -> list[str]:
    return [line.id for line in house.sheets.lines(who)[0] if line.state == "draft"]


def test_a_change_is_told_to_both_a_working_day_before_it_counts(house: House) -> None:
    assert datetime.fromisoformat("2026-12-03T09:00:00+00:00") == FROM
    follows(house)
    assert states(house) == {"U_SAM": "waiting", "U_ANA": "waiting"}
    assert {post.person for post in house.delivers() if post.kind == "roster"} == {"U_SAM", "U_ANA"}
    assert house.sheet().author == "U_ANA"


def test_the_message_names_the_three_people_and_the_moment(house: House) -> None:
    follows(house)
    coming = house.succession.coming(messages(house)["U_SAM"])
    assert coming is not None
    assert (coming.employee, coming.new, coming.change.at, coming.own) == ("Sam Okafor", "Tom Berg", FROM, True)
    to_ana = house.succession.coming(messages(house)["U_ANA"])
    assert to_ana is not None
    assert (to_ana.manager, to_ana.own) == ("Ana Ruiz", False)


def test_goals_move_when_it_counts_and_not_a_second_before(house: House) -> None:
    follows(house)
    follows(house, FROM - timedelta(seconds=1))
    assert house.sheet().author == "U_ANA"
    follows(house, FROM)
    assert house.sheet().author == "U_TOM"
    assert states(house) == {"U_SAM": "in force", "U_ANA": "in force"}
    for who in (ANA, SAM, TOM):
        assert [what for what, _ in house.told(who)] == ["moved"]


def test_run_twice_nothing_is_done_twice(house: House) -> None:
    for at in (T0, FROM):
        follows(house, at)
        house.delivers()
        before = (house.sheet(), [(post.key, post.wanted) for post in house.posts()], house.told(SAM), house.log())
        for _ in range(3):
            house.clock.pass_by(minutes=1)
            follows(house)
            assert house.delivers() == []
        after = (house.sheet(), [(post.key, post.wanted) for post in house.posts()], house.told(SAM), house.log())
        assert after == before
    entry = house.listed(SAM)
    assert (entry.manager, entry.manager_from, entry.former_manager) == ("U_TOM", None, "")


@pytest.mark.parametrize("who", [SAM, ANA], ids=lambda who: who.name)
def test_either_of_the_two_stops_it_and_both_read_that(house: House, who: Person) -> None:
    follows(house)
    house.delivers()
    house.succession.stop(who, TO_TOM)
    assert states(house) == {"U_SAM": "stopped", "U_ANA": "stopped"}
    assert {post.person for post in house.delivers() if post.kind == "roster"} == {"U_SAM", "U_ANA"}
    follows(house, FROM + timedelta(days=1))
    assert (house.sheet().author, house.listed(SAM).manager) == ("U_ANA", "U_ANA")


def test_who_organises_is_told_in_their_hours_that_somebody_called_it_wrong(house: House) -> None:
    """Eva organises; the others are told by their own messages."""
    house.people.meet(TEAM, ["U_EVA"])
    follows(house)
    house.delivers()
    house.clock.at = datetime.fromisoformat("2026-12-01T22:00:00+00:00")
    house.succession.stop(SAM, TO_TOM)
    house.delivers()
    (post,) = house.posts("stopped")
    assert (post.person, post.shown) == ("U_EVA", 0)
    assert house.succession.stopped(post) == Stopped(
        SAM.name, SAM.name, "U_SAM", "manager", TOM.name, house.people.name(TEAM, "U_ANA")
    )
    house.clock.at = datetime.fromisoformat("2026-12-02T09:00:00+00:00")
    assert [one.person for one in house.delivers() if one.kind == "stopped"] == ["U_EVA"]


def test_who_organises_no_more_is_not_told_of_it(house: House) -> None:
    house.people.meet(TEAM, ["U_EVA"])
    follows(house)
    house.succession.stop(SAM, TO_TOM)
    (post,) = house.posts("stopped")
    with pytest.raises(NothingHere):
        house.succession.stopped(replace(post, person="U_TOM"))


@pytest.mark.parametrize("who", [TOM, EVA], ids=lambda who: who.name)
def test_nobody_else_stops_it(house: House, who: Person) -> None:
    follows(house)
    with pytest.raises(NothingHere):
        house.succession.stop(who, TO_TOM)
    assert states(house) == {"U_SAM": "waiting", "U_ANA": "waiting"}


def test_what_has_come_into_force_is_not_stopped_any_more(house: House) -> None:
    follows(house)
    follows(house, FROM)
    with pytest.raises(Refused, match="the change is in force"):
        house.succession.stop(SAM, TO_TOM)
    with pytest.raises(NothingHere):
        house.succession.stop(ANA, TO_TOM)
    assert house.sheet().author == "U_TOM"


def test_who_is_in_no_list_has_nothing_to_stop(house: House) -> None:
    with pytest.raises(NothingHere):
        house.succession.stop(EVA, replace(TO_TOM, employee=EVA.user_id))


def test_changes_that_nobody_has_seen_stay_with_the_former_manager_as_a_draft(house: House) -> None:
    house.confirms()
    house.changes("35 %")
    follows(house)
    follows(house, FROM)
    assert house.sheet().author == "U_TOM"
    (left,) = drafts(house, ANA)
    draft = house.goals(ANA, left)
    assert draft.goals[0].values["target"] == "35 %"
    assert (draft.sheet.version, draft.sheet.editing, draft.sheet.state) == (0, False, "draft")
    assert house.goals(TOM).goals[0].values["target"] == "30 %"
    assert "35 %" not in {blank.value for blank in house.sheet().filled}
    assert [post.sheet_id for post in house.posts("own", ANA)] == [SHEET_ID, left]
    for nobody in (SAM, TOM):
        with pytest.raises(NothingHere):
            house.sheets.open(nobody, left)


def test_the_draft_that_is_left_is_left_once(house: House) -> None:
    house.changes("35 %")
    follows(house)
    for _ in range(3):
        follows(house, FROM)
    assert len(drafts(house, ANA)) == 1


def test_drafts_never_move(house: House) -> None:
    house.draft(sheet_id="unshared")
    follows(house)
    follows(house, FROM)
    assert house.sheet("unshared").author == "U_ANA"
    with pytest.raises(NothingHere):
        house.sheets.open(TOM, "unshared")


def test_what_was_closed_goes_too_and_nobody_is_told_of_it(house: House) -> None:
    house.closing.close(ANA, SHEET_ID)
    house.delivers()
    follows(house)
    follows(house, FROM)
    assert (house.sheet().author, house.sheet().state) == ("U_TOM", "closed")
    assert [what for who in (ANA, SAM, TOM) for what, _ in house.told(who)] == ["closed"]
    with pytest.raises(NothingHere):
        house.closing.reopen(ANA, SHEET_ID)
    house.closing.reopen(TOM, SHEET_ID)
    assert house.sheet().state == "shared"


def test_goals_for_others_stay_and_those_of_an_earlier_manager_go(house: House) -> None:
    house.lists(EVA, "U_ANA")
    house.shared(ANA, EVA, "evas")
    shared_by_eva(house)
    follows(house)
    follows(house, FROM)
    assert (house.sheet("evas").author, house.sheet("by-eva").author) == ("U_ANA", "U_TOM")


def test_goals_of_a_manager_two_changes_ago_go_to_whom_the_list_names_now(house: House) -> None:
    later = after_one_working_day(FROM, SAM.tz)
    house.lists(SAM, "U_EVA", manager_from=later, former_key="tom", former_manager="U_TOM")
    follows(house, FROM)
    assert house.sheet().author == "U_ANA"
    follows(house, later)
    assert house.sheet().author == "U_EVA"
    with pytest.raises(NothingHere):
        house.viewing.shared(ANA, SHEET_ID)


def test_goals_of_somebody_whom_the_employee_refused_as_a_manager_stay(house: House) -> None:
    shared_by_eva(house)
    house.knows(EVA, SAM, "refused")
    follows(house)
    follows(house, FROM)
    assert (house.sheet().author, house.sheet("by-eva").author) == ("U_TOM", "U_EVA")


def test_goals_of_an_acting_stand_in_stay(house: House) -> None:
    shared_by_eva(house)
    entry = replace(house.listed(SAM), stand_in="U_EVA", stand_in_until=date(2027, 1, 12))
    with house.writing() as uow:
        uow.roster.put(entry)
    follows(house)
    follows(house, FROM)
    assert (house.sheet().author, house.sheet("by-eva").author) == ("U_TOM", "U_EVA")


def test_goals_that_a_stand_in_shared_go_to_the_manager_after_the_last_day(house: House) -> None:
    shared_by_eva(house)
    house.lists(SAM, "U_ANA", stand_in="U_EVA", stand_in_until=date(2027, 1, 12))
    for moment, author in (
        ("2027-01-12T22:59", "U_EVA"),
        ("2027-01-13T00:01", "U_ANA"),
        ("2027-02-01T09:00", "U_ANA"),
    ):
        follows(house, datetime.fromisoformat(f"{moment}:00+00:00"))
        assert (house.sheet().author, house.sheet("by-eva").author) == ("U_ANA", author)
    assert [what for what, _ in house.told(ANA)] == ["moved"]
    with pytest.raises(NothingHere):
        house.viewing.shared(EVA, "by-eva")


@pytest.mark.parametrize("late", [timedelta(), timedelta(days=30), -timedelta(minutes=5)], ids=str)
def test_a_change_that_nobody_was_told_of_in_time_is_told_first_and_waits_a_working_day(
    house: House, late: timedelta
) -> None:
    now = FROM + late
    follows(house, now)
    assert (house.sheet().author, house.listed(SAM).manager_from) == ("U_ANA", after_one_working_day(now, SAM.tz))
    assert states(house) == {"U_SAM": "waiting", "U_ANA": "waiting"}
    follows(house, after_one_working_day(now, SAM.tz) - timedelta(seconds=1))
    assert house.sheet().author == "U_ANA"
    follows(house, after_one_working_day(now, SAM.tz))
    assert house.sheet().author == "U_TOM"


@pytest.mark.parametrize("change", [{"deleted": True}, {"restricted": True}], ids=str)
def test_goals_stay_while_the_new_manager_cannot_use_the_app_and_follow_when_they_can(
    house: House, change: dict[str, bool], caplog: pytest.LogCaptureFixture
) -> None:
    house.people.learn(replace(TOM, **change))  # type: ignore[arg-type]
    follows(house)
    follows(house, FROM)
    assert (house.sheet().author, states(house)) == ("U_ANA", {"U_SAM": "goals stay", "U_ANA": "goals stay"})
    assert {post.person for post in house.delivers() if post.kind == "roster"} == {"U_SAM", "U_ANA"}
    woken = len(house.woken)
    for _ in range(3):
        follows(house)
    assert (house.delivers(), len(house.woken), caplog.records) == ([], woken, [])
    house.people.learn(TOM)
    follows(house)
    assert (house.sheet().author, states(house)) == ("U_TOM", {"U_SAM": "in force", "U_ANA": "in force"})


def test_goals_that_cannot_be_read_stay_and_hold_up_no_others(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    house.shared(ANA, SAM, "second")
    follows(house)

    def unreadable(self: Publishing, uow: UnitOfWork, sheet: Sheet) -> Revision:
        if sheet.id == SHEET_ID:
            raise VersionUnreadable
        return readable(self, uow, sheet)

    readable = Publishing.revision
    monkeypatch.setattr(Publishing, "revision", unreadable)
    follows(house, FROM)
    assert (house.sheet().author, house.sheet("second").author) == ("U_ANA", "U_TOM")
    assert caplog.messages == ["goals stay with their former manager: VersionUnreadable"]
    assert house.listed(SAM).manager_from is None


def test_an_error_about_one_person_holds_up_no_other_and_is_tried_again(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    house.lists(EVA, "U_ANA")
    house.shared(ANA, EVA, "evas")
    house.lists(EVA, "U_TOM", manager_from=FROM, former_key="ana", former_manager="U_ANA")
    follows(house)
    with monkeypatch.context() as broken:
        broken.setattr(Moving, "transfer", failing_for(EVA))
        follows(house, FROM)
    assert (house.sheet("evas").author, house.sheet().author) == ("U_ANA", "U_TOM")
    assert caplog.messages == ["a change of manager could not be followed and is tried again: RuntimeError"]
    follows(house)
    assert house.sheet("evas").author == "U_TOM"


def failing_for(subject: Person) -> Callable[..., None]:
    """Return a transfer that breaks, with words that no log may hold, for goals about one person."""
    works = Moving.transfer

    def transfer(self: Moving, uow: UnitOfWork, sheet: Sheet, to: str, by: str) -> None:
        if sheet.subject == subject.user_id:
            raise RuntimeError("30 %")
        works(self, uow, sheet, to, by)

    return transfer


def test_an_import_meanwhile_is_not_overwritten(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    meets = house.people.meet

    def meet(team: str, users: Iterable[str]) -> None:
        meets(team, users)
        house.lists(SAM, "U_ANA")

    monkeypatch.setattr(house.people, "meet", meet)
    follows(house)
    assert (house.listed(SAM).manager, messages(house)) == ("U_ANA", {})


def test_where_nobody_follows_the_goals_stay_and_both_are_told(house: House) -> None:
    house.lists(SAM, "", manager_from=FROM, former_key="ana", former_manager="U_ANA")
    follows(house)
    coming = house.succession.coming(messages(house)["U_SAM"])
    assert coming is not None
    assert coming.new == ""
    follows(house, FROM)
    assert house.sheet().author == "U_ANA"
    assert states(house) == {"U_SAM": "in force", "U_ANA": "in force"}


def test_who_had_said_no_to_the_new_manager_sees_goals_of_whom_the_list_names(house: House) -> None:
    house.knows(TOM, SAM, "refused")
    follows(house)
    follows(house, FROM)
    assert house.viewing.shared(SAM, SHEET_ID).met


@pytest.mark.parametrize("state", ["stopped", None])
def test_who_was_told_and_is_in_the_list_no_longer_reads_that_nothing_comes(house: House, state: str | None) -> None:
    follows(house)
    if state:
        house.delivers()
    post = messages(house)["U_ANA"]
    with house.writing() as uow:
        uow.roster.remove(TEAM, house.listed(SAM).key)
    coming = house.succession.coming(post)
    assert (coming and coming.state, post.ts != "") == (state, bool(state))


def test_with_nothing_to_follow_nobody_is_woken(house: House) -> None:
    follows(house, FROM)
    woken = len(house.woken)
    follows(house)
    assert len(house.woken) == woken


@pytest.mark.parametrize(
    "other", [{"who": "U_EVA"}, {"at": FROM + timedelta(days=1)}, {"what": "stand-in"}], ids=["who", "at", "what"]
)
def test_a_press_about_another_change_than_the_one_that_waits_stops_nothing(
    house: House, other: dict[str, object]
) -> None:
    follows(house)
    with pytest.raises(Refused, match=r"^This change is no longer coming\.$"):
        house.succession.stop(SAM, replace(TO_TOM, **other))  # type: ignore[arg-type]
    assert states(house) == {"U_SAM": "waiting", "U_ANA": "waiting"}


@pytest.mark.parametrize("manager", ["8", "1"], ids=["replaced", "taken back"])
def test_a_change_that_a_later_import_replaces_or_takes_back_is_said_to_be_stopped(
    database: Database, clock: Clock, directory: Directory, manager: str
) -> None:
    furnished, company = House(database, clock, directory), company_of(database, clock)
    people = ["1,Ana,ana@x.org,", "8,Tom,tom@x.org,", "6,New,new@x.org,"]
    company.slack.users["tom@x.org"] = "U_TOM"
    company.take(*people, "2,Sam,sam@x.org,1")
    furnished.directory.people["U_NEW"] = person("U_NEW", "Nia New")
    company.take("2,Sam,sam@x.org,6")
    follows(furnished)
    furnished.delivers()
    older = messages(furnished)
    company.take(f"2,Sam,sam@x.org,{manager}")
    again = [post for post in furnished.delivers() if post.kind == "roster"]
    assert {post.key for post in again} == {post.key for post in older.values()}
    assert {coming.state for post in again if (coming := furnished.succession.coming(post))} == {"stopped"}
    change = Change("U_SAM", "manager", "U_NEW", FROM)
    with pytest.raises(Refused, match="no longer coming"):
        furnished.succession.stop(SAM, change)


def test_an_import_that_changes_nothing_of_it_brings_no_message_again(
    database: Database, clock: Clock, directory: Directory
) -> None:
    furnished, company = House(database, clock, directory), company_of(database, clock)
    company.take("1,Ana,ana@x.org,", "6,New,new@x.org,", "2,Sam,sam@x.org,1")
    company.take("2,Sam,sam@x.org,6")
    follows(furnished)
    furnished.delivers()
    company.take("2,Sam O,sam@x.org,6")
    assert furnished.delivers() == []
