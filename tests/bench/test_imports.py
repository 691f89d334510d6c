"""What starting the app costs, as ratios to importing what it stands on.

Most of the time goes into declaring over thirty tables and some three hundred frozen facts: about a second, once for
each start. The main job alone, with five tables, took 1.2 times the floor.
"""

from __future__ import annotations

import statistics
import subprocess
import sys

import pytest

FLOOR = "slack_bolt, sqlmodel, apscheduler, yaml, starlette, uvicorn"
APP = "bot.app, bot.web"
MOST_TIME = 2.5
MOST_MEMORY = 1.3
ROUNDS = 9
PROBE = """
import resource, time
started = time.perf_counter()
import {names}
print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""

pytestmark = pytest.mark.bench


def probe(names: str) -> tuple[float, float]:
    """Import these in a fresh interpreter; return the seconds and the peak memory, as the system counts it."""
    asked = [sys.executable, "-W", "ignore", "-c", PROBE.format(names=names)]
    said = subprocess.run(asked, capture_output=True, check=True, encoding="utf-8").stdout.split()
    return float(said[0]), float(said[1])


def test_importing_the_app_costs_little_more_than_what_it_stands_on() -> None:
    for names in (FLOOR, APP):
        probe(names)  # what is compiled once is compiled now
    pairs = [(probe(FLOOR), probe(APP)) for _ in range(ROUNDS)]
    seconds = statistics.median(app[0] / floor[0] for floor, app in pairs)
    memory = statistics.median(app[1] / floor[1] for floor, app in pairs)
    print(f"\nimport of {APP}: {seconds:.2f} of the floor's time, {memory:.2f} of its memory")  # noqa: T201
    assert seconds <= MOST_TIME
    assert memory <= MOST_MEMORY
