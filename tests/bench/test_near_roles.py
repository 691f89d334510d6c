"""What finding the nearest roles costs among twenty thousand, as a ratio to comparing their names alone."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import pytest

from canon.adjacent import nearest
from tests.unit.canon.many_roles import MOST, ManyRoles

AT_MOST = 20.0
ROUNDS = 9

pytestmark = pytest.mark.bench


def seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def test_the_nearest_of_many_roles_cost_little_more_than_a_look_at_every_name() -> None:
    roles = ManyRoles(MOST)
    names = [frozenset(card.focus.casefold().split()) for card in roles.cards]
    role = roles[777]
    own = frozenset(role.focus.text.casefold().split())

    def bare() -> float:
        return min(1 - len(own & other) / len(own | other) for other in names if other != own)

    assert len(nearest(roles, role, role.profiles[0])) == 5
    ratios = [seconds(lambda: nearest(roles, role, role.profiles[0])) / seconds(bare) for _ in range(ROUNDS)]
    ratio = statistics.median(ratios)
    print(f"\nnearest of {MOST} roles: {ratio:.1f} of a bare look at every name, at most {AT_MOST}")  # noqa: T201
    assert ratio <= AT_MOST
