"""Two people and their goals in the demo's page: shared, discussed, confirmed, checked, read by HR."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.browser.running import plain, running
from tests.browser.sharing_page import ANA, MIA, SAM, SharingPage
from tests.browser.test_small_and_dark import INKS
from tests.browser.window import Window
from tests.project.pins import ROOT

pytestmark = pytest.mark.browser

NOTE = "Let’s go through these on Thursday."
WHY_NOT = "We need it before the half ends; I take the reporting off you."
GOALS = "demo-u_sam"
NARROW = (400, 850)


def test_a_dialogue_ends_in_two_equal_receipts_and_a_changed_letter_is_found(window: Window, tmp_path: Path) -> None:
    data, receipt = tmp_path / "demo", tmp_path / "receipt.txt"
    with running(data) as url:
        page = SharingPage(window, url)
        page.opens()
        ana_shares_with_a_field_open(page)
        sam_asks_for_changes(page)
        ana_takes_one_and_keeps_one(page)
        sam_sees_what_changed_and_confirms(page)
        receipt.write_bytes(page.saved())
        page.comes_to(ANA)
        page.sees("version 2 shared", "read and confirmed")
        page.clicks("1 reply")
        assert page.saved() == receipt.read_bytes()
        assert "Sam Okafor wrote: “Thank you.”" in receipt.read_text(encoding="utf-8")
        says(verify(receipt, data), "Unchanged since ", "The database has it too: version 2 is the current one.")
        says(verify(GOALS, data), "Version 2 is the current one.")
    change_one_character(data)
    refuses(verify(GOALS, data), "This was changed after it was confirmed: version 2: goal 2.")
    refuses(verify(receipt, data), "In the database this was changed after it was confirmed: goal 2.")
    says(verify(receipt, tmp_path / "nowhere"), "Unchanged since ")
    with running(data) as url:
        page = SharingPage(window, url)
        page.opens()
        page.comes_to(SAM)
        page.clicks("Check this receipt")
        page.sees("Not what was confirmed on ", "This was changed since: goal 2.", "Tell HR, and compare your copy.")


def ana_shares_with_a_field_open(page: SharingPage) -> None:
    page.takes_up_sams_draft()
    page.fills_the_rest()
    page.clicks("Share with Sam")
    page.sees("Sam Okafor gets version 1 of these goals.", "1 field is open: baseline of goal 5.")
    page.sees("Sam is asked first whether you are their manager; no text is shown before.")
    page.enters("A note to Sam", NOTE)
    page.clicks("Share")
    page.sees("Please complete this required field.")
    page.clicks_on_choice("Share with 1 field left open")
    page.clicks("Share")
    page.sees("Shared. Sam has it now.", "You can take version 1 back until Sam answers.")
    page.leaves("Close")
    page.sees("Goals for Sam Okafor · H1 2027 · version 1 shared")


def sam_asks_for_changes(page: SharingPage) -> None:
    page.comes_to(SAM)
    page.sees("Ana Ruiz wants to share goals with you as your manager.")
    page.sees_not("Owns and grows")
    page.clicks("Show them")
    page.sees(f"Ana wrote: “{NOTE}”", "Owns and grows", "Ana left 1 field open: the baseline of goal 5.")
    page.clicks("Ask for changes")
    page.sees("Which goals should change?")
    page.ticks(2, 4)
    page.clicks("Next")
    page.sees("Now: Baseline: 22 % of deals won, last 12 months · Target: 30 % of deals won")
    page.writes("Target you propose", 1, "26 % of deals won")
    page.writes("Why", 1, "The new price list comes only in March.")
    page.writes("Due date you propose", 2, "2027-09-30")
    page.writes("Why", 2, "Order management moves to a new system in May.")
    page.clicks("Send")
    page.is_without_dialog()
    page.sees("You asked for changes to goals 2 and 4 on ")


def ana_takes_one_and_keeps_one(page: SharingPage) -> None:
    page.comes_to(ANA)
    page.sees("Sam Okafor asked for changes to goals 2 and 4")
    page.clicks("Answer")
    page.sees("target 30 % of deals won → 26 % of deals won", "→ 2027-09-30")
    page.chooses("Take it", 1)
    page.chooses("Keep mine", 2)
    page.clicks("Send answer")
    page.sees("Write an answer: Sam Okafor reads it.")
    page.writes("Answer to Sam", 2, WHY_NOT)
    page.clicks("Send answer")
    page.sees("version 2", "What changed since version 1", "Goal 2, target: 30 % of deals won → 26 % of deals won")
    page.leaves("Close")


def sam_sees_what_changed_and_confirms(page: SharingPage) -> None:
    page.comes_to(SAM)
    page.sees("Ana Ruiz shared version 2 of your goals for H1 2027.")
    page.sees("What changed since you last saw it", "Goal 2, target: 30 % of deals won → 26 % of deals won")
    page.sees("taken, target 26 % of deals won", f"kept as it was. The answer: “{WHY_NOT}”")
    page.confirms("Thank you.")
    page.sees("goals-sam-okafor-h1-2027-v2.txt")
    page.clicks("Check this receipt")
    page.sees("Unchanged since ", "This is the version in force.")
    page.leaves("Close")


def verify(what: Path | str, data: Path) -> subprocess.CompletedProcess[str]:
    """Run `goalframe verify` beside a demo's folder."""
    command = [sys.executable, "-m", "bot", "verify", str(what), "--database", f"sqlite:///{data / 'goalframe.db'}"]
    return subprocess.run(command, cwd=ROOT, env=plain(), capture_output=True, text=True, check=False)


