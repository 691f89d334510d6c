"""Check sums of a confirmed version: one for each of its parts, and one over the list of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import rfc8785

from bot.errors import VersionUnreadable
from bot.services.versions import moment_text
from db.facts import Reply

Parts = tuple[tuple[str, str], ...]
"""Names of parts and the SHA-256 of each, in hex."""
Lines = tuple[tuple[str, str], ...]
"""Names of parts and each one's RFC 8785 JSON, which is always one line."""

NAMED = ("people", "period", "role", "layout", "version")
TEXT = "the text above"
"""The part that is no JSON: the goals as they were shown; it stands before the last one, the confirmation."""
CONFIRMATION = "confirmation"
SUMS = "the check sums"
"""What is said to have changed when the list itself does not add up."""


def confirmation_of(reply: Reply) -> dict[str, str]:
    """Return what a confirmation says; the name of whoever confirmed stands among the version's people."""
    return {"by": reply.by, "at": moment_text(reply.at), "note": reply.words}


def lines_of(content: str, confirmation: Mapping[str, Any]) -> Lines:
    """Return every part but the printed text; raise `VersionUnreadable` where the content is none of ours."""
    parts = _read(content)
    try:
        named = [(name, parts[name]) for name in NAMED if name in parts]
        goals = parts.get("goals", [])
        called = _told_apart([str(goal["called"]) for goal in goals])
        whole = [*named, *zip(called, goals, strict=True), (CONFIRMATION, dict(confirmation))]
        return tuple((name, rfc8785.dumps(part).decode()) for name, part in whole)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise VersionUnreadable from error


def content_of(lines: Lines) -> tuple[str, dict[str, Any]]:
    """Return the content and the confirmation that lines were made of; the same as `lines_of` backwards.

    Raises `VersionUnreadable`.
    """
    try:
        parts = [json.loads(line) for _, line in lines]
        named = dict(zip(NAMED, parts, strict=False))
        whole = {**named, "goals": parts[len(NAMED) : -1]}
        return rfc8785.dumps(whole).decode(), dict(parts[-1])
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise VersionUnreadable from error


def parts_of(content: str, printed: str, confirmation: Mapping[str, Any]) -> Parts:
    """Return the check sum of every part of a confirmed version; `printed` is the text that was shown."""
    return sums_of(lines_of(content, confirmation), printed)


def sums_of(lines: Lines, printed: str) -> Parts:
    """Return the check sums of lines and of a text, whose line ends count as one kind."""
    sums = [(name, _sum(line)) for name, line in lines]
    return (*sums[:-1], (TEXT, _sum(printed.replace("\r\n", "\n"))), *sums[-1:])


def seal_of(parts: Sequence[tuple[str, str]]) -> str:
    """Return the check sum over the list of all."""
    return hashlib.sha256(rfc8785.dumps([list(part) for part in parts])).hexdigest()


def compare(old: Parts, new: Parts) -> tuple[str, ...]:
    """Return the names of the parts that no longer match, also of those that only one side has."""
    before, after = dict(old), dict(new)
    return tuple(name for name in before | after if before.get(name) != after.get(name))


def sealed(reply: Reply, content: str, printed: str) -> Reply:
    """Return a confirmation with its check sums."""
    parts = parts_of(content, printed, confirmation_of(reply))
    return replace(reply, parts=json.dumps(parts, ensure_ascii=False), seal=seal_of(parts))


def parts_in(reply: Reply) -> Parts:
    """Return the check sums that a confirmation carries; raise `VersionUnreadable` where they are none."""
    try:
        parts = tuple((str(name), str(found)) for name, found in json.loads(reply.parts))
        seal_of(parts)  # refuses words that have no check sum
    except (ValueError, TypeError) as error:
        raise VersionUnreadable from error
    return parts


def check_stored(content: str, printed: str, reply: Reply) -> tuple[str, ...]:
    """Return the names of the parts of a stored version that are not what was confirmed.

    The printed text is made of the other parts, so it is named only where none of them is.
    """
    try:
        told = parts_in(reply)
    except VersionUnreadable:
        return (SUMS,)
    try:
        found = parts_of(content, printed, confirmation_of(reply))
    except VersionUnreadable:
        found = ()
    names = differing(told, found, reply.seal)
    return tuple(name for name in names if name != TEXT) or names


def differing(told: Parts, found: Parts, seal: str) -> tuple[str, ...]:
    """Return the names of parts that are not as told, and of the list itself where that is what was changed."""
    if seal_of(found) == seal:
        return () if told == found else (SUMS,)
    return compare(told, found) if seal_of(told) == seal else (*compare(told, found), SUMS)


def _read(content: str) -> dict[str, Any]:
    try:
        return {**json.loads(content)}
    except (ValueError, TypeError, RecursionError) as error:
        raise VersionUnreadable from error


def _told_apart(names: Sequence[str]) -> list[str]:
    """Return each name on one line, those that come again with a number."""
    plain = [" ".join(name.split()) for name in names]
    before = [plain[:at].count(name) for at, name in enumerate(plain)]
    return [f"{name} ({count + 1})" if count else name for name, count in zip(plain, before, strict=True)]


def _sum(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
