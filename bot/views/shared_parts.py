"""What the employee's message and the view of shared goals have in common, piece by piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.clock import today_in
from bot.facts import SLOT_WORDS, Change, Goal, Shared
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.changes import change_block
from bot.views.frames import filled_words, layout_word
from bot.views.moments import day_words, moment_words, morning_words
from bot.views.people import author, employee, first
from bot.views.rich import length, paragraph, text
from bot.views.shared_talk import request_sentence
from bot.views.titles import names_words
from canon.frames import FrameName
from db.facts import Reply

NAMED_FIELDS = 6
"""So many goals with open fields are named; what is left is counted."""
NAMED_READERS = 5
CHANGES_ROOM = 1_200
"""Characters that changes get on a message."""
CHANGES_AT_ONCE = 20
MEANING = "Confirming means “received and read”, not “I agree”."
ORGANISERS = "Review organisers see dates and status only."
OTHERS = "Also possible: whoever runs the Goalframe server, and anyone your company allows to export Slack messages."


def heading(shared: Shared, layout: FrameName | None = None) -> list[Block]:
    """Return whose goals these are, from whom, which version, when, for which role, in which layout."""
    period = shared.goals.sheet.period.name
    whose = "Your goals" if shared.viewer == "subject" else f"{shared.name(shared.sheet.subject)}’s goals"
    parts = (
        _from(shared),
        f"version {shared.revision.number}",
        day(shared, shared.revision.shared_at),
        shared.goals.sheet.title,
        _layout_words(shared, layout or shared.goals.layout),
    )
    return [blocks.header(f"{whose} · {period}"), blocks.context(" · ".join(parts))]


def _from(shared: Shared) -> str:
    sharer, now = shared.revision.shared_by, shared.sheet.author
    name = shared.name(sharer)
    if sharer == now:
        return f"From {name}, your manager" if shared.viewer == "subject" else f"From {name}"
    if shared.goals.sheet.author == now:
        return f"From {name} in place of {shared.name(now)}"
    return f"From {name}, now with {shared.name(now)}"


def _layout_words(shared: Shared, shown: FrameName) -> str:
    own = shared.goals.layout
    return f"layout: {layout_word(shown)}" + ("" if shown == own else f", shared in {layout_word(own)}")


def note(shared: Shared) -> list[Block]:
    """Return the manager's note."""
    if not shared.revision.note:
        return []
    return [paragraph(text(f"{first(shared, shared.revision.shared_by)} wrote: “{shared.revision.note}”"))]


def changed_briefly(shared: Shared) -> tuple[list[Block], bool]:
    """Return the changes that a message has room for, and whether any are left out."""
    changes = shared.changes
    fitting = next(k for k in range(len(changes), -1, -1) if not k or _changes_fit(shared, changes[:k]))
    more = len(changes) - fitting
    if not changes:
        return [], False
    rest = [paragraph(text(f"and {more} more changes: press “Show everything”."))] if more else []
    return [change_block(_changed(shared), changes[:fitting]), *rest], bool(more)


def _changes_fit(shared: Shared, changes: Sequence[Change]) -> bool:
    return len(changes) <= CHANGES_AT_ONCE and length([change_block(_changed(shared), changes)]) <= CHANGES_ROOM


def changed(shared: Shared) -> list[Block]:
    """Return every change."""
    changes = shared.changes
    parts = [changes[at : at + CHANGES_AT_ONCE] for at in range(0, len(changes), CHANGES_AT_ONCE)]
    return [
        change_block(f"{_changed(shared)}{', continued' if place else ''}", part) for place, part in enumerate(parts)
    ]


def _changed(shared: Shared) -> str:
    if shared.viewer == "subject":
        return "What changed since you last saw it"
    return f"What changed since version {shared.revision.compares}"


def open_fields(shared: Shared) -> list[Block]:
    """Return which fields were left open."""
    found = [goal for goal in shared.goals.goals if goal.open_slots]
    count = sum(len(goal.open_slots) for goal in found)
    if not count:
        return []
    names = [_open_name(goal) for goal in found[:NAMED_FIELDS]]
    others = len(found) - NAMED_FIELDS
    more = [f"more in {others} other{'' if others == 1 else 's'}"] if others > 0 else []
    who = first(shared, shared.revision.shared_by)
    fields = "field" if count == 1 else "fields"
    return [blocks.context(f"{who} left {count} {fields} open: {'; '.join([*names, *more])}.")]


def _open_name(goal: Goal) -> str:
    return f"the {names_words([SLOT_WORDS[slot] for slot in goal.open_slots])} of {goal.called}"


def standing(shared: Shared) -> list[Block]:
    """Return in a sentence or two where this version stands and whose turn it is."""
    sentences = _ended(shared) or [*_waiting(shared), *_answered(shared)]
    return [paragraph(text("\n".join(sentences)))] if sentences else []


def _ended(shared: Shared) -> list[str]:
    """Return why nothing more is to be done about this version; empty where there is."""
    taken_back = shared.revision.taken_back_at
    if taken_back is not None:
        return [f"Version {shared.revision.number} was taken back on {day(shared, taken_back)}."]
    reply = _reply_words(shared)
    if shared.sheet.state == "closed":
        newer = " Newer goals have taken their place." if shared.sheet.successor else ""
        return [*reply, f"These goals were closed on {day(shared, shared.sheet.updated_at)}.{newer}"]
    if not shared.current:
        return [*reply, f"Version {shared.sheet.version} has taken the place of version {shared.revision.number}."]
    return []


