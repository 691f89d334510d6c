"""Profile pages: levels by order, by marks or as typed; guidelines, skills, level facts and classification."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canon.importers.draft import Wish
from canon.importers.kinds import kind
from canon.importers.profile_page import EVENLY
from canon.importers.running import take_all
from canon.importers.sources import SourceFile
from canon.loader import load, packaged
from canon.model import RUBRIC_COLUMNS, Role
from tests.conftest import Golden
from tests.unit.canon.importers.conftest import Bring, LoadImport, all_words, left, why

TEXT = """Baker / Bread — B2
BREAD.BAKER001.B2
Bakes bread for a town.
Bakes bread for a town.
Focus — Baker / Bread
Bakes bread for a town.
Paid by the loaf.
Responsibilities by level
What this person does at each level.
- Carries flour.
- Sweeps.
- Bakes rye.
- Bakes wheat.
Level guidelines
The rubric of this function.
| Level | Knowledge & Application | Complexity & Problem Solving | Shoe size |
|---|---|---|---|
| B1 | Knows flour. | Asks. | 43 |
| B2 | Knows ovens. | | |
Skills
What the role applies.
- Kneading
- Working dough by hand.
- Patience
Provenance
Every layer is sourced.
Level — B2 — Baker
Bakes alone
- Scope
- An oven
- Warmth
- Great
- Typical experience
- 3 yrs
Adjacent roles
Miller, Cook
Title aliases show ▾
- Bread maker
Classification mappingsshow ▾
O*NET / SOC
- code=51-3011source=bakery.resolve
- something else
"""


def test_a_whole_page_is_taken(bring: Bring, golden: Golden) -> None:
    done = bring("profile-page", TEXT, tag="BRD")
    assert why(done) == []
    golden("importers/profile-page.yaml", done.text)
    assert set(left(done)) == {"Shoe size", "43", "- something else"}


def role_of(bring: Bring, load: LoadImport, text: str, **wish: object) -> Role:
    (role,) = load(bring("profile-page", text, **wish)).roles
    return role


def test_levels_follow_by_order_and_the_report_says_so(bring: Bring, load_import: LoadImport) -> None:
    done = bring("profile-page", TEXT)
    (role,) = load_import(done).roles
    assert {profile.code: [row.text for row in profile.responsibilities] for profile in role.profiles} == {
        "B1": ["Carries flour.", "Sweeps."],
        "B2": ["Bakes rye.", "Bakes wheat."],
    }
    assert [(note.fact.text, note.why) for note in done.told] == [("Carries flour.", EVENLY), ("Bakes rye.", EVENLY)]


def test_what_does_not_divide_evenly_is_refused_until_it_is_said(bring: Bring, load_import: LoadImport) -> None:
    text = TEXT.replace("- Sweeps.\n", "")
    assert why(bring("profile-page", text)) == [
        (
            "source.txt:8: it has 3 responsibilities for 2 levels; "
            "say how many each has, low to high, as in --per-level 5,5"
        )
    ]
    role = role_of(bring, load_import, text, per_level=(1, 2))
    assert [len(profile.responsibilities) for profile in role.profiles] == [1, 2]


def test_marks_of_levels_win_over_order(bring: Bring, load_import: LoadImport) -> None:
    text = TEXT.replace("- Carries", "B1 — Helper\n- Carries").replace("- Bakes wheat", "B2\n- Bakes wheat")
    role = role_of(bring, load_import, text)
    assert [len(profile.responsibilities) for profile in role.profiles] == [3, 1]
    label = role.profiles[0].label
    assert label is not None
    assert label.text == "B1 — Helper"


def test_the_facts_of_the_page_s_own_level_are_its_own(bring: Bring, load_import: LoadImport) -> None:
    first, second = role_of(bring, load_import, TEXT).profiles
    assert (first.dimensions, first.label) == ((), None)
    assert {row.name: row.text for row in second.dimensions} == {"Scope": "An oven", "Warmth": "Great"}
    assert [second.label, second.summary, second.typical_experience] != [None] * 3


def test_skills_aliases_and_classification_are_taken(bring: Bring, load_import: LoadImport) -> None:
    role = role_of(bring, load_import, TEXT)
    assert [(s.name.text, s.description.text if s.description else None) for s in role.skills] == [
        ("Kneading", "Working dough by hand."),
        ("Patience", None),
    ]
    assert role.aliases == ("Bread maker",)
    assert [(c.scheme, c.code, c.source) for c in role.classifications] == [
        ("O*NET / SOC", "51-3011", "bakery.resolve")
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("Responsibilities by level", "Duties", "it is no profile page: it has no part “Responsibilities by level”"),
        ("Level guidelines", "Guides", "it is no profile page: it has no part “Level guidelines”"),
        ("|", "/", "the part “Level guidelines” has no table that names the levels"),
        ("| B2 |", "| B1 |", "source.txt:19: the level B1 stands twice in the table"),
        ("BREAD.BAKER001.B2\n", "", "source.txt:1: it does not say the role's id; name it with --id"),
    ],
)
def test_what_lacks_a_part_is_refused(bring: Bring, old: str, new: str, sentence: str) -> None:
    (reason,) = why(bring("profile-page", TEXT.replace(old, new)))
    assert sentence in reason


def test_the_packaged_role_written_as_a_page_comes_back(bring: Bring, load_import: LoadImport) -> None:
    role = load([packaged()]).roles[0]
    again = role_of(bring, load_import, page_of(role))
    for old, new in zip(role.profiles, again.profiles, strict=True):
        assert [row.text for row in new.responsibilities] == [row.text for row in old.responsibilities]
        assert {name: fact.text for name, fact in new.rubric.items()} == {n: f.text for n, f in old.rubric.items()}
    assert [row.text for row in again.profiles[-1].dimensions] == [row.text for row in role.profiles[-1].dimensions]


def page_of(role: Role) -> str:
    last = role.profiles[-1]
    rows = [f"- {row.text}" for profile in role.profiles for row in profile.responsibilities]
    table = [
        f"| {profile.code} | {' | '.join(profile.rubric[name].text for name in RUBRIC_COLUMNS)} |"
        for profile in role.profiles
    ]
    facts = [line for row in last.dimensions for line in (f"- {row.name}", f"- {row.text}")]
    head = f"| Level | {' | '.join(RUBRIC_COLUMNS.values())} |"
    label = last.label.text if last.label else ""
    lines = [
        last.title,
        last.id,
        "Responsibilities by level",
        *rows,
        "Level guidelines",
        head,
        "|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *table, f"Level — {label}", "A summary", *facts])


def test_line_ends_change_nothing(bring: Bring) -> None:
    assert bring("profile-page", TEXT.replace("\n", "\r\n")).text == bring("profile-page", TEXT).text


WORDS = st.text("abcß&;.", max_size=10).map(lambda text: f"w{text}w")
ADDED = st.lists(st.tuples(st.sampled_from(("", "- ", "| B1 | ", "Level — ")), WORDS).map("".join), max_size=3)


@settings(max_examples=40)
@given(st.tuples(*[ADDED] * 6))
def test_every_text_of_the_source_is_taken_kept_aside_or_named(added: tuple[list[str], ...]) -> None:
    lines = TEXT.split("\n")
    for place, more in zip((39, 33, 30, 27, 24, 9), added, strict=True):
        lines[place:place] = more
    done = take_all(kind("profile-page"), [SourceFile("page.txt", "\n".join(lines))], Wish())
    found = _bare(all_words(done))
    parts = [cell for line in lines for cell in line.split("|")]
    if not done.refused:
        skip = ("Focus — ", "Level — B2", "BREAD.", "Baker / Bread — B2", "code=", "- code=", "Responsibilities by")
        known = {"level", "skills", "levelguidelines", "typicalexperience", *map(_bare, RUBRIC_COLUMNS.values())}
        known |= {"classificationmappingsshow", "titlealiasesshow", "levelguidelines", "provenance", "adjacentroles"}
        assert [p for p in parts if _bare(p) not in found and _bare(p) not in known and not p.startswith(skip)] == []


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def test_odd_lines_of_a_page_are_kept_or_named(bring: Bring) -> None:
    text = TEXT.replace("Focus — Baker / Bread\n", "A third line.\n").replace("Paid by the loaf.", "A fourth line.")
    (role,) = bring("profile-page", text).roles
    assert role["differential"].text == "A third line."
    assert [fact.text for fact in role["sections"]["Introduction"]] == ["A fourth line."]
    headless = TEXT[TEXT.index("Responsibilities by level") :]
    assert why(bring("profile-page", headless)) == ["source.txt: it does not begin with the role's name"]
