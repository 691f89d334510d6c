"""The people around the demo's story: twenty in the sales team, all of them at work when its morning begins."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.cli.demo_clock import ZONE
from bot.cli.demo_company import GROUP, REPORTS, whole_seed
from bot.sandbox.demo_time import MORNING
from bot.services.hours import EVENING
from db.facts import MORNING as FIRST_HOUR


def test_twenty_people_are_in_the_sales_team_and_in_the_workspace() -> None:
    seed = whole_seed()
    ids = [user.id for user in seed.users]
    assert len(set(ids)) == len(ids)
    assert len(set(seed.usergroups[GROUP])) == 20
    assert set(seed.usergroups[GROUP]) | set(REPORTS) <= set(ids)
    assert all(user.id.isascii() and user.email for user in seed.users)


def test_the_demos_morning_is_a_working_hour_of_everybody_in_the_team() -> None:
    seed = whole_seed()
    zones = {user.id: ZoneInfo(str(user.tz)) for user in seed.users if user.tz}
    for month in (1, 7):
        morning = datetime(2027, month, 12, MORNING.hour, MORNING.minute, tzinfo=ZoneInfo(ZONE))
        hours = {user: morning.astimezone(zones[user]).hour for user in (*seed.usergroups[GROUP], *REPORTS)}
        assert {user: hour for user, hour in hours.items() if not FIRST_HOUR <= hour < EVENING} == {}
