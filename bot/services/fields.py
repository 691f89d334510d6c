"""What may stand in a field: one line, verbatim; and the sentence for what may not."""

from __future__ import annotations

import unicodedata
from datetime import date

from db.facts import Slot

LONGEST = 500
ONE_LINE = "Write one line: take out line breaks and control characters."
TOO_LONG = f"Write at most {LONGEST} characters."
NO_DAY = "Pick a day."


def fault_in(slot: Slot | str, value: str) -> str | None:
    """Return the sentence that says what is wrong with a value, None if nothing is."""
    if slot == "date":
        return None if not value or _is_day(value) else NO_DAY
    if any(unicodedata.category(character) in ("Cc", "Zl", "Zp", "Cs") for character in value):
        return ONE_LINE
    return TOO_LONG if len(value) > LONGEST else None


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
