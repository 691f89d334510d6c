"""The four frames: pure functions from a profile and its filled values to lines of typed pieces."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from canon.model import COMPLEXITY, DECISION_RIGHTS, KNOWLEDGE, Blank, Fact, Place, Profile, Row, Slot

FrameName = Literal["smart", "okr", "mbo", "scorecard"]
FRAMES: tuple[FrameName, ...] = ("smart", "okr", "mbo", "scorecard")
TITLES: Mapping[FrameName, str] = {
    "smart": "SMART goals",
    "okr": "OKRs",
    "mbo": "MBO areas",
    "scorecard": "Scorecard",
}
PLACEHOLDERS: Mapping[Slot, str] = {"baseline": "⟨baseline⟩", "target": "⟨target⟩", "date": "⟨date⟩"}


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the fixed template."""

    text: str


@dataclass(frozen=True, slots=True)
class Canon:
    """Words of the canon with their place; `text` is verbatim, or its lower case where the template asks for it."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Gap:
    """A blank of a row: its placeholder while open, else the value verbatim."""

    row: str
    slot: Slot
    value: str | None = None

    @property
    def text(self) -> str:
        return PLACEHOLDERS[self.slot] if self.value is None else self.value


Piece = Words | Canon | Gap
Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line under an item: its label ("Specific", "KR1", ...; empty where the frame has none) and its pieces."""

    label: str
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class Item:
    """One goal, area or scorecard line. `number` counts from 1 within its group; `source` has no brackets."""

    number: int
    row: Row
    head: Pieces
    source: Pieces
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Items under one heading; only the Scorecard has headings, its perspectives."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """One laid-out frame. No groups means there is nothing behind it; `missing` names the canon fields it lacks."""

    name: FrameName
    profile: Profile
    groups: tuple[Group, ...]
    missing: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return TITLES[self.name]

    @property
    def items(self) -> tuple[Item, ...]:
        """All items of all groups, in order."""
        return tuple(item for group in self.groups for item in group.items)


class _Filler:
    """What of a profile is shown: the kept rows, and the values for their blanks."""

    def __init__(self, profile: Profile, values: Mapping[Blank, str], kept: Collection[str] | None) -> None:
        self.profile, self.values, self.kept = profile, values, kept

    def rows(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        return tuple(row for row in rows if self.kept is None or row.key in self.kept)

    def gap(self, row: Row, slot: Slot) -> Gap:
        return Gap(row.key, slot, self.values.get((row.key, slot)) or None)

    def target_by_date(self, row: Row) -> Pieces:
        return (self.gap(row, "target"), Words(" by "), self.gap(row, "date"))

    def baseline_to_target(self, row: Row) -> Pieces:
        return (self.gap(row, "baseline"), Words(" to "), *self.target_by_date(row))


def build_frame(
    profile: Profile,
    name: FrameName,
    values: Mapping[Blank, str] | None = None,
    kept: Collection[str] | None = None,
) -> Frame:
    """Lay out one frame.

    `values` maps (row key, slot) to what was typed; an empty value counts as open. `kept` holds the keys of the
    rows to show, None for all of them.
    """
    filler = _Filler(profile, values or {}, kept)
    groups = tuple(group for group in _BUILDERS[name](filler) if group.items)
    return Frame(name, profile, groups, _missing(profile, name))


def quoted(text: Canon) -> Pieces:
    """Put straight quotes around a canon text."""
    return (Words('"'), text, Words('"'))


def canon(row: Row | Fact) -> Canon:
    """Turn a row or a fact into a piece of canon words."""
    return Canon(row.text, row.place)


def _tag(profile: Profile, *, lower: bool = False) -> Canon:
    tag = profile.tag.lower() if lower else profile.tag
    return Canon(tag, profile.tag_place or Place("", 0, "canon.tag"))


def _code(profile: Profile) -> Pieces:
    if profile.code is None:
        return ()
    return (Words(" ("), code(profile), Words(")"))


def code(profile: Profile) -> Canon:
    """Turn the level's code into a piece of canon words."""
    return Canon(profile.code or "", profile.code_place or Place("", 0, "levels"))


def _kind(row: Row) -> Piece:
    """Return the word of the source label: the canon's where it gives one, else the template's."""
    return Canon(row.source_kind, row.source_kind_place) if row.source_kind_place else Words(row.source_kind)


def row_source(profile: Profile, row: Row) -> Pieces:
    """Return the source label of an objective, an area or a dimension, without brackets."""
    if row.kind == "dimension":
        return (Words("level dimension ("), _name(row), Words(")"))
    if row in profile.components:
        return (Words("responsibility (component)"),)
    if row in profile.core_outputs:
        return (Words("core output"), *_code(profile))
    return (_tag(profile), Words(" "), _kind(row), *_code(profile))


def _name(row: Row, *, lower: bool = False) -> Canon:
    name = row.name or ""
    return Canon(name.lower() if lower else name, row.name_place or row.place)


def _number(rows: tuple[Row, ...]) -> Iterable[tuple[int, Row]]:
    return enumerate(rows, start=1)


def _smart(filler: _Filler) -> tuple[Group, ...]:
    rows = filler.rows(filler.profile.objectives)
    return (Group("", tuple(_smart_item(filler, n, row) for n, row in _number(rows))),)


