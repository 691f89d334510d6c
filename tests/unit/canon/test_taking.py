"""A text that takes some changes of a newer one: what is taken is the newer, the rest the older, nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from canon.difference import row_changes
from canon.frames import FRAMES, build_frame
from canon.keys import ROW_LISTS, dimension_key, row_key
from canon.model import COMPLEXITY, KNOWLEDGE, Fact, Place, Profile, Row, RowKind
from canon.render.text import frame_text
from canon.snapshot import content_hash, restore, snapshot
from canon.taking import Changes, Taken, key_of, take, text_changes, woven

OWNS = "Owns a portfolio of high-value key accounts and large opportunities"
OWNS_NOW = "Owns a portfolio of high-value key accounts and complex opportunities"
LEADS = "Leads negotiations with procurement"
MENTORS = "Mentors and develops junior colleagues"
PLANS = "Writes the quarterly plan"
TEXTS = (OWNS, OWNS_NOW, LEADS, MENTORS, PLANS, "Keeps the light on", "Keeps the lights on at night")
NAMES = ("Scope", "Impact", "Decision rights")
NOTHING, ALL_FACTS = Taken(), Taken(facts=True)


def place(line: int) -> Place:
    return Place("f", line, "p")


def rows(name: str, texts: Sequence[str], ids: Mapping[str, str] | None = None) -> tuple[Row, ...]:
    kind: RowKind = "component" if name == "components" else "objective"
    own = ids or {}
    return tuple(Row(row_key(name, own.get(text), text), kind, text, place(at)) for at, text in enumerate(texts))


def profile(*texts: str, **more: Any) -> Profile:
    focus = Fact("Account Executive", place(1))
    return Profile(
        "R.P4", "R", "C", "T", focus, "T", code="P4", responsibilities=rows("responsibilities", texts), **more
    )


def dimensions(**texts: str) -> dict[str, Any]:
    made = tuple(Row(dimension_key(n), "dimension", text, place(9), name=n) for n, text in texts.items())
    return {"dimensions": made, "dimension_order": tuple(texts)}


def texts_of(found: Profile) -> list[str]:
    return [row.text for row in found.rows]


def everything(changes: Changes) -> Taken:
    return Taken(frozenset(map(key_of, changes.rows)), facts=True)


def test_a_reworded_row_that_is_taken_has_the_new_words_under_its_old_key() -> None:
    old, new = profile(OWNS, LEADS), profile(OWNS_NOW, LEADS)
    (change,) = text_changes(old, new).rows
    made = take(old, new, Taken(frozenset({key_of(change)})), ())
    assert texts_of(made) == [OWNS_NOW, LEADS]
    assert made.rows[0].key == old.rows[0].key
    assert not text_changes(made, new)


def test_a_row_that_is_kept_stays_word_for_word_at_its_place() -> None:
    old, new = profile(OWNS, LEADS, MENTORS), profile(PLANS, OWNS_NOW, MENTORS)
    assert texts_of(take(old, new, NOTHING, ())) == [OWNS, LEADS, MENTORS]
    added = next(key_of(change) for change in text_changes(old, new).rows if change.kinds == ("added",))
    assert texts_of(take(old, new, Taken(frozenset({added})), ())) == [PLANS, OWNS, LEADS, MENTORS]


def test_a_row_that_goes_stays_as_a_former_one_where_something_is_kept_under_it() -> None:
    old, new = profile(OWNS, LEADS), profile(OWNS)
    gone = old.rows[1].key
    made = take(old, new, Taken(frozenset({gone})), {gone})
    assert [row.text for row in made.former] == [LEADS]
    assert texts_of(made) == [OWNS, LEADS]
    assert not text_changes(made, new)
    assert take(old, new, Taken(frozenset({gone})), ()).former == ()
    assert restore(snapshot(made)) == made


def test_a_former_row_that_comes_back_is_the_same_row_again() -> None:
    old, new = profile(OWNS, LEADS), profile(OWNS)
    made = take(old, new, everything(text_changes(old, new)), {old.rows[1].key})
    again = take(made, old, everything(text_changes(made, old)), ())
    assert (texts_of(again), again.former) == ([OWNS, LEADS], ())
    assert [row.key for row in again.rows] == [row.key for row in old.rows]
    renamed = replace(old, responsibilities=(old.rows[0], replace(old.rows[1], key="o:own")))
    assert take(made, renamed, everything(text_changes(made, renamed)), ()).rows[1].key == old.rows[1].key


def test_no_layout_has_a_former_row_and_the_others_are_as_the_newer_text_has_them() -> None:
    level = dimensions(Scope="A system", Impact="Many teams")
    old, new = profile(LEADS, OWNS, MENTORS, **level), profile(OWNS, MENTORS, **level)
    made = take(old, new, everything(text_changes(old, new)), {row.key for row in old.rows})
    for name in FRAMES:
        assert frame_text(build_frame(made, name)) == frame_text(build_frame(new, name))


def test_responsibilities_become_areas_beside_a_core_output_that_is_taken() -> None:
    old = profile(OWNS, LEADS)
    new = profile(OWNS, LEADS, core_outputs=rows("core_outputs", (PLANS,)))
    new = replace(new, responsibilities=tuple(replace(row, kind="component") for row in new.responsibilities))
    made = take(old, new, everything(text_changes(old, new)), ())
    assert [(row.text, row.kind) for row in made.rows] == [
        (PLANS, "objective"),
        (OWNS, "component"),
        (LEADS, "component"),
    ]
    assert [row.kind for row in take(old, new, NOTHING, ()).rows] == ["objective", "objective"]


def test_a_row_that_no_layout_shows_any_more_stays_as_a_former_one() -> None:
    old = profile(OWNS, LEADS)
    new = profile(OWNS, LEADS, core_outputs=rows("core_outputs", (PLANS,)), components=rows("components", (MENTORS,)))
    held = {row.key for row in old.rows}
    made = take(old, new, everything(text_changes(old, new)), held)
    assert held <= {row.key for row in made.rows}
    assert [row.text for row in made.former] == [OWNS, LEADS]


def test_the_other_texts_are_taken_together() -> None:
    old = profile(OWNS, rubric={COMPLEXITY: Fact("Weighs", place(3)), KNOWLEDGE: Fact("Knows", place(4))})
    new = profile(OWNS, label=Fact("P4 — Lead", place(5)), rubric={COMPLEXITY: Fact("Weighs more", place(3))})
    assert take(old, new, NOTHING, ()) == old
    made = take(old, new, ALL_FACTS, ())
    assert (made.rubric, made.label) == (new.rubric, new.label)


def test_level_expectations_stand_in_the_order_of_the_texts_that_are_taken() -> None:
    old = profile(**dimensions(Scope="A system", Impact="Many teams", Depth="Deep"))
    new = profile(**dimensions(Impact="All teams", Reach="Far", Scope="A system"))
    kept = take(old, new, NOTHING, ())
    assert [row.name for row in kept.dimensions] == ["Scope", "Impact", "Depth"]
    partly = take(old, new, Taken(frozenset({"+d:Reach", "d:Impact"})), ())
    assert [(row.name, row.text) for row in partly.dimensions] == [
        ("Scope", "A system"),
        ("Impact", "All teams"),
        ("Reach", "Far"),
        ("Depth", "Deep"),
    ]
    assert set(partly.dimension_order) == {"Scope", "Impact", "Reach", "Depth"}
    every = take(old, new, everything(text_changes(old, new)), {"d:Depth"})
    assert [row.name for row in every.rows] == ["Impact", "Reach", "Scope", "Depth"]
    assert [row.name for row in every.former] == ["Depth"]


def test_a_key_alone_is_no_change() -> None:
    old = profile(OWNS)
    new = replace(old, responsibilities=(replace(old.rows[0], key="o:own"),))
    assert row_changes(old, new)
    assert not text_changes(old, new)
    titled = replace(new, responsibilities=(replace(new.rows[0], name="Accounts"),))
    assert text_changes(old, titled)


def test_what_only_one_order_has_stands_behind_what_it_stands_behind_there() -> None:
    assert woven("bd", "abcde") == list("abcde")
    assert woven("", "ab") == ["a", "b"]
    assert woven("cab", "axb") == list("caxb")


def test_a_new_row_with_the_words_that_a_row_once_had_is_another_row() -> None:
    first, second, third = profile(OWNS, MENTORS), profile(OWNS_NOW, MENTORS), profile(OWNS_NOW, MENTORS, OWNS)
    made = take(first, second, everything(text_changes(first, second)), ())
    (change,) = text_changes(made, third).rows
    assert change.kinds == ("added",)
    again = take(made, third, everything(text_changes(made, third)), ())
    assert texts_of(again) == [OWNS_NOW, MENTORS, OWNS]
    assert [row.key for row in again.rows[:2]] == [row.key for row in first.rows]
    assert len({row.key for row in again.rows}) == 3


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Draw a role at a level: rows in up to three lists, some under ids of their own, and level expectations."""
    every = draw(st.permutations(TEXTS))
    ids = dict(zip(draw(st.permutations(TEXTS)), draw(st.sampled_from(["", "a", "ab", "abc"])), strict=False))
    cuts = [0, *sorted(draw(st.tuples(*[st.integers(0, len(TEXTS))] * 3)))]
    parts = [every[start:end] for start, end in pairwise(cuts)]
    lists: dict[str, Any] = {name: rows(name, part, ids) for name, part in zip(ROW_LISTS, parts, strict=True)}
    if lists["core_outputs"]:
        lists["responsibilities"] = tuple(replace(row, kind="component") for row in lists["responsibilities"])
    names = draw(st.lists(st.sampled_from(NAMES), unique=True))
    level = {name: draw(st.sampled_from(["A system", "Many teams"])) for name in names}
    rubric = {KNOWLEDGE: Fact(draw(st.sampled_from(["Knows", "Knows more"])), place(3))}
    made = replace(profile(), **lists, rubric=rubric)
    return replace(made, **dimensions(**level)) if level else made


