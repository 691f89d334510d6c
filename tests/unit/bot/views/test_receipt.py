"""A receipt is one text that a person can read, with every word of the goals in it, and it can be read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.errors import ReceiptError
from bot.services.seal import confirmation_of, lines_of, parts_in
from bot.services.versions import freeze, thaw
from bot.views.reading import full_text
from bot.views.receipt import ABOUT, CHECKING, LAST, RULE, file_name, plain, read_receipt
from canon.frames import FRAMES, FrameName
from db.facts import Period
from tests.unit.bot.confirming import READ, SHARED, Confirmation, confirm
from tests.unit.bot.making import ANA, PERIOD, executive, goals_of, half_filled, person, profile_of
from tests.unit.bot.views.test_every_screen import NEVER_ON_SCREEN

Golden = Callable[[str, str], None]


@pytest.fixture(scope="module")
def done() -> Confirmation:
    return confirm(
        half_filled(executive("P4"), kept=[row.key for row in executive("P4").rows[:6]]), words="Thank you."
    )


@pytest.mark.parametrize("layout", FRAMES)
def test_a_receipt_is_what_its_golden_file_says(layout: FrameName, golden: Golden) -> None:
    goals = half_filled(executive("P4"), layout)
    golden(f"receipts/{layout}.txt", confirm(goals, words="Thank you." if layout == "smart" else "").receipt)


def test_a_receipt_says_whose_goals_they_are_who_shared_and_who_confirmed(done: Confirmation) -> None:
    above, _, rest = done.receipt.partition(f"\n{RULE}\n")
    below = rest.partition(f"\n{RULE}\n")[2].partition(f"\n\n{CHECKING}\n")[0]
    assert above.split("\n") == [
        "Goals of Sam Okafor · H1 2027",
        "2027-01-01 to 2027-06-30",
        "From Ana Ruiz",
        "Version 2, shared on 2026-12-03 08:15 UTC",
        "Account Executive / Field Sales — P4",
        "Layout: SMART goals",
    ]
    assert ABOUT == "Confirming means “received and read”, not “I agree”."
    assert below.split("\n\n") == [
        "Ana Ruiz wrote: “Let’s go through these on Thursday.”",
        f"Read and confirmed by Sam Okafor on 2026-12-09 10:12 UTC. {ABOUT}",
        "Sam Okafor wrote: “Thank you.”",
    ]


def test_whoever_shared_for_the_manager_is_named_and_no_note_leaves_no_line() -> None:
    receipt = confirm(goals_of(profile_of(1)), note="", by=person("U_BO", "Bo Lund")).receipt
    assert "From Ana Ruiz\nVersion 2, shared by Bo Lund on 2026-12-03 08:15 UTC\n" in receipt
    assert "wrote" not in receipt


@pytest.mark.parametrize("layout", FRAMES)
def test_the_goals_stand_in_it_byte_for_byte_as_they_are_read_in_full(layout: FrameName) -> None:
    goals = half_filled(executive("P4"), layout)
    assert f"\n{RULE}\n{full_text(goals.frame(layout), goals)}\n{RULE}\n" in confirm(goals).receipt


@pytest.mark.parametrize("layout", FRAMES)
def test_the_words_of_the_code_are_never_in_it(layout: FrameName) -> None:
    goals = half_filled(executive("P4"), layout)
    words = confirm(goals).receipt
    for row in executive("P4").rows:
        words = words.replace(row.text, "")
    assert NEVER_ON_SCREEN.findall(words) == []


def test_a_receipt_is_read_back_as_it_was_written(done: Confirmation) -> None:
    receipt = read_receipt(done.receipt)
    assert receipt.lines == lines_of(done.content, confirmation_of(done.reply))
    assert (receipt.printed, receipt.parts, receipt.seal) == (done.printed, parts_in(done.reply), done.reply.seal)


def test_what_mail_programs_do_to_a_text_is_undone(done: Confirmation) -> None:
    text = done.receipt
    for sent in (text.replace("\n", "\r\n"), f"\ufeff{text}", text.removesuffix("\n"), f"{text} \t\r\n\n"):
        assert sent != text
        assert plain(sent) == text


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "Goals of Sam Okafor",
        CHECKING,
        f"\n\n{CHECKING}\n\n",
        RULE,
    ],
)
def test_a_text_that_is_no_receipt_is_refused_with_a_sentence(broken: str) -> None:
    with pytest.raises(ReceiptError, match="not a whole receipt"):
        read_receipt(broken)


def test_a_receipt_without_one_of_its_pieces_is_refused(done: Confirmation) -> None:
    text = done.receipt
    lines = text.split("\n")
    without = [text.replace(word, "x" * len(word)) for word in (RULE, CHECKING, "goalframe verify FILE", LAST)]
    without += [text.partition(f"\n{LAST}")[0], text.replace(f"{lines[-4]}\n", ""), "\n".join(lines[:40])]
    for shorter in without:
        assert shorter != text
        with pytest.raises(ReceiptError):
            read_receipt(shorter)


@pytest.mark.parametrize(
    ("name", "period", "expected"),
    [
        ("Sam Okafor", "H1 2027", "goals-sam-okafor-h1-2027-v2.txt"),
        ("Zoë Müller-Núñez", "2026/27", "goals-zoe-muller-nunez-2026-27-v2.txt"),
        ("李 晨", "上半年", "goals-u-li-2027-01-01-v2.txt"),
        ("../../etc/passwd\n", "a:b|c", "goals-etc-passwd-a-b-c-v2.txt"),
        ("x" * 39 + " yy", "H1", f"goals-{'x' * 39}-h1-v2.txt"),
    ],
)
def test_the_file_s_name_has_safe_characters_alone(name: str, period: str, expected: str) -> None:
    goals = goals_of(profile_of(1), subject=person("U_LI", name))
    goals = replace(goals, sheet=replace(goals.sheet, period=Period(period, PERIOD.first, PERIOD.last)))
    assert file_name(freeze(goals, "", 2, ANA, SHARED)) == expected


def test_names_with_line_breaks_stay_on_their_lines() -> None:
    goals = goals_of(profile_of(1), subject=person("U_LI", f"Li\n{RULE}\nChen"))
    receipt = confirm(goals, note=f"one\n{RULE}\n\n{CHECKING}\ntwo").receipt
    assert receipt.startswith(f"Goals of Li {RULE} Chen · H1 2027\n")
    assert read_receipt(receipt).printed == full_text(goals.frame(), goals)


def test_the_moment_is_written_in_full_below(done: Confirmation) -> None:
    confirmation = dict(read_receipt(done.receipt).lines)["confirmation"]
    assert json.loads(confirmation)["at"] == READ.isoformat()
    assert thaw(done.content, half_filled(executive("P4"))).sheet.layout == "smart"
