"""What a file would change in the company's list: counts with lists, and faults that show only beside the list."""

from __future__ import annotations

import pytest

from bot.services.roster_file import read_roster
from bot.services.roster_match import circles
from bot.services.roster_plan import ManagerMove, OtherChange
from db.engine import Database
from tests.unit.bot.making import TEAM
from tests.unit.bot.services.conftest import Clock
from tests.unit.bot.services.listing import ANA, EVA, MIA, SAM, Company, company_of

UNKNOWN = "this manager is neither in the file nor in the list; write their employee id or e-mail."
CIRCLE = "the managers above this person lead back to this person; look at"


@pytest.fixture
def company(database: Database, clock: Clock) -> Company:
    return company_of(database, clock)


@pytest.fixture
def listed(company: Company) -> Company:
    """Return a company with Ana at the top, Sam below her, and Eva."""
    company.take(f"{ANA},", f"{SAM},1", f"{EVA},1")
    return company


def test_in_an_empty_list_everybody_is_new(company: Company) -> None:
    plan = company.plan(f"{ANA},", f"{SAM},1")
    assert (plan.new, plan.managers, plan.other, plan.gone) == (("Ana Ruiz", "Sam Okafor"), (), (), ())
    assert (plan.unchanged, plan.faults, plan.asks_number, plan.changes) == (0, (), False, True)


def test_the_same_file_again_changes_nothing(listed: Company) -> None:
    plan = listed.plan(f"{ANA},", f"{SAM},1", f"{EVA},1", everyone=True)
    assert (plan.unchanged, plan.changes) == (3, False)


def test_a_changed_manager_is_shown_from_whom_to_whom(listed: Company) -> None:
    plan = listed.plan(f"{SAM},3", f"{EVA},", f"{MIA},2")
    assert plan.managers == (
        ManagerMove("Sam Okafor", "Ana Ruiz", "Eva Lind"),
        ManagerMove("Eva Lind", "Ana Ruiz", ""),
    )
    assert (plan.new, plan.unchanged) == (("Mia Vogt",), 0)


def test_other_changes_are_named_by_their_columns(listed: Company) -> None:
    head = "employee id,name,e-mail,manager,country,team,stand-in,stand-in until"
    plan = listed.plan("2,Sam O.,sam@x.org,1,GB,Sales,3,2027-01-31", head=head)
    fields = ("name", "stand-in", "stand-in until", "country", "team")
    assert plan.other == (OtherChange("Sam O.", fields),)
    assert (plan.managers, plan.unchanged) == ((), 0)


def test_what_the_file_has_no_column_for_stays(listed: Company) -> None:
    listed.take("2,1,GB", head="employee id,manager,country")
    sam = listed.entries["2"]
    assert (sam.name, sam.email, sam.country, sam.user_id) == ("Sam Okafor", "sam@x.org", "GB", "U_SAM")


def test_people_are_the_same_by_employee_id_or_else_by_email(listed: Company) -> None:
    by_email = listed.plan("sam@x.org,ana@x.org", head="e-mail,manager")
    assert (by_email.unchanged, by_email.new) == (1, ())
    renumbered = listed.plan("A2,Sam Okafor,sam@x.org,1")
    assert renumbered.other == (OtherChange("Sam Okafor", ("employee id",)),)
    swapped = listed.plan("2,Sam Okafor,new@x.org,1", "A9,Somebody,sam@x.org,1")
    assert (swapped.new, swapped.other) == (("Somebody",), (OtherChange("Sam Okafor", ("e-mail",)),))


def test_reports_follow_a_manager_whose_employee_id_changes(listed: Company) -> None:
    plan = listed.plan("A1,Ana Ruiz,ana@x.org,", f"{SAM},A1")
    assert plan.managers == ()
    listed.roster.apply(plan, "")
    assert {key: entry.manager_key for key, entry in listed.entries.items()} == {"A1": "", "2": "A1", "3": "A1"}
    assert listed.managers("U_SAM") == listed.managers("U_EVA") == {"U_ANA"}


def test_nobody_is_gone_unless_the_file_is_everyone(listed: Company) -> None:
    assert listed.plan(f"{ANA},", f"{SAM},1").gone == ()
    plan = listed.plan(f"{ANA},", f"{SAM},1", everyone=True)
    assert [entry.key for entry in plan.gone] == ["3"]
    assert plan.asks_number


def test_more_than_one_in_twenty_gone_asks_for_the_number(company: Company) -> None:
    lines = [f"{at},P{at},p{at}@x.org," for at in range(40)]
    company.take(*lines)
    assert not company.plan(*lines[2:], everyone=True).asks_number
    assert company.plan(*lines[3:], everyone=True).asks_number


def test_somebody_whose_line_has_a_fault_is_not_gone(listed: Company) -> None:
    plan = listed.plan(f"{ANA},", "2,Sam Okafor,wrong,1", f"{EVA},1", everyone=True)
    assert (plan.gone, plan.unchanged, len(plan.faults)) == ((), 2, 1)


