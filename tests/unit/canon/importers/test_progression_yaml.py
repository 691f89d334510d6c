"""Progression frameworks: topics by level, competencies by level and theme, and the mapping file."""

from __future__ import annotations

from textwrap import dedent

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from canon.importers.draft import Wish
from canon.importers.kinds import kind
from canon.importers.running import take_all
from canon.importers.sources import SourceFile
from tests.conftest import Golden
from tests.unit.canon.importers.conftest import Bring, LoadImport, all_words, left, why

TOPICS = dedent(
    """\
    ---
    path: '/bakers'
    title: "🥖 Baker's framework"
    levels: 2
    topics:
      - name: 'craft'
        title: '🔥 Craft'
        content:
          - level: 2
            criteria:
              - 'Bakes alone'
            exampleCriteria:
              - criteria: 'Teaches: by doing'
                examples: ['Shows it', 'Waits']
          - level: 1
            criteria: ['Bakes with help']
      - name: speed
        title:
        content:
          - level: 1
            criteria:
              - 'Is on time'
    ---
    How to read this.

    ### About levels
    - One
    - Two
    """
)
THEMES = dedent(
    """\
    name: Baker
    summary: Those who bake.
    levels:
      - {id: junior, name: Junior Baker, summary: Learns.}
      - {id: senior, name: Senior Baker}
      - {id: chief, name: Chief Baker}
    themes:
      - {id: reach, name: Reach, summary: How far it goes.}
      - {id: craft, name: Craft}
    competencies:
      - {id: c-1, level: junior, theme: craft, summary: Weighs., proficiency: Awareness}
      - id: c-2
        level: senior
        theme: craft
        summary: |
          1. Bakes.

          2. Plans.
        examples: [A week ahead]
      - {level: junior, theme: reach, summary: An oven}
      - {level: senior, theme: reach, summary: A bakery}
    """
)


def test_topics_become_levels_whose_labels_name_the_topic(bring: Bring, golden: Golden) -> None:
    done = bring("progression-yaml", {"baker.md": TOPICS})
    assert why(done) == []
    golden("importers/progression-topics.yaml", done.text)
    assert set(left(done)) == {"/bakers", "craft"}


def test_levels_stand_in_order_and_examples_hang_below(bring: Bring, load_import: LoadImport) -> None:
    (role,) = load_import(bring("progression-yaml", {"baker.md": TOPICS})).roles
    assert role.focus.text == "🥖 Baker's framework"
    assert [profile.code for profile in role.profiles] == ["1", "2"]
    assert [(row.text, row.source_kind, row.details) for row in role.profiles[1].responsibilities] == [
        ("Bakes alone", "🔥 Craft", ()),
        ("Teaches: by doing", "🔥 Craft", ("Shows it", "Waits")),
    ]
    assert dict(role.sections) == {"Below the framework": "How to read this.", "About levels": ["One", "Two"]}


def test_competencies_go_where_the_mapping_says(bring: Bring, load_import: LoadImport, golden: Golden) -> None:
    mapping = SourceFile("map.yaml", "themes: {reach: Scope}\nlevels: {junior: B1, senior: B2}\n")
    done = bring("progression-yaml", {"baker.yaml": THEMES}, mapping=mapping)
    golden("importers/progression-themes.yaml", done.text)
    (role,) = load_import(done).roles
    assert [(p.code, p.label.text if p.label else "") for p in role.profiles] == [
        ("B1", "Junior Baker"),
        ("B2", "Senior Baker"),
    ]
    assert [(row.name, row.text) for row in role.profiles[1].dimensions] == [("Scope", "A bakery")]
    (row,) = role.profiles[1].responsibilities
    assert (row.key, row.text, row.details) == ("o:c-2", "1. Bakes.", ("2. Plans.", "A week ahead"))
    assert set(left(done)) == {"chief", "Chief Baker", "Awareness"} - {"chief"}


@pytest.mark.parametrize(
    ("meaning", "field"),
    [("core output", "core_outputs"), ("components", "components"), ("responsibility", "responsibilities")],
)
def test_a_theme_can_be_any_list(bring: Bring, load_import: LoadImport, meaning: str, field: str) -> None:
    mapping = SourceFile("map.yaml", f"themes: {{craft: {meaning}}}\n")
    profile = load_import(bring("progression-yaml", {"b.yaml": THEMES}, mapping=mapping)).roles[0].profiles[0]
    assert "Weighs." in [row.text for row in getattr(profile, field)]


def test_several_texts_for_one_place_are_kept_aside_and_said(bring: Bring, load_import: LoadImport) -> None:
    mapping = SourceFile("map.yaml", "themes: {craft: knowledge & application, reach: aside}\n")
    more = "  - {level: junior, theme: craft, summary: Sweeps.}\n  - {level: junior, theme: new, summary: New.}\n"
    done = bring("progression-yaml", {"b.yaml": THEMES + more}, mapping=mapping)
    (role,) = load_import(done).roles
    assert role.sections["Craft"] == {
        "junior": ["Weighs.", "Sweeps."],
        "senior": ["1. Bakes.", "2. Plans.", "A week ahead"],
    }
    assert role.sections["Reach"] == {"junior": ["An oven"], "senior": ["A bakery"]}
    assert [row.text for row in role.profiles[0].responsibilities] == ["New."]
    assert len([note for note in done.told if "kept aside" in note.why]) == 3


