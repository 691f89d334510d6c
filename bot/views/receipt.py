"""The receipt of a confirmation: one text file that stands alone, written for people and read back to be checked."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.errors import ReceiptError
from bot.facts import Goals, as_layout
from bot.views.reading import full_text
from canon.frames import TITLES

RULE = "-" * 72
"""Stands above and below the goals as they were shown."""
CHECKING = "How to check this receipt"
HOW = """\
goalframe verify FILE

says whether anything in this file was changed, on any machine, without the
database. The SHA-256 check sums below say it part by part. The sum of “the
text above” is that of all between the two lines of dashes; every other sum is
that of a line further down, in the same order. The last line is the sum of
the list [[name, sum], …], written as RFC 8785 JSON."""
ABOUT = "Confirming means “received and read”, not “I agree”."
LAST = "sha256: "


@dataclass(frozen=True, slots=True)
class Receipt:
    """All that a receipt is made of.

    `lines` are the names of the parts and each one's JSON, all but the printed text, the confirmation last; `parts`
    are the names and check sums of all, the printed text's before the last; `seal` is the sum over their list.
    """

    lines: tuple[tuple[str, str], ...]
    printed: str
    parts: tuple[tuple[str, str], ...]
    seal: str


def printed_text(goals: Goals) -> str:
    """Return the goals as a receipt prints them: their own layout whole, and what stands below it."""
    return full_text(goals.frame(), goals)


def file_name(content: str) -> str:
    """Return the name of a version's receipt, in safe characters alone; `content` is the version's."""
    parts = json.loads(content)
    person, period = parts["people"]["for"], parts["period"]
    whose = _safe(person["name"]) or _safe(person["id"])
    when = _safe(period["name"]) or period["first"]
    return f"goals-{whose}-{when}-v{parts['version']['number']}.txt"


def receipt_text(receipt: Receipt) -> str:
    """Return the file's text."""
    sums = "\n".join(f"{name} {found}" for name, found in receipt.parts)
    lines = "\n".join(line for _, line in receipt.lines)
    block = "\n\n".join((HOW, sums, lines, f"{LAST}{receipt.seal}"))
    return f"{_words(receipt)}\n\n{CHECKING}\n\n{block}\n"


def plain(text: str) -> str:
    """Return a text without what mail programs and editors add: a byte order mark, line ends, space at the end."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").rstrip(" \t\r\n") + "\n"


def read_receipt(text: str) -> Receipt:
    """Return what a receipt is made of, as it stands there, unchecked; raise `ReceiptError` where it is not whole."""
    words, _, block = plain(text).removesuffix("\n").rpartition(f"\n\n{CHECKING}\n\n{HOW}\n\n")
    _, above, rest = words.partition(f"\n{RULE}\n")
    printed, below, _ = rest.partition(f"\n{RULE}\n")
    groups = block.split("\n\n")
    if not (above and below) or len(groups) != 3:  # noqa: PLR2004 - the sums, the lines, the sum over all
        raise ReceiptError
    parts = tuple(_part(line) for line in groups[0].split("\n"))
    lines = groups[1].split("\n")
    if len(parts) != len(lines) + 1 or not groups[2].startswith(LAST):
        raise ReceiptError
    names = [name for name, _ in (*parts[:-2], parts[-1])]
    return Receipt(tuple(zip(names, lines, strict=True)), printed, parts, groups[2].removeprefix(LAST))


def _part(line: str) -> tuple[str, str]:
    name, _, found = line.rpartition(" ")
    return name, found


def _words(receipt: Receipt) -> str:
    """Return what stands above the last block: all of it follows from the lines and the printed text."""
    said = {name: json.loads(line) for name, line in receipt.lines}
    above, below = "\n".join(_above(said)), "\n\n".join(_below(said))
    return f"{above}\n{RULE}\n{receipt.printed}\n{RULE}\n{below}"


def _above(said: dict[str, Any]) -> tuple[str, ...]:
    people, period, version = said["people"], said["period"], said["version"]
    sharer = "" if version["shared_by"] == people["from"] else f"by {_one_line(version['shared_by']['name'])} "
    return (
        f"Goals of {_one_line(people['for']['name'])} · {_one_line(period['name'])}",
        f"{period['first']} to {period['last']}",
        f"From {_one_line(people['from']['name'])}",
        f"Version {version['number']}, shared {sharer}on {_moment(version['shared_at'])}",
        _one_line(said["role"]["title"]),
        f"Layout: {TITLES[as_layout(said['layout'])]}",
    )


def _below(said: dict[str, Any]) -> tuple[str, ...]:
    version, confirmation = said["version"], said["confirmation"]
    reader = _one_line(said["people"]["for"]["name"])
    confirmed = f"Read and confirmed by {reader} on {_moment(confirmation['at'])}. {ABOUT}"
    words = (
        _wrote(version["shared_by"]["name"], version["note"]),
        confirmed,
        _wrote(reader, confirmation["note"]),
    )
    return tuple(part for part in words if part)


def _wrote(name: str, note: str) -> str:
    return f"{_one_line(name)} wrote: “{note}”" if note else ""


def _moment(written: str) -> str:
    return f"{datetime.fromisoformat(written).astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _one_line(name: str) -> str:
    return " ".join(name.split())


def _safe(words: str) -> str:
    """Return words as small ASCII letters and figures with dashes between."""
    letters = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:40].strip("-")