@settings(max_examples=300, deadline=None)
@given(profiles(), profiles(), st.data())
def test_whatever_is_taken_nothing_that_is_held_is_lost(old: Profile, new: Profile, data: st.DataObject) -> None:
    changes = text_changes(old, new)
    keys = [key_of(change) for change in changes.rows]
    chosen = frozenset(data.draw(st.lists(st.sampled_from(keys), unique=True))) if keys else frozenset()
    held = {row.key for row in old.rows}
    made = take(old, new, Taken(chosen, facts=data.draw(st.booleans())), held)
    there = {row.key: row.text for row in made.rows}
    assert held <= set(there), "a row that holds something is gone"
    assert len({row.key for row in made.rows}) == len(made.rows), "two rows under one key"
    for change in changes.rows:
        key, took = key_of(change), key_of(change) in chosen
        if took and change.new:
            canon = [row.text for row in every_row(made) if (row.canon_key or row.key) == change.new.row.key]
            assert canon == [change.new.row.text]
            assert not change.old or [row.text for row in every_row(made) if row.key == key] == canon
        if not took and change.old:
            assert there.get(key, change.old.row.text) == change.old.row.text
        if not took and change.new and not change.old:
            assert change.new.row.key not in {row.canon_key or row.key for row in every_row(made)}
    assert restore(snapshot(made)) == made