def test_a_bare_list_of_competencies_needs_the_role_s_name(bring: Bring, load_import: LoadImport) -> None:
    text = "- {level: a, area: x, summary: One.}\n- {level: b, area: x, summary: Two., examples: []}\n"
    assert why(bring("progression-yaml", {"c.yaml": text})) == [
        "c.yaml: it does not say which role it is for; name it with --role"
    ]
    (role,) = load_import(bring("progression-yaml", {"c.yaml": text}, role="Cook", id="C")).roles
    assert (role.id, role.focus.text, len(role.profiles)) == ("C", "Cook", 2)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: 1\n", "it is no progression framework: it has neither `topics:` nor `competencies:`"),
        ("topics: []\n", "it has no criterion and no competency with a level"),
        ("topics: [\n", "c.yaml:2: this is not YAML"),
        ("topics: &a [*a]\n", "write the value out"),
        ("- just\n- texts\n", "it has no criterion and no competency with a level"),
    ],
)
def test_what_is_no_framework_is_refused(bring: Bring, text: str, sentence: str) -> None:
    (reason,) = why(bring("progression-yaml", {"c.yaml": text}))
    assert sentence in reason


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        (
            "themes: {craft: wrongly}\n",
            "map.yaml:1: “wrongly” is nothing that a theme can be; write one of responsibility",
        ),
        ("theme: {}\n", "map.yaml: it is no mapping: it has `themes:` and `levels:`, and nothing else"),
        ("themes: [a]\n", "map.yaml: `themes:` is a list of `name: what it is`, one in a line"),
    ],
)
def test_a_mapping_that_says_nothing_known_is_refused(bring: Bring, mapping: str, sentence: str) -> None:
    (reason,) = why(bring("progression-yaml", {"b.yaml": THEMES}, mapping=SourceFile("map.yaml", mapping)))
    assert sentence in reason


def test_line_ends_change_nothing(bring: Bring) -> None:
    windows = bring("progression-yaml", {"baker.md": TOPICS.replace("\n", "\r\n")})
    assert windows.text == bring("progression-yaml", {"baker.md": TOPICS}).text


TEXTS = st.text("abß&:'\"- #", max_size=10).map(lambda text: f"w{text}w")
PARTS = st.fixed_dictionaries(
    {},
    optional={
        "level": st.sampled_from((1, "two")),
        "criteria": st.lists(TEXTS, max_size=2) | TEXTS,
        "summary": TEXTS,
        "exampleCriteria": st.lists(
            st.fixed_dictionaries({"criteria": TEXTS}, optional={"examples": st.lists(TEXTS, max_size=2)}), max_size=2
        ),
    },
)
TOPIC = st.fixed_dictionaries({"name": TEXTS}, optional={"title": TEXTS, "content": st.lists(PARTS, max_size=3)})
COMPETENCY = st.fixed_dictionaries(
    {"level": st.sampled_from(("a", "b"))},
    optional={
        "theme": st.sampled_from(("x", "y")),
        "summary": TEXTS,
        "description": TEXTS,
        "examples": st.lists(TEXTS),
    },
)


@settings(max_examples=60)
@given(st.lists(TOPIC, max_size=3), st.lists(COMPETENCY, max_size=4), st.sampled_from(("topics", "themes")))
def test_every_text_of_the_source_is_taken_kept_aside_or_named(
    topics: list[object], competencies: list[object], shape: str
) -> None:
    first = {"level": "a", "summary": "first"}
    tree = (
        {"name": "Role", "themes": [{"id": "x", "name": "wxw"}], "competencies": [first, *competencies]}
        if shape == "themes"
        else {"title": "Role", "topics": [{"name": "t", "content": [{"level": 1, "criteria": ["first"]}]}, *topics]}
    )
    source = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=1000)
    done = take_all(kind("progression-yaml"), [SourceFile("a.yaml", source)], Wish())
    assert why(done) == []
    found = all_words(done)
    assert [text for text in texts_of(tree) if text.startswith("w") and text.strip() not in found] == []


def texts_of(tree: object) -> list[str]:
    if isinstance(tree, dict):
        return [text for value in tree.values() for text in texts_of(value)]
    if isinstance(tree, list):
        return [text for value in tree for text in texts_of(value)]
    return [tree] if isinstance(tree, str) else []


def test_guidelines_level_facts_and_new_dimensions_can_be_mapped(bring: Bring, load_import: LoadImport) -> None:
    mapping = SourceFile(
        "map.yaml", "themes: {reach: dimension Warmth, craft: summary, rank: collaboration & interaction}"
    )
    more = "  - {level: junior, theme: rank, summary: Helps.}\n  - {level: junior, theme: own, summary: Own.}\n"
    done = bring("progression-yaml", {"b.yaml": THEMES + more}, mapping=mapping)
    profile = load_import(done).roles[0].profiles[0]
    assert [(row.name, row.text) for row in profile.dimensions] == [("Warmth", "An oven")]
    assert profile.rubric["collaboration_interaction"].text == "Helps."
    assert profile.summary is not None
    assert profile.summary.text == "Weighs."


def test_a_heading_without_words_below_the_framework_is_named(bring: Bring) -> None:
    assert "Empty" in left(bring("progression-yaml", {"baker.md": f"{TOPICS}\n## Empty\n"}))
