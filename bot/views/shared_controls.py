"""What can be done with shared goals: the controls of the employee, of the manager, and of whoever only reads."""

from __future__ import annotations

from bot.facts import Shared
from bot.views import blocks
from bot.views import shared_ids as ids
from bot.views.blocks import Block
from bot.views.frames import CONTINUE
from bot.views.people import author, employee
from bot.views.role_ids import NEXT_WORDS
from bot.views.state import More, OneSheet, OneVersion, encode
from db.facts import LIVE

COMMENT, COPY, PRIVACY, LAYOUT, DECLINE, NEXT = "comment", "copy", "privacy", "layout", "decline", "next"
MOST_ENTRIES = 5
"""Entries that a menu behind three dots can hold; Slack's limit."""
MORE_WORDS = {
    COMMENT: "Comment",
    COPY: "Get a copy",
    PRIVACY: "Who can read this",
    LAYOUT: "Show in another layout",
    DECLINE: "I won’t confirm",
    NEXT: NEXT_WORDS,
}
"""The entries of the menu beside a version, by what they stand for in `More`."""


def version(shared: Shared) -> str:
    """Return what controls of this version carry."""
    return encode(OneVersion(shared.sheet.id, shared.revision.number))


def plain_button(shared: Shared, action_id: str, words: str) -> Block:
    """Return a button of this version."""
    return blocks.button(action_id, words, version(shared))


def first_contact_row(shared: Shared) -> Block:
    """Return the two answers to somebody who wants to share goals as one's manager."""
    who = author(shared)
    ask = blocks.confirm(
        "Not your manager?",
        f"You won’t be shown these goals, and {who} can’t share any with you. {who} is told.",
        "Not my manager",
        "Back",
    )
    return blocks.actions(
        blocks.button(ids.MEET, "Show them", version(shared), style="primary"),
        blocks.button(ids.NOT_MANAGER, "Not my manager", version(shared), ask=ask),
    )


def employee_row(shared: Shared, *, layouts: bool = True) -> Block:
    """Return the employee's four controls; `layouts` adds the way to another layout to the menu."""
    read = plain_button(shared, ids.READ, "Read in full")
    if shared.sheet.state == "confirmed":
        first = plain_button(shared, ids.CHECK, "Check this receipt")
        second = plain_button(shared, ids.PROGRESS, "Update progress")
    else:
        first = blocks.button(ids.CONFIRM, "Confirm I’ve read it", version(shared), style="primary")
        second = plain_button(shared, ids.ASK, "Ask for changes")
    return blocks.actions(first, second, read, _more(shared, layouts=layouts))


def _more(shared: Shared, *, layouts: bool) -> Block:
    reply = shared.reply
    declined = reply is not None and reply.kind == "declined"
    may_decline = shared.sheet.state in {"shared", "unconfirmed"} and not declined
    chosen = [COMMENT, COPY, PRIVACY, *([LAYOUT] if layouts else []), *([DECLINE] if may_decline else [])]
    chosen += [NEXT] if shared.goals.profile.code and len(chosen) < MOST_ENTRIES else []
    options = [
        blocks.option(MORE_WORDS[what], encode(More(what, shared.sheet.id, shared.revision.number)))
        for what in chosen
    ]
    return blocks.overflow(ids.MORE, options)


def view_rows(shared: Shared) -> list[Block]:
    """Return all controls under the goals in a view, for whoever looks."""
    if shared.viewer == "reader" or not shared.current or shared.revision.taken_back_at is not None:
        return blocks.rows([*_reading(shared), *version_in_force(shared)])
    if shared.viewer == "subject":
        return _employee_rows(shared)
    closed = shared.sheet.state not in LIVE
    acting = _reopening(shared) if closed else _acting(shared)
    return [
        *blocks.rows(acting),
        *blocks.rows([*_reading(shared), *_looking_back(shared)]),
        *([] if closed else blocks.rows(_further(shared))),
    ]


def _employee_rows(shared: Shared) -> list[Block]:
    if shared.sheet.state not in LIVE:
        return blocks.rows([*_reading(shared), *_looking_back(shared)])
    return [employee_row(shared, layouts=False), *blocks.rows(_looking_back(shared, privacy=False))]


def _reading(shared: Shared) -> list[Block]:
    confirmed = shared.reply is not None and shared.reply.kind == "confirmed" and shared.viewer != "reader"
    check = [plain_button(shared, ids.CHECK, "Check this receipt")] if confirmed else []
    return [plain_button(shared, ids.READ, "Read in full"), *check]


def _looking_back(shared: Shared, *, privacy: bool = True) -> list[Block]:
    return [
        plain_button(shared, ids.HISTORY, "Versions"),
        plain_button(shared, ids.READINGS, "Who has read this"),
        *([plain_button(shared, ids.PRIVACY, "Who can read this")] if privacy else []),
    ]


