"""Someone's goals: started, filled, kept; nobody's value is lost silently."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.clock import today_in
from bot.errors import FieldsRefused, Refused
from bot.facts import FEW, OWN_LINES, Answer, Clash, Goals, own_keys
from bot.services.desk import Desk, Write
from bot.services.permissions import Action
from bot.services.postbox import own_key
from bot.services.saving import clashes, faults_of, write_answer
from bot.services.transitions import after
from canon.frames import FrameName
from canon.model import Profile
from canon.snapshot import content_hash, snapshot
from db.facts import Filled, Period, Person, Sheet, SheetLine, SheetRow, Slot
from db.unit_of_work import UnitOfWork

NO_MEMBER = "Pick a full member of this workspace: goals can’t be for guests or apps."
BEFORE_TODAY = "This day is before today. Pick another, or tick “Keep a day before today” below and save again."


@dataclass(frozen=True, slots=True)
class Start:
    """What the first view of new goals asks for; `replaces` are goals that end once these are shared."""

    sheet_id: str
    subject: str
    profile: Profile
    period: Period
    layout: FrameName
    due: date
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Copies:
    """What of other goals is copied besides which goals they are and their notes."""

    values: bool = False
    dates: bool = False

    @property
    def slots(self) -> frozenset[Slot]:
        values: set[Slot] = {"baseline", "target"} if self.values else set()
        dates: set[Slot] = {"date"} if self.dates else set()
        always: set[Slot] = {"note", "text"}
        return frozenset(always | values | dates)


@dataclass(frozen=True, slots=True)
class Sheets:
    """Reads and writes drafts and working copies for an actor; every call passes over the desk."""

    desk: Desk

    def start(self, actor: Person, start: Start) -> Goals:
        """Make a draft; a second call with the same id changes nothing and returns the first one's."""
        return self._add(actor, start, self._new_sheet(actor, start))

    def copy(self, actor: Person, source_id: str, start: Start, copies: Copies) -> Goals:
        """Make a draft from another: its kept goals, notes and own lines; values and due dates only if asked for."""
        source = self.open(actor, source_id)
        return self._add(actor, start, _copied(self._new_sheet(actor, start), source, start, copies))

    def _add(self, actor: Person, start: Start, sheet: Sheet) -> Goals:
        subject = self.desk.people.get(actor.team_id, start.subject)
        if subject is None or not subject.member:
            raise FieldsRefused({"subject": NO_MEMBER})
        if start.replaces:
            self.desk.look(actor, "replace", start.replaces)
        with self.desk.database.writing() as uow:
            if uow.sheets.add(sheet, json.dumps(snapshot(start.profile), ensure_ascii=False)):
                key = own_key(sheet.id, sheet.author)
                uow.posts.want(sheet.team_id, key, "own", sheet.author, at=self.desk.clock(), sheet_id=sheet.id)
                self.desk.saw(uow, actor, sheet)
            uow.commit()
        self.desk.stir(sheet)
        return self.open(actor, start.sheet_id)

    def open(self, actor: Person, sheet_id: str, action: Action = "read") -> Goals:
        """Return someone's goals as their author has them now."""
        return self.desk.goals(*self.desk.look(actor, action, sheet_id))

    def go_on(self, actor: Person, sheet_id: str) -> Goals:
        """Return goals to go on writing; nobody is reminded of what they are at."""
        goals = self.open(actor, sheet_id, "write")
        self.desk.opened(actor, goals.sheet)
        return goals

    def newest(self, actor: Person) -> Goals | None:
        """Return what the actor began last, None where there is nothing."""
        with self.desk.database.reading() as uow:
            sheet_id = uow.sheets.newest(actor.team_id, actor.user_id)
        return self.open(actor, sheet_id) if sheet_id else None

    def lines(
        self, actor: Person, limit: int = 10, offset: int = 0, *, others: bool = False
    ) -> tuple[tuple[SheetLine, ...], int]:
        """Return a page of what the actor writes (`others`: not for themself), newest first, and how many."""
        who = (actor.team_id, actor.user_id)
        with self.desk.database.reading() as uow:
            page = uow.sheets.by_author(*who, limit=limit, offset=offset, others=others)
            return page, uow.sheets.count_by_author(*who, others=others)

    def standing(self, actor: Person, start: Start) -> SheetLine | None:
        """Return other goals of the actor's for the same person and period that do not end for the new ones."""
        lines = [line for line in self.about(actor, start.subject) if line.state != "closed"]
        apart = {start.sheet_id, start.replaces}
        return next((line for line in lines if line.period == start.period and line.id not in apart), None)

    def about(self, actor: Person, subject: str) -> tuple[SheetLine, ...]:
        """Return what the actor writes for one person, newest first."""
        with self.desk.database.reading() as uow:
            return uow.sheets.find(actor.team_id, actor.user_id, subject)

    def save(self, actor: Person, answer: Answer, *, final: bool) -> tuple[Goals, tuple[Clash, ...]]:
        """Keep what was typed into one line.

        Where another view has changed a blank since this one was shown, both values are kept and the clash is
        returned. `final` is a press of Save; a late autosave of the same view never undoes it. Raises
        `FieldsRefused` (final only) after everything that can be kept has been.
        """
        faults = faults_of(answer)
        refused = {**faults, **self._past(actor, answer, faults)}

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            write_answer(uow, sheet, answer, faults, self.desk.stamp(uow, sheet), final=final and not refused)

        self.desk.act(actor, "write", answer.sheet_id, write, wake=final)
        if final and refused:
            raise FieldsRefused(refused)
        goals = self.open(actor, answer.sheet_id)
        return goals, clashes(goals.sheet, answer.key)

    def settle(self, actor: Person, sheet_id: str, key: str, chosen: dict[Slot, str | None]) -> Goals:
        """End the clashes of a line: each chosen value stands; None leaves what stands, the others go."""

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            stamp, at = self.desk.stamp(uow, sheet)
            for slot, value in chosen.items():
                uow.sheets.drop_rivals(sheet.team_id, sheet.id, key, slot)
                if value is not None:
                    filled = Filled(key, slot, value, stamp, "chosen", at)
                    uow.sheets.put_value(sheet.team_id, sheet.id, filled)

        self.desk.act(actor, "write", sheet_id, write)
        return self.open(actor, sheet_id)

    def keep(self, actor: Person, sheet_id: str, kept: Collection[str], among: Collection[str]) -> Goals:
        """Keep some of the lines shown (`among`) and leave out the others of them."""

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            for row in sheet.rows:
                if row.key in among and row.kept != (row.key in kept):
                    uow.sheets.put_row(sheet.team_id, sheet.id, replace(row, kept=row.key in kept))

        return self._change(actor, sheet_id, write)

    def set_layout(self, actor: Person, sheet_id: str, layout: FrameName) -> Goals:
        """Show the goals in another layout; no value changes."""
        return self._change(actor, sheet_id, lambda uow, s: uow.sheets.set_layout(s.team_id, s.id, layout))

    def add_line(self, actor: Person, sheet_id: str, key: str) -> Goals:
        """Add an own line under a key (`x:1` to `x:3`), without words, due on the last day; again changes nothing."""
        if key not in own_keys():
            raise Refused(
                f"You can add at most {OWN_LINES} goals of your own. One left out comes back under “Choose goals”."
            )

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            if sheet.row(key) is None:
                due = Filled(key, "date", sheet.period.last.isoformat(), 1, "start", self.desk.clock())
                uow.sheets.put_row(sheet.team_id, sheet.id, SheetRow(key, len(sheet.rows), kept=True))
                uow.sheets.put_value(sheet.team_id, sheet.id, due)

        return self._change(actor, sheet_id, write)

    def wake(self) -> None:
        """Say that something was kept, so that what shows it elsewhere follows."""
        self.desk.wake()

    def discard(self, actor: Person, sheet_id: str) -> None:
        """Take a draft back; nobody else has seen it."""

        def write(uow: UnitOfWork, sheet: Sheet) -> None:
            uow.sheets.set_head(sheet.team_id, sheet.id, state=after(sheet.state, "discard"))

        self._change(actor, sheet_id, write, "discard")

    def _change(self, actor: Person, sheet_id: str, write: Write, action: Action = "write") -> Goals:
        def counted(uow: UnitOfWork, sheet: Sheet) -> None:
            self.desk.stamp(uow, sheet)
            write(uow, sheet)

        self.desk.act(actor, action, sheet_id, counted)
        return self.open(actor, sheet_id)

    def _new_sheet(self, actor: Person, start: Start) -> Sheet:
        moment = self.desk.clock()
        return Sheet(
            team_id=actor.team_id,
            id=start.sheet_id,
            author=actor.user_id,
            subject=start.subject,
            profile_id=start.profile.id,
            profile_hash=content_hash(start.profile),
            title=start.profile.title,
            period=start.period,
            layout=start.layout,
            state="draft",
            stamp=1,
            created_at=moment,
            updated_at=moment,
            rows=_first_rows(start.profile),
            filled=_due_for_all([row.key for row in start.profile.rows], start, moment),
            rivals=(),
            replaces=start.replaces,
        )

    def _past(self, actor: Person, answer: Answer, faults: dict[Slot, str]) -> dict[Slot, str]:
        """Return the sentence about a day before today that nobody has confirmed."""
        day = answer.fields["date"].value if "date" in answer.fields else ""
        past = bool(day) and day < today_in(self.desk.clock(), actor.tz).isoformat()
        return {"date": BEFORE_TODAY} if past and not answer.past_ok and "date" not in faults else {}


