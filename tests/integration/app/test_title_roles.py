"""Job titles that match no role, from an import's preview to the first view of new goals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest

from bot.sandbox.faults import Says
from bot.sandbox.person import Person
from bot.views.state import TitlesPlace, decode, encode
from canon.model import Library
from tests.integration.app.office import Office
from tests.integration.app.review import MIA, entry
from tests.integration.app.test_people_import import applies, file_of, listed, puts_in

Lets = Callable[..., AbstractContextManager[Office]]
HEAD = "employee id,e-mail,name,manager,job title,level"
SAM, TOM, PRIYA = (
    "1,sam@demo.example,Sam Okafor,ana@demo.example,Sr. AE,P4",
    "2,tom@demo.example,Tom Berg,ana@demo.example,Chef,",
    "3,priya@demo.example,Priya Nair,ana@demo.example,SR AE,P2",
)
ASK = "Say which roles these are"
NAME = "Account Executive / Field Sales"
P4 = f"{NAME} — P4"
TWO_ROLES = """
format: 1
canon: {name: Made, tag: MAD}
roles:
  - id: cook
    focus: Cook
    levels: {P1: {responsibilities: [Cooks.]}, P2: {responsibilities: [Cooks well.]}}
  - id: waiter
    focus: Waiter
    levels: {P1: {responsibilities: [Serves.]}}
