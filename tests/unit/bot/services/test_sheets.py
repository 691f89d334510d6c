"""Someone's goals: started once, kept and left out, copied, laid out anew, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.errors import FieldsRefused, NothingHere, Refused
from bot.facts import Goals
from bot.services import desk as service
from bot.services.people import People
from bot.services.sheets import NO_MEMBER, Copies, Sheets, Start
from canon.frames import FRAMES
from canon.model import Profile
from db.facts import Period
from tests.unit.bot.making import ANA, PERIOD, SAM, SHEET_ID, executive, profile_of
from tests.unit.bot.services.conftest import Desk

NEXT = Period("H2 2027", date(2027, 7, 1), date(2027, 12, 31))
COPY = "c" * 32


def test_a_new_draft_has_the_role_the_people_the_period_and_one_due_date(desk: Desk) -> None:
    goals = desk.start(layout="okr")
    sheet = goals.sheet
    assert (goals.author, goals.subject, goals.profile) == (ANA, SAM, profile_of(3, 0, ("Scope",)))
    assert (sheet.period, sheet.layout, sheet.state, sheet.title) == (PERIOD, "okr", "draft", "Programme Lead — P4")
    assert {row.key: goals.sheet.values[row.key, "date"] for row in goals.profile.rows} == dict.fromkeys(
        (row.key for row in goals.profile.rows), "2027-06-30"
    )
    assert desk.changes == [1]


def test_starting_twice_with_one_id_makes_one_draft(desk: Desk) -> None:
    desk.start()
    desk.tab().save(target="30 %")
    again = desk.start(layout="mbo", due=date(2027, 1, 1))
    assert (again.sheet.layout, desk.value("target"), desk.value("date")) == ("smart", "30 %", "2027-06-30")
    assert desk.sheets.lines(ANA)[1] == 1


@pytest.mark.parametrize(
    ("profile", "kept"),
    [
        (profile_of(5, 0, ("Scope",)), 5),
        (profile_of(6), 0),
        (profile_of(2, 3), 5),
        (profile_of(2, 4), 0),
        (profile_of(0, 7), 0),
        (profile_of(0, 2, ("Scope",)), 2),
    ],
)
def test_all_goals_and_areas_are_kept_where_there_are_five_or_fewer_and_else_none(
    desk: Desk, profile: Profile, kept: int
) -> None:
    goals = desk.start(profile)
    assert len(goals.goals) == kept
    assert not any(goal.row and goal.row.kind == "dimension" for goal in goals.goals)


@pytest.mark.parametrize("flag", ["is_bot", "deleted", "restricted", "stranger"])
def test_goals_are_for_full_members_only(desk: Desk, flag: str) -> None:
    desk.directory.people["U_SAM"] = replace(SAM, **{flag: True})  # type: ignore[arg-type]
    with pytest.raises(FieldsRefused) as refused:
        desk.start()
    assert refused.value.fields == {"subject": NO_MEMBER}
    with pytest.raises(FieldsRefused):
        desk.start(subject="U_GONE")
    assert desk.sheets.lines(ANA) == ((), 0)


def test_a_draft_is_open_to_its_author_alone(draft: Desk) -> None:
    for sheet_id in (SHEET_ID, "missing"):
        with pytest.raises(NothingHere):
            draft.sheets.open(SAM, sheet_id)
    with pytest.raises(NothingHere):
        draft.sheets.keep(SAM, SHEET_ID, set(), set())
    with pytest.raises(NothingHere):
        draft.sheets.save(SAM, draft.tab().answer(target="x"), final=True)
    assert draft.value("target") == ""


def test_goals_for_someone_whom_slack_no_longer_knows_are_not_there(draft: Desk) -> None:
    del draft.directory.people["U_SAM"]
    elsewhere = Sheets(service.Desk(draft.database, _forgetful(draft), draft.clock, lambda: None))
    with pytest.raises(NothingHere):
        elsewhere.open(ANA, SHEET_ID)


def test_the_role_text_stays_as_it_was_when_the_library_changes(draft: Desk) -> None:
    old = draft.goals.profile
    changed = tuple(replace(row, text="Something else.") for row in old.responsibilities)
    new = draft.start(replace(old, responsibilities=changed), sheet_id=COPY)
    assert draft.goals.profile == old
    assert {goal.text for goal in new.goals} == {"Something else."}
    assert draft.goals.sheet.profile_hash != new.sheet.profile_hash


def test_lines_are_kept_and_left_out_among_those_that_were_shown(draft: Desk) -> None:
    first, second, third, scope = (row.key for row in draft.goals.profile.rows)
    goals = draft.sheets.keep(ANA, SHEET_ID, {second, scope}, {first, second, scope})
    assert goals.sheet.kept == {second, third, scope}


def test_a_line_left_out_keeps_its_values_for_when_it_comes_back(draft: Desk) -> None:
    draft.tab().save(target="30 %", note="CRM")
    key = draft.goals.goals[0].key
    assert len(draft.sheets.keep(ANA, SHEET_ID, set(), {key}).goals) == 2
    draft.sheets.keep(ANA, SHEET_ID, {key}, {key})
    assert (draft.value("target"), draft.note()) == ("30 %", "CRM")


def test_no_layout_loses_a_value(draft: Desk) -> None:
    draft.tab().save(baseline="22 %", target="30 %", note="CRM")
    before = draft.goals.sheet
    for name in FRAMES:
        goals = draft.sheets.set_layout(ANA, SHEET_ID, name)
        assert goals.layout == name
        assert (goals.sheet.values, goals.sheet.rows) == (before.values, before.rows)


def test_up_to_three_own_lines_can_be_added_each_once(draft: Desk) -> None:
    for key in ("x:1", "x:2", "x:3", "x:1"):
        goals = draft.sheets.add_line(ANA, SHEET_ID, key)
    assert [goal.key for goal in goals.own_goals] == ["x:1", "x:2", "x:3"]
    for key in ("x:4", "", "o:00000001"):
        with pytest.raises(Refused, match="at most 3 goals of your own"):
            draft.sheets.add_line(ANA, SHEET_ID, key)


def test_an_own_line_left_out_is_chosen_again_and_not_written_over(draft: Desk) -> None:
    draft.sheets.add_line(ANA, SHEET_ID, "x:1")
    draft.tab(place=3).save(text="Win back three accounts")
    goals = draft.sheets.keep(ANA, SHEET_ID, set(), {"x:1"})
    assert (goals.own_goals, goals.free_key) == ((), "x:2")
    assert draft.sheets.add_line(ANA, SHEET_ID, "x:1").own_goals == ()
    (own,) = draft.sheets.keep(ANA, SHEET_ID, {"x:1"}, {"x:1"}).own_goals
    assert (own.text, own.values["date"]) == ("Win back three accounts", "2027-06-30")


def test_another_draft_for_the_same_person_and_period_is_known(draft: Desk) -> None:
    new = Start(COPY, "U_SAM", draft.goals.profile, PERIOD, "smart", PERIOD.last)
    assert (found := draft.sheets.standing(ANA, new)) is not None
    assert found.id == SHEET_ID
    for other in ({"sheet_id": SHEET_ID}, {"period": NEXT}, {"subject": "U_PRIYA"}, {"replaces": SHEET_ID}):
        assert draft.sheets.standing(ANA, replace(new, **other)) is None


def test_lists_of_what_one_writes_for_others_leave_out_ones_own(desk: Desk) -> None:
    desk.start(sheet_id="mine", subject=ANA.user_id)
    desk.start(sheet_id="sams")
    lines, total = desk.sheets.lines(ANA, others=True)
    assert ([line.id for line in lines], total) == (["sams"], 1)
    assert desk.sheets.lines(ANA)[1] == 2


def test_adding_an_own_line_again_leaves_what_was_written(draft: Desk) -> None:
    draft.sheets.add_line(ANA, SHEET_ID, "x:1")
    draft.tab(place=3).save(text="Win back three accounts", target="3")
    draft.sheets.add_line(ANA, SHEET_ID, "x:1")
    (own,) = draft.goals.own_goals
    assert (own.text, own.values["target"]) == ("Win back three accounts", "3")


def test_a_draft_taken_back_can_be_read_and_no_longer_changed(draft: Desk) -> None:
    draft.sheets.discard(ANA, SHEET_ID)
    assert draft.goals.sheet.state == "withdrawn"
    assert draft.sheets.lines(ANA) == ((), 0)
    with pytest.raises(Refused, match=r"taken back on 2026-12-01\. Start new goals\."):
        draft.sheets.discard(ANA, SHEET_ID)
    with pytest.raises(Refused):
        draft.tab().save(target="30 %")


def test_lists_hold_what_the_actor_writes_newest_first_page_by_page(desk: Desk) -> None:
    for number in range(3):
        desk.clock.pass_by(minutes=1)
        desk.start(sheet_id=f"sheet-{number}", subject="U_PRIYA" if number == 1 else "U_SAM")
    first, total = desk.sheets.lines(ANA, 2)
    assert ([line.id for line in first], total) == (["sheet-2", "sheet-1"], 3)
    assert [line.id for line in desk.sheets.lines(ANA, 2, 2)[0]] == ["sheet-0"]
    assert [line.id for line in desk.sheets.about(ANA, "U_SAM")] == ["sheet-2", "sheet-0"]
    assert desk.sheets.lines(SAM) == ((), 0)


def test_the_newest_goals_are_known_and_not_those_taken_back(desk: Desk) -> None:
    assert desk.sheets.newest(ANA) is None
    for sheet_id in ("older", "newer"):
        desk.clock.pass_by(minutes=1)
        desk.start(sheet_id=sheet_id)
    assert desk.sheets.newest(ANA) == desk.sheets.open(ANA, "newer")
    desk.sheets.discard(ANA, "newer")
    assert (left := desk.sheets.newest(ANA)) is not None
    assert left.sheet.id == "older"
    assert desk.sheets.newest(SAM) is None


def test_a_copy_has_the_kept_goals_notes_and_own_lines_and_new_dates(draft: Desk) -> None:
    copied = _copied(draft, Copies())
    assert [goal.text for goal in copied.goals] == [goal.text for goal in draft.goals.goals]
    assert [goal.note for goal in copied.goals] == ["CRM", "", "Ledger"]
    assert {goal.values["date"] for goal in copied.goals} == {"2027-12-31"}
    assert {goal.values.get("target") for goal in copied.goals} == {""}
    assert (copied.subject.user_id, copied.sheet.period) == ("U_PRIYA", NEXT)


def test_a_copy_with_values_has_baselines_and_targets_and_still_new_dates(draft: Desk) -> None:
    copied = _copied(draft, Copies(values=True))
    assert [(goal.values["baseline"], goal.values["target"]) for goal in copied.goals] == [
        ("22 %", "30 %"),
        ("", ""),
        ("", "3"),
    ]
    assert {goal.values["date"] for goal in copied.goals} == {"2027-12-31"}


def test_a_copy_for_the_same_period_keeps_each_goals_own_date(draft: Desk) -> None:
    draft.tab(place=2).save(date="2027-03-31")
    copied = _copied(draft, Copies(dates=True))
    assert [goal.values["date"] for goal in copied.goals] == ["2027-06-30", "2027-03-31", "2027-06-30"]


def test_fields_of_a_copy_can_be_changed_without_a_clash(draft: Desk) -> None:
    _copied(draft, Copies(values=True))
    goals = draft.sheets.open(ANA, COPY)
    tab = replace(draft.tab("V7"), shown=goals.goals[0], opened=goals.sheet.stamp)
    answer = replace(tab.answer(target="35 %"), sheet_id=COPY)
    after, clashes = draft.sheets.save(ANA, answer, final=True)
    assert (after.goals[0].values["target"], clashes) == ("35 %", ())
    assert draft.value("target") == "30 %"


def test_a_copy_onto_another_role_takes_what_that_role_has_too(draft: Desk) -> None:
    copied = _copied(draft, Copies(values=True), executive("P2"))
    assert [goal.key for goal in copied.own_goals] == ["x:1"]
    assert len(copied.goals) == len(executive("P2").objectives) + 1
    assert copied.goals[0].values == {"baseline": "", "target": "", "date": "2027-12-31"}


def test_only_the_author_can_copy(draft: Desk) -> None:
    start = Start(COPY, "U_PRIYA", draft.goals.profile, NEXT, "smart", NEXT.last)
    with pytest.raises(NothingHere):
        draft.sheets.copy(SAM, SHEET_ID, start, Copies())


def _copied(draft: Desk, copies: Copies, profile: Profile | None = None) -> Goals:
    """Return a copy of a draft in which the second goal is out, and one own line and two notes are in."""
    draft.tab(place=0).save(baseline="22 %", target="30 %", note="CRM")
    draft.sheets.keep(ANA, SHEET_ID, set(), {draft.goals.goals[1].key})
    draft.sheets.add_line(ANA, SHEET_ID, "x:1")
    draft.tab(place=2).save(text="Win back three accounts", target="3", note="Ledger")
    start = Start(COPY, "U_PRIYA", profile or draft.goals.profile, NEXT, "smart", NEXT.last)
    return draft.sheets.copy(ANA, SHEET_ID, start, copies)


def _forgetful(draft: Desk) -> People:
    """Return people as another process finds them that has lost the database's."""
    with draft.database.connected("BEGIN IMMEDIATE") as connection:
        connection.exec_driver_sql("DELETE FROM people")
        connection.commit()
    return People(draft.database, draft.directory, draft.clock, frozenset())
