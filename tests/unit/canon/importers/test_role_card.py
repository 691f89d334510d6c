"""Role cards, in all the forms that they have."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canon.importers.draft import Wish
from canon.importers.kinds import kind
from canon.importers.running import Import, take_all
from canon.importers.sources import SourceFile
from tests.conftest import Golden
from tests.unit.canon.importers.conftest import Bring, LoadImport, all_words, left, why

CARD = dedent(
    """\
    # Head Baker

    **Role Code:** BAKE1001

    ## Job Description
    Runs the bakery from four in the morning. Knows every oven by name.

    Trains the apprentices.

    ## Responsibilities

    * **Dough & Leaven:** Keep the leaven alive, and make
      the doughs of the day.
    *   **Ovens:** Load, watch and empty the ovens.
    * Write the plan for tomorrow.
       1. Ask the shop what sold.
       2. Count the flour.

          Twice.

    ### Role Variations

    * **Village Baker:** Does everything alone.
    * **Factory Baker (nights):** Watches a line.

    ## Average Daily Tasks
    * 04:00 Ovens
    * 09:00 Shop

    ## Common Partners
    Shop, Mill

    ---

    ## AI Agent Profile

    **Agent Name:** Bread_Agent

    ### System Prompt
    > You are **Bread_Agent**, the **Head Baker** (BAKE1001).
    >
    > **Key Responsibilities**:
    > * Dough: Something that contradicts the card.
    ### Personalities
    * **The Early Bird:** Up before you.
    * **The Taster:** "One more."

    #### Example Phrases
    * "It's ready when it's ready."
    * "Who took the rye?"

    ### Recommended MCP Servers
    * **[oven](https://oven.example/)**: Used for heat.
    * **[mill](https://mill.example/a_(b))** (or similar): Used for flour.

    ## Recommended Reading

    *   **[Guide](../../guide.md)**: Questions and answers.
    """
)


def role_of(done: Import) -> dict[str, object]:
    (role,) = done.roles
    return role


def sections(bring: Bring, load: LoadImport, text: str) -> dict[str, object]:
    (role,) = load(bring("role-card", text)).roles
    return dict(role.sections)


def test_a_whole_card_is_taken_with_everything_in_its_place(bring: Bring, golden: Golden) -> None:
    done = bring("role-card", CARD)
    assert (why(done), left(done)) == ([], {})
    golden("importers/role-card.yaml", done.text)


def test_the_responsibilities_are_the_card_s_own_and_not_the_prompt_s(bring: Bring, load_import: LoadImport) -> None:
    (role,) = load_import(bring("role-card", CARD)).roles
    (profile,) = role.profiles
    assert [(row.name, row.text, row.details) for row in profile.responsibilities] == [
        ("Dough & Leaven", "Keep the leaven alive, and make the doughs of the day.", ()),
        ("Ovens", "Load, watch and empty the ovens.", ()),
        (None, "Write the plan for tomorrow.", ("Ask the shop what sold.", "Count the flour.", "Twice.")),
    ]
    assert role.id == "BAKE1001"
    assert role.description is not None
    assert role.description.text.split("\n\n")[1] == "Trains the apprentices."
    assert "contradicts the card" in str(role.sections["System Prompt"])


def test_what_stands_beside_is_counted_as_people_would_count_it(bring: Bring, load_import: LoadImport) -> None:
    found = sections(bring, load_import, CARD)
    assert {name: len(kept) for name, kept in found.items() if isinstance(kept, dict | list)} == {
        "Role Variations": 2,
        "Average Daily Tasks": 2,
        "AI Agent Profile": 1,
        "Personalities": 2,
        "Example Phrases": 2,
        "Recommended MCP Servers": 2,
        "Recommended Reading": 1,
    }
    assert found["Common Partners"] == "Shop, Mill"
    assert found["Recommended MCP Servers"] == {
        "[oven](https://oven.example/)": "Used for heat.",
        "[mill](https://mill.example/a_(b)) (or similar)": "Used for flour.",
    }


def test_variations_below_headings_keep_their_own_daily_tasks(bring: Bring, load_import: LoadImport) -> None:
    nested = "#### Village\nAlone.\n**Average Daily Tasks:**\n* 04:00 Ovens\n* 05:00 Shop\n\n#### Factory\nNights.\n"
    text = CARD.replace(
        "* **Village Baker:** Does everything alone.\n* **Factory Baker (nights):** Watches a line.\n", nested
    )
    assert sections(bring, load_import, text)["Role Variations"] == {
        "Village": ["Alone.", {"Average Daily Tasks": ["04:00 Ovens", "05:00 Shop"]}],
        "Factory": "Nights.",
    }


def test_partners_can_be_a_list_of_links(bring: Bring, load_import: LoadImport) -> None:
    text = CARD.replace("Shop, Mill", "*   **[Shop](shop.md)**: Sells.\n*   [Mill](mill.md)\n")
    assert sections(bring, load_import, text)["Common Partners"] == [{"[Shop](shop.md)": "Sells."}, "[Mill](mill.md)"]


@pytest.mark.parametrize("heading", ["### Example Phrases", "#### Example phrases", "##### example phrases:"])
def test_example_phrases_stand_apart_whatever_their_heading_s_depth(
    bring: Bring, load_import: LoadImport, heading: str
) -> None:
    found = sections(bring, load_import, CARD.replace("#### Example Phrases", heading))
    assert found[heading.strip("# ")] == ["\"It's ready when it's ready.\"", '"Who took the rye?"']
    assert found["Personalities"] == {"The Early Bird": "Up before you.", "The Taster": '"One more."'}


@pytest.mark.parametrize(
    "line",
    [
        "**Role Code**: BAKE1001",
        "**Role code:** `BAKE1001`",
        "Role Code: BAKE1001  ",
        "| **Role code** | `BAKE1001` |",
    ],
)
def test_the_role_code_is_found_in_its_forms(bring: Bring, line: str) -> None:
    done = bring("role-card", CARD.replace("**Role Code:** BAKE1001", line))
    assert role_of(done)["id"].text == "BAKE1001"  # type: ignore[attr-defined]
    assert left(done) == {}


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("**Role Code:** BAKE1001", "", "source.md: it is no role card: it has no line **Role Code:** with a code"),
        ("BAKE1001\n\n##", "\n\n##", "source.md:3: the role code is missing here; write it behind the colon"),
        ("# Head Baker", "", "source.md: it has no title; begin it with `# ` and the role's name"),
        (
            "## Responsibilities",
            "## Duties",
            "source.md: it has no section “Responsibilities”, so no goal could stand on it",
        ),
    ],
)
def test_a_card_that_lacks_what_it_needs_is_refused(bring: Bring, old: str, new: str, sentence: str) -> None:
    assert why(bring("role-card", CARD.replace(old, new, 1))) == [sentence]


def test_responsibilities_without_a_list_are_refused_with_their_line(bring: Bring) -> None:
    text = "# A\n\nRole Code: A1\n\n## Responsibilities\n\nEverything.\n"
    assert why(bring("role-card", text)) == [
        "source.md:5: the section here has no list; write each responsibility as a point"
    ]


def test_headings_that_only_group_responsibilities_are_said(bring: Bring, load_import: LoadImport) -> None:
    text = "# A\n\nRole Code: A1\n\n## Responsibilities\n\n### Morning\n- Bake.\n\n### Evening\n- Clean.\n"
    done = bring("role-card", text)
    assert [row.text for row in load_import(done).roles[0].profiles[0].responsibilities] == ["Bake.", "Clean."]
    assert list(left(done)) == ["Morning", "Evening"]


def test_other_sections_and_front_matter_are_kept_with_what_is_below_them(
    bring: Bring, load_import: LoadImport
) -> None:
    more = "\n## How it works\nIntro.\n### Inputs\n- a\n- b\n### Outputs\n| x | y |\n|---|---|\n| 1 | 2 |\n"
    found = sections(bring, load_import, f"---\ntitle: Baker\n---\nHello.\n\n{CARD}{more}")
    assert found["How it works"] == ["Intro.", {"Inputs": ["a", "b"], "Outputs": "| x | y |\n|---|---|\n| 1 | 2 |"}]
    assert found["Front matter"] == "title: Baker"
    assert found["Introduction"] == "Hello."


def test_the_same_heading_twice_is_kept_twice(bring: Bring, load_import: LoadImport) -> None:
    found = sections(bring, load_import, f"{CARD}\n## Notes\na\n\n## Notes\nb\n")
    assert (found["Notes"], found["Notes (2)"]) == ("a", "b")


def test_line_ends_tabs_and_entities_change_no_word(bring: Bring, load_import: LoadImport) -> None:
    plain = load_import(bring("role-card", CARD)).roles[0]
    crlf = load_import(bring("role-card", CARD.replace("\n", "\r\n"))).roles[0]
    tabs = load_import(bring("role-card", CARD.replace("*   **", "*\t**"))).roles[0]
    entities = load_import(bring("role-card", CARD.replace("Dough & Leaven", "Dough &amp; Leav&#101;n"))).roles[0]
    for other in (crlf, tabs, entities):
        assert [row.text for row in other.profiles[0].responsibilities] == [
            row.text for row in plain.profiles[0].responsibilities
        ]
        assert [row.name for row in other.profiles[0].responsibilities] == [
            row.name for row in plain.profiles[0].responsibilities
        ]
        assert other.sections == plain.sections


def test_marks_go_and_links_and_code_stay(bring: Bring, load_import: LoadImport) -> None:
    text = CARD.replace(
        "Load, watch and empty the ovens.", r"Load *all* `ovens` \* [now](a b.md) <https://x.y> <b>z</b>"
    )
    row = load_import(bring("role-card", text)).roles[0].profiles[0].responsibilities[1]
    assert row.text == "Load all ovens * [now](a b.md) <https://x.y> <b>z</b>"
    linked = CARD.replace("empty the ovens", 'empty [the **big** ovens](a.md "Big")')
    row = load_import(bring("role-card", linked)).roles[0].profiles[0].responsibilities[1]
    assert row.text == 'Load, watch and [the big ovens](a.md "Big").'.replace("and [", "and empty [")


def test_lists_in_lists_are_kept_or_named_however_deep(bring: Bring) -> None:
    deep = "\n".join("  " * depth + f"- depth{depth}!" for depth in range(80))
    done = bring("role-card", f"{CARD}\n## Deep\n{deep}\n")
    words = all_words(done)
    assert [depth for depth in range(80) if f"depth{depth}!" not in words] == []


def test_five_megabytes_are_read(bring: Bring) -> None:
    points = "".join(f"* **Point {at}:** {f'{at} ' * 120}\n" for at in range(10_000))
    done = bring("role-card", CARD.replace("* **Dough", f"{points}* **Dough", 1))
    assert len(done.text) > 5_000_000
    assert len(role_of(done)["responsibilities"]) == 10_003  # type: ignore[arg-type]


WORDS = st.text("abcxyzäß&<>'\"#*_[]()`:-| 1.", min_size=1, max_size=25).map(lambda text: f"w{text.strip()}w")
PARTS = st.one_of(
    WORDS,
    st.lists(WORDS, min_size=1, max_size=3).map(lambda texts: "".join(f"* {text}\n" for text in texts)),
    st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=3).map(
        lambda pairs: "".join(f"* **{name}:** {text}\n" for name, text in pairs)
    ),
    st.tuples(st.sampled_from(("##", "###", "####")), WORDS).map(" ".join),
    st.tuples(WORDS, WORDS).map(lambda pair: f"- {pair[0]}\n  - {pair[1]}\n\n    {pair[0]}\n"),
    WORDS.map(lambda text: f"> {text}\n> * {text}"),
    WORDS.map(lambda text: f"```\n{text}\n```"),
    WORDS.map(lambda text: f"**{text}:** {text}\n**{text}:**"),
)


@settings(max_examples=60)
@given(st.lists(PARTS, max_size=8), st.lists(PARTS, max_size=8))
def test_every_text_of_the_source_is_taken_kept_aside_or_named(before: list[str], after: list[str]) -> None:
    duties = "## Responsibilities\n\n* **Name:** The text.\n"
    text = "\n\n".join(("# Title", "**Role Code:** A1", *before, duties, "## Other", *after))
    done = take_all(kind("role-card"), [SourceFile("card.md", text)], Wish())
    assert why(done) == []
    found = _bare(all_words(done))
    shown = [part for line in text.split("\n") if "Role Code" not in line for part in line.split(":**")]
    assert [part for part in shown if _bare(part) not in found and part != "## Responsibilities"] == []


def _bare(text: str) -> str:
    """Return a text's letters and digits: what is left of a line whichever marks it has."""
    return "".join(character for character in text.casefold() if character.isalnum())


def test_a_description_with_a_list_stays_as_it_is_written(bring: Bring, load_import: LoadImport) -> None:
    text = CARD.replace("Trains the apprentices.", "Trains:\n\n- Ann\n- Bo\n\n---")
    (role,) = load_import(bring("role-card", text)).roles
    assert role.description is not None
    assert role.description.text.endswith("by name.\n\nTrains:\n\n- Ann\n- Bo")


def test_odd_points_are_taken_too(bring: Bring, load_import: LoadImport) -> None:
    odd = "* **Only a name:**\n* - Nested at once\n* ```\n  code\n  ```\n* Quoted\n\n  > as said\n\n  ---\n* \n"
    (role,) = load_import(bring("role-card", CARD.replace("* **Dough", f"{odd}* **Dough", 1))).roles
    assert [(row.text, row.details) for row in role.profiles[0].responsibilities][:4] == [
        ("Only a name", ()),
        ("Nested at once", ()),
        ("``` code ```", ()),
        ("Quoted", ("as said",)),
    ]


def test_long_names_and_names_that_stand_twice_become_lists(bring: Bring, load_import: LoadImport) -> None:
    long = "n" * 300
    text = f"{CARD}\n## Twice\n- **A:** one\n- **A:** two\n\n## Long\n- **{long}:** text\n"
    found = sections(bring, load_import, text)
    assert found["Twice"] == [{"A": "one"}, {"A": "two"}]
    assert found["Long"] == [long, "text"]


def test_own_words_of_a_section_stand_before_the_headings_below_it(bring: Bring, load_import: LoadImport) -> None:
    text = f"{CARD}\n## Agent\n**Name:** A\n**Age:** 3\n### Tools\n- Pan\n\n## Lists\n- a\n### More\nb\n"
    found = sections(bring, load_import, text)
    assert found["Agent"] == {"Name": "A", "Age": "3", "Tools": ["Pan"]}
    assert found["Lists"] == ["a", {"More": "b"}]


def test_pictures_and_hard_breaks_are_kept(bring: Bring, load_import: LoadImport) -> None:
    text = CARD.replace("Write the plan for tomorrow.", "Write  \n  the ![plan](p.png) for *tomorrow*.")
    row = load_import(bring("role-card", text)).roles[0].profiles[0].responsibilities[2]
    assert row.text == "Write the ![plan](p.png) for tomorrow."
