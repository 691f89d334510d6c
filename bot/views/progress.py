"""How far a goal is on its way, in words and a bar: only where baseline, target and value are three plain numbers."""

from __future__ import annotations

import re
from decimal import Decimal

PLAIN = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")
WIDTH = 10
WHOLE = 100
MOST = 999
"""A percentage above this is said to be more than this."""


def progress_words(baseline: str, target: str, value: str) -> str:
    """Return "██████░░░░ 6 of 10, 60 % of the way"; empty where one of the three is no plain number."""
    texts = tuple(text.strip() for text in (baseline, target, value))
    if not all(PLAIN.fullmatch(text) for text in texts):
        return ""
    first, last, now = map(Decimal, texts)
    if first == last:
        return ""
    percent = int((now - first) / (last - first) * WHOLE)
    return f"{_bar(percent)} {_place(*texts, down=last < first)}, {_share(percent)}"


def _bar(percent: int) -> str:
    full = min(max(percent, 0), WHOLE) * WIDTH // WHOLE
    return "█" * full + "░" * (WIDTH - full)


def _place(first: str, last: str, now: str, *, down: bool) -> str:
    return f"{now}, from {first} down to {last}" if down else f"{now} of {last}"


def _share(percent: int) -> str:
    if percent < 0:
        return "behind the baseline"
    return f"{percent} % of the way" if percent <= MOST else f"more than {MOST} % of the way"