"""


@pytest.fixture
def office(lets: Lets) -> Iterator[Office]:
    with lets(runners=MIA) as open_office:
        yield open_office


def asks(office: Office, *lines: str) -> Person:
    """Let Mia put in a file and open the question about its titles."""
    mia = puts_in(office, file_of(*lines, head=HEAD))
    mia.clicks(ASK)
    assert "Reading the file" in mia.reads(mia.modals[-1])
    office.timers.run_out()
    return mia


def chooses(mia: Person, title: str, words: str = "account executive", role: str = NAME) -> None:
    mia.searches(title, words)
    mia.chooses(title, role)


def top(person: Person) -> str:
    return person.reads(person.modals[-1])


def said(office: Office) -> dict[str, str]:
    """Return the roles that titles mean, as they were said."""
    with office.goalframe.database.reading() as uow:
        return {one.title: one.role_id for one in uow.titles.all("T0DEMO")}


def test_titles_are_mapped_once_whether_or_not_the_list_is_taken(office: Office) -> None:
    mia = asks(office, SAM, TOM, PRIYA)
    assert "Job titles that match no role: 3\nChef\nSR AE\nSr. AE" in mia.reads(mia.modals[0])
    seen = top(mia)
    assert seen.index("Sr. AE") < seen.index("2 people") < seen.index("Chef") < seen.index("1 person")
    assert "What you save counts at once, even if the list is not taken" in seen
    chooses(mia, "Sr. AE")
    mia.submits()
    assert f"Saved. Job titles and what they mean from now on:\nSr. AE: {NAME}" in top(mia)
    assert "1 job title left open. The next import asks again." in top(mia)
    assert said(office) == {"Sr. AE": "DIRECT.ACCOUNTEA038"}
    assert listed(office) == {}
    office.timers.run_out()
    mia.closes()
    assert "Job titles that match no role: 1\nChef" in top(mia)
    mia.closes()
    mia = puts_in(office, file_of(SAM, PRIYA, head=HEAD))
    assert "match no role" not in mia.sees()
    assert ASK not in mia.sees()


def test_the_preview_can_still_be_applied_after_it_and_the_role_stands_in_new_goals(office: Office) -> None:
    mia = asks(office, SAM)
    chooses(mia, "Sr. AE")
    mia.submits()
    office.timers.run_out()
    mia.closes()
    applies(office, mia)
    assert "Done. The list has 1 person." in mia.sees()
    office.ana.types("/goals")
    office.ana.picks("Who are these goals for?", "Sam Okafor")
    assert office.ana.value("Role and level") == P4
    assert "From the company’s list: Sr. AE, P4." in office.ana.sees()
    office.ana.submits()
    assert office.goals_of().profile.title == P4


def test_many_titles_are_asked_ten_at_a_time(office: Office) -> None:
    mia = asks(office, *(f"{n},p{n}@demo.example,P{n},,Title {n:02}," for n in range(12)))
    assert "Titles 1 to 10 of 12 that are open." in top(mia)
    assert "Title 10" not in top(mia)
    chooses(mia, "Title 03")
    mia.submits()
    office.timers.run_out()
    assert "Saved: 1 job title." in top(mia)
    assert "Titles 10 to 11 of 11 that are open." in top(mia)
    assert mia.value("Title 10") == ""
    chooses(mia, "Title 11")
    mia.submits()
    assert "10 job titles left open." in top(mia)
    assert set(said(office)) == {"Title 03", "Title 11"}


def test_titles_that_another_organiser_maps_meanwhile_let_none_be_passed_over(office: Office) -> None:
    mia = asks(office, *(f"{n},p{n}@demo.example,P{n},,Title {n:02}," for n in range(12)))
    office.goalframe.services.title_roles.keep("T0DEMO", "U_TOM", {"Title 03": "DIRECT.ACCOUNTEA038"})
    mia.submits()
    office.timers.run_out()
    assert "Titles 10 to 11 of 11 that are open." in top(mia)
    assert mia.value("Title 10") == mia.value("Title 11") == ""


def test_leaving_all_open_keeps_nothing(office: Office) -> None:
    mia = asks(office, SAM)
    mia.submits()
    assert "No role was chosen, so nothing was saved." in top(mia)
    assert said(office) == {}


def test_the_search_begins_with_the_names_most_like_the_title(
    lets: Lets, library_of: Callable[[str], Library]
) -> None:
    with lets(runners=MIA, library=library_of(TWO_ROLES)) as office:
        mia = asks(office, SAM.replace("Sr. AE", "Waitress"))
        assert mia.searches("Waitress", "") == ["Waiter", "Cook"]
        assert mia.searches("Waitress", "co") == ["Cook"]
        assert mia.searches("Waitress", "zzz") == []


def test_a_role_that_went_meanwhile_is_said_under_its_field_and_nothing_is_kept(
    office: Office, library_of: Callable[[str], Library]
) -> None:
    mia = asks(office, SAM, TOM)
    for title in ("Sr. AE", "Chef"):
        chooses(mia, title)
    office.goalframe.services.roles.swap(library_of(TWO_ROLES))
    mia.submits()
    assert mia.errors == dict.fromkeys(("Sr. AE", "Chef"), "The role library no longer has this role. Pick another.")
    assert said(office) == {}
    chooses(mia, "Sr. AE", "cook", "Cook")
    chooses(mia, "Chef", "cook", "Cook")
    mia.submits()
    assert set(said(office).values()) == {"cook"}


def test_a_mapped_role_that_the_library_has_no_longer_is_asked_about_again(
    office: Office, library_of: Callable[[str], Library]
) -> None:
    mia = asks(office, SAM)
    chooses(mia, "Sr. AE")
    mia.submits()
    mia.closes(everything=True)
    office.timers.run_out()
    office.lists(entry("U_SAM", "U_ANA", job_title="Sr. AE", level="P4"))
    office.goalframe.services.roles.swap(library_of(TWO_ROLES))
    assert "Job titles that match no role: 1\nSr. AE" in puts_in(office, file_of(SAM, head=HEAD)).sees()
    office.ana.types("/goals")
    office.ana.picks("Who are these goals for?", "Sam Okafor")
    assert "From the company’s list" not in office.ana.sees()


def test_a_file_that_is_gone_meanwhile_is_said(office: Office) -> None:
    mia = puts_in(office, file_of(SAM, head=HEAD))
    office.ws.faults.add("files.info", Says("file_not_found"))
    mia.clicks(ASK)
    office.timers.run_out()
    assert "put it in again" in top(mia)


def test_titles_mapped_meanwhile_leave_nothing_to_ask(office: Office) -> None:
    mia = puts_in(office, file_of(SAM, head=HEAD))
    office.goalframe.services.title_roles.keep("T0DEMO", "U_MIA", {"Sr. AE": "DIRECT.ACCOUNTEA038"})
    mia.clicks(ASK)
    office.timers.run_out()
    assert "Every job title of the file matches a role now." in top(mia)


def test_a_view_of_another_making_keeps_nothing_and_says_so(office: Office) -> None:
    mia = asks(office, SAM)
    chooses(mia, "Sr. AE")
    shown = mia.modals[-1].view
    place = decode(TitlesPlace, shown["private_metadata"])
    shown["private_metadata"] = encode(replace(place, titles="[7]"))
    mia.submits()
    assert list(mia.errors.values()) == ["This button is from an older version. Type the command to start again."]
    assert said(office) == {}


def test_the_question_stands_in_the_previews_place_where_slack_stacks_no_more(office: Office) -> None:
    mia = puts_in(office, file_of(SAM, head=HEAD))
    office.ws.faults.add("views.push", Says("push_limit_reached"))
    mia.clicks(ASK)
    office.timers.run_out()
    assert len(mia.modals) == 1
    chooses(mia, "Sr. AE")
    mia.submits()
    office.timers.run_out()
    assert f"Sr. AE: {NAME}" in top(mia)
    assert said(office) == {"Sr. AE": "DIRECT.ACCOUNTEA038"}
