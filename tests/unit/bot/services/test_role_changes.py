"""A role text that changed under goals: who is told, what is taken and kept, and that no value is ever lost."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.delivery.receipts import check_confirmed
from bot.errors import NothingHere, Refused
from bot.facts import Deciding, Goals
from bot.facts.role_changes import OTHERS, Decision, OlderText, RoleChanges
from bot.services.assembling import Assembling
from bot.services.role_changes import NEW_GOALS_ONLY, RoleTextChanges, TextsMoved
from bot.services.role_texts import RoleTexts
from bot.services.sheets import Copies, Start
from bot.services.viewing import Viewing
from canon.model import COMPLEXITY, Profile
from canon.snapshot import content_hash
from db.facts import Person, Slot
from tests.unit.bot.making import ANA, PERIOD, SAM, SHEET_ID, TEAM, fact, profile_of, row
from tests.unit.bot.services.conftest import Clock, Directory
from tests.unit.bot.services.house import EVA, MIA, House

OLD = replace(profile_of(3, 0, ("Scope",)), dimension_order=("Scope",))
FIRST, SECOND, THIRD = (one.key for one in OLD.objectives)
REWORDED = "Leads initiative 1 across two whole regions, from the first plan to the last report."
OTHER_ID = "f" * 32


@dataclass
class Library:
    """What a library has; a test puts another text in."""

    profiles: dict[str, Profile] = field(default_factory=lambda: {OLD.id: OLD})
    version: str = "1"

    def known(self, profile_id: str) -> Profile | None:
        return self.profiles.get(profile_id)

    def now_has(self, profile: Profile | None) -> None:
        self.version = f"{self.version}+"
        self.profiles = {profile.id: profile} if profile else {}


class Offering(House):
    """A house whose library changes, and whose owner offers that to open drafts."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.library = Library()
        self.texts = RoleTexts(self.desk, self.library)
        self.changing = RoleTextChanges(self.desk, self.texts, offered=True)
        self.viewing = Viewing(self.desk, Assembling(self.desk, self.texts))

    def draft(self, author: Person = ANA, subject: Person = SAM, sheet_id: str = SHEET_ID, goals: int = 3) -> str:
        """Start goals on what the library has now, `goals` of them."""
        (profile,) = self.library.profiles.values()
        assert len(profile.objectives) == goals
        start = Start(sheet_id, subject.user_id, profile, PERIOD, "smart", PERIOD.last)
        return self.sheets.start(author, start).sheet.id

    def takes(self, *keys: str, sheet_id: str = SHEET_ID) -> Goals:
        """Take changes by their keys, keep all others."""
        return self.changing.decide(ANA, sheet_id, self.choice(*keys, sheet_id=sheet_id))

    def choice(self, *keys: str, sheet_id: str = SHEET_ID) -> Decision:
        found = self.changing.look(ANA, sheet_id)
        assert found.newer is not None
        return Decision(found.goals.sheet.profile_hash, found.newer.hash, frozenset(keys))

    def open(self) -> list[str]:
        return [change.key for change in self.changing.look(ANA, SHEET_ID).changes]

    def texts_of(self) -> list[str]:
        return [goal.text for goal in self.goals().goals]


@pytest.fixture
def house(database: object, clock: Clock, directory: Directory) -> Offering:
    return Offering(database, clock, directory)  # type: ignore[arg-type]


def changed(**lists: object) -> Profile:
    return replace(OLD, **lists)  # type: ignore[arg-type]


def reworded() -> Profile:
    """Return the role with its first goal reworded, its second gone, a new one, and another rubric."""
    first = row("objective", 1, REWORDED)
    new = row("objective", 9, "Writes the yearly report.")
    rubric = {**OLD.rubric, COMPLEXITY: fact("Weighs most causes.")}
    return changed(responsibilities=(replace(first, key="o:other"), OLD.objectives[2], new), rubric=rubric)


