"""What is typed into a line is kept: by one device, by two, late, in part, and on a day that is past."""

from __future__ import annotations

import pytest

from bot.errors import FieldsRefused
from bot.services.fields import ONE_LINE, TOO_LONG
from bot.services.sheets import BEFORE_TODAY
from tests.unit.bot.making import ANA, SHEET_ID
from tests.unit.bot.services.conftest import Desk


def test_what_was_typed_is_there_when_the_draft_is_opened_again(draft: Desk) -> None:
    draft.tab().type(target="30 %")
    assert draft.value("target") == "30 %"


def test_a_value_can_be_cleared_again(draft: Desk) -> None:
    draft.tab().save(target="30 %")
    draft.tab("V2").save(target="")
    assert draft.value("target") == ""
    assert ("target" in draft.goals.goals[0].open_slots) is True


def test_spaces_alone_are_no_value(draft: Desk) -> None:
    draft.tab().save(target="   ", baseline=" 22 % ")
    assert (draft.value("target"), draft.value("baseline")) == ("", " 22 % ")


def test_a_value_typed_and_taken_back_in_one_view_is_gone(draft: Desk) -> None:
    tab = draft.tab()
    tab.type(target="30 %")
    tab.type(target="")
    assert draft.value("target") == ""


def test_an_untouched_view_writes_nothing(draft: Desk) -> None:
    before = draft.goals.sheet.filled
    assert draft.tab().save() == ()
    assert draft.goals.sheet.filled == before


def test_two_views_that_change_one_field_keep_both_values_until_one_is_chosen(draft: Desk) -> None:
    first, second = draft.tab("V1"), draft.tab("V2")
    first.save(target="28 %")
    (clash,) = second.save(target="30 %")
    assert (clash.slot, clash.kept.value, clash.rival.value) == ("target", "28 %", "30 %")
    assert draft.value("target") == "28 %"
    draft.sheets.settle(ANA, SHEET_ID, clash.rival.row, {"target": "30 %"})
    assert draft.value("target") == "30 %"
    assert draft.goals.sheet.rivals == ()


def test_a_late_autosave_of_the_view_that_lost_changes_nothing_that_was_chosen(draft: Desk) -> None:
    first, second = draft.tab("V1"), draft.tab("V2")
    first.save(target="28 %")
    (clash,) = second.save(target="30 %")
    draft.sheets.settle(ANA, SHEET_ID, clash.rival.row, {"target": None})
    assert draft.goals.sheet.rivals == ()
    assert draft.value("target") == "28 %"
    second.type(target="30 %")
    assert draft.value("target") == "28 %"


def test_untouched_fields_never_clash(draft: Desk) -> None:
    first, second = draft.tab("V1"), draft.tab("V2")
    first.save(target="28 %", date="2027-03-31")
    assert second.save(baseline="22 %") == ()
    assert [draft.value(slot) for slot in ("baseline", "target", "date")] == ["22 %", "28 %", "2027-03-31"]


def test_the_same_value_typed_twice_is_no_clash(draft: Desk) -> None:
    first, second = draft.tab("V1"), draft.tab("V2")
    first.save(target="28 %")
    assert second.save(target="28 %") == ()


def test_a_clash_ends_when_the_later_view_types_the_value_that_stands(draft: Desk) -> None:
    first, second, third = draft.tab("V1"), draft.tab("V2"), draft.tab("V3")
    first.save(target="28 %")
    third.type(target="35 %")
    assert len(second.type(target="2")) == 2
    assert [clash.rival.value for clash in second.type(target="28 %")] == ["35 %"]


def test_emptying_a_field_in_one_view_clashes_with_changing_it_in_another(draft: Desk) -> None:
    first, second = draft.tab("V1"), draft.tab("V2")
    first.save(date="")
    (clash,) = second.save(date="2027-03-31")
    assert (clash.kept.value, clash.rival.value) == ("", "2027-03-31")


def test_notes_and_the_words_of_own_lines_clash_like_any_other_field(draft: Desk) -> None:
    draft.sheets.add_line(ANA, SHEET_ID, "x:1")
    first, second = draft.tab("V1", 3), draft.tab("V2", 3)
    first.save(text="Win back three", note="CRM")
    found = second.save(text="Win back four", note="Ledger")
    assert {clash.slot: (clash.kept.value, clash.rival.value) for clash in found} == {
        "text": ("Win back three", "Win back four"),
        "note": ("CRM", "Ledger"),
    }


