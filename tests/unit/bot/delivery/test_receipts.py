"""A receipt adds up on its own, and whatever is changed in it is found."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from bot.delivery.receipts import Confirmed, Outcome, check_receipt
from bot.errors import ReceiptError
from bot.facts import Goals
from bot.services.seal import SUMS, content_of, seal_of, sums_of
from bot.views.receipt import RULE, plain, read_receipt
from db.facts import Blank
from tests.unit.bot.confirming import READ, Confirmation, confirm
from tests.unit.bot.making import SHEET_ID, TEAM, executive, goals_of, half_filled, profile_of
from tests.unit.bot.views.anything import NASTY, TYPED, any_goals

many = settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def small() -> Confirmation:
    profile = profile_of(1, 0, ("Scope",))
    keys = [row.key for row in profile.rows]
    values: dict[Blank, str] = {(keys[0], "target"): "30 % of deals", (keys[1], "target"): "Two write-ups"}
    goals = goals_of(profile, values, kept=keys, notes={keys[0]: "CRM report"}, own=["Win"])
    return confirm(goals, words="Thank you.")


SMALL = small().receipt
WHOLE = confirm(half_filled(executive("P4")), words="Thank you.").receipt


def found(text: str) -> bool:
    """Tell whether a change is found."""
    try:
        return bool(check_receipt(text).altered)
    except ReceiptError:
        return True


def last(text: str) -> str:
    """Return the sum over all."""
    return text.rstrip()[-64:]


def forged(text: str, old: str, new: str) -> str:
    """Change a receipt and make every check sum anew, as someone would who knows how."""
    assert old in text
    changed = text.replace(old, new)
    receipt = read_receipt(changed)
    sums = sums_of(receipt.lines, receipt.printed)
    before, after = ("\n".join(f"{name} {one}" for name, one in parts) for parts in (receipt.parts, sums))
    return changed.replace(before, after).replace(receipt.seal, seal_of(sums))


@pytest.mark.parametrize("text", [SMALL, WHOLE])
def test_a_receipt_as_it_was_sent_is_unchanged(text: str) -> None:
    outcome = check_receipt(text)
    assert outcome == Outcome((), Confirmed(TEAM, SHEET_ID, 2, READ, last(text)))
    assert outcome.sentence == "Unchanged since 2026-12-09."


@many
@given(any_goals(), TYPED, TYPED)
def test_whatever_was_typed_its_receipt_adds_up(goals: Goals, note: str, words: str) -> None:
    text = confirm(goals, note=note, words=words).receipt
    assert check_receipt(text).altered == ()
    assert check_receipt("\ufeff" + text.replace("\n", "\r\n") + " \r\n").altered == ()


@many
@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=500), st.text())
@example("x" * 500, "two\r\nlines\n\nHow to check this receipt\n\n")
@example(NASTY[5], f"\n{RULE}\n")
def test_a_value_and_a_note_of_any_kind_stand_in_it_verbatim(value: str, note: str) -> None:
    profile = profile_of(1)
    goals = goals_of(profile, {(profile.rows[0].key, "target"): value}, own=[value])
    text = confirm(goals, note=note, words=note).receipt
    assert check_receipt(text).altered == ()
    assert text.count(value) >= 2
    content, confirmation = content_of(read_receipt(text).lines)
    assert (json.loads(content)["goals"][0]["target"], confirmation["note"]) == (value, note)


def test_every_character_counts() -> None:
    for at, character in enumerate(SMALL.rstrip()):
        other = "x" if character != "x" else "y"
        assert found(f"{SMALL[:at]}{other}{SMALL[at + 1 :]}"), SMALL[at:][:40]
        assert found(f"{SMALL[:at]}{SMALL[at + 1 :]}"), SMALL[at:][:40]


@settings(max_examples=300)
@given(st.integers(0, len(WHOLE)), st.characters(exclude_categories=["Cs"]), st.booleans())
def test_any_other_character_anywhere_is_found(at: int, character: str, replacing: bool) -> None:  # noqa: FBT001
    text = f"{WHOLE[:at]}{character}{WHOLE[at + replacing :]}"
    assume(plain(text) != WHOLE)
    assert found(text)


@pytest.mark.parametrize(
    ("old", "new", "altered"),
    [
        ('"target":"30 % of deals"', '"target":"20 % of deals"', ("goal 1",)),
        ('"target":"Two write-ups"', '"target":"Two write-up', ("“Scope”",)),
        ("to 30 % of deals by", "to 20 % of deals by", ("the text above",)),
        ("Goals of Sam", "Goals of Tom", ("the text above",)),
        ("wrote: “Thank you.”", "wrote: “No.”", ("the text above",)),
        ('"note":"Thank you."', '"note":"No."', ("confirmation",)),
        ('"name":"Ana Ruiz"},"', '"name":"Ana Ruz"},"', ("version",)),
        ('{"for"', '{ "for"', ("people",)),
        ('"smart"', '"okr"', ("layout",)),
        ("\ngoal 1 ", "\ngoal 2 ", (SUMS,)),
    ],
)
def test_what_was_changed_is_named(old: str, new: str, altered: tuple[str, ...]) -> None:
    assert SMALL.count(old) == 1
    outcome = check_receipt(SMALL.replace(old, new))
    assert outcome == Outcome(altered, None)
    assert outcome.sentence == f"This was changed after it was made: {', '.join(altered)}."


def test_a_changed_sum_is_named_as_such() -> None:
    line = next(line for line in SMALL.split("\n") if line.startswith("goal 1 "))
    assert check_receipt(SMALL.replace(line, f"goal 1 {'0' * 64}")).altered == (SUMS,)
    assert check_receipt(re.sub("sha256: .*", f"sha256: {'0' * 64}", SMALL)).altered == (SUMS,)


def test_a_forgery_whose_sums_add_up_is_another_receipt() -> None:
    text = forged(forged(SMALL, "30 % of deals", "20 % of deals"), "Thank you.", "No.")
    outcome = check_receipt(text)
    assert outcome.altered == ()
    assert outcome.confirmed
    assert outcome.confirmed.seal != last(SMALL)


def test_a_forgery_that_only_adds_up_is_found() -> None:
    assert check_receipt(forged(SMALL, '{"for"', '{ "for"')).altered == (SUMS,)
    assert check_receipt(forged(SMALL, "\nperiod ", "\nperiods ")).altered == (SUMS,)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"number":2', '"numbers":2'),
        ('"smart"', "1e999"),
        ('"smart"', "[" * 20_000 + "]" * 20_000),
        ('"at":"2026', '"at":"x2026'),
        ('{"for"', '{"fro"'),
    ],
)
def test_a_forgery_that_is_no_receipt_of_ours_is_refused(old: str, new: str) -> None:
    with pytest.raises(ReceiptError):
        check_receipt(forged(SMALL, old, new))


def test_a_receipt_is_written_from_what_was_confirmed_not_from_what_stands_now() -> None:
    done = small()
    changed = replace(done, revision=replace(done.revision, content=done.content.replace("30 %", "20 %")))
    assert check_receipt(changed.receipt).altered == ("goal 1",)
