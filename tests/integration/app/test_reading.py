"""Reading: the whole text, the role behind the goals, and Slack that does not take an answer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from canon.model import Library
from tests.integration.app.office import Office

Lets = Callable[..., AbstractContextManager[Office]]
ROWS = ", ".join(f"{number} {'leads the work of a region ' * 9}" for number in range(40))
MANY = f"""
format: 1
canon: {{name: Made, tag: MAD}}
roles:
  - {{id: LONG, focus: Programme lead, responsibilities: [{ROWS}]}}
"""


def test_the_whole_text_opens_over_the_last_page_too(office: Office) -> None:
    ana = office.ana
    office.drafts(ana, "Tom Berg")
    ana.chooses("Go to another goal", "Check your goals")
    ana.clicks("Read in full")
    assert "1. Owns and grows a portfolio" in ana.sees()
    assert "   Specific:    Deliver:" in ana.sees()
    ana.closes()
    assert "Keep as draft" in ana.sees()


def test_what_is_known_of_a_role_is_shown(office: Office) -> None:
    office.ana.types("/goals account executive P5")
    office.ana.clicks("About this role")
    seen = office.ana.sees()
    assert "Expert in field; key problem solver and project leader, authority in multiple areas" in seen
    assert "[Skills]" in seen


def test_a_long_text_is_read_and_copied_part_by_part(lets: Lets, library_of: Callable[[str], Library]) -> None:
    with lets(library=library_of(MANY)) as office:
        ana = office.ana
        ana.types("/goals programme lead")
        ana.clicks("Read in full")
        first = ana.sees()
        ana.clicks("Next part")
        assert "Part 2 of" in ana.sees()
        assert ana.sees() != first
        ana.closes()
        ana.clicks("Copy as text")
        ana.clicks("Next part")
        assert "part 2 of" in ana.reads(ana.last_message)


def test_an_unheard_of_role_leads_to_the_levels_of_a_near_one(office: Office) -> None:
    office.ana.types("/goals zzz unheard of")
    office.ana.clicks("Account Executive / Field Sales")
    assert "Which level of Account Executive / Field Sales?" in office.ana.sees()
    office.ana.clicks("P2")
    assert "Manages the entire sales cycle" in office.ana.sees()
