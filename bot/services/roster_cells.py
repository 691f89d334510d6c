"""What stands in one cell of a list of people: dates, countries, working days; each refusal is half a sentence."""

from __future__ import annotations

import functools
import re
import unicodedata
from datetime import date
from importlib import resources

LONGEST = 200
"""Characters in one cell."""
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHORT = 3
"""Letters by which a day is known."""
HIDDEN = frozenset({"Cc", "Cs", "Co", "Cn"})
UNSEEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of the text around them."""
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s.,;<>]+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_REGION = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,3}")


class CellRefused(Exception):
    """What to write instead, as the rest of a sentence."""


def clean(cell: str) -> str:
    """Return a cell's text on one line; formulas are text as everything else."""
    text = " ".join(cell.replace("\ufeff", "").split())
    if len(text) > LONGEST:
        raise CellRefused(f"this is longer than {LONGEST} characters; shorten it.")
    if not text.isprintable() and any(unicodedata.category(one) in HIDDEN or one in UNSEEN for one in text):
        raise CellRefused("this has characters that cannot be shown; type it anew.")
    return text


def to_email(text: str) -> str:
    """Return an e-mail address in lower case."""
    if text and not _EMAIL.fullmatch(text):
        raise CellRefused("this is no e-mail address; write one such as ana@example.com.")
    return text.lower()


def to_person(text: str) -> str:
    """Return an employee id as it is, an e-mail address in lower case."""
    return to_email(text) if "@" in text else text


def to_date(text: str) -> date | None:
    """Return a day written as 2027-06-30, None for none."""
    if not text:
        return None
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        raise CellRefused("there is no such day; write year, month and day, such as 2027-06-30.") from None
    raise CellRefused("write the day as year, month and day, such as 2027-06-30.")


def to_country(text: str) -> str:
    """Return a country's two letters of ISO 3166-1."""
    if text and text.upper() not in countries():
        raise CellRefused("write the country as its two letters of ISO 3166-1, such as DE or GB.")
    return text.upper()


def to_region(text: str) -> str:
    """Return a region's code in the form of ISO 3166-2."""
    found = _REGION.fullmatch(text.upper())
    if text and (found is None or found[1] not in countries()):
        raise CellRefused("write the region as ISO 3166-2 does, country first, such as DE-BY.")
    return text.upper()


def to_working_days(text: str) -> str:
    """Return ISO week days in order, "12345"; read from "Mon-Fri", "Mon,Tue,Wed" or "1-5"."""
    found: set[int] = set()
    for part in re.split(r"[,;/\s]+", re.sub(r"\s*[-–]\s*", "-", text)):
        first, dash, last = part.partition("-")
        if part:
            found |= _span(_day(first), _day(last) if dash else _day(first))
    return "".join(str(day) for day in sorted(found))


@functools.cache
def countries() -> frozenset[str]:
    """Return all codes of ISO 3166-1 alpha-2, from the list that the pinned time zones bring."""
    text = (resources.files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    return frozenset(line[:2] for line in text.splitlines() if not line.startswith("#"))


def _day(text: str) -> int:
    """Return a day's ISO number from a digit or from three or more letters of its name."""
    if text in set("1234567"):
        return int(text)
    name = text.casefold()
    for number, day in enumerate(DAYS, start=1):
        if len(name) >= SHORT and day.startswith(name):
            return number
    raise CellRefused("write the working days as Mon-Fri, as Mon,Tue,Wed or as 1-5.")


def _span(first: int, last: int) -> set[int]:
    """Return the days from one to another, over the end of the week where need be."""
    return {(first - 1 + step) % 7 + 1 for step in range((last - first) % 7 + 1)}
