"""All that a library says of a role is said; what it lacks is named; what is about a program stands apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from canon.about import about_role, kept, missing
from canon.model import Library, Place, Profile, Role
from canon.render.role import role_text
from canon.said import Part, Said
from canon.snapshot import snapshot
from canon.whence import place_words
from tests.unit.canon.rich import RICH

LoadText = Callable[..., Library]


@pytest.fixture
def rich(load_text: LoadText) -> Library:
    return load_text(RICH)


@pytest.fixture
def editor(rich: Library) -> Role:
    return rich.roles[0]


def at(role: Role, code: str) -> Profile:
    found = role.at(code)
    assert found is not None
    return found


def parts(library: Library, code: str | None = "P2") -> dict[str, Part]:
    role = library.roles[0]
    return {part.name: part for part in about_role(role, at(role, code) if code else None, library.canons[0])}


def texts(value: Any) -> Iterator[str]:
    """Give every text of a snapshot but keys, places and the word for what a row is."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if not name.endswith("place") and name not in {"key", "kind", "source_kind", "id", "role_id", "tag"}:
                yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


def test_every_text_of_a_role_is_said(editor: Role, rich: Library) -> None:
    shown = role_text(editor, None, rich.canons[0], everything=True)
    lines = {line.strip() for line in shown.splitlines()}
    facts = [text for profile in editor.profiles for text in texts(snapshot(profile)) if text != "Copy Editor — P1"]
    sections = [one.text for content in editor.sections.values() for one in kept(content) if one.text]
    skills = ["Reading", "Reads fast.", "a book", "Bare", "27-3041", "a table", "Text Editor", "Corrector"]
    about = ["Reads twice.", "Edits texts.", "And more.", "Written for this test.", "CC0", "4.5"]
    for text in (*facts, *sections, *skills, *about, *editor.sections):
        for line in text.splitlines():
            assert any(line in one for one in lines), line


def test_the_level_that_was_asked_for_is_marked_and_no_other(rich: Library) -> None:
    for name in ("responsibilities", "guidelines"):
        marked = {(passage.profile, passage.asked) for passage in parts(rich)[name].passages}
        assert marked == {("EDIT.P1", False), ("EDIT.P2", True)}
        assert not any(passage.asked for passage in parts(rich, None)[name].passages)


def test_several_lists_of_a_level_have_their_names_and_kinds(rich: Library) -> None:
    assert [passage.title for passage in parts(rich)["responsibilities"].passages] == [
        "P1 — Junior",
        "P2 — Senior · core outputs",
        "P2 — Senior · accountability / responsibility",
        "P2 — Senior · responsibility components",
    ]


def test_a_row_has_its_short_title_and_what_hangs_under_it(rich: Library) -> None:
    said = parts(rich)["responsibilities"].passages[2].said
    assert [(one.name, one.text, one.depth) for one in said] == [
        ("Style", "Owns the style book.", 1),
        ("", "commas", 2),
        ("", "dashes", 2),
        ("", "Keeps the style guide.", 1),
    ]


def test_what_is_about_a_program_that_plays_the_role_is_a_part_of_its_own(rich: Library) -> None:
    assert [passage.title for passage in parts(rich)["agent"].passages] == ["AI Agent Profile", "Personalities"]
    more = [passage.title for passage in parts(rich)["more"].passages]
    assert more == ["Role Variations", "Average Day", "Common Partners", "Notes", "Deep"]


def test_a_section_keeps_how_its_source_nests_it() -> None:
    said = kept([{"Who": ["Ana", {"Where": "Here"}]}])
    assert list(said) == [
        Said("", name="Who", depth=2),
        Said("Ana", depth=3),
        Said("Here", name="Where", depth=4),
    ]


def test_a_role_of_which_nothing_but_one_line_is_known_has_three_parts(load_text: LoadText) -> None:
    library = load_text("roles: [{id: R, focus: F, responsibilities: [r]}]")
    role = library.roles[0]
    found = about_role(role, role.profiles[0], library.canons[0])
    assert [part.name for part in found] == ["responsibilities", "sources"]
    (passage,) = found[0].passages
    assert (passage.title, passage.asked) == ("", False)


