"""A company’s list of people in the demo’s page: what its headings and titles mean, and a second organiser’s word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.sharing_page import ANA, MIA, SAM, SharingPage
from tests.browser.window import Window

pytestmark = pytest.mark.browser

LIST = """Personalnummer,E-Mail,Vorgesetzter,Stellenbezeichnung,Level
1,ana@demo.example,mia@demo.example,,
2,mia@demo.example,,,
3,sam@demo.example,ana@demo.example,Kundenberater,P4
"""


def test_an_organiser_imports_a_list_once_a_second_one_has_agreed(window: Window, demo: str, tmp_path: Path) -> None:
    page = SharingPage(window, demo)
    page.opens()
    ana_names_sam_an_organiser(page)
    page.comes_to(MIA)
    puts_in(page, tmp_path)
    says_what_headings_mean(page)
    says_what_a_title_means(page)
    page.clicks("Apply")
    page.sees("Mia Vogt as manager of Ana Ruiz", "A second organiser has to agree.")
    page.picks("Whom to ask", "Sam Okafor")
    page.clicks("Ask them")
    page.sees("Asked. Sam Okafor gets this at once.")
    page.clicks("Close")
    page.comes_to(SAM)
    page.sees("Mia Vogt asks you to agree, as a second organiser.")
    page.clicks("Agree")
    page.sees("You agreed on ")
    page.comes_to(MIA)
    page.sees("Sam Okafor agreed. Put the file in again: /goals people import")
    puts_in(page, tmp_path)
    page.sees("“Stellenbezeichnung” as job title and “Vorgesetzter” as manager, as you said before.")
    page.sees_not("Job titles that match no role")
    page.clicks("Apply")
    page.sees("Done. The list has 3 people.")
    page.clicks("Close")
    page.comes_to(ANA)
    page.types("/goals")
    page.sees("Who are these goals for?")
    page.picks("Who are these goals for?", "Sam Okafor")
    page.sees("From the company’s list: Kundenberater, P4.")


def ana_names_sam_an_organiser(page: SharingPage) -> None:
    page.types("/goals organisers")
    page.sees("Organisers, HR readers")
    page.clicks_on_choice("Sam Okafor")
    page.clicks("Save")
    page.sees("Saved. This is how it stands now.")
    page.clicks("Close")


def puts_in(page: SharingPage, folder: Path) -> None:
    """Type the command and put the file into its form."""
    file = folder / "people.csv"
    file.write_text(LIST, encoding="utf-8")
    page.types("/goals people import")
    page.sees("Nothing is changed yet")
    page.field("File").send_keys(str(file))
    page.window.until(lambda: not page.window.all("#modal [aria-busy]"), "the file was not put in")
    page.clicks("Next")


def says_what_headings_mean(page: SharingPage) -> None:
    page.sees("Which of them says this?", "Their manager")
    page.picks("Their manager", "Vorgesetzter")
    page.clicks("Next")
    page.sees("Columns that are not read: 2", "Stellenbezeichnung")
    page.clicks("Say what columns mean")
    page.sees("Their job title", "Until when")
    page.picks("Or their employee id", "Personalnummer")
    page.picks("Their job title", "Stellenbezeichnung")
    page.clicks("Next")


def says_what_a_title_means(page: SharingPage) -> None:
    page.sees("Job titles that match no role: 1", "Kundenberater")
    page.clicks("Say which roles these are")
    page.sees("Which role of the role library is each of these job titles?")
    page.finds("Kundenberater", "account exec", "Account Executive")
    page.clicks("Save")
    page.sees("Saved.", "Kundenberater: ")
    page.clicks("Close")
