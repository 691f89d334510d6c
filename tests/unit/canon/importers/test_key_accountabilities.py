"""Key accountabilities: loose text with roles, points, and what hangs below them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canon.importers.draft import Wish
from canon.importers.key_accountabilities import HUNG, SPLIT
from canon.importers.kinds import kind
from canon.importers.running import take_all
from canon.importers.sources import SourceFile
from tests.conftest import Golden
from tests.unit.canon.importers.conftest import Bring, LoadImport, all_words, left, why

TEXT = """Bakery Accountabilities

Head Baker:

- Keep the leaven alive
 Feed it twice a day
 Throw none of it away
- Plan the week Ask the shop • Count the flour • Order in time
- Ovens

 Keep them clean; note: every day.
Shop Assistant:

- Sell the bread
- Know the bread"""


def test_roles_points_and_loose_lines_are_told_apart(bring: Bring, golden: Golden) -> None:
    done = bring("key-accountabilities", TEXT)
    assert (why(done), left(done)) == ([], {})
    golden("importers/key-accountabilities.yaml", done.text)
    assert [(note.fact.place.line, note.why) for note in done.told] == [
        (6, HUNG),
        (7, HUNG),
        (8, SPLIT),
        (8, SPLIT),
        (11, HUNG),
    ]


def test_each_accountability_says_its_kind_and_keeps_what_hangs_below(bring: Bring, load_import: LoadImport) -> None:
    library = load_import(bring("key-accountabilities", TEXT))
    (info,) = library.canons
    baker, seller = library.roles
    assert (info.name, baker.id, seller.id) == ("Bakery Accountabilities", "HEAD-BAKER", "SHOP-ASSISTANT")
    rows = baker.profiles[0].responsibilities
    assert [(row.text, row.details) for row in rows] == [
        ("Keep the leaven alive", ("Feed it twice a day", "Throw none of it away")),
        ("Plan the week Ask the shop", ("Count the flour", "Order in time")),
        ("Ovens", ("Keep them clean; note: every day.",)),
    ]
    assert {row.source_kind for role in library.roles for row in role.profiles[0].responsibilities} == {
        "accountability"
    }


@pytest.mark.parametrize("mark", ["-", "*", "•", "–", "1.", "1)", "a)", "◦"])
def test_points_have_many_marks(bring: Bring, mark: str) -> None:
    done = bring("key-accountabilities", TEXT.replace("- ", f"{mark} "))
    assert [len(role["responsibilities"]) for role in done.roles] == [3, 2]


def test_points_further_in_hang_below_the_one_above(bring: Bring, load_import: LoadImport) -> None:
    text = "Baker:\n- One\n  - Under one\n\t- Under too\n- Two\n"
    (role,) = load_import(bring("key-accountabilities", text)).roles
    assert [(row.text, row.details) for row in role.profiles[0].responsibilities] == [
        ("One", ("Under one", "Under too")),
        ("Two", ()),
    ]


@pytest.mark.parametrize("heading", ["## Baker", "Baker", "Baker :", "## Baker ##"])
def test_roles_are_named_by_a_colon_a_heading_or_a_line_alone(
    bring: Bring, load_import: LoadImport, heading: str
) -> None:
    (role,) = load_import(bring("key-accountabilities", f"A title\n\n{heading}\n\n- One\n")).roles
    assert role.focus.text == "Baker"


def test_an_id_names_one_role_or_stands_before_the_names_of_several(bring: Bring) -> None:
    assert [role["id"].text for role in bring("key-accountabilities", TEXT, id="B").roles] == [
        "B.HEAD-BAKER",
        "B.SHOP-ASSISTANT",
    ]
    (only,) = bring("key-accountabilities", "Bäcker und Müller:\n- One\n", id="B1").roles
    assert only["id"].text == "B1"


def test_two_lists_may_have_titles_of_their_own(bring: Bring, load_import: LoadImport) -> None:
    done = bring("key-accountabilities", {"a.txt": TEXT, "b.txt": "Mill Accountabilities\n\nMiller:\n- Grind\n"})
    assert load_import(done).canons[0].name == "Key accountabilities"
    assert set(left(done)) == {"Bakery Accountabilities", "Mill Accountabilities"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "- One\n\nBaker:\n- Two\n",
            "source.txt:1: this point stands before the name of any role; write the role's name",
        ),
        (
            "Baker:\n\nnothing here\n",
            "source.txt: it is no list of accountabilities: no name of a role with points below",
        ),
    ],
)
def test_what_names_no_role_is_refused(bring: Bring, text: str, sentence: str) -> None:
    (reason,) = why(bring("key-accountabilities", text))
    assert reason.startswith(sentence)


def test_line_ends_and_five_megabytes_change_nothing(bring: Bring) -> None:
    windows = bring("key-accountabilities", TEXT.replace("\n", "\r\n"))
    assert windows.text == bring("key-accountabilities", TEXT).text
    long = TEXT + "".join(f"\n- Point {at} {'word ' * 100}" for at in range(10_000))
    assert len(bring("key-accountabilities", long).roles[1]["responsibilities"]) == 10_002


LINES = st.lists(
    st.tuples(
        st.sampled_from(("- ", "  - ", " ", "", "• ", "\t", "- a • ")), st.text("abcß&;:.-• ", max_size=20)
    ).map(lambda pair: f"{pair[0]}w{pair[1].strip()}w")
    | st.just(""),
    max_size=15,
)


@settings(max_examples=60)
@given(LINES)
def test_every_text_of_the_source_is_taken_or_named(lines: list[str]) -> None:
    text = "\n".join(("Title", "", "Baker:", "- First", *lines))
    done = take_all(kind("key-accountabilities"), [SourceFile("list.txt", text)], Wish())
    found = _bare(all_words(done)) if not done.refused else _bare(text)
    parts = [part for line in text.split("\n") for part in line.split("•")]
    assert [part for part in parts if _bare(part) not in found] == []


def _bare(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
