"""Importing the company's list: all or nothing, who waits for a working day, who is asked, and stopping a change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.errors import NothingHere, Refused, SlackSilent
from bot.services.roster import SecondNeeded
from bot.services.roster_access import ManagerChange, StandInChange, after_one_working_day
from db.engine import Database
from db.facts import Person
from tests.unit.bot.making import SAM as SAM_OKAFOR
from tests.unit.bot.making import TEAM, goals_of, profile_of
from tests.unit.bot.services.conftest import Clock
from tests.unit.bot.services.listing import ANA, EVA, HEAD, LI, MIA, SAM, Company, company_of

NEW = "6,New Person,new@x.org"
THURSDAY = datetime(2026, 12, 3, 9, tzinfo=UTC)
"""One whole working day after the clock's Tuesday morning."""
STANDING_IN = f"{HEAD},stand-in,stand-in until"


@pytest.fixture
def company(database: Database, clock: Clock) -> Company:
    """Return a company with Ana above Sam; New, Eva, Mia and Li manage nobody."""
    company = company_of(database, clock)
    company.take(f"{ANA},", f"{SAM},1", f"{NEW},1", f"{EVA},1", f"{MIA},1", f"{LI},1")
    return company


def keep(company: Company, person: Person) -> None:
    with company.database.writing() as uow:
        uow.people.put(person)
        uow.commit()


def share_goals(company: Company) -> None:
    """Let Ana have shared goals with Sam."""
    sheet = replace(goals_of(profile_of(1)).sheet, state="shared", version=1, rows=(), filled=())
    with company.database.writing() as uow:
        assert uow.sheets.add(sheet, "{}")
        uow.commit()


def test_a_first_manager_counts_at_once(company: Company) -> None:
    assert company.roster.any(TEAM)
    assert not company.roster.any("T2")
    assert (company.managers("U_SAM"), company.managers("U_ANA"), company.managers("U_NOBODY")) == (
        {"U_ANA"},
        set(),
        set(),
    )


def test_everything_of_the_file_is_kept(company: Company) -> None:
    head = f"{STANDING_IN},country,region,team,job title,level,hire date,last day,away until,working days"
    company.take(
        f"{SAM},1,6,2026-12-31,GB,GB-LND,Sales,Account executive,P4,2021-05-03,2027-12-31,2026-12-06,Mon-Thu",
        head=head,
    )
    sam = company.entries["2"]
    assert (sam.key, sam.email, sam.name, sam.manager_key) == ("2", "sam@x.org", "Sam Okafor", "1")
    assert (sam.user_id, sam.manager, sam.stand_in) == ("U_SAM", "U_ANA", "U_NEW")
    assert (sam.country, sam.region, sam.unit, sam.working_days) == ("GB", "GB-LND", "Sales", "1234")
    assert (sam.job_title, sam.level) == ("Account executive", "P4")
    days = (sam.hired, sam.last_day, sam.away_until, sam.stand_in_until)
    assert days == (date(2021, 5, 3), date(2027, 12, 31), date(2026, 12, 6), date(2026, 12, 31))


def test_another_manager_waits_for_one_whole_working_day(company: Company, clock: Clock) -> None:
    applied = company.take(f"{SAM},6")
    assert applied.changes == (ManagerChange("U_SAM", "U_ANA", "U_NEW", THURSDAY),)
    assert company.managers("U_SAM", THURSDAY - timedelta(seconds=1)) == {"U_ANA"}
    assert company.managers("U_SAM", THURSDAY) == {"U_NEW"}


@pytest.mark.parametrize(
    ("now", "tz", "moment"),
    [
        ("2026-12-01T09:30", "UTC", "2026-12-03T09:00"),
        ("2026-12-02T22:00", "Europe/Berlin", "2026-12-04T08:00"),
        ("2026-12-02T23:30", "Europe/Berlin", "2026-12-07T08:00"),
        ("2026-12-04T10:00", "Europe/London", "2026-12-08T09:00"),
        ("2026-12-05T10:00", "America/New_York", "2026-12-08T14:00"),
        ("2026-12-01T10:00", "No/Where", "2026-12-03T09:00"),
        ("2026-03-26T10:00", "Europe/Berlin", "2026-03-30T07:00"),
    ],
)
def test_the_wait_ends_at_nine_in_the_employees_zone(now: str, tz: str, moment: str) -> None:
    at = datetime.fromisoformat(f"{now}+00:00")
    assert after_one_working_day(at, tz) == datetime.fromisoformat(f"{moment}+00:00")