KEYS = [FIRST, "+o:00000009", SECOND, OTHERS]


def test_nothing_is_said_while_the_library_says_the_same(house: Offering) -> None:
    house.draft()
    assert house.texts.of(house.sheet()) == "same"
    moved = replace(OLD, focus=replace(OLD.focus, place=replace(OLD.focus.place, line=99)))
    house.library.now_has(moved)
    assert house.texts.of(house.sheet()) == "same"
    found = house.changing.look(ANA, SHEET_ID)
    assert (found.changes, found.choosable) == ((), False)


def test_a_draft_is_told_what_changed_and_how_it_was_matched(house: Offering) -> None:
    house.draft()
    house.library.now_has(reworded())
    assert house.texts.of(house.sheet()) == "changed"
    found = house.changing.look(ANA, SHEET_ID)
    assert [change.key for change in found.changes] == KEYS
    assert found.choosable
    first = found.changes[0].row
    assert first is not None
    assert first.kinds == ("reworded",)
    assert first.likeness == pytest.approx(0.86, abs=0.05)
    assert [fact.field for fact in found.changes[-1].facts] == ["Complexity & Problem Solving"]


def test_a_role_that_left_the_library_is_said_and_nothing_can_be_taken(house: Offering) -> None:
    house.draft()
    house.library.now_has(None)
    assert house.texts.of(house.sheet()) == "gone"
    found = house.changing.look(ANA, SHEET_ID)
    assert (found.newer, found.changes, found.choosable) == (None, (), False)
    with pytest.raises(TextsMoved):
        house.changing.decide(ANA, SHEET_ID, Decision(content_hash(OLD), "", frozenset()))


def test_what_is_taken_keeps_its_values_and_what_is_kept_its_words(house: Offering) -> None:
    house.draft()
    house.types(ANA, place=0, baseline="1", target="2", note="each month")
    house.library.now_has(reworded())
    goals = house.takes(FIRST)
    assert house.texts_of() == [REWORDED, OLD.objectives[1].text, OLD.objectives[2].text]
    first = goals.goals[0]
    assert first.key == FIRST
    assert (first.values["baseline"], first.values["target"], first.note) == ("1", "2", "each month")
    assert goals.sheet.stamp == 3


def test_what_came_is_kept_in_and_due_on_the_last_day(house: Offering) -> None:
    house.draft()
    house.library.now_has(reworded())
    goals = house.takes("+o:00000009")
    new = goals.goals[-1]
    assert (new.text, new.values) == (
        "Writes the yearly report.",
        {"baseline": "", "target": "", "date": "2027-06-30"},
    )
    assert [line.position for line in goals.sheet.rows] == list(range(5))


def test_what_goes_is_left_out_with_its_values_and_can_be_brought_back(house: Offering) -> None:
    house.draft()
    house.types(ANA, place=1, target="all of them")
    house.library.now_has(reworded())
    goals = house.takes(SECOND)
    assert SECOND not in goals.sheet.kept
    assert [one.key for one in goals.profile.former] == [SECOND]
    goals = house.sheets.keep(ANA, SHEET_ID, {SECOND}, {SECOND})
    assert goals.goals[-1].values["target"] == "all of them"
    assert house.open() == [], "what was decided is not offered again"


def test_what_goes_and_holds_nothing_leaves_no_trace(house: Offering) -> None:
    house.draft()
    house.sheets.keep(ANA, SHEET_ID, set(), {SECOND})
    house.library.now_has(reworded())
    assert house.takes(SECOND).profile.former == ()


def test_a_goal_that_comes_back_into_the_library_has_its_values_again(house: Offering) -> None:
    house.draft()
    house.types(ANA, place=1, target="all of them")
    house.library.now_has(changed(responsibilities=(OLD.objectives[0], OLD.objectives[2])))
    house.takes(SECOND)
    house.library.now_has(OLD)
    goals = house.takes(f"+{SECOND}")
    assert [goal.key for goal in goals.goals] == [FIRST, SECOND, THIRD]
    assert goals.goals[1].values["target"] == "all of them"
    assert goals.profile.former == ()


