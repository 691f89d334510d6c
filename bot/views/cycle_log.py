"""Every reminder of a review cycle and what became of it, of all its people or of one."""

from __future__ import annotations

from bot.facts.cycles import STEP_WORDS, HandLine, LogLine, LogPage
from bot.views import blocks, cycle_ids
from bot.views.blocks import Block
from bot.views.moments import hour_words, week_day_words
from bot.views.paging import pager
from bot.views.rich import paragraph, text
from bot.views.state import CyclePlace, encode

LOG = "cycle_log"


def log_modal(page: LogPage, shown: CyclePlace) -> Block:
    """Return a page of a cycle's reminders, the first given first."""
    return _modal("Reminder log", [], page, shown)


def reminder_history_modal(name: str, page: LogPage, shown: CyclePlace) -> Block:
    """Return a page of one person's reminders, the first given first; `shown` names the person."""
    return _modal("Reminder history", [paragraph(text(name, bold=True))], page, shown)


def _modal(title: str, head: list[Block], page: LogPage, shown: CyclePlace) -> Block:
    own = bool(shown.user)
    here = [_line(one, own=own) if isinstance(one, LogLine) else _by_hand(one, own=own) for one in page.lines]
    none = [] if page.lines else [blocks.context("No reminder was planned or sent.")]
    told = blocks.context("Planned, sent, not delivered or stopped; whether somebody has read one is not recorded.")
    body = [*head, *here, *none, *_pager(shown, page.page, page.pages), told]
    return blocks.modal(LOG, title, body, close="Close", private_metadata=encode(shown))


def _line(one: LogLine, *, own: bool) -> Block:
    """Return one reminder: when, to whom, about what, by which rule, and what became of it."""
    nudge = one.nudge
    when = hour_words(nudge.sent_at or nudge.due_at, nudge.tz)
    about = f" ({one.about})" if one.about and nudge.subject != nudge.person else ""
    moved = f" · moved to {week_day_words(nudge.day)}: {nudge.moved}" if nudge.moved else ""
    who = "" if own else f" · {one.name}"
    rule = STEP_WORDS[nudge.step]
    return paragraph(text(f"{when}{who}", bold=True), text(f"\n{one.phase}{about} · {rule}{moved} · {_fate(one)}"))


def _by_hand(one: HandLine, *, own: bool) -> Block:
    """Return a reminder that an organiser sent: when, to whom, by whom, and what became of it."""
    who = "" if own else f" · {one.name}"
    words = f"\nby hand, {one.by} · {_fate(one)}"
    return paragraph(text(f"{hour_words(one.at, one.tz)}{who}", bold=True), text(words))


def _fate(one: LogLine | HandLine) -> str:
    return f"{one.fate}: {one.reason}" if one.reason else one.fate


def _pager(shown: CyclePlace, at: int, pages: int) -> list[Block]:
    def turn(page: int, word: str) -> Block:
        return blocks.button(f"{cycle_ids.LOG_PAGE}:{page}", word, encode(_on(shown, page)))

    return pager(at, pages, turn)


def _on(shown: CyclePlace, page: int) -> CyclePlace:
    return CyclePlace(shown.cycle, shown.position, shown.unit, shown.country, page, shown.user)
