"""What there was before: every version with what became of it, and who else has read the goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from bot.facts import Change, Shared
from bot.views import blocks
from bot.views import shared_ids as ids
from bot.views.blocks import Block
from bot.views.changes import change_block
from bot.views.moments import moment_words
from bot.views.paging import pager
from bot.views.people import author, employee
from bot.views.rich import paragraph, text
from bot.views.shared_controls import version
from bot.views.state import OneVersion, encode
from bot.views.titles import names_words
from db.facts import Reading, Reply, Revision

T = TypeVar("T")

HISTORY, READINGS = "history", "readings"
VERSIONS = 10
"""Versions on a page; the newest stand first."""
PAGE_READINGS = 25
REPLY_WORDS = {
    "confirmed": "Read and confirmed by {name}, {when}.",
    "declined": "{name} did not confirm, {when}.",
    "unanswered": "No answer, recorded by {name}, {when}.",
}


def history_modal(shared: Shared, changes_by_version: Mapping[int, tuple[Change, ...]], page: int = 1) -> Block:
    """Return every version: who shared it and when, what changed in it, and what became of it."""
    newest = sorted(shared.talk.revisions, key=lambda one: one.number, reverse=True)
    here, at, pages = _page(newest, page, VERSIONS)
    body = [block for one in here for block in _version(shared, one, changes_by_version.get(one.number, ()))]
    return blocks.modal(
        HISTORY,
        "Versions",
        [*body, *_turns(shared, ids.HISTORY, at, pages, ("Newer", "Older"))],
        close="Close",
        private_metadata=version(shared),
    )


def _version(shared: Shared, revision: Revision, changes: Sequence[Change]) -> list[Block]:
    number, sharer = revision.number, shared.name(revision.shared_by)
    hidden = _hidden(shared, revision)
    what = [change_block("What changed", changes)] if changes and not hidden else []
    lines = [
        *([] if hidden else _note(shared, revision)),
        *(_became(shared, one) for one in _replies(shared, number)),
        *_end(shared, revision),
    ]
    return [
        paragraph(
            text(f"Version {number}", bold=True),
            text(f" · shared by {sharer}, {_when(shared, revision.shared_at)}"),
            text("".join(f"\n{line}" for line in lines)),
        ),
        *what,
        *([] if hidden else [_open(shared, revision)]),
        blocks.divider(),
    ]


def _note(shared: Shared, revision: Revision) -> list[str]:
    return [f"{shared.name(revision.shared_by)} wrote: “{revision.note}”"] if revision.note else []


def _replies(shared: Shared, number: int) -> list[Reply]:
    return [reply for reply in shared.talk.replies if reply.number == number]


def _became(shared: Shared, reply: Reply) -> str:
    """Return what became of a version; what was written to it is for the two people."""
    words = REPLY_WORDS[reply.kind].format(name=shared.name(reply.by), when=_when(shared, reply.at))
    said = f" {shared.name(reply.by)} wrote: “{reply.words}”" if reply.words and shared.viewer != "reader" else ""
    return f"{words}{said}"


def _end(shared: Shared, revision: Revision) -> list[str]:
    if revision.taken_back_at is not None:
        return [f"Taken back, {_when(shared, revision.taken_back_at)}."]
    return ["In force."] if revision.number == shared.sheet.version and shared.sheet.state != "closed" else []


def _hidden(shared: Shared, revision: Revision) -> bool:
    """Tell whether a version was taken back: what it held is then for those who wrote it."""
    return revision.taken_back_at is not None and shared.viewer != "author"


def _open(shared: Shared, revision: Revision) -> Block:
    state = encode(OneVersion(shared.sheet.id, revision.number))
    return blocks.actions(blocks.button(f"{ids.OPEN}:{revision.number}", f"Open version {revision.number}", state))


def readings_modal(shared: Shared, page: int = 1) -> Block:
    """Return who has read these goals besides the two people: when, which version, and for what reason."""
    newest = sorted(shared.talk.readings, key=lambda one: one.at, reverse=True)
    here, at, pages = _page(newest, page, PAGE_READINGS)
    body = [_reading(shared, one) for one in here] or [paragraph(text(_nobody(shared)))]
    return blocks.modal(
        READINGS,
        "Who has read this",
        [*body, *_turns(shared, ids.READINGS, at, pages, ("Newer", "Older"))],
        close="Close",
        private_metadata=version(shared),
    )


def _nobody(shared: Shared) -> str:
    both = {shared.sheet.subject: employee(shared), shared.sheet.author: author(shared)}
    others = [name for user, name in both.items() if user != shared.person.user_id]
    return f"Nobody but {names_words(['you', *others])} has read this."


def _reading(shared: Shared, reading: Reading) -> Block:
    which = f", {_when(shared, reading.at)}, version {reading.number}\nReason: {reading.reason}"
    return paragraph(text(shared.name(reading.by), bold=True), text(which))


def _when(shared: Shared, moment: datetime) -> str:
    return moment_words(moment, shared.person.tz)


def _page(items: Sequence[T], page: int, most: int) -> tuple[Sequence[T], int, int]:
    """Return a page of a list, its number and how many there are; too high shows the last."""
    pages = max(-(-len(items) // most), 1)
    at = min(max(page, 1), pages)
    return items[(at - 1) * most : at * most], at, pages


def _turns(shared: Shared, action: str, at: int, pages: int, words: tuple[str, str]) -> list[Block]:
    def turn(page: int, word: str) -> Block:
        state = OneVersion(shared.sheet.id, shared.revision.number, page)
        return blocks.button(f"{action}:{page}", word, encode(state))

    return pager(at, pages, turn, words)