def test_nobody_is_gone_while_a_line_does_not_say_who_it_is_about(listed: Company) -> None:
    plan = listed.plan(f"{ANA},", ",Sam Okafor,wrong,1", f"{EVA},1", everyone=True)
    assert plan.gone == ()
    assert str(plan.faults[-1]) == "Line 3: until every line says who it is about, nobody counts as gone."


def test_titles_that_match_no_role_are_listed_once(company: Company) -> None:
    file = read_roster(b"id,manager,title\n1,,Chef\n2,1,Cook\n3,1,Chef\n4,1,\n5,1,Waiter\n6,9,Guard\n")
    plan = company.roster.preview(TEAM, file, knows_title=lambda title: title == "Cook")
    assert plan.untitled == ("Chef", "Waiter")


@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        (
            ["1,A,a@x.org,", "1,B,b@x.org,"],
            [
                "Line 2, employee id: the same person stands in line 3; keep one of them.",
                "Line 3, employee id: the same person stands in line 2; keep one of them.",
            ],
        ),
        (
            ["1,A,a@x.org,", "2,B,A@x.org,"],
            [
                "Line 2, e-mail: the same person stands in line 3; keep one of them.",
                "Line 3, e-mail: the same person stands in line 2; keep one of them.",
            ],
        ),
        (["1,A,a@x.org,1"], ["Line 2, manager id: nobody is their own manager."]),
        (["1,A,a@x.org,A@X.org"], ["Line 2, manager id: nobody is their own manager."]),
        (["1,A,a@x.org,9"], [f"Line 2, manager id: {UNKNOWN}"]),
        (["1,A,a@x.org,Ana Ruiz"], [f"Line 2, manager id: {UNKNOWN}"]),
        (["1,A,a@x.org,boss@x.org"], []),
        (
            ["1,A,a@x.org,2", "2,B,b@x.org,1"],
            [f"Line {line}, manager id: {CIRCLE} lines 2, 3." for line in (2, 3)],
        ),
        (
            ["1,A,a@x.org,", "2,B,b@x.org,3", "3,C,c@x.org,d@x.org", "4,D,d@x.org,2", "5,E,e@x.org,4"],
            [f"Line {line}, manager id: {CIRCLE} lines 3, 4, 5." for line in (3, 4, 5)],
        ),
    ],
)
def test_lines_that_do_not_go_together_are_named(company: Company, lines: list[str], faults: list[str]) -> None:
    plan = company.plan(*lines)
    assert [str(fault) for fault in plan.faults] == faults
    assert len(plan.good) == len(lines) - len(faults)


def test_a_stand_in_must_be_somebody_else_whom_one_knows(listed: Company) -> None:
    head = "id,manager,stand-in,stand-in until"
    plan = listed.plan("1,,1,2027-01-01", "2,1,9,2027-01-01", "3,1,any@x.org,2027-01-01", head=head)
    assert [str(fault) for fault in plan.faults] == [
        "Line 2, stand-in: nobody is their own stand-in.",
        "Line 3, stand-in: this stand-in is neither in the file nor in the list; write their employee id or e-mail.",
    ]


def test_the_manager_is_the_first_named_one_whom_one_knows(listed: Company) -> None:
    head = "id,manager,manager email,manager id"
    plan = listed.plan("2,Ana Ruiz,eva@x.org,99", "3,Ana Ruiz,outside@x.org,99", head=head)
    assert [(match.key, match.manager_key) for match in plan.good] == [("2", "3"), ("3", "outside@x.org")]


def test_a_circle_through_the_list_is_a_fault_of_the_line_that_closes_it(listed: Company) -> None:
    plan = listed.plan(f"{ANA},2")
    assert [str(fault) for fault in plan.faults] == [f"Line 2, manager id: {CIRCLE} line 2."]


def test_a_line_that_falls_out_may_close_a_circle_with_what_the_list_says(listed: Company) -> None:
    plan = listed.plan("2,Sam Okafor,wrong,", f"{ANA},2")
    assert [fault.line for fault in plan.faults] == [2, 3]


def test_somebody_gone_can_not_manage_by_their_employee_id(listed: Company) -> None:
    plan = listed.plan(f"{SAM},1", f"{EVA},", everyone=True)
    assert [str(fault) for fault in plan.faults] == [f"Line 2, manager id: {UNKNOWN}"]
    assert [entry.key for entry in plan.gone] == ["1"]


def test_a_circle_of_many_names_the_first_ten_lines(company: Company) -> None:
    plan = company.plan(*(f"{at},P,p{at}@x.org,{(at + 1) % 12}" for at in range(12)))
    assert str(plan.faults[0]).endswith("look at lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, ….")


def test_circles_are_found_in_chains_of_any_length() -> None:
    chain = {str(at): str(at + 1) for at in range(50_000)}
    assert circles(chain) == []
    assert [len(circle) for circle in circles(chain | {"50000": "25000", "a": "b", "b": "a", "c": "a"})] == [
        25_001,
        2,
    ]
