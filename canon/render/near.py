"""The nearest roles as plain text, under the formula that found them."""

from __future__ import annotations

from collections.abc import Sequence

from canon.adjacent import Nearness, formula, nearness_words

TITLE = "Near roles"
NONE = "The library has no other role with anything in common."


def near_text(found: Sequence[Nearness]) -> str:
    """Return the nearest roles, nearest first, without a final newline."""
    lines = [
        f"  - {one.profile.title} ({one.profile.id}, canon: {one.profile.canon}): {nearness_words(one)}"
        for one in found
    ]
    return "\n".join((TITLE, "-" * len(TITLE), formula(), *(lines or [NONE])))
