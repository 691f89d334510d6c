"""What people are told: folded together, never more than one message an hour, all of it told."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import Refused
from bot.services.postbox import FOLD_ALL, News, Told
from db.engine import Database, open_database
from db.facts import Post
from tests.unit.bot.making import ANA, SAM, SHEET_ID, T0, TEAM, person
from tests.unit.bot.services.conftest import Clock, Directory
from tests.unit.bot.services.house import PRIYA, TOM, House

TEAM_OF_TWENTY = tuple(person(f"U_{number:02}", f"Employee {number}") for number in range(20))


@pytest.fixture
def house(database: Database, clock: Clock, directory: Directory) -> House:
    """Return a house in which Ana has shared goals with Sam and with Priya, and both have them."""
    furnished = House(database, clock, directory)
    furnished.shared(ANA, SAM)
    furnished.shared(ANA, PRIYA, "priyas")
    furnished.delivers()
    return furnished


def tells(house: House, sheet_id: str = SHEET_ID, what: Told = "commented") -> str:
    """Tell Ana of something; return the notice that it stands in."""
    sheet = house.sheet(sheet_id)
    with house.writing() as uow:
        house.postbox.tell(uow, sheet, ANA.user_id, News(what, sheet.subject, house.clock()))
    return house.told(ANA)[-1][1]


def test_the_same_goals_fold_for_eight_hours_from_the_first_on(house: House) -> None:
    house.clock.at = T0.replace(hour=8, minute=0)
    first = tells(house)
    house.delivers()
    for hours in (2, 3):
        house.clock.pass_by(hours=hours)
        assert tells(house) == first
    house.clock.pass_by(hours=2, minutes=59)
    assert tells(house) == first
    house.clock.pass_by(minutes=1)
    assert tells(house) != first


def test_other_goals_fold_for_an_hour_from_the_first_on(house: House) -> None:
    first = tells(house)
    house.delivers()
    house.clock.pass_by(minutes=59)
    assert tells(house, "priyas") == first
    house.clock.pass_by(minutes=1)
    assert tells(house, house.shared(ANA, TOM, "toms")) != first
    house.delivers()
    house.clock.pass_by(minutes=1)
    assert tells(house) == first, "the same goals go on folding"


def test_what_happens_overnight_is_one_message_in_the_morning(house: House) -> None:
    house.clock.at = T0.replace(hour=18)
    keys = set()
    for _ in range(6):
        house.clock.pass_by(hours=2)
        keys |= {tells(house), tells(house, "priyas")}
        assert [post.key for post in house.delivers() if post.kind == "notice"] == []
    assert len(keys) == 1
    house.clock.at = T0.replace(day=2, hour=8)
    (notice,) = [post for post in house.delivers() if post.kind == "notice"]
    house.clock.pass_by(minutes=59)
    assert tells(house) == notice.key
    assert len(house.told(ANA)) == 13


def test_what_waits_over_a_long_absence_is_one_message_too(house: House) -> None:
    house.lists(ANA, away_until=(T0 + timedelta(days=60)).date())
    keys = set()
    for _ in range(5):
        house.clock.pass_by(days=10)
        keys |= {tells(house), tells(house, "priyas")}
    assert len(keys) == 1


def test_a_notice_that_slack_refused_is_tried_again_with_what_is_new(house: House) -> None:
    first = tells(house)
    with house.writing() as uow:
        for post in uow.claims.claim(house.clock(), 100, 60):
            uow.claims.refuse(post, "refused", "account_inactive")
    house.clock.pass_by(days=3)
    assert tells(house, "priyas") == first
    assert [post.key for post in house.delivers() if post.kind == "notice"] == [first]


def test_each_person_has_notices_of_their_own(house: House) -> None:
    house.asks()
    house.comments(ANA)
    ((_, to_ana),) = house.told(ANA)
    ((_, to_sam),) = house.told(SAM)
    assert to_ana != to_sam
    assert {post.person for post in house.posts("notice")} == {"U_ANA", "U_SAM"}


def test_every_news_brings_both_homes_up_to_date(house: House) -> None:
    house.delivers()
    tells(house)
    assert {post.key for post in house.delivers() if post.kind == "home"} == {"home:U_ANA", "home:U_SAM"}


responses = st.lists(
    st.tuples(
        st.integers(0, 3 * 24 * 60), st.sampled_from(range(20)), st.sampled_from(["confirms", "asks", "comments"])
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=responses)
def test_a_manager_of_twenty_gets_at_most_one_message_an_hour_and_is_told_everything(
    empty_database: Path, events: list[tuple[int, int, str]]
) -> None:
    with company_of(empty_database, {number for _, number, _ in events}) as house:
        began, shown = house.clock(), list[Post]()
        for minute, number, deed in sorted(events):
            shown += delivered_until(house, began + timedelta(minutes=minute))
            employee, sheet_id = TEAM_OF_TWENTY[number], f"goals-{number}"
            with suppress(Refused):  # nobody asks for changes of what they have confirmed
                getattr(house, deed)(employee, sheet_id)
        shown += delivered_until(house, began + timedelta(days=9))
        notices = [post for post in house.posts("notice", ANA) if post.sent_at]
        sent = sorted(post.sent_at for post in notices if post.sent_at)
        assert [late - soon for soon, late in pairwise(sent) if late - soon < FOLD_ALL] == []
        assert {key for _, key in house.told(ANA)} == {post.key for post in notices}
        assert {post.key for post in shown if post.kind == "notice"} == {post.key for post in notices}


@contextmanager
def company_of(template: Path, employees: set[int]) -> Iterator[House]:
    """Give a house in which Ana has shared goals with these employees."""
    with tempfile.TemporaryDirectory() as folder:
        file = shutil.copy(template, Path(folder) / "goals.db")
        with closing(open_database(f"sqlite:///{file}")) as database:
            with database.writing() as uow:
                uow.workspaces.bind(TEAM, T0)
                uow.commit()
            clock = Clock()
            directory = Directory(clock=clock)
            directory.people |= {one.user_id: one for one in TEAM_OF_TWENTY}
            house = House(database, clock, directory)
            for number in employees:
                house.shared(ANA, TEAM_OF_TWENTY[number], f"goals-{number}")
            house.delivers()
            yield house


def delivered_until(house: House, moment: datetime) -> list[Post]:
    """Let the time pass until a moment, and show everything in it when it is due; return what was shown."""
    shown: list[Post] = []
    while due := sorted(post.due_at for post in house.posts() if post.due_at and post.due_at <= moment):
        house.clock.at = max(house.clock(), due[0])
        shown += house.delivers()
    house.clock.at = moment
    return shown


def test_a_version_comes_with_a_short_message_once_the_first_is_there(house: House) -> None:
    house.draft(ANA, TOM, "toms")
    house.knows(ANA, TOM)
    house.shares(ANA, "toms")
    house.changes("35 %", sheet_id="toms")
    house.shares(ANA, "toms")
    assert house.posts("version", TOM) == [], "nothing of it was there before"
    house.delivers()
    house.changes("40 %", sheet_id="toms")
    house.shares(ANA, "toms")
    assert [(post.number, post.person) for post in house.posts("version", TOM)] == [(3, "U_TOM")]


def test_whom_slack_does_not_know_waits_for_no_morning(house: House) -> None:
    night = T0.replace(hour=23)
    with house.database.reading() as uow:
        assert house.postbox.arrival(uow, TEAM, "U_GONE", night) == night
        assert house.postbox.arrival(uow, TEAM, "U_SAM", night) == T0.replace(day=2, hour=9, minute=0, second=0)