def test_the_zone_is_the_employees(company: Company) -> None:
    keep(company, replace(SAM_OKAFOR, tz="Asia/Tokyo"))
    assert company.take(f"{SAM},6").changes[0].from_ == datetime(2026, 12, 3, 0, tzinfo=UTC)


def test_a_second_change_while_the_first_waits_leaves_the_old_manager(company: Company, clock: Clock) -> None:
    company.take("7,Tom,tom@x.org,1")
    company.slack.users["tom@x.org"] = "U_TOM"
    company.take("7,Tom,tom@x.org,1")
    company.take(f"{SAM},6")
    clock.pass_by(days=1)
    applied = company.take(f"{SAM},7")
    friday = THURSDAY + timedelta(days=1)
    assert applied.changes == (ManagerChange("U_SAM", "U_ANA", "U_TOM", friday),)
    assert company.managers("U_SAM", THURSDAY) == {"U_ANA"}
    assert company.managers("U_SAM", friday) == {"U_TOM"}


def test_a_change_back_while_it_waits_is_off_at_once(company: Company) -> None:
    company.take(f"{SAM},6")
    applied = company.take(f"{SAM},1")
    assert applied.changes == (ManagerChange("U_SAM", "U_ANA", "U_ANA", None),)
    assert company.entries["2"].manager_from is None
    assert company.managers("U_SAM", THURSDAY + timedelta(days=9)) == {"U_ANA"}


def test_the_same_file_again_does_not_make_a_change_wait_longer(company: Company, clock: Clock) -> None:
    company.take(f"{SAM},6")
    clock.pass_by(days=1)
    assert company.take(f"{SAM},6").changes == ()
    assert company.managers("U_SAM", THURSDAY) == {"U_NEW"}


def test_no_manager_any_more_waits_too_and_the_next_one_is_no_first_one(company: Company, clock: Clock) -> None:
    assert company.take(f"{SAM},").changes == (ManagerChange("U_SAM", "U_ANA", "", THURSDAY),)
    assert company.managers("U_SAM") == {"U_ANA"}
    clock.pass_by(days=3)
    assert company.managers("U_SAM") == set()
    (change,) = company.take(f"{SAM},6").changes
    assert (change.old, change.from_) == ("", datetime(2026, 12, 8, 9, tzinfo=UTC))
    assert company.managers("U_SAM") == set()


def test_a_change_is_one_of_the_person_whatever_line_they_stand_in(company: Company) -> None:
    applied = company.take("2,Sam Okafor,other@x.org,1", "77,Sam Okafor,sam@x.org,6")
    assert applied.changes == (ManagerChange("U_SAM", "U_ANA", "U_NEW", THURSDAY),)
    assert company.managers("U_SAM") == {"U_ANA"}


def test_a_manager_with_another_email_is_another_manager_for_all_their_reports(company: Company) -> None:
    company.slack.users["tom@x.org"] = "U_TOM"
    applied = company.take("1,Ana Ruiz,tom@x.org,")
    assert {(change.old, change.new) for change in applied.changes} == {("U_ANA", "U_TOM")}
    assert len(applied.changes) == 5
    assert [entry.user_id for entry in applied.gone] == ["U_ANA"]


def test_whoever_has_shared_goals_with_somebody_stays_their_manager_for_the_wait(
    database: Database, clock: Clock
) -> None:
    company = company_of(database, clock)
    share_goals(company)
    applied = company.take(f"{ANA},", f"{NEW},1", f"{SAM},6")
    assert applied.changes == (ManagerChange("U_SAM", "U_ANA", "U_NEW", THURSDAY),)
    assert company.managers("U_SAM") == {"U_ANA"}
    assert company.stops("U_ANA").manager == "U_ANA"
    assert company.entries["2"].manager_key == "1"


def test_leaving_somebody_out_and_taking_them_in_again_does_not_make_the_wait_shorter(company: Company) -> None:
    share_goals(company)
    others = [f"{ANA},", f"{NEW},1", f"{EVA},1", f"{MIA},1", f"{LI},1"]
    company.take(*others, everyone=True)
    assert company.managers("U_SAM") == set()
    assert company.take(*others, f"{SAM},6").changes == (ManagerChange("U_SAM", "U_ANA", "U_NEW", THURSDAY),)
    assert company.managers("U_SAM") == {"U_ANA"}


def test_who_shared_goals_and_is_the_manager_of_the_first_list_counts_at_once(
    database: Database, clock: Clock
) -> None:
    company = company_of(database, clock)
    share_goals(company)
    assert company.take(f"{ANA},", f"{SAM},1").changes == ()
    assert company.managers("U_SAM") == {"U_ANA"}


