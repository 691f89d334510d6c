"""How what was typed into one line is kept: field by field, with clashes between views."""

from __future__ import annotations

from datetime import datetime

from bot.facts import Answer, Clash, Typed, Visit
from bot.services.fields import fault_in
from db.facts import Filled, Rival, Sheet, Slot
from db.unit_of_work import UnitOfWork

NO_WORDS = "Write the goal in a sentence."


def faults_of(answer: Answer) -> dict[Slot, str]:
    """Return, per field, the sentence for what can't be kept."""
    found = {slot: fault_in(slot, typed.value) for slot, typed in answer.fields.items()}
    if "text" in answer.fields and not answer.fields["text"].value:
        found["text"] = NO_WORDS
    return {slot: sentence for slot, sentence in found.items() if sentence}


def write_answer(
    uow: UnitOfWork,
    sheet: Sheet,
    answer: Answer,
    faults: dict[Slot, str],
    counted: tuple[int, datetime],
    *,
    final: bool,
) -> None:
    """Write every field that can be kept, and its rival where another view was first.

    `counted` is the sheet's counter for this change, and the moment.
    """
    writer = _Writer(uow, sheet, answer, counted, final=final)
    for slot, typed in answer.fields.items():
        if slot not in faults:
            writer.blank(slot, typed)


class _Writer:
    def __init__(
        self, uow: UnitOfWork, sheet: Sheet, answer: Answer, counted: tuple[int, datetime], *, final: bool
    ) -> None:
        self.uow, self.sheet, self.answer, self.final = uow, sheet, answer, final
        self.stamp, self.at = counted
        self.current = {blank.slot: blank for blank in sheet.filled if blank.row == answer.key}

    def blank(self, slot: Slot, typed: Typed) -> None:
        current = self.current.get(slot)
        visit = self.answer.visit
        if current is not None and current.view_id == _saved(visit):
            mine = self.final
        elif current is not None and current.view_id != visit.id and current.stamp > visit.opened:
            mine = False
            self._clash(slot, typed, current)
        else:
            mine = typed.value != typed.shown or (current is not None and current.view_id == visit.id)
        if mine:
            self._put(slot, typed.value)

    def _clash(self, slot: Slot, typed: Typed, current: Filled) -> None:
        """Keep the later value as a rival if it was typed at all and differs from the earlier one's, else none."""
        rival = Rival(self.answer.key, slot, typed.value, self.answer.visit.view_id, self.at)
        if typed.value not in {typed.shown, current.value}:
            self.uow.sheets.put_rival(self.sheet.team_id, self.sheet.id, rival)
        else:
            self._drop(rival)

    def _drop(self, rival: Rival) -> None:
        """Forget what this view typed into a blank before; what other views typed stays."""
        team_id, sheet_id = self.sheet.team_id, self.sheet.id
        here = [one for one in self.sheet.rivals if (one.row, one.slot) == (rival.row, rival.slot)]
        others = [one for one in here if one.view_id != rival.view_id]
        if others != here:
            self.uow.sheets.drop_rivals(team_id, sheet_id, rival.row, rival.slot)
            for other in others:
                self.uow.sheets.put_rival(team_id, sheet_id, other)

    def _put(self, slot: Slot, value: str) -> None:
        visit = self.answer.visit
        view_id = _saved(visit) if self.final else visit.id
        written = value if value.strip() else ""  # blanks alone are no value
        filled = Filled(self.answer.key, slot, written, self.stamp, view_id, self.at)
        self.uow.sheets.put_value(self.sheet.team_id, self.sheet.id, filled)


def _saved(visit: Visit) -> str:
    """Mark a blank as saved by a press of Save in a visit, so that a late autosave of it changes nothing."""
    return f"{visit.id}!"


def clashes(sheet: Sheet, key: str) -> tuple[Clash, ...]:
    """Return the blanks of a line that wait for a choice between values."""
    kept = {blank.slot: blank for blank in sheet.filled if blank.row == key}
    return tuple(Clash(kept[rival.slot], rival) for rival in sheet.rivals if rival.row == key and rival.slot in kept)
