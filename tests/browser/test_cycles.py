"""A review cycle in the demo’s page: looked at, launched, put off, done, and the late reminded of by hand."""

from __future__ import annotations

import pytest

from tests.browser.cycles_page import CyclesPage
from tests.browser.sharing_page import ANA, MIA, SAM
from tests.browser.test_sharing import NARROW, fits
from tests.browser.window import Window

pytestmark = pytest.mark.browser

WORDS = "We close this step on Friday."


def test_twenty_people_are_launched_reminded_and_the_late_ones_asked_by_hand(window: Window, demo: str) -> None:
    page = CyclesPage(window, demo)
    page.opens()
    page.shares_at_once()
    page.is_met()
    mia_looks_before_she_launches(page)
    page.passes_to_the_next_morning()
    ana_puts_her_reminder_off(page)
    sam_does_what_he_is_reminded_of(page)
    mia_reminds_who_is_late(page)
    page.passes_to_the_next_morning()
    page.comes_to(ANA)
    page.sees(f"Mia Vogt wrote: “{WORDS}”", "2 working days late", "rule: 2 working days after the due")
    page.comes_to(SAM)
    page.sees_not(WORDS)


def mia_looks_before_she_launches(page: CyclesPage) -> None:
    page.sees_what_it_would_send()
    page.sees("How many people get a message, day by day", ": 10 people", "the first messages go out on ")
    page.sees_not("to do for ")
    page.picks_person("Look up a person", "Ivan Petrov")
    page.sees("What Ivan Petrov gets", "09:00 (Europe/Sofia) · at the start")
    page.clicks("Back to all days")
    page.clicks("Launch")
    page.sees("Launched.", "runs for 20 people", "10 people get their first message at their next working 09:00.")
    page.clicks("Close")
    page.sees("20 of 20 done (100 %)", "10 of 20 done (50 %)", "Nobody is late.")
    page.leaves("Close")


def ana_puts_her_reminder_off(page: CyclesPage) -> None:
    page.comes_to(ANA)
    page.sees("One thing to do for ", "Answer Priya Nair’s request for changes", "rule: at the start.")
    page.puts_off("In 3 days, 09:00")
    page.sees("No reminder comes before ", "As you asked, nothing comes before ")


def sam_does_what_he_is_reminded_of(page: CyclesPage) -> None:
    page.comes_to(SAM)
    page.sees("One thing to do for ", "Read and confirm your goals\nfrom Ana Ruiz · due ")
    page.confirms("Thank you.")
    page.sees("Done. Nothing more is coming about this.")
    page.sees_not("One thing to do for ")


def mia_reminds_who_is_late(page: CyclesPage) -> None:
    page.passes_until_late(9)
    page.sees("11 of 20 done (55 %) · 9 late · 1 waiting for a manager", "Ivan Petrov · manager Eva Lind")
    page.sees("Ana Ruiz\nOwes: answer a request · 1 working day late")
    page.presses_remind(9)
    page.sees("Ana Ruiz", "Ivan Petrov", "9 already get one that day, so theirs is merged.")
    page.enters("Your own words", WORDS)
    page.clicks("Remind 9 people")
    page.sees("9 people get your reminder at their next working 09:00")
    page.leaves("Close")
    page.clicks("Reminder log")
    page.sees("Sam Okafor\nRead and confirm goals · at the start · sent")
    page.leaves("Close")


def test_a_cycle_is_made_for_a_user_group_and_deleted_again(window: Window, demo: str) -> None:
    page = CyclesPage(window, demo)
    page.opens()
    page.comes_home(MIA)
    page.clicks("New review cycle")
    page.sees("Nothing is sent yet.")
    page.picks("For whom", "A Slack user group")
    page.picks("User group", "Sales team")
    page.enters("Name", "Another round")
    page.clicks("Next")
    page.sees("Another round · 20 people", "Before the launch")
    page.leaves("Close")
    page.types_in_messages("/goals cycle status Another")
    page.sees("Another round · 20 people", "Draft: nothing is sent before it is launched.")
    page.clicks("Delete this draft")
    page.clicks("Delete this draft")
    page.types("/goals cycle list")
    page.sees("Another round\nCancelled · ")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_a_review_cycle_is_in_reach_and_readable(window: Window, demo: str, scheme: str) -> None:
    window.becomes(NARROW, touch=True)
    window.colours(scheme)
    page = CyclesPage(window, demo)
    page.opens()
    page.comes_home(MIA)
    page.clicks("New review cycle")
    page.sees("Nothing is sent yet.")
    fits(page)
    page.leaves("Close")
    page.sees_what_it_would_send()
    fits(page)
    page.clicks_on("#modal .x")
    page.is_without_dialog()
    page.shares_at_once()
    page.is_met()
    page.launches()
    page.passes_to_the_next_morning()
    page.comes_to(ANA)
    page.sees("to do for ")
    fits(page)
    page.passes_until_late(10)
    fits(page)
    page.presses_remind(10)
    fits(page)
    page.leaves("Close")
    for words, shown in (("Calendar of reminders", "Look up a person"), ("Reminder log", "sent")):
        page.clicks(words)
        page.sees(shown)
        fits(page)
        page.leaves("Close")