def says(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert (done.returncode, done.stderr) == (0, "")
    assert [missing for missing in words if missing not in done.stdout] == []


def refuses(done: subprocess.CompletedProcess[str], words: str) -> None:
    assert done.returncode == 1
    assert words in done.stderr


def change_one_character(data: Path) -> None:
    """Write 27 where 26 was confirmed, past everything that the app would refuse."""
    with closing(sqlite3.connect(data / "goalframe.db")) as database, database:
        words = (
            "UPDATE revisions SET content = replace(content, '26 % of', '27 % of') WHERE sheet_id = ? AND number = 2"
        )
        assert database.execute(words, [GOALS]).rowcount == 1


def test_a_reader_gives_a_reason_and_each_reading_is_listed_for_the_employee(window: Window, demo: str) -> None:
    page = SharingPage(window, demo)
    page.opens()
    page.shares_at_once()
    page.is_met()
    page.comes_to(MIA)
    page.types("/goals @Sam Okafor")
    page.sees("You can read what was shared with Sam Okafor, after you give a reason.")
    page.clicks("Pick goals and a reason")
    page.picks("Which goals", "H1 2027")
    page.picks("Why you read them", "Audit")
    page.enters("More about it", "Yearly sample")
    page.clicks("Read")
    page.sees("Sam Okafor’s goals · H1 2027", "Owns and grows", "€1.9M booked, last 12 months")
    page.sees_not("Change these goals")
    page.sees_not("Confirm I’ve read it")
    page.leaves("Close")
    page.comes_to(SAM)
    page.picks_from_more("Show in another layout")
    page.clicks("Who has read this")
    page.sees("Mia Vogt, ", "version 1", "Reason: Audit: Yearly sample")


def test_home_says_to_each_what_is_theirs_to_do(window: Window, demo: str) -> None:
    page = SharingPage(window, demo)
    page.opens()
    page.comes_home(ANA)
    page.sees("To do now", "Answer Priya’s request", "Drafts: 1 · waiting for an answer: 1", "HR readers: Mia Vogt.")
    page.comes_home(SAM)
    page.sees("Nothing here yet.", "Start goals for someone")
    page.shares_at_once()
    page.comes_home(SAM)
    page.sees("Ana Ruiz wants to share goals with you as your manager", "Not my manager")
    page.sees_not("Owns and grows")
    page.clicks("Show them")
    page.sees("Read and confirm your goals · from Ana Ruiz · H1 2027", "Your goals · H1 2027")
    page.comes_home(ANA)
    page.sees("Waiting for an answer: 2")
    page.comes_home(MIA)
    page.sees("You are an HR reader", "You are a review organiser: you see names, dates and status")
    for name in ("Sam Okafor", "Priya Nair"):
        assert name not in page.window.text("#home")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_a_dialogue_is_in_reach_and_readable(window: Window, demo: str, scheme: str) -> None:
    window.becomes(NARROW, touch=True)
    window.colours(scheme)
    page = SharingPage(window, demo)
    page.opens()
    page.shares_at_once()
    page.comes_to(SAM)
    page.sees("wants to share goals")
    fits(page)
    page.is_met()
    fits(page)
    for words, shown in (("Comment", "About"), ("Who can read this", "HR readers"), ("I won’t confirm", "Reason")):
        page.picks_from_more(words)
        page.sees(shown)
        fits(page)
        page.leaves("Close")
    page.clicks("Ask for changes")
    page.ticks(2)
    fits(page)
    page.clicks("Next")
    page.sees("Target you propose")
    fits(page)
    page.leaves("Close")
    page.picks_from_more("Show in another layout")
    page.lays_open("OKRs")
    fits(page)
    page.clicks("Versions")
    page.sees("In force.")
    fits(page)
    page.clicks_on("#modal .x")
    page.is_without_dialog()
    page.confirms("Thank you.")
    fits(page)
    for user in (ANA, SAM, MIA):
        page.comes_home(user)
        page.sees("Who can read this")
        fits(page)


def fits(page: SharingPage) -> None:
    """Hold that nothing is to be scrolled sideways and every word stands out from its paper."""
    assert page.too_wide() == []
    assert page.window.run(INKS) == []
