"""Check sums of a confirmed version: every part has its own, and what was changed is named."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import VersionUnreadable
from bot.facts import Goals
from bot.services.seal import (
    SUMS,
    TEXT,
    check_stored,
    compare,
    confirmation_of,
    content_of,
    lines_of,
    parts_in,
    parts_of,
    sealed,
)
from tests.unit.bot.confirming import Confirmation, confirm
from tests.unit.bot.making import executive, goals_of, half_filled, profile_of
from tests.unit.bot.views.anything import TYPED, any_goals

many = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@pytest.fixture(scope="module")
def done() -> Confirmation:
    return confirm(half_filled(executive("P4"), kept=[row.key for row in executive("P4").rows[:6]]), words="Thanks")


def check(done: Confirmation, content: str = "", printed: str = "", **reply: Any) -> tuple[str, ...]:
    return check_stored(content or done.content, printed or done.printed, replace(done.reply, **reply))


def digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def test_every_part_has_a_name_that_a_person_uses(done: Confirmation) -> None:
    assert [name for name, _ in parts_in(done.reply)] == [
        "people",
        "period",
        "role",
        "layout",
        "version",
        "goal 1",
        "goal 2",
        "goal 3",
        "goal 4",
        "goal 5",
        "“Scope”",
        "“Win back three lost accounts”",
        "the text above",
        "confirmation",
    ]


def test_the_sums_can_be_made_without_goalframe(done: Confirmation) -> None:
    sums = dict(parts_in(done.reply))
    assert sums["layout"] == digest('"smart"')
    assert sums["period"] == digest('{"first":"2027-01-01","last":"2027-06-30","name":"H1 2027"}')
    assert sums["the text above"] == digest(done.printed)
    confirmed = '{"at":"2026-12-09T10:12:07+00:00","by":"U_SAM","note":"Thanks"}'
    assert sums["confirmation"] == digest(confirmed)
    listed = json.dumps(list(sums.items()), ensure_ascii=False, separators=(",", ":"))
    assert done.reply.seal == digest(listed)


def test_lines_called_the_same_are_told_apart_and_names_stay_on_one_line() -> None:
    goals = goals_of(profile_of(1), own=["Win", "Win", "Win  it \u200a back"])
    names = [name for name, _ in lines_of(confirm(goals).content, {})]
    assert names[6:9] == ["“Win”", "“Win” (2)", "“Win it back”"]


def test_what_is_as_it_was_confirmed_has_no_differing_part(done: Confirmation) -> None:
    assert check(done) == ()
    assert check(done, printed=done.printed.replace("\n", "\r\n")) == ()


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("Sam Okafor", "Sam Okafur", ("people",)),
        ("H1 2027", "H2 2027", ("period",)),
        ("— P4", "— P5", ("role",)),
        ('"smart"', '"smarx"', ("layout",)),
        ("Thursday", "Tuesday", ("version",)),
        ('"number":2', '"number":3', ("version",)),
        ("30 % of deals", "20 % of deals", ("goal 2",)),
        ("CRM report", "CRM record", ("goal 1",)),
        ("Two write-ups", "Ten write-ups", ("“Scope”",)),
        ("3 accounts back", "1 accounts back", ("“Win back three lost accounts”",)),
        ('"called":"goal 2"', '"called":"goal 9"', ("goal 2", "goal 9")),
        ('"layout"', '"layoux"', ("layout",)),
    ],
)
def test_a_change_in_a_version_is_named_by_its_part(
    done: Confirmation, old: str, new: str, named: tuple[str, ...]
) -> None:
    assert old in done.content
    assert check(done, done.content.replace(old, new)) == named


def test_a_change_in_what_is_printed_or_in_the_confirmation_is_named(done: Confirmation) -> None:
    assert check(done, printed=done.printed.replace("30 %", "20 %")) == ("the text above",)
    for changed in ({"words": "No thanks"}, {"by": "U_BO"}, {"at": done.revision.shared_at}):
        assert check(done, **changed) == ("confirmation",)


def test_the_printed_text_is_not_named_beside_the_part_that_changed_it(done: Confirmation) -> None:
    content, printed = (words.replace("30 %", "20 %") for words in (done.content, done.printed))
    assert check(done, content, printed) == ("goal 2",)


def test_a_list_that_does_not_add_up_is_named(done: Confirmation) -> None:
    parts = parts_in(done.reply)
    assert check(done, seal="0" * 64) == (SUMS,)
    for broken in ("", "{", "[1]", '[["a"]]', "3", '[["\\ud800","b"]]'):
        assert check(done, parts=broken) == (SUMS,)
    moved = (*parts[1:], parts[0])
    assert check(done, parts=json.dumps(moved)) == (SUMS,)
    assert check(done, parts=json.dumps(parts).replace("goal 1", "goal 7")) == (SUMS,)


def test_a_changed_goal_is_found_also_where_its_sum_was_changed_with_it(done: Confirmation) -> None:
    content = done.content.replace("30 % of deals", "20 % of deals")
    parts = parts_of(content, done.printed, confirmation_of(done.reply))
    assert check(done, content, parts=json.dumps(parts)) == (SUMS,)


@pytest.mark.parametrize("content", ["{", "[]", "3", '{"goals":3}', '{"goals":[{}]}', '{"layout":"\\ud800"}'])
def test_of_a_version_that_cannot_be_read_every_part_is_named(done: Confirmation, content: str) -> None:
    names = [name for name, _ in parts_in(done.reply)]
    assert check(done, content) == tuple(name for name in names if name != TEXT)


def test_parts_that_only_one_side_has_are_named_too() -> None:
    old, new = (("a", "1"), ("b", "2"), ("c", "3")), (("a", "1"), ("c", "4"), ("d", "5"))
    assert compare(old, new) == ("b", "c", "d")
    assert compare(old, old) == ()


@many
@given(any_goals(), TYPED)
def test_lines_give_back_the_content_and_the_confirmation_that_they_were_made_of(goals: Goals, words: str) -> None:
    done = confirm(goals, words=words)
    lines = lines_of(done.content, confirmation_of(done.reply))
    assert content_of(lines) == (done.content, confirmation_of(done.reply))
    assert [line for _, line in lines if "\n" in line] == []


@pytest.mark.parametrize("lines", [(), (("people", "{"),), (("people", "3"),)])
def test_lines_that_are_none_of_ours_are_refused(lines: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(VersionUnreadable):
        content_of(lines)


@many
@given(any_goals(), st.data())
def test_a_changed_value_of_any_goal_is_found_and_its_goal_named(goals: Goals, data: st.DataObject) -> None:
    done = confirm(goals)
    said = json.loads(done.content)
    if not said["goals"]:
        return
    line = data.draw(st.sampled_from(said["goals"]))
    slot = data.draw(st.sampled_from(["text", "baseline", "target", "date", "note", "key"]))
    line[slot] = line[slot][:-1] if line[slot] and data.draw(st.booleans()) else f"{line[slot]}."
    altered = check(done, json.dumps(said))
    assert len(altered) == 1
    assert altered[0].startswith(" ".join(line["called"].split()))


def test_a_sealed_confirmation_keeps_its_words_and_its_time(done: Confirmation) -> None:
    bare = replace(done.reply, seal="", parts="")
    again = sealed(bare, done.content, done.printed)
    assert again == done.reply
    assert replace(again, seal="", parts="") == bare