def test_what_is_missing_is_named(editor: Role, rich: Library, load_text: LoadText) -> None:
    assert missing(editor, at(editor, "P1")) == (
        "level summary",
        "typical experience",
        "guideline Complexity & Problem Solving",
        "guideline Collaboration & Interaction",
        "guideline Typical Degree & Years",
    )
    assert missing(editor, at(editor, "P2"))[0] == "dimension Impact"
    bare = load_text("roles: [{id: R, focus: F, responsibilities: [r]}]").roles[0]
    assert missing(bare, bare.profiles[0]) == (
        "dimensions",
        "level guidelines",
        "function",
        "description",
        "differential",
        "skills",
        "other titles",
        "classification",
    )


def test_places_are_said_file_by_file_and_runs_of_lines_together() -> None:
    def places(file: str, *lines: int) -> list[Place]:
        return [Place(file, line, "roles[0]") for line in lines]

    assert place_words(places("a.yaml", 3)) == "a.yaml, line 3"
    assert place_words(places("a.yaml", 9, 3, 4, 5)) == "a.yaml, lines 3 to 5 and 9"
    assert place_words(places("a.yaml", 1, 3) + places("b.yaml", 2, 2)) == "a.yaml, lines 1 and 3; b.yaml, line 2"


def test_where_the_texts_of_a_level_stand_is_said_list_by_list(rich: Library) -> None:
    passages = {passage.title: passage.said for passage in parts(rich)["sources"].passages}
    assert Said("Written for this test.", name="Source") in passages["The library"]
    assert Said("4.5", name="Levels", depth=1) in passages["The library"]
    assert Said("4", name="Quality passes from") in passages["The library"]
    assert Said("0.yaml, lines 11 and 12", name="Skills (2)", depth=1) not in passages["P2 — Senior"]
    lists = {one.name: one.text for one in passages["P2 — Senior"]}
    assert set(lists) == {
        "Level name",
        "Summary",
        "Typical experience",
        "Core outputs",
        "Responsibilities (2)",
        "Responsibility components",
        "Dimensions",
        "Level guidelines (2)",
    }
    assert lists["Responsibilities (2)"].startswith("0.yaml, lines ")


def test_as_text_a_level_stands_with_the_places_and_keys_of_its_rows(rich: Library, editor: Role) -> None:
    text = role_text(editor, at(editor, "P2"), rich.canons[0])
    assert text.startswith("Senior Editor  [0.yaml:10]\nEDIT.P2 · Publishing / Books · canon: Test\n\nAbout\n-----\n")
    assert "  Edits texts.\n  And more.  [0.yaml:11]\n" in text
    assert "P2 — Senior · accountability / responsibility · this level:\n  - Style: Owns the style book.  [" in text
    assert "  - Reading: Reads fast.  (source: a book)  [0.yaml:" in text
    assert "Role Variations:\n  - Fiction: Novels.\n  - Science: Papers.\n" in text
    assert "Notes:\n  one\n  two\n" in text
    assert "Folded away, --all prints it: AI Agent Profile, Personalities." in text
    assert "Editor_Bot" not in text
    assert text.endswith(
        "Left out, the canon has no: dimension Impact, guideline Complexity & Problem Solving, "
        "guideline Collaboration & Interaction."
    )


def test_as_text_a_whole_role_says_of_each_level_what_is_missing(editor: Role) -> None:
    text = role_text(editor)
    assert text.startswith("Copy Editor  [0.yaml:10]\nEDIT · ")
    assert "this level" not in text
    assert "\nLeft out, the canon has no at P1: level summary, " in text
    assert "\nLeft out, the canon has no at P2: dimension Impact, " in text


def test_as_text_the_packaged_role_lacks_other_titles_alone_at_p5(library: Library) -> None:
    role = library.roles[0]
    text = role_text(role, at(role, "P5"), library.canons[0])
    assert text.endswith("\n\nLeft out, the canon has no: other titles.")
    assert "  - O*NET / SOC: 41-4012  (source: jfm-factory.resolve)  [account-executive.yaml:46]" in text
    assert "Typical experience: 8–12 yrs  [account-executive.yaml:" in text