def test_what_was_kept_is_offered_again_only_when_its_text_changes_again(house: Offering) -> None:
    house.draft()
    house.library.now_has(reworded())
    house.takes()
    assert (house.open(), house.texts.of(house.sheet())) == ([], "same")
    assert house.changing.look(ANA, SHEET_ID).kept == len(KEYS)
    again = reworded()
    newest = replace(again.objectives[0], text=f"{REWORDED} Every year.")
    house.library.now_has(replace(again, responsibilities=(newest, *again.objectives[1:])))
    assert house.open() == [FIRST]
    assert house.texts.of(house.sheet()) == "changed"


def test_a_level_expectation_comes_in_where_the_goals_have_some(house: Offering) -> None:
    new = row("dimension", 5, "Works at Reach 5.", "Reach")
    house.draft()
    house.library.now_has(changed(dimensions=(*OLD.dimensions, new), dimension_order=("Scope", "Reach")))
    assert "d:Reach" not in house.takes(f"+{new.key}").sheet.kept
    house.draft(sheet_id=OTHER_ID)
    house.library.now_has(OLD)
    house.draft(sheet_id="e" * 32)
    house.sheets.keep(ANA, "e" * 32, {OLD.dimensions[0].key}, {OLD.dimensions[0].key})
    house.library.now_has(changed(dimensions=(*OLD.dimensions, new), dimension_order=("Scope", "Reach")))
    assert new.key in house.takes(f"+{new.key}", OTHERS, sheet_id="e" * 32).sheet.kept


def test_another_title_follows_with_the_other_texts(house: Offering) -> None:
    house.draft()
    place = OLD.focus.place
    house.library.now_has(changed(title="Programme Director — P4", title_place=place))
    assert house.takes(OTHERS).sheet.title == "Programme Director — P4"


def test_where_new_goals_alone_count_nothing_is_offered_and_all_is_told(house: Offering) -> None:
    house.changing = RoleTextChanges(house.desk, house.texts)
    house.draft()
    house.library.now_has(reworded())
    found = house.changing.look(ANA, SHEET_ID)
    assert ([change.key for change in found.changes], found.choosable) == (KEYS, False)
    with pytest.raises(Refused, match="counts for new goals only"):
        house.takes(FIRST)
    assert "new goals only" in NEW_GOALS_ONLY
    assert house.sheet().profile_hash == content_hash(OLD)


def test_a_second_press_changes_nothing(house: Offering) -> None:
    house.draft()
    house.library.now_has(reworded())
    choice = house.choice(FIRST)
    house.changing.decide(ANA, SHEET_ID, choice)
    before = house.sheet()
    with pytest.raises(TextsMoved, match="Nothing was changed"):
        house.changing.decide(ANA, SHEET_ID, choice)
    assert house.sheet() == before
    nothing = house.choice()
    house.changing.decide(ANA, SHEET_ID, nothing)
    before = house.sheet()
    house.changing.decide(ANA, SHEET_ID, nothing)
    assert house.sheet() == before


def test_a_choice_between_texts_that_are_not_these_any_more_changes_nothing(house: Offering) -> None:
    house.draft()
    house.library.now_has(reworded())
    choice = house.choice(FIRST)
    house.library.now_has(changed(responsibilities=OLD.objectives[:1]))
    before = house.sheet()
    with pytest.raises(TextsMoved):
        house.changing.decide(ANA, SHEET_ID, choice)
    assert house.sheet() == before