def test_a_view_shown_anew_after_a_change_writes_without_a_clash(draft: Desk) -> None:
    draft.tab("V1").save(target="28 %")
    assert draft.tab("V2").save(target="30 %") == ()
    assert draft.value("target") == "30 %"


def test_an_autosave_that_comes_after_save_changes_nothing(draft: Desk) -> None:
    tab = draft.tab()
    tab.type(target="3", note="C")
    tab.save(target="30 %", note="CRM")
    tab.type(target="30", note="CR")
    assert (draft.value("target"), draft.note()) == ("30 %", "CRM")


def test_an_autosave_that_comes_after_save_leaves_an_own_line_as_it_was_saved(draft: Desk) -> None:
    draft.sheets.add_line(ANA, SHEET_ID, "x:1")
    tab = draft.tab(place=3)
    tab.save(text="Win back three accounts")
    tab.type(text="Win ba")
    assert draft.goals.own_goals[0].text == "Win back three accounts"


def test_a_save_can_be_followed_by_another_of_the_same_view(draft: Desk) -> None:
    tab = draft.tab()
    tab.save(target="30 %", note="CRM")
    tab.save(target="31 %", note="CRM, weekly")
    assert (draft.value("target"), draft.note()) == ("31 %", "CRM, weekly")


def test_a_fault_in_one_field_keeps_the_others(draft: Desk) -> None:
    with pytest.raises(FieldsRefused) as refused:
        draft.tab().save(baseline="a\nb", target="30 %", note="n" * 501)
    assert refused.value.fields == {"baseline": ONE_LINE, "note": TOO_LONG}
    assert (draft.value("baseline"), draft.value("target"), draft.note()) == ("", "30 %", "")


def test_after_a_refusal_what_is_typed_next_is_still_kept(draft: Desk) -> None:
    tab = draft.tab()
    with pytest.raises(FieldsRefused):
        tab.save(baseline="a\nb", target="30 %", note="CRM")
    tab.type(target="31 %", note="CRM, weekly")
    assert (draft.value("target"), draft.note()) == ("31 %", "CRM, weekly")


def test_an_autosave_with_a_fault_is_silent_and_keeps_the_rest(draft: Desk) -> None:
    draft.tab().type(baseline="\x00", target="30 %")
    assert (draft.value("baseline"), draft.value("target")) == ("", "30 %")


def test_an_own_line_needs_a_sentence(draft: Desk) -> None:
    draft.sheets.add_line(ANA, SHEET_ID, "x:1")
    with pytest.raises(FieldsRefused) as refused:
        draft.tab(place=3).save(target="3 back")
    assert refused.value.fields == {"text": "Write the goal in a sentence."}
    assert draft.value("target", 3) == "3 back"


def test_a_day_before_today_is_asked_about_and_kept_when_confirmed(draft: Desk, yesterday: str) -> None:
    tab = draft.tab()
    with pytest.raises(FieldsRefused) as refused:
        tab.save(date=yesterday, target="30 %")
    assert refused.value.fields == {"date": BEFORE_TODAY}
    assert draft.value("target") == "30 %"
    tab.save(date=yesterday, past_ok=True)
    assert draft.value("date") == yesterday


def test_today_is_the_writers_day(draft: Desk) -> None:
    draft.clock.pass_by(hours=14)
    with pytest.raises(FieldsRefused):
        draft.tab().save(date="2026-12-01")
    draft.tab().save(date="2026-12-02")
    assert draft.value("date") == "2026-12-02"


def test_a_day_that_is_none_is_refused_once(draft: Desk) -> None:
    with pytest.raises(FieldsRefused) as refused:
        draft.tab().save(date="2026-02-30")
    assert refused.value.fields == {"date": "Pick a day."}


def test_only_a_press_of_save_says_that_something_changed(draft: Desk) -> None:
    told = len(draft.changes)
    draft.tab().type(target="3")
    assert len(draft.changes) == told
    draft.tab().save(target="30 %")
    assert len(draft.changes) == told + 1
    draft.sheets.wake()
    assert len(draft.changes) == told + 2