def test_somebody_gone_is_no_longer_in_the_list_and_manages_nobody(company: Company, clock: Clock) -> None:
    plan = company.plan(f"{SAM},6", f"{NEW},", f"{MIA},6", f"{LI},6", "3,Eva Lind,wrong,1", everyone=True)
    applied = company.roster.apply(plan, "", gone=1)
    assert [entry.key for entry in applied.gone] == ["1"]
    assert sorted(company.entries) == ["2", "3", "4", "5", "6"]
    clock.pass_by(days=9)
    assert (company.managers("U_SAM"), company.managers("U_EVA")) == ({"U_NEW"}, set())


def test_so_many_gone_need_their_number(company: Company) -> None:
    plan = company.plan(f"{ANA},", f"{SAM},1", everyone=True)
    for number in (None, 3, 5):
        with pytest.raises(Refused, match="4 of 6 people would be gone: type that number to go on"):
            company.roster.apply(plan, "", gone=number)
    assert len(company.entries) == 6
    company.roster.apply(plan, "", gone=4)
    assert sorted(company.entries) == ["1", "2"]


def test_good_lines_are_taken_without_the_bad_ones(company: Company) -> None:
    plan = company.plan("8,Tom,wrong,1", "9,Zoe,zoe@x.org,8", f"{SAM},6")
    company.roster.apply(plan, "")
    assert company.entries["9"].manager_key == "8"
    assert "8" not in company.entries
    assert company.entries["2"].manager == "U_NEW"


def test_reports_find_their_manager_though_the_managers_own_line_has_a_fault(company: Company) -> None:
    company.slack.users |= {"tom@x.org": "U_TOM", "zoe@x.org": "U_ZOE"}
    plan = company.plan(
        "8,Tom,tom@x.org,1,XX", "9,Zoe,zoe@x.org,8,", "1,Ana,wrong,,", f"{SAM},1,", head=f"{HEAD},country"
    )
    company.roster.apply(plan, "")
    assert (company.managers("U_ZOE"), company.managers("U_SAM")) == ({"U_TOM"}, {"U_ANA"})


def test_a_manager_outside_the_list_is_found_by_their_email(company: Company) -> None:
    company.slack.users["boss@x.org"] = "U_BOSS"
    company.take("8,Tom,tom@x.org,boss@x.org", "9,Zoe,zoe@x.org,nobody@x.org")
    assert (company.entries["8"].manager, company.entries["9"].manager) == ("U_BOSS", "")
    company.slack.asked.clear()
    company.take("8,Tom,tom@x.org,boss@x.org", "9,Zoe,zoe@x.org,nobody@x.org")
    assert company.slack.asked == ["tom@x.org", "zoe@x.org", "nobody@x.org"]
    assert company.entries["8"].manager == "U_BOSS"


def test_only_people_who_are_not_known_are_asked_for_and_the_unknown_are_listed(company: Company) -> None:
    company.slack.asked.clear()
    applied = company.take(f"{SAM},1", "8,Tom,tom@x.org,1", "9,Zoe,,1")
    assert company.slack.asked == ["tom@x.org"]
    assert applied.unknown == ("tom@x.org",)
    assert (company.entries["8"].user_id, company.entries["9"].user_id) == ("", "")


def test_somebody_who_comes_to_slack_later_gets_their_manager_then(company: Company) -> None:
    company.take("8,Tom,tom@x.org,1", "9,Zoe,zoe@x.org,8")
    company.slack.users |= {"tom@x.org": "U_TOM", "zoe@x.org": "U_ZOE"}
    company.take("8,Tom,tom@x.org,1")
    assert company.entries["9"].manager == "U_TOM"
    company.take("9,Zoe,zoe@x.org,8")
    assert (company.managers("U_TOM"), company.managers("U_ZOE")) == ({"U_ANA"}, {"U_TOM"})


def test_two_lines_that_are_one_person_in_slack_are_refused(company: Company) -> None:
    company.slack.users["samuel@x.org"] = "U_SAM"
    with pytest.raises(Refused, match="Sam Okafor and Samuel are one person in Slack"):
        company.take("8,Samuel,samuel@x.org,1")
    with pytest.raises(Refused, match="Sam Okafor would be their own manager"):
        company.take(f"{SAM},samuel@x.org")


def test_nothing_is_changed_where_slack_gives_no_answer(company: Company) -> None:
    before = company.entries
    company.slack.trouble = SlackSilent()
    with pytest.raises(SlackSilent):
        company.take(f"{SAM},6", "8,Tom,tom@x.org,1")
    assert company.entries == before