def test_values_typed_on_another_device_meanwhile_stay(house: Offering) -> None:
    house.draft()
    house.library.now_has(reworded())
    choice = house.choice(FIRST, SECOND)
    house.types(ANA, place=0, target="typed meanwhile")
    house.types(ANA, place=1, target="this too")
    house.changing.decide(ANA, SHEET_ID, choice)
    values = house.sheet().values
    assert (values[FIRST, "target"], values[SECOND, "target"]) == ("typed meanwhile", "this too")
    assert SECOND in {one.key for one in house.goals().profile.rows}


def test_a_working_copy_takes_the_text_and_the_version_stays_what_it_was(house: Offering) -> None:
    house.shared()
    house.sharing.change(ANA, SHEET_ID)
    house.library.now_has(reworded())
    house.takes(FIRST, OTHERS)
    mine = house.viewing.shared(ANA, SHEET_ID)
    theirs = house.viewing.shared(SAM, SHEET_ID)
    assert mine.goals.goals == theirs.goals.goals
    assert theirs.goals.goals[0].text == OLD.objectives[0].text
    assert theirs.working is None
    assert mine.working is not None
    assert mine.working.goals[0].text == REWORDED
    facts = house.sharing.before(ANA, SHEET_ID)
    assert [(one.kind, one.called, one.new) for one in facts.changes] == [
        ("value", "goal 1", REWORDED),
        ("role", "Complexity & Problem Solving", "Weighs most causes."),
    ]
    assert house.shares() == 2
    assert house.viewing.shared(SAM, SHEET_ID).goals.goals[0].text == REWORDED
    assert house.viewing.shared(SAM, SHEET_ID, 1).goals.goals[0].text == OLD.objectives[0].text
    _, found = house.viewing.history(SAM, SHEET_ID)
    assert [one.called for one in found[2]] == ["goal 1", "Complexity & Problem Solving"]


def test_changes_that_are_dropped_put_the_text_back_too(house: Offering) -> None:
    house.shared()
    before = house.sheet()
    house.sharing.change(ANA, SHEET_ID)
    house.library.now_has(reworded())
    house.takes(FIRST, SECOND, "+o:00000009", OTHERS)
    house.sharing.drop_changes(ANA, SHEET_ID)
    after = house.sheet()
    assert (after.profile_hash, after.title, after.kept) == (before.profile_hash, before.title, before.kept)
    assert house.goals().goals == house.viewing.shared(SAM, SHEET_ID).goals.goals
    assert [one for one in after.rows if one.kept] == [one for one in before.rows if one.kept]


def test_a_request_that_is_taken_beside_a_newer_text_keeps_both(house: Offering) -> None:
    house.shared()
    house.sharing.change(ANA, SHEET_ID)
    house.library.now_has(reworded())
    house.takes(FIRST)
    request = house.asks(target="25 %")
    house.settling.settle(ANA, SHEET_ID, request, (Deciding(FIRST, taken=True, answer=""),))
    version = house.viewing.shared(SAM, SHEET_ID)
    assert (version.goals.goals[0].text, version.goals.goals[0].values["target"]) == (OLD.objectives[0].text, "25 %")
    assert (house.goals().goals[0].text, house.goals().goals[0].values["target"]) == (REWORDED, "25 %")


def test_confirmed_goals_are_told_never_changed_and_their_check_sums_stay_right(house: Offering) -> None:
    house.shared()
    house.confirms()
    for newer in (reworded(), None, OLD):
        house.library.now_has(newer)
        with house.database.reading() as uow:
            (checked,) = check_confirmed(uow, TEAM, SHEET_ID)
        assert checked.altered == ()
    house.library.now_has(reworded())
    for person in (ANA, SAM):
        assert house.viewing.shared(person, SHEET_ID).text == "changed"
        assert house.changing.look(person, SHEET_ID, 1).choosable is False
    assert house.viewing.read_as_hr(MIA, SHEET_ID, "quality").text == "same"
    with pytest.raises(Refused, match="was read and confirmed"):
        house.takes(FIRST)