def version_in_force(shared: Shared) -> list[Block]:
    """Return the way to the version in force from another one."""
    number = shared.sheet.version
    if shared.current or not number:
        return []
    return [blocks.button(ids.OPEN, f"Open version {number}", encode(OneVersion(shared.sheet.id, number)))]


def newer_goals(shared: Shared) -> list[Block]:
    """Return the way to the goals that these were closed for, where the viewer has them."""
    successor = shared.sheet.successor
    if not successor or not (shared.successor_ready or shared.viewer == "author"):
        return []
    return [blocks.button(f"{ids.OPEN}:newer", "Open the newer goals", encode(OneVersion(successor, 0)))]


def _reopening(shared: Shared) -> list[Block]:
    return newer_goals(shared) if shared.successor_ready else [plain_button(shared, ids.REOPEN, "Reopen")]


def _acting(shared: Shared) -> list[Block]:
    """Return what the manager most likely wants to do now."""
    answer = [blocks.button(ids.ANSWER, "Answer", version(shared), style="primary")] if shared.request else []
    working = _working(shared) if shared.sheet.editing else [_change(shared)]
    return [*answer, *sending(shared), *(working if shared.own else [])]


def sending(shared: Shared) -> list[Block]:
    """Return what can be done about a version that the employee has not answered."""
    now = [plain_button(shared, ids.SEND_NOW, "Send now")] if shared.waits_until else []
    open_still = shared.sheet.state == "shared" and shared.sheet.answered < shared.sheet.version
    return [*now, *([take_back(shared)] if open_still else [])]


def take_back(shared: Shared) -> Block:
    """Return the button that takes the version in force back."""
    number, who = shared.revision.number, employee(shared)
    earlier = [one.number for one in shared.talk.revisions if one.number < number and one.taken_back_at is None]
    stands = f"Version {max(earlier)} is in force again." if earlier else "They are a draft again that only you see."
    ask = blocks.confirm(
        f"Take back version {number}?", f"{who} sees it no longer. {stands}", "Take back", "Leave it"
    )
    return blocks.button(ids.TAKE_BACK, "Take back", version(shared), ask=ask)


def next_number(shared: Shared) -> int:
    """Return the number of the version that is shared next."""
    return max([shared.sheet.version, *(one.number for one in shared.talk.revisions)]) + 1


def _change(shared: Shared) -> Block:
    keeps = f"{employee(shared)} keeps version {shared.sheet.version} until you share version {next_number(shared)}."
    ask = blocks.confirm("Change these goals?", keeps, "Change them", "Leave them")
    return blocks.button(ids.CHANGE, "Change these goals", version(shared), ask=ask)


def _working(shared: Shared) -> list[Block]:
    """Return the ways on with changes that are not shared yet."""
    sheet = encode(OneSheet(shared.sheet.id))
    ask = blocks.confirm(
        "Drop the changes?",
        f"Version {shared.sheet.version} stays as {employee(shared)} has it. What you changed since is lost.",
        "Drop them",
        "Keep them",
    )
    return [
        blocks.button(CONTINUE, "Continue", sheet, style="primary"),
        plain_button(shared, ids.SHARE, f"Share version {next_number(shared)}"),
        blocks.button(ids.DROP, "Drop the changes", sheet, ask=ask),
    ]


def _further(shared: Shared) -> list[Block]:
    """Return what a manager does more rarely; goals with changes that were not shared can't be moved or closed."""
    comment = [plain_button(shared, ids.COMMENT, "Comment")] if shared.met else []
    level = [plain_button(shared, ids.REPLACE, "Write goals for a new level")] if shared.own else []
    if shared.sheet.editing:
        return [*comment, *level, *_give_up(shared)]
    move = plain_button(shared, ids.MOVE, "Move to another manager")
    return [*comment, *level, move, *_give_up(shared), _close(shared)]


def _give_up(shared: Shared) -> list[Block]:
    if shared.sheet.state != "shared" or shared.request or shared.waits_until:
        return []
    who, number = employee(shared), shared.revision.number
    words = f"{who} and HR see that version {number} was not answered, and the date. {who} can still confirm it."
    ask = blocks.confirm("Record “no answer”?", words, "Record it", "Wait")
    return [blocks.button(ids.GIVE_UP, "Record “no answer”", version(shared), ask=ask)]


def _close(shared: Shared) -> Block:
    words = f"You and {employee(shared)} keep what was shared; nobody adds to it any more. You can reopen them."
    ask = blocks.confirm("Close these goals?", words, "Close them", "Leave them")
    return blocks.button(ids.CLOSE, "Close these goals", version(shared), ask=ask)