def test_a_plan_is_not_carried_out_on_another_list_than_the_one_it_was_shown_for(company: Company) -> None:
    plan = company.plan(f"{SAM},6")
    company.take("8,Tom,tom@x.org,1")
    with pytest.raises(Refused, match="has changed since this was shown"):
        company.roster.apply(plan, "")
    assert company.entries["2"].manager == "U_ANA"


def test_an_import_is_logged_with_whom_it_is_about(company: Company) -> None:
    company.take(f"{SAM},6", by="U_MIA")
    company.stops("U_SAM")
    with company.database.reading() as uow:
        last = uow.audit.of_object(TEAM, "roster")[-2:]
        people = [(uow.audit.user(TEAM, one.actor), one.action, uow.audit.user(TEAM, one.about)) for one in last]
    assert people == [("U_MIA", "import people", "U_SAM"), ("U_SAM", "stop manager change", "U_SAM")]


def test_a_stand_in_counts_after_the_wait_up_to_their_last_day(company: Company) -> None:
    keep(company, replace(SAM_OKAFOR, tz="America/New_York"))
    applied = company.take(f"{SAM},1,6,2026-12-10", head=STANDING_IN)
    begin = datetime(2026, 12, 3, 14, tzinfo=UTC)
    assert applied.stand_ins == (StandInChange("U_SAM", "U_NEW", begin, date(2026, 12, 10)),)
    midnight = datetime(2026, 12, 11, 5, tzinfo=UTC)
    assert company.managers("U_SAM", begin - timedelta(seconds=1)) == {"U_ANA"}
    assert company.managers("U_SAM", begin) == {"U_ANA", "U_NEW"}
    assert company.managers("U_SAM", midnight - timedelta(seconds=1)) == {"U_ANA", "U_NEW"}
    assert company.managers("U_SAM", midnight) == {"U_ANA"}
    assert company.take(f"{SAM},1,6,2026-12-10", head=STANDING_IN).stand_ins == ()


def test_a_longer_time_as_stand_in_goes_on_and_a_new_one_waits_again(company: Company, clock: Clock) -> None:
    company.take(f"{SAM},1,6,2026-12-10", head=STANDING_IN)
    clock.pass_by(days=7)
    assert company.take(f"{SAM},1,6,2026-12-12", head=STANDING_IN).stand_ins == ()
    assert company.managers("U_SAM") == {"U_ANA", "U_NEW"}
    clock.pass_by(days=10)
    assert company.take(f"{SAM},1,6,2026-12-31", head=STANDING_IN).stand_ins[0].from_ is not None
    assert company.managers("U_SAM") == {"U_ANA"}
    company.take(f"{SAM},1,,", head=STANDING_IN)
    assert (company.entries["2"].stand_in, company.entries["2"].stand_in_from) == ("", None)


def test_a_stand_in_of_somebody_new_counts_at_once(company: Company) -> None:
    company.slack.users["tom@x.org"] = "U_TOM"
    applied = company.take("8,Tom,tom@x.org,1,6,2026-12-10", head=STANDING_IN)
    assert applied.stand_ins == (StandInChange("U_TOM", "U_NEW", None, date(2026, 12, 10)),)
    assert company.managers("U_TOM") == {"U_ANA", "U_NEW"}
    assert company.take("9,Zoe,zoe@x.org,1,any@x.org,2026-12-10", head=STANDING_IN).unknown == (
        "zoe@x.org",
        "any@x.org",
    )


@pytest.mark.parametrize("by", ["U_SAM", "U_ANA"])
def test_the_employee_or_the_former_manager_stops_a_change(company: Company, by: str) -> None:
    company.take(f"{SAM},6")
    sam = company.stops(by)
    assert (sam.manager, sam.manager_key, sam.manager_from, sam.former_manager) == ("U_ANA", "1", None, "")
    assert company.managers("U_SAM", THURSDAY) == {"U_ANA"}
    assert company.plan(f"{SAM},1").unchanged == 1


def test_a_stand_in_who_waits_is_stopped_too(company: Company) -> None:
    company.take(f"{SAM},1,6,2026-12-31", head=STANDING_IN)
    sam = company.stops("U_SAM")
    assert (sam.manager, sam.stand_in, sam.stand_in_from, sam.stand_in_until) == ("U_ANA", "", None, None)
    assert company.managers("U_SAM", THURSDAY) == {"U_ANA"}