def _first_rows(profile: Profile) -> tuple[SheetRow, ...]:
    """Return the rows of new goals: all goals and areas when there are few of them, no level expectations."""
    few = sum(row.kind != "dimension" for row in profile.rows) <= FEW
    return tuple(
        SheetRow(row.key, position, kept=row.kind != "dimension" and few) for position, row in enumerate(profile.rows)
    )


def _due_for_all(keys: Collection[str], start: Start, moment: datetime) -> tuple[Filled, ...]:
    return tuple(Filled(key, "date", start.due.isoformat(), 1, "start", moment) for key in keys)


def _copied(sheet: Sheet, source: Goals, start: Start, copies: Copies) -> Sheet:
    """Return new goals as a copy of others: rows that the new role has too, own lines, and the fields asked for."""
    now = _same_rows(source.profile, start.profile)
    old = {now.get(row.key, row.key): row for row in source.sheet.rows}
    own = tuple(row for row in source.sheet.rows if row.own)
    rows = tuple(replace(row, kept=old[row.key].kept) if row.key in old else row for row in sheet.rows) + own
    known = {row.key for row in rows}
    copied = {
        (blank.row, blank.slot): replace(blank, stamp=1, view_id="copied")
        for blank in (replace(one, row=now.get(one.row, one.row)) for one in source.sheet.filled)
        if blank.row in known and blank.slot in copies.slots
    }
    due = {(blank.row, blank.slot): blank for blank in _due_for_all(known, start, sheet.created_at)}
    return replace(sheet, rows=rows, filled=tuple((due | copied).values()))


def _same_rows(old: Profile, new: Profile) -> dict[str, str]:
    """Return for each row of an older role text the key under which the newer one has the same row or the same words.

    A row that the newer text does not have goes by a key that no row has.
    """
    keys, texts = {row.key for row in new.rows}, {row.text: row.key for row in new.rows}
    same = {row.key: row.canon_key or row.key for row in old.rows}
    found = {key: canon for key, canon in same.items() if canon in keys}
    free = {text: key for text, key in texts.items() if key not in found.values()}
    for row in old.rows:
        if row.key not in found:
            found[row.key] = free.pop(row.text, "")
    return found