def test_a_confirmed_version_stays_right_after_a_later_one_took_the_new_text(house: Offering) -> None:
    house.shared()
    house.confirms()
    house.sharing.change(ANA, SHEET_ID)
    house.library.now_has(reworded())
    house.takes(*KEYS)
    house.shares()
    house.confirms()
    with house.database.reading() as uow:
        first, second = check_confirmed(uow, TEAM, SHEET_ID)
    assert (first.altered, second.altered) == ((), ())
    assert (first.replaced_by, second.replaced_by) == (2, 0)


def test_closed_goals_are_told_of_nothing(house: Offering) -> None:
    house.shared()
    house.closing.close(ANA, SHEET_ID)
    house.library.now_has(reworded())
    assert house.texts.of(house.sheet()) == "same"


def test_nobody_else_learns_what_changed(house: Offering) -> None:
    house.draft()
    house.library.now_has(reworded())
    for person in (SAM, EVA, MIA):
        for number in (0, 1):
            with pytest.raises(NothingHere):
                house.changing.look(person, SHEET_ID, number)
        with pytest.raises(NothingHere):
            house.changing.decide(person, SHEET_ID, house.choice(FIRST))
    assert ("take texts", "NothingHere") in house.log()


def test_lists_say_which_goals_are_about_an_older_text(house: Offering) -> None:
    house.shared()
    house.draft(sheet_id=OTHER_ID)
    lines = house.sheets.lines(ANA)[0]
    assert house.texts.states(ANA, lines) == {}
    house.library.now_has(reworded())
    assert house.texts.states(ANA, lines) == {SHEET_ID: "changed", OTHER_ID: "changed"}
    house.takes(sheet_id=OTHER_ID)
    assert house.texts.states(ANA, house.sheets.lines(ANA)[0]) == {SHEET_ID: "changed"}
    house.library.now_has(None)
    assert house.texts.states(ANA, lines) == {SHEET_ID: "gone", OTHER_ID: "gone"}


def test_an_employee_is_told_by_their_version_not_by_the_working_copy(house: Offering) -> None:
    house.shared()
    house.sharing.change(ANA, SHEET_ID)
    house.library.now_has(reworded())
    house.takes(*KEYS)
    theirs, _ = house.viewing.about_me(SAM, 10)
    mine, _ = house.sheets.lines(ANA)
    assert house.texts.states(SAM, theirs) == {SHEET_ID: "changed"}
    assert house.texts.states(ANA, mine) == {}


def test_hr_is_told_numbers_by_role_and_no_text(house: Offering) -> None:
    house.shared()
    house.draft(sheet_id=OTHER_ID)
    assert house.texts.older(TEAM) == ()
    house.library.now_has(reworded())
    assert house.texts.older(TEAM) == (OlderText("Programme Lead — P4", drafts=1, shared=1),)
    house.takes(FIRST, sheet_id=OTHER_ID)
    assert house.texts.older(TEAM) == (OlderText("Programme Lead — P4", drafts=1, shared=1),)
    house.takes(*KEYS, sheet_id=OTHER_ID)
    house.library.now_has(None)
    assert house.texts.older(TEAM) == (OlderText("Programme Lead — P4", drafts=1, shared=1, gone=True),)


def test_the_log_says_that_it_was_done_and_nothing_of_the_texts(house: Offering) -> None:
    house.draft()
    house.library.now_has(reworded())
    house.takes(FIRST)
    assert house.log()[-1] == ("take texts", "done")


def test_a_copy_for_the_next_period_has_the_values_of_goals_whose_words_are_the_same(house: Offering) -> None:
    house.draft()
    house.types(ANA, place=0, target="first")
    house.library.now_has(reworded())
    house.takes(FIRST)
    start = Start(OTHER_ID, SAM.user_id, reworded(), PERIOD, "smart", PERIOD.last)
    goals = house.sheets.copy(ANA, SHEET_ID, start, Copies(values=True))
    assert (goals.goals[0].text, goals.goals[0].values["target"]) == (REWORDED, "first")