@pytest.mark.parametrize("by", ["U_NEW", "U_MIA", ""])
def test_nobody_else_stops_it(company: Company, by: str) -> None:
    company.take(f"{SAM},6")
    with pytest.raises(NothingHere):
        company.stops(by)
    with pytest.raises(NothingHere):
        company.stops(by, "U_NOBODY")
    assert company.managers("U_SAM", THURSDAY) == {"U_NEW"}


def test_a_change_in_force_can_not_be_stopped(company: Company, clock: Clock) -> None:
    company.take(f"{SAM},6")
    clock.at = THURSDAY
    with pytest.raises(NothingHere):
        company.stops("U_ANA")
    with pytest.raises(Refused, match="can’t stop this any more"):
        company.stops("U_SAM")


@pytest.mark.parametrize(
    ("by", "line", "said"),
    [
        ("U_MIA", f"{SAM},4", "Mia Vogt of Sam Okafor"),
        ("U_MIA", f"{SAM},3", "Eva Lind of Sam Okafor"),
        ("U_MIA", f"{SAM},5", "Li Chen of Sam Okafor"),
        ("U_NEW", f"{SAM},6", "New Person of Sam Okafor"),
        ("", f"{SAM},5", "Li Chen of Sam Okafor"),
        ("U_MIA", f"{SAM},mia@x.org", "Mia Vogt of Sam Okafor"),
        ("U_MIA", "1,Ana Ruiz,li@x.org,", ""),
    ],
)
def test_an_import_that_makes_somebody_trusted_a_manager_needs_a_second_one(
    company: Company, by: str, line: str, said: str
) -> None:
    before = company.entries
    with pytest.raises(Refused) as refused:
        company.take(line, by=by)
    assert said in refused.value.sentence
    assert isinstance(refused.value, SecondNeeded) == bool(said)
    assert company.entries == before


def test_a_trusted_stand_in_needs_a_second_one_also_for_a_longer_time(company: Company, clock: Clock) -> None:
    with pytest.raises(SecondNeeded):
        company.take(f"{SAM},1,4,2026-12-10", by="U_MIA", head=STANDING_IN)
    plan = company.plan(f"{SAM},1,4,2026-12-10", head=STANDING_IN)
    company.roster.apply(plan, "", agreed=True)
    with pytest.raises(SecondNeeded):
        company.take(f"{SAM},1,4,2026-12-11", by="U_MIA", head=STANDING_IN)
    assert company.take(f"{SAM},1,4,2026-12-09", by="U_MIA", head=STANDING_IN).stand_ins == ()


def test_a_former_manager_who_is_trusted_does_not_stay_longer_by_another_change(
    company: Company, clock: Clock
) -> None:
    company.roster.apply(company.plan("8,Mia's,eight@x.org,4"), "", agreed=True)
    company.slack.users["eight@x.org"] = "U_EIGHT"
    company.roster.apply(company.plan("8,Mia's,eight@x.org,4"), "", agreed=True)
    company.take("8,Mia's,eight@x.org,6")
    clock.pass_by(days=1)
    with pytest.raises(SecondNeeded):
        company.take("8,Mia's,eight@x.org,1", by="U_MIA")
    assert company.managers("U_EIGHT", THURSDAY) == {"U_NEW"}


def test_only_the_operator_says_that_it_is_agreed(company: Company) -> None:
    plan = company.plan(f"{SAM},4")
    for by, agreed in (("", False), ("U_MIA", True), ("U_EVA", True)):
        with pytest.raises(SecondNeeded):
            company.roster.apply(plan, by, agreed=agreed)
    assert company.roster.apply(plan, "", agreed=True).changes[0].new == "U_MIA"


def test_the_sentence_names_five(company: Company) -> None:
    company.slack.users |= {f"p{at}@x.org": f"U_{at}" for at in range(7)}
    with pytest.raises(SecondNeeded) as refused:
        company.take(*(f"p{at},P{at},p{at}@x.org,4" for at in range(7)))
    assert refused.value.sentence == (
        "Organisers or readers would become manager or stand-in: Mia Vogt of P0, Mia Vogt of P1, Mia Vogt of P2, "
        "Mia Vogt of P3, Mia Vogt of P4 and 2 more. A second organiser has to agree."
    )


def test_a_manager_who_is_trusted_already_needs_nobody(company: Company, clock: Clock) -> None:
    company.roster.apply(company.plan(f"{SAM},4"), "", agreed=True)
    clock.pass_by(days=9)
    company.take(f"{SAM},4", "8,Tom,tom@x.org,4", by="U_MIA")
    assert company.managers("U_SAM") == {"U_MIA"}