def _smart_item(filler: _Filler, number: int, row: Row) -> Item:
    profile = filler.profile
    lines = (
        Line("Specific", (Words("Deliver: "), *quoted(canon(row)))),
        Line(
            "Measurable",
            (Words("Move the metric this drives from "), *filler.baseline_to_target(row), Words(".")),
        ),
        *_achievable(profile),
        *_relevant(profile),
        Line("Time-bound", (filler.gap(row, "date"),)),
    )
    return Item(number, row, (canon(row),), row_source(profile, row), lines)


def _achievable(profile: Profile) -> tuple[Line, ...]:
    fact = profile.rubric.get(COMPLEXITY)
    if fact is None:
        return ()
    scope = (
        Words("Scoped to this level's "),
        _tag(profile, lower=True),
        Words(" complexity/problem-solving rubric: "),
    )
    return (Line("Achievable", (*scope, *quoted(canon(fact)))),)


def _relevant(profile: Profile) -> tuple[Line, ...]:
    if profile.label is None:
        return ()
    function: Pieces = (canon(profile.function), Words(" · ")) if profile.function else ()
    mandate = (canon(profile.focus), Words(" mandate for a "), canon(profile.label), Words("."))
    return (Line("Relevant", (Words("Advances the "), *function, *mandate)),)


def _okr(filler: _Filler) -> tuple[Group, ...]:
    rows = filler.rows(filler.profile.objectives)
    return (Group("", tuple(_okr_item(filler, n, row) for n, row in _number(rows))),)


def _okr_item(filler: _Filler, number: int, row: Row) -> Item:
    first = (Words("From "), *filler.baseline_to_target(row), Words(" — tied to: "), *quoted(canon(row)))
    lines = (Line("KR1", first), *_evidence(filler, row))
    return Item(number, row, (canon(row),), row_source(filler.profile, row), lines)


def paired_dimension(profile: Profile, row: Row) -> Row | None:
    """Return the dimension behind an objective's KR2: it follows the objective's place in the canon."""
    if not profile.dimensions:
        return None
    place = profile.objectives.index(row)
    return profile.dimensions[place % len(profile.dimensions)]


def _evidence(filler: _Filler, row: Row) -> tuple[Line, ...]:
    dimension = paired_dimension(filler.profile, row)
    if dimension is None or not filler.rows([dimension]):
        return ()
    bar = (Words("Evidence at this level's "), _name(dimension, lower=True), Words(" bar: "))
    return (Line("KR2", (*bar, *quoted(canon(dimension)), Words(" — "), *filler.target_by_date(dimension))),)


def _mbo(filler: _Filler) -> tuple[Group, ...]:
    rows = filler.rows(filler.profile.areas)
    return (Group("", tuple(_mbo_item(filler, n, row) for n, row in _number(rows))),)


def _mbo_item(filler: _Filler, number: int, row: Row) -> Item:
    label = row_source(filler.profile, row)
    reused = row in filler.profile.objectives
    suffix: Pieces = (Words(" — reused, no distinct responsibility content"),) if reused else ()
    due = (filler.gap(row, "target"), Words("   Due: "), filler.gap(row, "date"))
    return Item(number, row, (canon(row),), (*label, *suffix), (*_standard(filler.profile), Line("Target", due)))


def _standard(profile: Profile) -> tuple[Line, ...]:
    knowledge = profile.rubric.get(KNOWLEDGE)
    if knowledge is not None:
        start = (
            Words("Consistent with this level's "),
            _tag(profile, lower=True),
            Words(" knowledge-application rubric: "),
        )
        return (Line("Standard", (*start, *quoted(canon(knowledge)))),)
    rights = next((row for row in profile.dimensions if row.name == DECISION_RIGHTS), None)
    if rights is None:
        return ()
    return (Line("Standard", (Words("Consistent with this level's decision rights: "), *quoted(canon(rights)))),)


def _scorecard(filler: _Filler) -> tuple[Group, ...]:
    process = _number(filler.rows(filler.profile.objectives))
    calibration = _number(filler.rows(filler.profile.dimensions))
    return (
        Group("Internal process", tuple(_card_item(filler, n, row, quoted(canon(row))) for n, row in process)),
        Group("Role calibration", tuple(_card_item(filler, n, row, _bar(row)) for n, row in calibration)),
    )


def _bar(row: Row) -> Pieces:
    return (Words("Meets the "), _name(row, lower=True), Words(" bar: "), *quoted(canon(row)))


def _card_item(filler: _Filler, number: int, row: Row, head: Pieces) -> Item:
    return Item(number, row, head, row_source(filler.profile, row), (Line("", filler.target_by_date(row)),))


_BUILDERS = {"smart": _smart, "okr": _okr, "mbo": _mbo, "scorecard": _scorecard}


def _missing(profile: Profile, name: FrameName) -> tuple[str, ...]:
    """Name the canon fields whose lack left something out of a frame."""
    lacks = {
        "core outputs or responsibilities": not (profile.areas if name == "mbo" else profile.objectives),
        "complexity and problem solving": name == "smart" and COMPLEXITY not in profile.rubric,
        "level name": name == "smart" and profile.label is None,
        "dimensions": name in ("okr", "scorecard") and not profile.dimensions,
        "knowledge and application": name == "mbo" and not _standard(profile),
    }
    return tuple(field for field, lacking in lacks.items() if lacking)
