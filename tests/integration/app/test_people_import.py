"""The company's list from a file in a form: looked at, taken, refused; and what review cycles make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from bot.facts.cycle_forms import PeopleChange
from bot.sandbox.faults import Says
from bot.sandbox.people import User
from bot.sandbox.person import Person
from bot.services.cycles.membership import LEFT
from db.facts import Heading, RosterEntry
from tests.integration.app.office import Office
from tests.integration.app.review import MIA, at, launches, running, slots, task, the_cycle

Lets = Callable[..., AbstractContextManager[Office]]
HEAD = "employee id,e-mail,name,manager,team"
SAM, TOM, PRIYA = (
    "1,sam@demo.example,Sam Okafor,ana@demo.example,Sales",
    "2,tom@demo.example,Tom Berg,ana@demo.example,Sales",
    "3,priya@demo.example,Priya Nair,ana@demo.example,Service",
)


@pytest.fixture
def office(lets: Lets) -> Iterator[Office]:
    with lets(runners=MIA) as open_office:
        yield open_office


def file_of(*lines: str, head: str = HEAD) -> bytes:
    return "\r\n".join([head, *lines, ""]).encode("utf-8-sig")


def puts_in(office: Office, content: bytes, *, everyone: bool = False) -> Person:
    """Let Mia put a file into the form and read what comes of it."""
    mia = office.ws.person("U_MIA")
    mia.types("/goals people import")
    assert mia.puts_in("File", "people.csv", content)
    if everyone:
        mia.ticks("This file is everyone: who is not in it is gone")
    mia.submits()
    assert "Reading the file" in mia.sees()
    office.timers.run_out()
    return mia


def applies(office: Office, mia: Person) -> None:
    mia.submits()
    office.timers.run_out()


def listed(office: Office) -> dict[str, RosterEntry]:
    """Return the list by Slack id."""
    with office.goalframe.database.reading() as uow:
        return {entry.user_id: entry for entry in uow.roster.all("T0DEMO")}


def test_a_file_is_looked_at_and_then_taken(office: Office) -> None:
    mia = puts_in(office, file_of(SAM, TOM, PRIYA))
    assert "What would change: 3 new." in mia.sees()
    assert "New: 3\nSam Okafor\nTom Berg\nPriya Nair" in mia.sees()
    assert "All of it is taken at once, or nothing." in mia.sees()
    assert listed(office) == {}
    applies(office, mia)
    assert "Done. The list has 3 people." in mia.sees()
    assert {user: entry.manager for user, entry in listed(office).items()} == dict.fromkeys(
        ("U_SAM", "U_TOM", "U_PRIYA"), "U_ANA"
    )
    mia = puts_in(office, file_of(SAM, TOM, PRIYA))
    assert "There is nothing to change." in mia.sees()
    assert "<Apply>" not in mia.sees()


def test_good_lines_are_taken_without_the_bad_ones(office: Office) -> None:
    bad = "3,no address,Priya Nair,ana@demo.example,Service"
    mia = puts_in(office, file_of(SAM, TOM, bad))
    seen = mia.sees()
    assert "1 fault: these lines are left out." in seen
    assert "Line 4, e-mail: this is no e-mail address; write one such as ana@example.com." in seen
    assert "no address" not in seen
    assert "<Apply the good lines>" in seen
    applies(office, mia)
    assert set(listed(office)) == {"U_SAM", "U_TOM"}


def test_a_file_without_a_good_line_cannot_be_applied(office: Office) -> None:
    mia = puts_in(office, file_of("3,no address,Priya Nair,ana@demo.example,Service"))
    assert "No line of the file can be taken: correct them and put the file in again." in mia.sees()
    assert "<Apply" not in mia.sees()


def test_who_is_missing_stays_unless_the_file_is_everyone_and_then_the_number_is_typed(office: Office) -> None:
    applies(office, puts_in(office, file_of(SAM, TOM, PRIYA)))
    mia = puts_in(office, file_of(SAM, TOM))
    assert "There is nothing to change." in mia.sees()
    mia = puts_in(office, file_of(SAM, TOM), everyone=True)
    assert "Gone: 1\nPriya Nair" in mia.sees()
    for typed in ("", "2", "one"):
        mia.enters("How many are gone", typed)
        mia.submits()
        assert list(mia.errors) == ["How many are gone"]
    assert mia.errors["How many are gone"] == "1 of 3 people would be gone. Type the number if that is right."
    mia.enters("How many are gone", "1")
    applies(office, mia)
    assert "Done. The list has 2 people." in mia.sees()
    assert set(listed(office)) == {"U_SAM", "U_TOM"}


def test_headings_that_nobody_knows_are_asked_for_once(office: Office) -> None:
    mia = puts_in(office, file_of(SAM, TOM, head="employee id,Adresse,name,Vorgesetzter,Kostenstelle"))
    assert "Which of them says this?" in mia.sees()
    assert "New people are found in Slack by their e-mail." in mia.sees()
    mia.chooses("Their e-mail", "Adresse")
    mia.chooses("Their manager", "Vorgesetzter")
    mia.submits()
    office.timers.run_out()
    assert "What would change: 2 new." in mia.sees()
    assert "Columns that are not read: 1\nKostenstelle" in mia.sees()
    applies(office, mia)
    assert "Done. The list has 2 people." in mia.sees()


GERMAN = "employee id,Adresse,name,Vorgesetzter,Kostenstelle"
SAID = "“Adresse” is read as e-mail and “Vorgesetzter” as manager, as you said before."
ANEW = "Say what columns mean"


def says_what_columns_mean(
    office: Office, mia: Person, *, email: str = "Adresse", manager: str = "Vorgesetzter"
) -> None:
    mia.chooses("Their e-mail", email)
    mia.chooses("Their manager", manager)
    mia.submits()
    office.timers.run_out()


def test_what_was_said_of_headings_is_not_asked_again(office: Office) -> None:
    mia = puts_in(office, file_of(SAM, TOM, head=GERMAN))
    says_what_columns_mean(office, mia)
    assert SAID not in mia.sees()
    applies(office, mia)
    mia.closes(everything=True)
    mia = puts_in(office, file_of(SAM, PRIYA, head=GERMAN.upper()))
    assert SAID.replace("Adresse", "ADRESSE").replace("Vorgesetzter", "VORGESETZTER") in mia.sees()
    assert "New: 1\nPriya Nair" in mia.sees()
    applies(office, mia)
    assert "Done. The list has 3 people." in mia.sees()
    assert listed(office)["U_PRIYA"].manager == "U_ANA"


def test_what_was_said_of_a_file_that_was_not_taken_is_asked_again(office: Office) -> None:
    mia = puts_in(office, file_of(SAM, TOM, head=GERMAN))
    says_what_columns_mean(office, mia)
    mia.closes(everything=True)
    assert "Which of them says this?" in puts_in(office, file_of(SAM, TOM, head=GERMAN)).sees()


def test_what_headings_mean_can_be_said_anew(office: Office) -> None:
    mia = puts_in(office, file_of(SAM, TOM, head=GERMAN))
    says_what_columns_mean(office, mia)
    applies(office, mia)
    mia.closes(everything=True)
    head = "employee id,Adresse,name,Vorgesetzter,Chefin"
    lines = [f"{line.rpartition(',')[0]},sam@demo.example" for line in (TOM, PRIYA)]
    mia = puts_in(office, file_of(*lines, head=head))
    mia.clicks(ANEW)
    assert "Reading the file" in mia.sees()
    office.timers.run_out()
    seen = mia.sees()
    assert "Which columns of the file say this?" in seen
    assert "[Their e-mail: Adresse]" in seen
    assert "[Or their employee id: employee id]" in seen
    assert "[Their manager: Vorgesetzter]" in seen
    says_what_columns_mean(office, mia, manager="Chefin")
    assert "“Adresse” is read as e-mail, as you said before." in mia.sees()
    assert "Columns that are not read: 1\nVorgesetzter" in mia.sees()
    applies(office, mia)
    assert listed(office)["U_PRIYA"].manager == "U_SAM"
    mia.closes(everything=True)
    assert "is read as e-mail and “Chefin” as manager, as you said" in puts_in(office, file_of(SAM, head=head)).sees()


def looks_anew(office: Office, mia: Person) -> None:
    mia.clicks(ANEW)
    office.timers.run_out()


def says(office: Office, mia: Person, label: str, *headings: str) -> None:
    """Let somebody pick this heading in the form of the columns, or none, and go on."""
    mia.chooses(label, *headings)
    mia.submits()
    office.timers.run_out()


def test_a_column_that_is_not_read_can_be_said_though_all_needed_ones_are_known(office: Office) -> None:
    mia = puts_in(office, file_of(f"{SAM},Chef", head=f"{HEAD},Stellenbezeichnung"))
    assert "Columns that are not read: 1\nStellenbezeichnung" in mia.sees()
    looks_anew(office, mia)
    says(office, mia, "Their job title", "Stellenbezeichnung")
    assert "Job titles that match no role: 1\nChef" in mia.sees()
    assert "Columns that are not read" not in mia.sees()


def test_a_column_that_was_put_aside_can_be_picked_again(office: Office) -> None:
    head = "E-Mail,manager,Kostenstelle"
    mia = puts_in(office, file_of("sam@demo.example,ana@demo.example,7", head=head))
    looks_anew(office, mia)
    says(office, mia, "Their e-mail")
    assert "Which columns of the file say this?" in mia.sees()
    says(office, mia, "Their e-mail", "E-Mail")
    assert "New: 1\nsam@demo.example" in mia.sees()


def test_the_manager_is_read_from_the_column_that_was_picked(office: Office) -> None:
    head = "employee id,e-mail,Manager ID,Manager E-Mail,Boss"
    lines = ["1,sam@demo.example,9,tom@demo.example,ana@demo.example"]
    mia = puts_in(office, file_of(*lines, head=head))
    looks_anew(office, mia)
    says(office, mia, "Their manager", "Boss")
    assert "Columns that are not read: 2\nManager ID\nManager E-Mail" in mia.sees()
    applies(office, mia)
    assert listed(office)["U_SAM"].manager == "U_ANA"
    mia.closes(everything=True)
    again = puts_in(office, file_of(*lines, head=head))
    assert "“Boss” is read as manager, as you said before." in again.sees()
    assert "There is nothing to change." in again.sees()


def test_a_column_that_was_left_out_is_left_out_of_the_next_file(office: Office) -> None:
    head, lines = "employee id,e-mail,manager,Role,Nr", ["1,sam@demo.example,ana@demo.example,Chef,7"]
    mia = puts_in(office, file_of(*lines, head=head))
    looks_anew(office, mia)
    says(office, mia, "Their job title")
    applies(office, mia)
    mia.closes(everything=True)
    mia = puts_in(office, file_of(*lines, head=head))
    assert "Columns that are not read: 2\nRole\nNr" in mia.sees()
    looks_anew(office, mia)
    says(office, mia, "Their job title", "Role")
    assert "Job titles that match no role: 1\nChef" in mia.sees()


def test_what_was_said_of_headings_goes_with_a_list_that_could_not_be_taken(office: Office) -> None:
    mia = puts_in(office, file_of(SAM, TOM, head=GERMAN))
    says_what_columns_mean(office, mia)
    office.ws.faults.add("users.lookupByEmail", Says("internal_error"), times=9)
    applies(office, mia)
    assert listed(office) == {}
    with office.goalframe.database.reading() as uow:
        assert uow.headings.all("T0DEMO") == ()


def test_another_organisers_words_are_named_as_theirs(lets: Lets) -> None:
    with lets(runners=MIA | {"U_TOM"}) as office:
        tom = office.goalframe.services.people.actor("T0DEMO", "U_TOM")
        with office.goalframe.database.writing() as uow:
            uow.headings.put_all([Heading("T0DEMO", "adresse", "e-mail", tom.user_id, office.now[0])])
            uow.headings.put_all([Heading("T0DEMO", "vorgesetzter", "manager", tom.user_id, office.now[0])])
            uow.commit()
        seen = puts_in(office, file_of(SAM, head=GERMAN)).sees()
        assert SAID.replace("you", "Tom Berg") in seen


def test_headings_that_are_read_otherwise_by_now_are_shown_before_anything_is_taken(office: Office) -> None:
    mia = puts_in(office, file_of(SAM, TOM, head=f"{HEAD},Chefin"))
    with office.goalframe.database.writing() as uow:
        said = [Heading("T0DEMO", "chefin", "stand-in", "", office.now[0])]
        uow.headings.put_all(said)
        uow.commit()
    applies(office, mia)
    assert "Nothing was changed; look again." in mia.sees()
    assert listed(office) == {}


def test_people_without_an_e_mail_are_said_to_be_out_of_slacks_reach(office: Office) -> None:
    mia = puts_in(office, file_of("1,Sam Okafor,2", "2,Ana Ruiz,", head="employee id,name,manager"))
    applies(office, mia)
    assert "2 people have no e-mail in the list, so Slack can’t find them." in mia.sees()


def test_an_unknown_column_of_the_person_is_asked_for_as_well(office: Office) -> None:
    mia = puts_in(office, file_of("sam@demo.example,ana@demo.example", head="Adresse,Chefin"))
    mia.chooses("Their e-mail", "Adresse")
    mia.chooses("Their manager", "Chefin")
    mia.submits()
    office.timers.run_out()
    assert "New: 1\nsam@demo.example" in mia.sees()


def test_a_heading_is_not_two_things(office: Office) -> None:
    mia = puts_in(office, file_of("sam@demo.example,ana@demo.example", head="Adresse,Chefin"))
    mia.chooses("Their e-mail", "Adresse")
    mia.chooses("Their manager", "Adresse")
    mia.submits()
    assert mia.errors == {"Their manager": "This column is picked twice: each says one thing."}
    assert "Which of them says this?" in mia.sees()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (file_of(), "The file has a header and nobody below it."),
        ("name,e-mail,manager\nJürgen,j@x.example,\n".encode("latin-1"), "The file is not in UTF-8"),
    ],
)
def test_a_file_that_is_no_list_is_said(office: Office, content: bytes, words: str) -> None:
    mia = puts_in(office, content)
    assert words in mia.sees()


def test_a_file_that_is_gone_and_a_scope_that_is_missing_are_said(office: Office) -> None:
    for error, words in (("file_not_found", "put it in again"), ("missing_scope", "has to add the scope files:read")):
        office.ws.faults.add("files.info", Says(error))
        assert words in puts_in(office, file_of(SAM)).sees()
        office.ws.person("U_MIA").closes(everything=True)


def test_slack_that_does_not_show_the_view_again_is_a_line_in_the_log(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    mia = office.ws.person("U_MIA")
    mia.types("/goals people import")
    mia.puts_in("File", "people.csv", file_of(SAM))
    mia.submits()
    office.ws.faults.add("views.update", Says("internal_error"))
    office.timers.run_out()
    assert "Reading the file" in mia.sees()
    assert "a view of an import could not be shown: SlackApiError" in caplog.text


def test_a_list_that_changed_meanwhile_is_not_overwritten(office: Office) -> None:
    mia = puts_in(office, file_of(SAM, TOM))
    office.lists(RosterEntry("T0DEMO", "9", "eva@demo.example", "Eva Lind", ""))
    applies(office, mia)
    assert "The list of people has changed since this was shown. Nothing was changed; look again." in mia.sees()
    assert set(listed(office)) == {""}


def test_an_organiser_who_would_become_a_manager_needs_a_second_one(office: Office) -> None:
    mia = puts_in(office, file_of(SAM.replace("ana@", "mia@")))
    applies(office, mia)
    assert "A second organiser has to agree." in mia.sees()
    assert "Nothing was changed." in mia.sees()
    assert "Nobody else organises reviews." in mia.sees()
    assert "Or whoever runs Goalframe imports the list with --agree." in mia.sees()
    assert listed(office) == {}


def test_what_stands_in_the_file_is_in_no_log_and_no_table_but_the_list(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "9,,Zitronenfalter Nine,nobody@demo.example,Sales"
    puts_in(office, file_of(SAM, secret, "10,broken Zitronenfalter,x,,Sales"))
    assert "Zitronenfalter" not in caplog.text
    office.goalframe.database.check()
    file = str(office.goalframe.database.engine.url.database)
    assert b"Zitronenfalter" not in Path(file).read_bytes()


def test_nobody_but_organisers_learns_that_there_is_a_list(office: Office) -> None:
    for who in (office.ana, office.sam):
        who.types("/goals people import")
        assert "There is nothing here for you." in who.sees()
        assert who.modal is None


def test_many_new_people_are_found_in_slacks_own_list(office: Office) -> None:
    for number in range(14):
        office.ws.add_user(User(f"U_N{number}", f"n{number}", f"Person {number}", f"n{number}@demo.example"))
    lines = [f"{number},n{number}@demo.example,Person {number},ana@demo.example,Sales" for number in range(14)]
    before = office.calls("users.lookupByEmail")
    applies(office, puts_in(office, file_of(*lines)))
    assert office.calls("users.lookupByEmail") - before == 10
    assert {f"U_N{number}" for number in range(14)} <= set(listed(office))


def test_what_would_change_in_a_running_cycle_is_seen_before_and_follows(office: Office) -> None:
    applies(office, puts_in(office, file_of(SAM, TOM)))
    mia = office.ws.person("U_MIA")
    mia.closes(everything=True)
    launches(mia)
    moved = SAM.replace("ana@", "tom@")
    mia = puts_in(office, file_of(moved, PRIYA), everyone=True)
    seen = mia.sees()
    assert "H1 2027 goals\nAnother manager: 1 (Sam Okafor)\nLeave: 1 (Tom Berg)\nJoin: 1 (Priya Nair)" in seen
    mia.enters("How many are gone", "1")
    applies(office, mia)
    assert "Managers who count one working day later, unless it is stopped: 1\nSam Okafor: Tom Berg" in mia.sees()
    office.plans()
    with office.goalframe.database.reading() as uow:
        inside = {one.user_id: one.reason for one in uow.cycles.members("T0DEMO", the_cycle(office).id)}
    assert inside == {"U_SAM": "", "U_TOM": LEFT, "U_PRIYA": ""}
    assert {one.reason for one in slots(office) if one.subject == "U_TOM"} == {"nobody is waited for here any more"}


def test_who_was_not_in_the_file_by_mistake_is_in_the_cycle_again_with_the_next_one(office: Office) -> None:
    applies(office, puts_in(office, file_of(SAM, TOM)))
    office.ws.person("U_MIA").closes(everything=True)
    launches(office.ws.person("U_MIA"))
    mia = puts_in(office, file_of(SAM), everyone=True)
    mia.enters("How many are gone", "1")
    applies(office, mia)
    office.plans()
    assert task(office, "U_TOM").reason == LEFT
    mia.closes(everything=True)
    mia = puts_in(office, file_of(SAM, TOM), everyone=True)
    assert "H1 2027 goals\nJoin: 1 (Tom Berg)" in mia.sees()
    applies(office, mia)
    office.plans()
    assert (task(office, "U_TOM").person, task(office, "U_TOM").state) == ("U_ANA", "open")


def test_whom_an_organiser_took_out_joins_with_no_file(office: Office) -> None:
    applies(office, puts_in(office, file_of(SAM, TOM)))
    mia, services = office.ws.person("U_MIA"), office.goalframe.services
    mia.closes(everything=True)
    launches(mia)
    actor = services.people.actor("T0DEMO", "U_MIA")
    services.cycles.organising.set_people(actor, the_cycle(office).id, PeopleChange((), ("U_TOM",), "has left"))
    mia = puts_in(office, file_of(SAM, TOM.replace("ana@", "sam@")))
    assert "Join" not in mia.sees()
    applies(office, mia)
    office.plans()
    assert (task(office, "U_TOM").state, task(office, "U_TOM").reason) == ("excused", "has left")


def test_reports_of_a_manager_who_is_gone_are_the_organisers(office: Office) -> None:
    running(office)
    assert task(office, "U_SAM").person == "U_ANA"
    gone = "U_ANA,ana@demo.example,Ana Ruiz,,Sales,2027-01-11"
    mia = puts_in(office, file_of(gone, head=f"{HEAD},last day"))
    applies(office, mia)
    office.until(at("01-13", 9), every=12)
    assert {task(office, user).person for user in ("U_SAM", "U_TOM", "U_PRIYA")} == {"U_MIA"}
