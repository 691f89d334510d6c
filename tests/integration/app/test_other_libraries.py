"""Roles as other companies have them: many goals, no levels, short names, long names."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import islice

from bot.sandbox.person import Person
from canon.frames import build_frame
from canon.model import Library
from canon.render.text import frame_text
from tests.integration.app.office import Office

Lets = Callable[..., AbstractContextManager[Office]]
LibraryOf = Callable[[str], Library]


def role(count: int, *, words: str = "Keeps promise number") -> str:
    rows = "".join(f"          - {words} {number}.\n" for number in range(1, count + 1))
    head = "format: 1\ncanon: {name: Test, tag: TST}\nroles:\n  - id: MANY\n    focus: Promise keeper\n"
    return f"{head}    levels:\n      L1:\n        responsibilities:\n{rows}"


WITHOUT_LEVELS = """
    format: 1
    canon: {name: Test, tag: TST}
    roles:
      - id: KEEPER
        focus: Lighthouse keeper
        responsibilities: [Keeps the light on., Counts the ships.]
"""


def test_a_role_of_eighteen_goals_is_shown_in_pages_that_hold_every_goal_once(
    lets: Lets, library_of: LibraryOf
) -> None:
    with lets(library=library_of(role(18))) as office:
        ana = office.ana
        ana.types("/goals promise keeper L1")
        first = ana.sees()
        assert "Goals 1 to 10 of 18" in first
        ana.clicks("Next 8")
        second = ana.sees()
        assert "Goals 11 to 18 of 18" in second
        seen = [n for n in range(1, 19) if f"promise number {n}." in first + second]
        assert seen == list(range(1, 19))
        assert "promise number 10." not in second
        ana.clicks("Back")
        assert ana.sees() == first
        assert len(ana.messages) == 1


def test_a_goal_of_eighteen_is_chosen_and_filled(lets: Lets, library_of: LibraryOf) -> None:
    with lets(library=library_of(role(18))) as office:
        ana = office.ana
        office.starts(ana, role="/goals promise keeper L1")
        assert "Choose 3 to 5." in ana.sees()
        ana.ticks("Keep goal 2")
        ana.ticks("Keep goal 17")
        ana.submits()
        assert "Goal 1 of 2" in ana.sees()
        ana.enters("Target", "all of them")
        ana.submits()
        assert "Keeps promise number 17." in ana.sees()
        assert [goal.text for goal in office.goals_of().goals] == [
            "Keeps promise number 2.",
            "Keeps promise number 17.",
        ]


def test_fifty_goals_are_chosen_page_by_page_and_a_page_back_forgets_nothing(
    lets: Lets, library_of: LibraryOf
) -> None:
    with lets(library=library_of(role(50))) as office:
        ana = office.ana
        office.starts(ana, role="/goals promise keeper L1")
        assert "Page 1 of 2" in ana.sees()
        ana.ticks("Keep goal 3")
        ana.submits()
        assert "Page 2 of 2" in ana.sees()
        ana.ticks("Keep goal 50")
        ana.clicks("Page before")
        assert ana.value("Goal 3") == "Keep goal 3"
        ana.submits()
        assert ana.value("Goal 50") == "Keep goal 50"
        ana.submits()
        assert [goal.text[-4:] for goal in office.goals_of().goals] == ["r 3.", " 50."]


def test_all_or_none_of_a_page_are_chosen_at_once(lets: Lets, library_of: LibraryOf) -> None:
    with lets(library=library_of(role(18))) as office:
        ana = office.ana
        office.starts(ana, role="/goals promise keeper L1")
        ana.clicks("Choose all here")
        assert ana.value("Goal 18") == "Keep goal 18"
        ana.clicks("Choose none here")
        assert ana.value("Goal 18") == ""
        ana.clicks("Choose all here")
        ana.submits()
        assert len(office.goals_of().goals) == 18


def test_a_long_text_is_copied_in_parts_that_join_to_the_whole(lets: Lets, library_of: LibraryOf) -> None:
    words = " ".join(["Keeps every promise that was ever made to anybody anywhere and"] * 8)
    library = library_of(role(18, words=words))
    with lets(library=library) as office:
        ana = office.ana
        ana.types("/goals promise keeper L1")
        ana.clicks("Copy as text")
        frame = build_frame(library.roles[0].profiles[0], "smart")
        assert "".join(islice(parts(ana), 30)) == frame_text(frame)


def parts(ana: Person) -> list[str]:
    """Turn the pages of the last message to the end and return the words of each."""
    found = [box(ana)]
    while "[Next part]" in ana.reads(ana.last_message):
        ana.clicks("Next part")
        found.append(box(ana))
    return found


def box(ana: Person) -> str:
    (shown,) = [block for block in ana.last_message.blocks if block["type"] == "rich_text"]
    return "".join(run["text"] for run in shown["elements"][0]["elements"])


def test_a_role_without_levels_is_shown_started_and_filled(lets: Lets, library_of: LibraryOf) -> None:
    with lets(library=library_of(WITHOUT_LEVELS)) as office:
        ana = office.ana
        ana.types("/goals lighthouse keeper")
        assert "# Lighthouse keeper" in ana.sees()
        assert "Left out, the library has no:" in ana.sees()
        office.starts(ana, role="/goals lighthouse keeper")
        assert ana.modal is not None
        ana.submits()
        ana.enters("Target", "every night")
        ana.submits()
        assert office.values()["target"] == "every night"


def test_a_role_text_that_changes_leaves_goals_as_they_were_begun(lets: Lets, library_of: LibraryOf) -> None:
    with lets(library=library_of(WITHOUT_LEVELS)) as office:
        office.drafts(office.ana, role="/goals lighthouse keeper")
        office.ana.closes()
    changed = WITHOUT_LEVELS.replace("Counts the ships.", "Counts the whales.")
    with lets(library=library_of(changed)) as office:
        assert [goal.text for goal in office.goals_of().goals] == ["Keeps the light on.", "Counts the ships."]


def test_a_button_of_a_role_that_left_the_library_says_so(lets: Lets, library_of: LibraryOf) -> None:
    with lets(library=library_of(WITHOUT_LEVELS)) as office:
        office.ana.types("/goals lighthouse keeper")
    with lets(library=library_of(role(3))) as office:
        office.ana.clicks("OKRs")
        assert "The role library no longer has this role." in office.ana.sees()
