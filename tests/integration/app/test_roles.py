"""All that the library says of a role, read in Slack; two compared; the nearest; and what is typed for it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from bot.sandbox.person import Person
from canon.about import about_role
from canon.model import Library
from tests.integration.app.office import Office
from tests.integration.app.two_people import confirms, shared
from tests.unit.canon.rich import RICH

Lets = Callable[..., AbstractContextManager[Office]]
LibraryOf = Callable[[str], Library]
NAMES = """
    format: 1
    canon: {name: Test, tag: TST}
    roles:
      - {id: D, focus: Designer, levels: {P1: {responsibilities: [a]}, P2: {responsibilities: [b]}}}
      - {id: RD, focus: Role Designer, responsibilities: [c]}
      - {id: G, focus: Gardener, responsibilities: [g]}
      - {id: RG, focus: Role Gardener, responsibilities: [h]}
      - {id: TWIN1, focus: Twin, responsibilities: [i]}
      - {id: TWIN2, focus: Twin, responsibilities: [j]}
      - {id: RK, focus: Role Keeper, responsibilities: [d]}
      - {id: CD, focus: Compare D.P1 D.P2, responsibilities: [e]}
      - {id: CC, focus: Compare Clerk, responsibilities: [f]}
"""


def view_of(person: Person) -> str:
    assert person.modal is not None
    return person.reads(person.modal)


def test_a_role_is_read_part_by_part(office: Office) -> None:
    ana = office.ana
    ana.types("/goals role account executive P5")
    assert "Expert in field; key problem solver" in view_of(ana)
    ana.clicks("Responsibilities")
    assert "P5 — Expert Professional · this level" in view_of(ana)
    assert "Manages outbound prospecting activities" in view_of(ana)
    ana.clicks("Guidelines")
    assert "Knowledge & Application: Applies expert mastery" in view_of(ana)
    ana.clicks("Skills")
    assert "Selling to power: Navigating multilayered" in view_of(ana)
    ana.clicks("Sources")
    assert "Responsibilities (5): account-executive.yaml, lines 121 to 125" in view_of(ana)
    ana.clicks("Near roles")
    assert "The role library has no other role with anything in common." in view_of(ana)
    assert "How near is a number from 0 (the same) to 1" in view_of(ana)
    assert "Left out, the library has no: other titles." in view_of(ana)
    assert not ana.messages


def test_from_a_role_its_other_levels_its_goals_and_new_goals_are_reached(office: Office) -> None:
    ana = office.ana
    ana.types("/goals role account executive P4")
    ana.clicks("Responsibilities")
    ana.clicks("P2")
    assert "# Account Executive / Field Sales — P2" in view_of(ana)
    assert "P2 — Developing Professional · this level" in view_of(ana)
    ana.clicks("OKRs")
    assert "Objective 1: Manages the entire sales cycle" in view_of(ana)
    ana.closes()
    ana.clicks("Start goals for someone")
    assert ana.value("Role and level") == "Account Executive / Field Sales — P2"


def test_from_a_role_it_is_compared_with_the_levels_around_it(office: Office) -> None:
    ana = office.ana
    ana.types("/goals role account executive P4")
    ana.clicks("Compare with P3")
    assert "# Account Executive / Field Sales: P4 and P3" in view_of(ana)
    assert "[What P3 adds]" not in view_of(ana)
    ana.closes()
    ana.clicks("Compare with P5")
    assert "P4: A system or set of related features\nP5: Multiple systems or a technical domain" in view_of(ana)
    ana.clicks("What P5 adds")
    assert "What P5 adds to P4" in view_of(ana)
    assert "Owns and grows a portfolio" not in view_of(ana)
    ana.clicks("Compare P4 and P5")
    assert "Owns and grows a portfolio" in view_of(ana)
    ana.clicks("About P5")
    assert "== About this role ==" in view_of(ana)
    assert "[Compare with P4]" in view_of(ana)


def test_everything_of_a_role_is_on_its_pages(lets: Lets, library_of: LibraryOf) -> None:
    library = library_of(RICH)
    with lets(library=library) as office:
        ana = office.ana
        ana.types("/goals role copy editor P2")
        seen = view_of(ana)
        for word in ("Responsibilities", "Guidelines", "Skills", "More", "Sources", "Near roles"):
            ana.clicks(word)
            seen += view_of(ana)
        assert "Editor_Bot" not in seen
        ana.clicks("More")
        ana.clicks("Show agent profile and personalities")
        seen += view_of(ana)
        role = library.roles[0]
        for part in about_role(role, role.profiles[1], library.canons[0]):
            for passage in part.passages:
                assert passage.title in seen
                assert [one.text for one in passage.said if one.text not in seen] == []


def test_near_roles_are_read_and_compared(lets: Lets, library_of: LibraryOf) -> None:
    with lets(library=library_of(RICH)) as office:
        ana = office.ana
        ana.types("/goals role copy editor P1")
        ana.clicks("Near roles")
        assert "Proof Reader — P1\nPROOF.P1 · role library: Test\nPartial match · distance 0.50" in view_of(ana)
        ana.clicks("Compare", near="Proof Reader")
        assert "# Copy Editor — P1 and Proof Reader — P1" in view_of(ana)
        ana.closes()
        ana.clicks("About this role", near="Proof Reader")
        assert "# Proof Reader — P1" in view_of(ana)
        assert "Bookseller" not in view_of(ana)


def test_two_levels_are_compared_in_a_message(office: Office) -> None:
    ana = office.ana
    ana.types("/goals compare account executive P2 P4")
    assert "# Account Executive / Field Sales: P2 and P4" in ana.sees()
    assert "P2: Defined deliverables / small features\nP4: A system or set of related features" in ana.sees()
    ana.clicks("What P4 adds")
    assert "What P4 adds to P2" in ana.sees()
    assert "Manages the entire sales cycle" not in ana.sees()
    assert len(ana.messages) == 1
    ana.clicks("About P4")
    assert "== About this role ==" in ana.sees()


def test_a_long_comparison_has_pages(lets: Lets, library_of: LibraryOf) -> None:
    rows = [", ".join(f"Row {number} of {level}" for number in range(30)) for level in "AB"]
    levels = f"A: {{responsibilities: [{rows[0]}]}}, B: {{responsibilities: [{rows[1]}]}}"
    text = f"format: 1\ncanon: {{name: T, tag: T}}\nroles: [{{id: R, focus: Long one, levels: {{{levels}}}}}]"
    with lets(library=library_of(text)) as office:
        ana = office.ana
        ana.types("/goals compare long one A B")
        first = ana.sees()
        ana.clicks("Next page")
        both = first + ana.sees()
        assert [number for number in range(30) if f"Row {number} of B" not in both] == []
        ana.clicks("Page before")
        assert ana.sees() == first


def test_what_is_left_open_is_asked(office: Office) -> None:
    ana = office.ana
    ana.types("/goals role account executive")
    assert "Which level of Account Executive / Field Sales?" in ana.sees()
    ana.clicks("P3")
    assert "# Account Executive / Field Sales — P3" in view_of(ana)
    ana.closes()
    ana.types("/goals role account executive P9")
    assert "has no level “p9”" in ana.sees().casefold()
    ana.types("/goals compare account executive P4")
    assert "Which two of Account Executive / Field Sales?" in ana.sees()
    ana.clicks("P4 and P5")
    assert "# Account Executive / Field Sales: P4 and P5" in ana.sees()


@pytest.mark.parametrize("line", ["/goals role", "/goals role zzz unheard of"])
def test_words_that_name_no_role_say_what_to_type(office: Office, line: str) -> None:
    office.ana.types(line)
    assert "for example: /goals role account executive P4" in office.ana.sees()


@pytest.mark.parametrize("line", ["/goals compare", "/goals compare zzz with yyy", "/goals compare zzz"])
def test_words_that_name_no_two_say_what_to_type(office: Office, line: str) -> None:
    office.ana.types(line)
    assert "for example: /goals compare account executive P2 P4" in office.ana.sees()


def test_the_nearest_are_offered_where_a_name_is_not_there(office: Office) -> None:
    office.ana.types("/goals role zzz executive zzz")
    assert "No role is called “zzz executive zzz”." in office.ana.sees()
    office.ana.clicks("Account Executive / Field Sales")
    assert "== About this role ==" in office.ana.sees()


def test_several_roles_that_fit_are_offered(lets: Lets, library_of: LibraryOf) -> None:
    with lets(library=library_of(RICH)) as office:
        office.ana.types("/goals role P1")
        assert "Which one do you mean?" in office.ana.sees()
        office.ana.clicks("Proof Reader — P1")
        assert "# Proof Reader — P1" in office.ana.sees()


def test_a_role_whose_name_begins_like_a_subcommand_is_that_role(lets: Lets, library_of: LibraryOf) -> None:
    with lets(library=library_of(NAMES)) as office:
        ana = office.ana
        ana.types("/goals role keeper")
        assert "# Role Keeper" in ana.sees()
        assert ana.modal is None
        ana.types("/goals compare clerk")
        assert "# Compare Clerk" in ana.sees()


def test_on_a_tie_both_are_offered(lets: Lets, library_of: LibraryOf) -> None:
    with lets(library=library_of(NAMES)) as office:
        ana = office.ana
        ana.types("/goals role designer")
        assert "“Role Designer” is a role of its own." in ana.sees()
        assert "[Goals of Role Designer]" in ana.sees()
        ana.clicks("P2")
        assert "# Designer — P2" in view_of(ana)
        ana.closes()
        ana.clicks("Goals of Role Designer")
        assert "# Role Designer" in ana.sees()
        ana.types("/goals role RD")
        assert "# Role Designer" in view_of(ana)
        ana.closes()
        ana.types("/goals role gardener")
        assert "About which role?" in ana.sees()
        ana.clicks("Gardener")
        assert "# Gardener" in view_of(ana)
        ana.closes()
        ana.types("/goals compare D.P1 D.P2")
        assert "“Compare D.P1 D.P2” is a role of its own." in ana.sees()
        assert "# Designer: P1 and P2" in ana.sees()


def test_roles_of_one_name_are_told_apart_by_their_ids(lets: Lets, library_of: LibraryOf) -> None:
    with lets(library=library_of(NAMES)) as office:
        ana = office.ana
        ana.types("/goals role twin")
        ana.clicks("Twin (TWIN2)")
        assert "TWIN2 · role library: Test" in view_of(ana)
        ana.clicks("Near roles")
        ana.clicks("Compare", near="TWIN1")
        assert "# Twin (TWIN2) and Twin (TWIN1)" in view_of(ana)
        ana.closes(everything=True)
        ana.types("/goals twin")
        ana.clicks("Twin (TWIN1)")
        assert "1. i" in ana.sees()
        ana.types("/goals")
        assert ana.searches("Role and level", "twin") == ["Twin (TWIN1)", "Twin (TWIN2)"]


def test_a_role_that_left_the_library_says_so(lets: Lets, library_of: LibraryOf) -> None:
    with lets(library=library_of(RICH)) as office:
        office.ana.types("/goals role copy editor P1")
    with lets(library=library_of(NAMES)) as office:
        office.ana.clicks("Sources")
        assert "The role library no longer has this role. Pick another." in office.ana.sees()


def test_the_employee_reads_what_the_next_level_adds(office: Office) -> None:
    shared(office)
    sam = office.sam
    sam.clicks("Read in full")
    sam.clicks("What the next level adds")
    assert "What P5 adds to P4" in view_of(sam)
    assert "P4: A system or set of related features\nP5: Multiple systems or a technical domain" in view_of(sam)
    sam.closes(everything=True)
    confirms(office)
    sam.chooses("shared:more", "What the next level adds")
    assert "What P5 adds to P4" in view_of(sam)
    sam.clicks("About P5")
    assert "== About this role ==" in view_of(sam)


def test_above_the_highest_level_there_is_none(office: Office) -> None:
    office.ana.types("/goals account executive P5")
    office.ana.clicks("Read in full")
    office.ana.clicks("What the next level adds")
    said = "Account Executive / Field Sales — P5 is the highest level that the role library has for this role."
    assert said in view_of(office.ana)
    office.ana.clicks("About this role")
    assert "Expert in field" in view_of(office.ana)
