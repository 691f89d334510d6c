"""What people type after `/goals`, and what they are told."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from canon.model import Library
from tests.integration.app.office import COMMAND, EXECUTIVE, START, Office
from tests.integration.app.two_people import shared

Lets = Callable[..., AbstractContextManager[Office]]
TWO_SALES_ROLES = """
    format: 1
    canon: {name: Test, tag: TST}
    roles:
      - id: FIELD
        focus: Sales manager / Field
        levels:
          M1: {responsibilities: [Leads the field team.]}
          M2: {responsibilities: [Leads several field teams.]}
      - id: INSIDE
        focus: Sales manager / Inside
        levels:
          M1: {responsibilities: [Leads the inside team.]}
"""


@pytest.mark.parametrize(
    "words",
    [
        "account executive p4",
        "P4 Account Executive",
        "ACCOUNT EXECUTIVE P4",
        "acount exec p4",
        "account executive senior",
        "field sales P4",
        "DIRECT.ACCOUNTEA038.P4",
        "goals for an account executive at level p4",
    ],
)
def test_a_role_is_found_by_what_people_type(office: Office, words: str) -> None:
    office.ana.types(f"/goals {words}")
    assert f"# {EXECUTIVE}" in office.ana.sees()
    assert "[SMART, shown now]" in office.ana.sees()


@pytest.mark.parametrize(
    ("words", "shown"),
    [("okrs", "OKRs"), ("MBO", "MBO areas"), ("scorecard", "Scorecard"), ("Smart", "SMART")],
)
def test_a_layout_is_named_in_the_command_in_any_place(office: Office, words: str, shown: str) -> None:
    for line in (f"/goals acount exec p4 {words}", f"/goals {words} account executive P4"):
        office.ana.types(line)
        assert f"[{shown}, shown now]" in office.ana.reads(office.ana.last_message)


def test_a_role_without_its_level_offers_the_levels(office: Office) -> None:
    ana = office.ana
    ana.types("/goals account executive okrs")
    assert "Which level of Account Executive / Field Sales?" in ana.sees()
    assert "[P1] [P2] [P3] [P4]" in ana.sees()
    ana.clicks("P2")
    assert "# Account Executive / Field Sales — P2" in ana.sees()
    assert "[OKRs, shown now]" in ana.sees()


def test_a_level_that_the_role_lacks_is_named_with_those_it_has(office: Office) -> None:
    office.ana.types("/goals account executive P9")
    assert "has no level “p9”. Which level of Account Executive / Field Sales?" in office.ana.sees()


def test_a_role_that_is_not_there_is_answered_with_the_nearest_and_the_way_to_all(office: Office) -> None:
    office.ana.types("/goals zzz unheard of")
    assert "No role is called “zzz unheard of”." in office.ana.sees()
    assert "“Start goals for someone” lists them all." in office.ana.sees()
    office.ana.clicks(START)
    assert "== Start goals ==" in office.ana.sees()


def test_what_several_roles_could_be_is_asked(lets: Lets, library_of: Callable[[str], Library]) -> None:
    with lets(library=library_of(TWO_SALES_ROLES)) as office:
        office.ana.types("/goals sales manager M1")
        assert "Which one do you mean?" in office.ana.sees()
        office.ana.clicks("Sales manager / Inside — M1")
        assert "Leads the inside team." in office.ana.sees()


def test_help_lists_what_one_can_type(office: Office) -> None:
    for words in ("help", "?", "HELP"):
        office.ana.types(f"/goals {words}")
        assert "What you can type" in office.ana.reads(office.ana.last_message)
        assert "`/goals mine`" in office.ana.reads(office.ana.last_message)


def test_a_subcommand_counts_only_when_it_is_the_whole_text(office: Office) -> None:
    office.ana.types("/goals copy writer")
    assert "No role is called “copy writer”." in office.ana.sees()


def test_words_of_strangers_arrive_as_words(office: Office) -> None:
    office.ana.types("/goals <!channel> *bold* & co")
    assert "No role is called “<!channel> *bold* & co”." in office.ana.sees()


def test_everything_is_for_the_person_alone(office: Office) -> None:
    for line in (COMMAND, "/goals help", "/goals mine", "/goals nobody at all", "/goals copy"):
        office.ana.types(line, channel="C0GENERAL")
    assert all(message.visible_to == "U_ANA" for message in office.ana.messages)
    assert office.sam.messages == []


def test_the_command_alone_asks_for_whom(office: Office) -> None:
    ana = office.ana
    ana.types("/goals")
    assert "== Start goals ==" in ana.sees()
    assert ana.searches("Role and level", "acc exec p4") == [EXECUTIVE]
    ana.chooses("Role and level", EXECUTIVE)
    ana.picks("Who are these goals for?", "Sam Okafor")
    assert ana.value("Role and level") == EXECUTIVE
    ana.submits()
    assert "== Sam’s goals ==" in ana.sees()


def test_the_search_for_a_role_offers_everything_before_a_letter_is_typed(office: Office) -> None:
    office.ana.types("/goals")
    assert EXECUTIVE in office.ana.searches("Role and level", "")


def test_mine_lists_ones_own_drafts_and_team_what_one_writes_for_others(office: Office) -> None:
    ana = office.ana
    for subject in ("Tom Berg", "Ana Ruiz"):
        office.drafts(ana, subject)
        ana.closes()
    for command, here, not_here in (("mine", "Ana Ruiz", "Tom Berg"), ("team", "Tom Berg", "Ana Ruiz")):
        ana.types(f"/goals {command}")
        assert here in ana.reads(ana.last_message)
        assert not_here not in ana.reads(ana.last_message)


def test_mine_lists_what_was_shared_with_a_person_and_from_whom(office: Office) -> None:
    shared(office)
    office.sam.types("/goals mine")
    answer = office.sam.reads(office.sam.last_message)
    assert "Your goals · H1 2027" in answer
    assert "from Ana Ruiz · version 1 · your turn to read" in answer
    office.sam.clicks("Open")
    assert "== Your goals ==" in office.sam.sees()
    office.ana.types("/goals mine")
    assert "No goals here yet." in office.ana.reads(office.ana.last_message)


def test_a_list_leads_to_the_last_page_and_to_the_open_field(office: Office) -> None:
    ana = office.ana
    office.drafts(ana)
    ana.closes()
    ana.types("/goals team")
    ana.clicks("Show")
    assert "0 of 5 filled · kept as a draft" in ana.sees()
    ana.closes()
    ana.clicks("Continue")
    assert "Goal 1 of 5" in ana.sees()


def test_ones_own_goals_are_called_so(office: Office) -> None:
    office.drafts(office.ana, "Ana Ruiz")
    assert "== Your goals ==" in office.ana.sees()


def test_a_person_without_goals_is_one_press_from_the_first(office: Office) -> None:
    ana = office.ana
    ana.types("/goals <@U_TOM|tom>")
    assert "You have no goals for this person yet." in ana.sees()
    ana.clicks("Start goals for Tom Berg")
    assert ana.value("Who are these goals for?") == "Tom Berg"


def test_a_person_with_one_set_of_goals_is_shown_it(office: Office) -> None:
    office.drafts(office.ana)
    office.ana.closes()
    office.ana.types("/goals <@U_TOM|tom>")
    assert "# Tom Berg’s goals · H1 2027" in office.ana.sees()


@pytest.mark.parametrize("who", ["@tom", "<@U_NOBODY>", "<@U0BOT>"])
def test_who_cannot_be_told_is_asked_for_again(office: Office, who: str) -> None:
    office.ana.types(f"/goals {who}")
    assert "I can’t tell who that is." in office.ana.sees()


def test_copy_without_goals_says_the_first_step(office: Office) -> None:
    office.ana.types("/goals copy")
    assert "No goals here yet." in office.ana.sees()


def test_the_layout_of_the_company_comes_first(lets: Lets) -> None:
    with lets(layout="okr") as office:
        office.ana.types(COMMAND)
        assert "[OKRs, shown now]" in office.ana.sees()