def test_a_copy_made_of_goals_on_an_older_text_loses_no_goal_whose_key_alone_changed(house: Offering) -> None:
    house.draft()
    house.types(ANA, place=0, target="first")
    now = changed(responsibilities=(replace(OLD.objectives[0], key="o:new"), *OLD.objectives[1:]))
    start = Start(OTHER_ID, SAM.user_id, now, PERIOD, "smart", PERIOD.last)
    goals = house.sheets.copy(ANA, SHEET_ID, start, Copies(values=True))
    assert goals.goals[0].values["target"] == "first"


WORDS = ("Leads the region", "Leads the whole region now", "Writes reports", "Keeps the books", "Visits every site")
SLOTS_TYPED: tuple[Slot, ...] = ("baseline", "target", "note")


@st.composite
def libraries(draw: st.DrawFn) -> Profile:
    """Draw a role text of some of these goals, in any order, as goals, core outputs or areas."""
    chosen = draw(st.lists(st.sampled_from(WORDS), unique=True, min_size=1))
    rows = tuple(row("objective", WORDS.index(text) + 1, text) for text in chosen)
    cut = draw(st.integers(0, len(rows)))
    parts: Mapping[str, object] = draw(
        st.sampled_from(
            [
                {"responsibilities": rows},
                {
                    "core_outputs": rows[:cut],
                    "responsibilities": tuple(
                        replace(one, kind="component" if cut else "objective") for one in rows[cut:]
                    ),
                },
                {
                    "responsibilities": rows[:cut],
                    "components": tuple(replace(one, kind="component") for one in rows[cut:]),
                },
            ]
        )
    )
    return changed(**{"responsibilities": (), **parts})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(libraries(), libraries(), st.data())
def test_whatever_is_taken_every_value_still_stands_in_a_line_of_the_goals(
    house: Offering, old: Profile, new: Profile, data: st.DataObject
) -> None:
    sheet_id = uuid.uuid4().hex  # a drawn one would come again, and its goals with it
    house.library.now_has(old)
    house.sheets.start(ANA, Start(sheet_id, SAM.user_id, old, PERIOD, "smart", PERIOD.last))
    house.sheets.keep(ANA, sheet_id, {one.key for one in old.rows}, {one.key for one in old.rows})
    typed: dict[tuple[str, str], str] = {}
    for place, goal in enumerate(house.goals(ANA, sheet_id).goals):
        slots = [slot for slot in SLOTS_TYPED if slot == "note" or slot in goal.slots]
        values = {str(slot): f"{goal.key} {slot}" for slot in slots}
        house.types(ANA, sheet_id, place=place, **values)
        typed |= {(goal.key, slot): value for slot, value in values.items()}
    house.library.now_has(new)
    found = house.changing.look(ANA, sheet_id)
    keys = [change.key for change in found.changes]
    taken = data.draw(st.lists(st.sampled_from(keys), unique=True)) if keys else []
    house.takes(*taken, sheet_id=sheet_id)
    goals = house.sheets.keep(
        ANA,
        sheet_id,
        {one.key for one in house.sheet(sheet_id).rows},
        {one.key for one in house.sheet(sheet_id).rows},
    )
    stands = {(goal.key, slot): value for goal in goals.goals for slot, value in goal.values.items()}
    stands |= {(goal.key, "note"): goal.note for goal in goals.goals}
    assert typed.items() <= stands.items()
    _says_what_was_chosen(found, taken, goals)


def _says_what_was_chosen(found: RoleChanges, taken: list[str], goals: Goals) -> None:
    said = {one.key: one.text for one in goals.profile.rows}
    for change in found.changes:
        if change.row and change.row.old and change.key in said:
            took = change.key in taken and change.row.new
            wanted = change.row.new if took else change.row.old
            assert wanted is not None
            assert said[change.key] == wanted.row.text