def _answered(shared: Shared) -> list[str]:
    asked = request_sentence(shared)
    return [*_reply_words(shared), *([asked] if asked else [])]


def _reply_words(shared: Shared) -> list[str]:
    reply = shared.reply
    if reply is None:
        return []
    if reply.kind == "confirmed":
        return [_confirmed(shared, reply)]
    when, number = day(shared, reply.at), reply.number
    who = "You" if shared.viewer == "subject" else shared.name(shared.sheet.subject)
    if reply.kind == "declined":
        return [f"{who} did not confirm version {number} ({when})."]
    still = "You can" if shared.viewer == "subject" else f"{employee(shared)} can"
    return [f"“No answer” was recorded for version {number} on {when}. {still} still confirm it."]


def _confirmed(shared: Shared, reply: Reply) -> str:
    when = moment_words(reply.at, shared.person.tz)
    if shared.viewer == "subject":
        return f"Read and confirmed, {when}. A copy was sent to you."
    return f"{shared.name(reply.by)} read and confirmed version {reply.number}, {when}."


def reply_note(shared: Shared) -> list[Block]:
    """Return what the employee wrote to a confirmation or a decline, to the two people."""
    reply = shared.reply
    if reply is None or not reply.words or shared.viewer == "reader":
        return []
    who = "You" if shared.viewer == "subject" else employee(shared)
    return [paragraph(text(f"{who} wrote: “{reply.words}”"))]


def _waiting(shared: Shared) -> list[str]:
    """Return what only the manager needs to know: when the employee is told, and what is still to be shared."""
    if shared.viewer != "author":
        return []
    who, manager = employee(shared), _manager_is(shared)
    sentences = [arrives] if (arrives := arrival_words(shared)) else []
    if shared.refused:
        sentences.append(f"{who} said that {manager} not their manager, and sees nothing of these goals.")
    elif not shared.met:
        sentences.append(f"{who} is asked first whether {manager} their manager, and sees nothing before.")
    if shared.sheet.editing:
        sentences.append(f"{who} has not seen your changes yet: {working_words(shared)}.")
    if shared.sheet.moving_to:
        sentences.append(f"These goals go to {shared.name(shared.sheet.moving_to)} once {who} agrees.")
    return sentences


def _manager_is(shared: Shared) -> str:
    return "you are" if shared.person.user_id == shared.sheet.author else f"{author(shared)} is"


def arrival_words(shared: Shared) -> str:
    """Return "Sam gets this Tue 8 Dec 09:00 (Europe/London).", in the employee's zone; empty where nothing waits."""
    if shared.waits_until is None:
        return ""
    return f"{employee(shared)} gets this {morning_words(shared.waits_until, shared.goals.subject.tz)}."


def working_words(shared: Shared) -> str:
    """Return how far the working copy is filled."""
    return filled_words(shared.working or replace(shared.goals, sheet=shared.sheet))


def who_can_read(shared: Shared) -> Block:
    """Return who can read this: both people and HR readers by name, and who else could."""
    if not shared.met:
        return blocks.context(f"{_nobody_yet(shared)}\n{OTHERS}")
    people = names_words([*_two_people(shared), *_stand_in(shared)])
    readers = shared.readers[:NAMED_READERS]
    more = len(shared.readers) - len(readers)
    names = names_words([*readers, *([f"{more} more"] if more else [])]) if readers else ""
    listed = "each reading is listed for you" if shared.viewer == "subject" else "each reading is listed"
    hr = f", and HR reader{'s' if len(shared.readers) > 1 else ''} {names} ({listed})" if readers else ""
    return blocks.context(f"Can read this: {people}{hr}. {ORGANISERS}\n{OTHERS}")


def _nobody_yet(shared: Shared) -> str:
    """Return who can read this before the employee has said that the author is their manager."""
    mine = shared.person.user_id == shared.sheet.author
    people = names_words(["you" if mine else shared.name(shared.sheet.author), *_stand_in(shared)])
    return f"Can read this: {people}. Nobody else before {employee(shared)} has agreed."


def _two_people(shared: Shared) -> list[str]:
    """Return both people, the viewer as "you"."""
    both = (shared.sheet.subject, shared.sheet.author)
    ordered = sorted(both, key=lambda user: user != shared.person.user_id)
    return ["you" if user == shared.person.user_id else shared.name(user) for user in ordered]


def _stand_in(shared: Shared) -> list[str]:
    if not shared.stand_in:
        return []
    return [f"{shared.stand_in} (in place of {author(shared)})"]


def meaning(shared: Shared) -> list[Block]:
    """Return what confirming means, where there is something to confirm."""
    asks = shared.viewer == "subject" and shared.sheet.state in {"shared", "unconfirmed"} and shared.current
    return [blocks.context(MEANING)] if asks else []


def day(shared: Shared, moment: datetime) -> str:
    """Return the viewer's local day of a moment."""
    return day_words(today_in(moment, shared.person.tz))
