"""The company's list from a file: the form, what it would change, and what it has changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from bot.errors import StaleControl
from bot.facts.people_import import (
    CycleChange,
    Imported,
    ImportPreview,
    ImportWish,
    SaidBefore,
)
from bot.views import blocks
from bot.views.blocks import Block, shorten
from bot.views.fields import Fields
from bot.views.rich import paragraph, text
from bot.views.state import ImportPlace, decode, encode
from bot.views.title_roles import ask_buttons
from bot.views.titles import names_words

SUBMIT, APPLY, WAITS, DONE = "list", "list_apply", "list_waits", "list_done"
FILE, EVERYONE, GONE = "list:file", "list:everyone", "list:gone"
HEADINGS = "list:headings"
TITLE = "List of people"
SAY_ANEW = "Say what columns mean"
SHOWN, LONGEST = 25, 110
"""Lines of a list in the view, and the characters of each."""
EVERYONE_WORDS = "This file is everyone: who is not in it is gone"
KEPT = "The file stays among your own files in Slack, where you can delete it; Goalframe keeps no copy."
NUMBER = "{count} of {before} people would be gone. Type the number if that is right."
AGAIN = "Should this stay, close it and begin again: a list is taken whole or not at all."
NOTHING = "There is nothing to change."
NONE_GOOD = "No line of the file can be taken: correct them and put the file in again."


def import_modal() -> Block:
    """Return the form that takes the file."""
    everyone = blocks.option(EVERYONE_WORDS, "everyone")
    field: Block = {"type": "file_input", "action_id": FILE, "filetypes": ["csv", "txt"], "max_files": 1}
    hint = "A CSV file as HR systems export it, with a column for the person and one for their manager."
    body = [
        {
            "type": "input",
            "block_id": "file",
            "label": blocks.plain("File"),
            "element": field,
            "hint": blocks.plain(hint),
        },
        blocks.entry("everyone", "Who is missing", blocks.checkboxes(EVERYONE, [everyone], []), optional=True),
        blocks.context("Nothing is changed yet: next you see what would change.", KEPT),
    ]
    return blocks.modal(SUBMIT, TITLE, body, submit="Next", close="Close")


def waits_modal(words: str) -> Block:
    """Return the view that stands while a file is read or taken."""
    return blocks.modal(WAITS, TITLE, [blocks.context(words, AGAIN)], close="Close")


def preview_modal(preview: ImportPreview) -> Block:
    """Return what a file would change, as counts with lists."""
    apply = preview.changes and preview.good + len(preview.gone) > 0
    submit = ("Apply the good lines" if preview.faults else "Apply") if apply else ""
    gone = (len(preview.gone), preview.gone_of) if preview.asks_number else (0, 0)
    state = encode(place_of(preview.wish, preview.stamp, *gone))
    body = [
        *_counts(preview),
        *_read_so(preview),
        *_lists(preview),
        *_cycles(preview.cycles),
        *_number(preview),
        *_what_happens(preview),
    ]
    return blocks.modal(APPLY, TITLE, body, submit=submit, close="Close", private_metadata=state)


def done_modal(done: Imported) -> Block:
    """Return what an import has changed."""
    count = f"{done.people} {'person' if done.people == 1 else 'people'}"
    body = [
        paragraph(text("Done. ", bold=True), text(f"The list has {count}.")),
        *_listed("Managers who count one working day later, unless it is stopped", done.waiting),
        *_listed("Unknown to Slack, kept without it", done.unknown),
        *([blocks.section(_unfindable(done.unfindable))] if done.unfindable else []),
        blocks.context("Review cycles follow in a moment. Everybody whose manager changes is told."),
    ]
    return blocks.modal(DONE, TITLE, body, close="Close")


def _unfindable(count: int) -> str:
    who = "1 person has" if count == 1 else f"{count} people have"
    return f"{who} no e-mail in the list, so Slack can’t find them. Import it again with that column."


def place_of(wish: ImportWish, stamp: str = "", gone: int = 0, before: int = 0) -> ImportPlace:
    """Return what a view carries of an import."""
    columns = json.dumps(dict(wish.columns), ensure_ascii=False, separators=(",", ":"))
    return ImportPlace(wish.file, int(wish.everyone), columns, stamp, gone, before)


def read_import(view: dict[str, Any]) -> ImportWish | None:
    """Return the file that was put in and what was said of it; None where there is none."""
    fields = Fields(view)
    files = fields.files(FILE)
    return ImportWish(files[0], bool(fields.ticked(EVERYONE))) if files else None


def read_wish(view: dict[str, Any]) -> tuple[ImportWish, str]:
    """Return what a view carries: what was asked for, and the list that it was held against."""
    place = decode(ImportPlace, view["private_metadata"])
    try:
        columns = {str(heading): str(column) for heading, column in json.loads(place.columns).items()}
    except (ValueError, AttributeError):
        raise StaleControl from None
    return ImportWish(place.file, bool(place.everyone), tuple(columns.items())), place.stamp


def read_gone(view: dict[str, Any]) -> tuple[int | None, str]:
    """Return the number of those who are gone as it was typed, and what is wrong with it."""
    place, typed = decode(ImportPlace, view["private_metadata"]), Fields(view).text(GONE).strip()
    if not place.gone:
        return None, ""
    right = typed.isascii() and typed.isdigit() and int(typed) == place.gone
    return place.gone if right else None, "" if right else NUMBER.format(count=place.gone, before=place.before)


def _counts(preview: ImportPreview) -> list[Block]:
    counts = (
        (len(preview.new), "new"),
        (len(preview.managers), "with another manager"),
        (len(preview.other), "with other changes"),
        (len(preview.gone), "gone"),
        (preview.unchanged, "unchanged"),
    )
    told = ", ".join(f"{count} {words}" for count, words in counts if count) or "nobody"
    wrong = len(preview.faults)
    lines = [text("What would change: ", bold=True), text(f"{told}.")]
    if wrong:
        lines.append(text(f"\n{wrong} {'fault' if wrong == 1 else 'faults'}: these lines are left out."))
    return [paragraph(*lines)]


def _read_so(preview: ImportPreview) -> list[Block]:
    """Say which headings are read as they were said before, with the way to say it anew or of those not read."""
    said = read_so_words(preview.said_before)
    more = said or preview.wish.columns or preview.unread
    anew = [blocks.actions(blocks.button(HEADINGS, SAY_ANEW))] if more else []
    return [*([paragraph(text(said))] if said else []), *anew]


def read_so_words(said: Sequence[SaidBefore]) -> str:
    """Return one line about headings that are read as they were said before; empty for none."""
    if not said:
        return ""
    first = f"“{shorten(said[0].heading, 60)}” is read as {said[0].column}"
    rest = [f"“{shorten(one.heading, 60)}” as {one.column}" for one in said[1:]]
    (who, *more) = {"you" if one.own else one.who for one in said}
    by = "as was said before" if more or not who else f"as {who} said before"
    return f"{names_words([first, *rest])}, {by}."


def _lists(preview: ImportPreview) -> Iterator[Block]:
    yield from _listed("Faults", preview.faults)
    yield from _listed("Another manager", preview.managers)
    yield from _listed("Gone", preview.gone)
    yield from _listed("New", preview.new)
    yield from _listed("Other changes", preview.other)
    yield from _listed("Job titles that match no role", preview.untitled)
    yield from ask_buttons(preview.untitled)
    yield from _listed("Columns that are not read", preview.unread)


def _cycles(cycles: Sequence[CycleChange]) -> list[Block]:
    if not cycles:
        return []
    return [
        blocks.divider(),
        *(paragraph(text(shorten(one.name, 60), bold=True), text(_cycle(one))) for one in cycles),
    ]


def _cycle(one: CycleChange) -> str:
    told = (("Another manager", one.managers), ("Leave", one.leaving), ("Join", one.joining))
    lines = [f"{words}: {len(names)} ({_named(names)})" for words, names in told if names]
    return "\n" + "\n".join(lines)


def _named(names: Sequence[str]) -> str:
    more = len(names) - SHOWN
    shown = [shorten(name, 60) for name in names[:SHOWN]]
    return names_words([*shown, f"{more} more"] if more > 0 else shown)


def _number(preview: ImportPreview) -> list[Block]:
    if not preview.asks_number:
        return []
    hint = NUMBER.format(count=len(preview.gone), before=preview.gone_of)
    field: Block = {"type": "plain_text_input", "action_id": GONE, "max_length": 10}
    return [blocks.entry("gone", "How many are gone", field, hint=hint)]


def _what_happens(preview: ImportPreview) -> list[Block]:
    if not preview.changes:
        return [blocks.context(NOTHING if preview.good else NONE_GOOD)]
    told = "Another manager counts after one whole working day; the employee and the former manager are told first."
    return [blocks.context("All of it is taken at once, or nothing.", told, KEPT)]


def _listed(title: str, lines: Sequence[str]) -> list[Block]:
    if not lines:
        return []
    more = [f"… and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
    shown = [*(shorten(line, LONGEST) for line in lines[:SHOWN]), *more]
    return [paragraph(text(f"{title}: {len(lines)}", bold=True), text("\n" + "\n".join(shown)))]
