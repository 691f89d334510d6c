"""Whatever two people write about goals: Slack takes it, all of it is shown, nothing is interpreted or carried."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.facts import NewsItem, Shared, Talk, Viewer
from bot.sandbox.gate import check_message, check_view
from bot.views.history import history_modal, readings_modal
from bot.views.news import news_message
from bot.views.shared import own_message, shared_message, version_message
from bot.views.shared_view import shared_modal
from canon.frames import FRAMES
from db.facts import Happening, Proposal, SheetState
from tests.unit.bot.making import SHEET_ID, TEAM
from tests.unit.bot.views.anything import TYPED, Payload, any_goals, mark
from tests.unit.bot.views.screen import carried, texts, words_of
from tests.unit.bot.views.versions import answered, checkin, days, reading, remark, reply, request, seen

many = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
MOST_PAGES = 60


@st.composite
def any_shared(draw: st.DrawFn) -> Shared:
    """Give a version in any state before anybody's eyes, with marked texts of every kind said about it."""
    goals, viewer = draw(any_goals()), draw(st.sampled_from(("author", "subject", "reader")))
    rows = [goal.key for goal in goals.goals] + [""]
    said = [(mark("t", number) + words)[:500] for number, words in enumerate(draw(st.lists(TYPED, max_size=12)))]
    about = [(draw(st.sampled_from(rows)), words) for words in said]
    proposals = [Proposal(row, words, "2027-03-31", words) for row, words in about]
    declined = draw(st.booleans()) and bool(said)
    talk = Talk(
        replies=(reply("declined", said[0], 2),) if declined else (),
        requests=(answered(), *([request(*proposals)] if proposals else [])),
        comments=tuple(remark(number, words, row) for number, (row, words) in enumerate(about)),
        checkins=tuple(checkin(row, words, note=words) for row, words in about if row),
        readings=tuple(reading(reason=words) for words in said),
    )
    return seen(
        goals,
        _viewer(viewer),
        state=_state(draw(st.sampled_from(("shared", "confirmed", "unconfirmed", "closed")))),
        version=2,
        talk=Talk(talk.revisions, readings=talk.readings) if viewer == "reader" else talk,
        note=said[-1] if said else "",
        before=draw(st.none() | any_goals()),
        met=draw(st.booleans()),
    )


def _viewer(name: str) -> Viewer:
    return "author" if name == "author" else "subject" if name == "subject" else "reader"


def _state(name: str) -> SheetState:
    states: tuple[SheetState, ...] = ("shared", "confirmed", "unconfirmed", "closed")
    return next(state for state in states if state == name)


def pages(shared: Shared, layout: str = "") -> Iterator[Payload]:
    """Give every page of the view."""
    shown = [shared_modal(shared, 1, layout)]
    while len(shown) < MOST_PAGES and '"Next' in str(shown[-1]).replace("'", '"'):
        shown.append(shared_modal(shared, len(shown) + 1, layout))
    yield from shown


def messages(shared: Shared) -> Iterator[Payload]:
    """Give every message about it."""
    yield shared_message(shared)
    yield version_message(shared)
    yield own_message(shared.goals, shared, person=shared.sheet.author)
    rows = [one.row for one in shared.talk.comments]
    told = Happening(TEAM, "8" * 32, "n", "U_ANA", SHEET_ID, 2, "commented", "U_SAM", days(1))
    names = (shared.goals.subject.name, shared.goals.author.name, shared.goals.subject.name)
    yield news_message([NewsItem(told, *names, "H1 2027", tuple(shared.called(row) for row in rows))])


def views(shared: Shared) -> Iterator[Payload]:
    """Give every view about it."""
    for layout in ("", *FRAMES):
        yield from pages(shared, layout)
    yield history_modal(shared, {2: shared.changes})
    yield readings_modal(shared)


@many
@given(any_shared())
def test_slack_takes_every_message_and_none_is_too_long(shared: Shared) -> None:
    for message in messages(shared):
        assert check_message(message) == []
        assert len(words_of(message)) < 10_000


@many
@given(any_shared())
def test_slack_takes_every_view(shared: Shared) -> None:
    for view in views(shared):
        assert check_view(view) == []


@many
@given(any_shared())
def test_nothing_that_was_typed_is_formatted_or_carried_or_notified(shared: Shared) -> None:
    for payload in (*messages(shared), *views(shared)):
        found = [text for text in texts(payload) if "¤" in text.words]
        assert {text.kind for text in found} <= {"rich", "plain"}
        assert [unseen for unseen in carried(payload) if "¤" in unseen] == []


@many
@given(any_shared())
def test_an_authors_message_and_news_hold_no_text_of_anybody(shared: Shared) -> None:
    _, short, mine, news = messages(shared)
    assert "¤" not in "".join(words_of(message) for message in (short, mine, news))


@many
@given(any_shared(), st.sampled_from(FRAMES))
def test_nothing_with_a_value_is_left_out_of_the_view(shared: Shared, layout: str) -> None:
    shown = "".join(words_of(page, "rich") for page in pages(shared, layout))
    if shared.viewer == "subject" and not shared.met:
        assert "¤" not in shown
        return
    values = [value for goal in shared.goals.goals for value in (*goal.values.values(), goal.note)]
    words = [one.words for one in shared.talk.comments] + [one.note for one in shared.talk.checkins]
    assert [value for value in (*values, *words) if value not in shown] == []
