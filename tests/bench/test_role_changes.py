"""What it costs to say of many goals that their role text has changed, as a ratio to reading the list of them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bot.services.sheets import Start
from canon.model import Profile
from db.engine import open_database
from db.upgrade import upgrade
from tests.unit.bot.making import ANA, PERIOD, SAM, T0, TEAM
from tests.unit.bot.services.conftest import Clock, Directory
from tests.unit.bot.services.test_role_changes import OLD, Offering

GOALS = 300
ROUNDS = 9
AT_MOST = 0.5

pytestmark = pytest.mark.bench


def seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def role(number: int, words: str) -> Profile:
    """Return one of many roles, each with three goals of its own."""
    rows = tuple(replace(row, text=f"{row.text} {words} {number}") for row in OLD.objectives)
    return replace(OLD, id=f"MADE{number}.P4", responsibilities=rows)


def test_goals_on_older_texts_are_found_in_a_fraction_of_the_time_that_their_list_takes(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/goals.db"
    upgrade(url)
    with closing(open_database(url)) as database:
        with database.writing() as uow:
            uow.workspaces.bind(TEAM, T0)
            uow.commit()
        house = Offering(database, Clock(), Directory())
        for number in range(GOALS):
            start = Start(f"{number:032x}", SAM.user_id, role(number % 20, "once"), PERIOD, "smart", PERIOD.last)
            house.sheets.start(ANA, start)
        for words in ("once", "now"):
            house.library.profiles = {f"MADE{number}.P4": role(number, words) for number in range(20)}
            house.library.version = words
            lines, _ = house.sheets.lines(ANA, GOALS)
            found = house.texts.states(ANA, lines)
            assert len(found) == (GOALS if words == "now" else 0)
            compare, read = partial(house.texts.states, ANA, lines), partial(house.sheets.lines, ANA, GOALS)
            ratios = [seconds(compare) / seconds(read) for _ in range(ROUNDS)]
            ratio = statistics.median(ratios)
            print(f"\ntexts of {GOALS} goals ({words}): {ratio:.2f} of reading their list, at most {AT_MOST}")  # noqa: T201
            assert ratio <= AT_MOST
