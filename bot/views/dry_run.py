"""What a review cycle would send: one line a day, what is unlike the rest, one person; and its launch."""

from __future__ import annotations

from collections.abc import Sequence

from bot.facts.cycles import STEP_WORDS, DryRun, PlannedDay, PlannedMessage
from bot.views import blocks, cycle_ids
from bot.views.blocks import Block
from bot.views.cycle_words import people_words
from bot.views.moments import dated_words, week_day_words
from bot.views.paging import pager
from bot.views.rich import paragraph, text
from bot.views.state import CyclePlace, RunPlace, encode
from bot.views.titles import names_words
from db.facts import Cycle

SUBMIT, LAUNCHED = "launch", "launched"
CHANGED = "*Not launched:* this was changed after you had opened it. Below is what it would send now."
BY_DAY = "How many people get a message, day by day, if nothing is done until then:"
PAGE_DAYS = 25
EXCEPTIONS, OF_PERSON = 10, 40
"""Messages that stand in the view of those that moved, and of one person; all of them are in the CSV."""


def dry_run_modal(run: DryRun, stamp: str = "", *, changed: bool = False) -> Block:
    """Return what a cycle would send; a draft is launched from here, another only shows what is still planned.

    `stamp` is a mark of what is shown; `changed` says that it is not any more what was to be launched.
    """
    body = [
        *([blocks.section(CHANGED)] if changed else []),
        paragraph(text(run.cycle.name, bold=True), text(f" · {people_words(run.people)}")),
        *(_of_person(run) if run.person else [*_days(run), *_exceptions(run)]),
        _controls(run),
        *_what_happens(run),
    ]
    draft = run.cycle.state == "draft"
    return blocks.modal(
        SUBMIT,
        "Before the launch" if draft else "Calendar of reminders",
        body,
        submit="Launch" if draft else "",
        close="Close",
        private_metadata=encode(RunPlace(run.cycle.id, run.person, _page(run), stamp)),
    )


def _days(run: DryRun) -> list[Block]:
    """Return a page of days, a line each."""
    if not run.days:
        return [blocks.context("No message is planned.")]
    at = _page(run)
    here = run.days[(at - 1) * PAGE_DAYS : at * PAGE_DAYS]
    return [blocks.context(BY_DAY), paragraph(text("\n".join(map(day_words, here)))), *_pager(run, at)]


def day_words(one: PlannedDay) -> str:
    """Return "Tue 12 Jan: 140 people; 6 moved, Epiphany"."""
    why = f", {names_words(one.reasons)}" if one.reasons else ""
    moved = f"; {one.moved} moved{why}" if one.moved else ""
    return f"{week_day_words(one.day)}: {people_words(one.people)}{moved}"


def _exceptions(run: DryRun) -> list[Block]:
    """Return what goes out on another day than the rule's, and who would get nothing at all."""
    moved = [one for one in run.messages if one.moved]
    more = [f"and {len(moved) - EXCEPTIONS} more in the CSV"] if len(moved) > EXCEPTIONS else []
    lines = [f"{one.name}: {_message(one)}" for one in moved[:EXCEPTIONS]]
    return [
        *([_listed("On another day than the rule’s", [*lines, *more])] if moved else []),
        *([paragraph(text(_nothing(run.nothing)))] if run.nothing else []),
    ]


def _nothing(names: Sequence[str]) -> str:
    return f"They get no message though they owe something: {names_words(names)}."


def _of_person(run: DryRun) -> list[Block]:
    """Return what one person would get."""
    name = run.person_name or "This person"
    mine = [one for one in run.messages if one.user_id == run.person]
    if not mine:
        return [paragraph(text(f"{name} gets no message of this cycle."))]
    more = [f"and {len(mine) - OF_PERSON} more in the CSV"] if len(mine) > OF_PERSON else []
    return [_listed(f"What {name} gets", [*(_message(one) for one in mine[:OF_PERSON]), *more])]


def _message(one: PlannedMessage) -> str:
    rules = names_words(list(dict.fromkeys(STEP_WORDS[step] for step in one.steps)))
    moved = f" · moved: {one.moved}" if one.moved else ""
    return f"{week_day_words(one.day)}, {one.hour:02}:00 ({one.tz}) · {rules}{moved}"


def _listed(title: str, lines: Sequence[str]) -> Block:
    return paragraph(text(title, bold=True), text("\n" + "\n".join(lines)))


def _controls(run: DryRun) -> Block:
    """Return the look-up of a person, the way back to all, and the export."""
    who: Block = {
        "type": "users_select",
        "action_id": cycle_ids.LOOKUP,
        "placeholder": blocks.plain("Look up a person"),
    }
    every = blocks.button(f"{cycle_ids.RUN_PAGE}:all", "Back to all days", encode(RunPlace(run.cycle.id)))
    export = blocks.button(cycle_ids.EXPORT_PLAN, "Export CSV", encode(RunPlace(run.cycle.id)))
    shown = who | ({"initial_user": run.person} if run.person else {})
    return blocks.actions(shown, *([every] if run.person else []), export, block_id=f"lookup:{run.person}")


def _what_happens(run: DryRun) -> list[Block]:
    """Return in sentences what a launch does."""
    if run.cycle.state != "draft":
        return []
    first = f"the first messages go out on {dated_words(run.days[0].day)}" if run.days else "no message goes out"
    told = [
        f"When you press Launch: {first}, at {run.cycle.hour:02}:00 or the hour that each person chose.",
        "At the start only who owes something then gets one. What was done before counts as done.",
        "Close this view to send nothing. After the launch all reminders can be paused at any time.",
    ]
    test = ["This is a test: every message goes to one person alone."] if run.cycle.only_to else []
    return [blocks.context("\n".join([*told, *test]))]


def _pager(run: DryRun, at: int) -> list[Block]:
    def turn(page: int, word: str) -> Block:
        return blocks.button(f"{cycle_ids.RUN_PAGE}:{page}", word, encode(RunPlace(run.cycle.id, "", page)))

    return pager(at, _pages(run), turn, called="Days: page")


def _page(run: DryRun) -> int:
    return min(max(run.page, 1), _pages(run))


def _pages(run: DryRun) -> int:
    return max(1, -(-len(run.days) // PAGE_DAYS))


def launched_modal(cycle: Cycle, people: int, now: int, tester: str = "") -> Block:
    """Return what a launch has done: `people` are in the cycle, `now` of them owe something at once.

    `tester` is the name of whoever alone gets the messages of a test.
    """
    place = encode(CyclePlace(cycle.id))
    body = [
        paragraph(text("Launched. ", bold=True), text(f"{cycle.name} runs for {people_words(people)}.")),
        blocks.context(_at_once(cycle, now, tester)),
        blocks.actions(
            blocks.button(cycle_ids.OPEN, "See how it stands", place),
            blocks.button(cycle_ids.PAUSE, "Pause all reminders", place),
        ),
    ]
    return blocks.modal(LAUNCHED, "Launched", body, close="Close", private_metadata=place)


def _at_once(cycle: Cycle, now: int, tester: str) -> str:
    """Say who gets a message after the launch."""
    if not now:
        return "Nobody owes anything yet, so nothing is sent now."
    hour = f"at their next working {cycle.hour:02}:00."
    if tester:
        return f"This is a test: {tester} alone gets what {people_words(now)} would get first, {hour}"
    return f"{people_words(now)} {'get their first message' if now > 1 else 'gets a first message'} {hour}"
