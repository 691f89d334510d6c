"""Starting goals for somebody whose role the company's list knows."""

from __future__ import annotations

from tests.integration.app.office import START, Office
from tests.integration.app.review import entry

ROLE = "Role and level"
P2, P4 = (f"Account Executive / Field Sales — {level}" for level in ("P2", "P4"))
TITLE = "Account executive"


def lists(office: Office, user: str = "U_SAM", manager: str = "U_ANA", **told: str) -> None:
    office.lists(entry(user, manager, **({"job_title": TITLE, "level": "P4"} | told)))


def picks(office: Office, who: str = "Sam Okafor", *, command: str = "/goals") -> None:
    """Let Ana open the first view and say for whom."""
    office.ana.types(command)
    if command != "/goals":
        office.ana.clicks(START)
    office.ana.picks("Who are these goals for?", who)


def test_the_role_and_level_of_the_list_stand_there_when_the_person_is_picked(office: Office) -> None:
    lists(office)
    picks(office)
    assert office.ana.value(ROLE) == P4
    assert "From the company’s list: Account executive, P4." in office.ana.sees()
    office.ana.submits()
    assert office.goals_of().profile.title == P4


def test_they_stand_there_at_once_for_a_person_named_in_the_command(office: Office) -> None:
    lists(office)
    office.ana.types("/goals <@U_SAM|sam>")
    office.ana.clicks("Start goals for Sam Okafor")
    assert office.ana.value(ROLE) == P4
    assert "From the company’s list" in office.ana.sees()


def test_another_person_brings_their_own_role_and_one_without_brings_none(office: Office) -> None:
    lists(office)
    lists(office, "U_TOM", level="P2")
    picks(office)
    office.ana.picks("Who are these goals for?", "Tom Berg")
    assert office.ana.value(ROLE) == P2
    assert "Account executive, P2." in office.ana.sees()
    office.ana.picks("Who are these goals for?", "Priya Nair")
    assert office.ana.value(ROLE) == ""
    assert "From the company’s list" not in office.ana.sees()


def test_a_role_that_was_typed_is_not_overridden(office: Office) -> None:
    lists(office)
    picks(office, command="/goals account executive P2")
    assert office.ana.value(ROLE) == P2
    assert "From the company’s list" not in office.ana.sees()


def test_a_role_that_was_picked_is_not_overridden_before_or_after(office: Office) -> None:
    lists(office)
    office.ana.types("/goals")
    office.ana.searches(ROLE, "account executive P2")
    office.ana.chooses(ROLE, P2)
    office.ana.picks("Who are these goals for?", "Sam Okafor")
    assert office.ana.value(ROLE) == P2
    office.ana.closes()
    picks(office)
    office.ana.searches(ROLE, "account executive P2")
    office.ana.chooses(ROLE, P2)
    office.ana.chooses("Period", "Q1 2027")
    assert office.ana.value(ROLE) == P2
    assert "From the company’s list" not in office.ana.sees()
    office.ana.submits()
    assert office.goals_of().profile.title == P2


def test_the_period_leaves_the_role_of_the_list_where_it_is(office: Office) -> None:
    lists(office)
    picks(office)
    office.ana.chooses("Period", "Q1 2027")
    assert office.ana.value(ROLE) == P4
    assert "From the company’s list: Account executive, P4." in office.ana.sees()


def test_without_a_level_the_choice_is_open_and_the_roles_levels_come_first(office: Office) -> None:
    lists(office, level="")
    picks(office)
    assert office.ana.value(ROLE) == ""
    said = "From the company’s list: Account executive. It names no level: pick one; this role’s come first."
    assert said in office.ana.sees()
    offered = office.ana.searches(ROLE, "")
    assert offered == [f"Account Executive / Field Sales — P{number}" for number in range(1, 6)]
    assert office.ana.submits() is None
    assert list(office.ana.errors) == [ROLE]
    office.ana.searches(ROLE, "")
    office.ana.chooses(ROLE, P2)
    office.ana.submits()
    assert office.goals_of().profile.title == P2


def test_a_level_that_the_role_does_not_have_is_said(office: Office) -> None:
    lists(office, level="P9")
    picks(office)
    assert office.ana.value(ROLE) == ""
    said = "Account executive, P9. The role library has no such level for it: pick one; what it has comes first."
    assert said in office.ana.sees()


def test_a_title_that_no_role_has_changes_nothing(office: Office) -> None:
    lists(office, job_title="Chef")
    picks(office)
    assert office.ana.value(ROLE) == ""
    assert "From the company’s list" not in office.ana.sees()


def test_the_list_counts_before_the_last_goals_and_those_where_it_leaves_the_level_open(office: Office) -> None:
    office.starts(office.ana, "Sam Okafor", role="/goals account executive P2")
    office.ana.closes()
    lists(office)
    picks(office)
    assert office.ana.value(ROLE) == P4
    office.ana.closes()
    lists(office, level="")
    picks(office)
    assert office.ana.value(ROLE) == P2
    assert "From the company’s list" not in office.ana.sees()


def test_goals_used_for_someone_else_keep_their_role(office: Office) -> None:
    office.drafts(office.ana, "Tom Berg", role="/goals account executive P2")
    office.ana.closes()
    lists(office)
    office.ana.types("/goals team")
    office.ana.clicks("Use for someone else")
    office.ana.picks("Who are these goals for?", "Sam Okafor")
    assert office.ana.value(ROLE) == P2
    assert "From the company’s list" not in office.ana.sees()


def test_a_colleague_does_not_learn_somebodys_title_and_level_by_picking_them(office: Office) -> None:
    lists(office, manager="U_TOM")
    picks(office)
    assert office.ana.value(ROLE) == ""
    assert "Account executive" not in office.ana.reads(office.ana.modals[-1])


def test_five_goals_take_two_actions_fewer_where_the_list_knows_the_role(office: Office) -> None:
    lists(office)
    ana = office.ana
    before = ana.action_count
    ana.types("/goals")
    ana.picks("Who are these goals for?", "Sam Okafor")
    ana.submits()
    ana.submits()
    assert "Goal 1 of 5" in ana.sees()
    assert ana.action_count - before == 4