def every_row(found: Profile) -> list[Row]:
    return [*found.core_outputs, *found.responsibilities, *found.components, *found.dimensions]


@settings(max_examples=200, deadline=None)
@given(profiles(), profiles())
def test_all_taken_reads_as_the_newer_text_and_none_as_the_older(old: Profile, new: Profile) -> None:
    assert content_hash(take(old, new, NOTHING, ())) == content_hash(old)
    made = take(old, new, everything(text_changes(old, new)), {row.key for row in old.rows})
    assert not text_changes(made, new)
    for name in FRAMES:
        assert frame_text(build_frame(made, name)) == frame_text(build_frame(new, name))


@settings(max_examples=200, deadline=None)
@given(profiles(), profiles(), profiles())
def test_a_text_that_took_some_can_take_again(old: Profile, new: Profile, newest: Profile) -> None:
    changes = text_changes(old, new)
    half = Taken(frozenset(map(key_of, changes.rows[::2])))
    partly = take(old, new, half, {row.key for row in old.rows})
    held = {row.key for row in partly.rows}
    made = take(partly, newest, everything(text_changes(partly, newest)), held)
    assert held <= {row.key for row in made.rows}
    assert len({row.key for row in made.rows}) == len(made.rows)
    assert not text_changes(made, newest)
