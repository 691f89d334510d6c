"""Whatever a role says and people type: Slack takes it, all of it is shown, nothing of it is interpreted."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.facts import Goals
from bot.sandbox.gate import check_message, check_view
from bot.views.choices import levels_message, unknown_message
from bot.views.reading import PART, full_text, parts_of
from canon.frames import FRAMES, FrameName, build_frame
from canon.model import Profile
from tests.unit.bot.making import executive_role
from tests.unit.bot.views.anything import TYPED, Payload, Screens, any_goals, mark, profiles, role_pages
from tests.unit.bot.views.screen import blocks_of, carried, texts, words_of

many = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
layouts = st.sampled_from(FRAMES)


@many
@given(any_goals())
def test_slack_takes_every_message_and_no_message_is_too_long(goals: Goals) -> None:
    for message in Screens(goals).messages():
        assert check_message(message) == []
        assert len(words_of(message)) < 10_000


@many
@given(any_goals())
def test_slack_takes_every_view(goals: Goals) -> None:
    for view in Screens(goals).views():
        assert check_view(view) == []


@many
@given(any_goals())
def test_nothing_from_a_role_or_a_person_is_ever_formatted(goals: Goals) -> None:
    screens = Screens(goals)
    shown = [text for payload in (*screens.messages(), *screens.views()) for text in texts(payload)]
    assert [
        text for text in shown if text.kind == "plain_emoji" or (text.kind == "mrkdwn" and "¤" in text.words)
    ] == []


@many
@given(any_goals())
def test_notifications_and_what_controls_carry_hold_nothing_that_was_typed(goals: Goals) -> None:
    screens = Screens(goals)
    for message in screens.messages():
        assert "¤" not in words_of(message, "notification")
    for payload in (*screens.messages(), *screens.views()):
        assert [unseen for unseen in carried(payload) if "¤" in unseen] == []


@many
@given(any_goals(), layouts)
def test_the_pages_of_goals_show_every_line_of_the_layout_once_in_its_order(goals: Goals, name: FrameName) -> None:
    shown = [block for page in Screens(goals).goal_pages(name) for block in blocks_of(page, "rich_text")]
    items = goals.frame(name).items
    assert [item.row.text in _plain(block) for item, block in zip(items, shown, strict=False)] == [True] * len(items)
    numbers = [f"{item.number}. " in _plain(block)[:40] for item, block in zip(items, shown, strict=False)]
    assert all(numbers)


@many
@given(profiles(), layouts)
def test_the_pages_of_a_role_show_each_of_its_goals_once(profile: Profile, name: FrameName) -> None:
    shown = "".join(words_of(page, "rich") for page in role_pages(profile, name))
    rows = [item.row for item in build_frame(profile, name).items if item.row.kind != "dimension"]
    assert {row.key: shown.count(row.text[: row.text.rindex("¤") + 1]) for row in rows} == {
        row.key: 1 for row in rows
    }


@many
@given(any_goals())
def test_the_pages_of_goals_to_keep_show_each_once(goals: Goals) -> None:
    shown = "".join(words_of(page, "rich") for page in Screens(goals).choosing())
    for number, _ in enumerate(goals.profile.objectives):
        assert shown.count(mark("o", number)) == 1


@many
@given(any_goals(), layouts)
def test_nothing_with_a_value_is_left_out(goals: Goals, name: FrameName) -> None:
    screens = Screens(goals)
    pages = (
        "".join(words_of(page, "rich") for page in shown)
        for shown in (screens.goal_pages(name), screens.checking(name))
    )
    for shown in pages:
        for goal in goals.goals:
            missing = [value for value in (*goal.values.values(), goal.note) if value not in shown]
            assert missing == []


@many
@given(any_goals())
def test_the_fields_hold_every_value_and_note_as_it_was_typed(goals: Goals) -> None:
    for goal, view in zip(goals.goals, Screens(goals).filling(), strict=True):
        held = [text.words for text in texts(view) if text.kind == "field"]
        typed = [value for slot, value in goal.values.items() if value and slot != "date"]
        assert sorted(held) == sorted([*typed, *filter(None, [goal.note, goal.text if goal.row is None else ""])])


@many
@given(any_goals(), layouts)
def test_the_parts_of_a_copy_joined_are_the_whole_text(goals: Goals, name: FrameName) -> None:
    whole = full_text(goals.frame(name), goals)
    shown = "".join(
        block["elements"][0]["elements"][0]["text"]
        for page in Screens(goals).copied(name)
        for block in blocks_of(page, "rich_text")
    )
    assert shown == whole or not whole


@given(st.text(), st.integers(1, 50))
def test_parts_joined_are_the_text_and_none_is_longer_than_asked(words: str, limit: int) -> None:
    parts = parts_of(words, limit)
    assert "".join(parts) == words
    assert all(len(part) <= limit for part in parts)
    assert len(parts_of(words[:PART])) == 1


@given(TYPED.filter(str.strip))
def test_what_was_typed_for_a_role_is_shown_verbatim_and_not_in_the_notification(typed: str) -> None:
    words = f"¤{typed}"[:200]
    message = unknown_message(words, [executive_role()], "smart")
    assert check_message(message) == []
    assert [text.kind for text in texts(message) if words in text.words] == ["rich"]


@given(TYPED.filter(str.strip))
def test_a_level_that_a_role_lacks_is_shown_verbatim(typed: str) -> None:
    words = f"¤{typed}"[:100]
    message = levels_message(executive_role().profiles, "okr", words)
    assert check_message(message) == []
    assert words in words_of(message, "rich")
    assert words not in words_of(message, "mrkdwn")


def _plain(block: Payload) -> str:
    return words_of({"blocks": [block]})
