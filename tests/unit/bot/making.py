"""Made-up people, roles and goals for the tests of the app's parts; the packaged role where a real one is wanted."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.facts import Goals, own_keys
from canon.loader import load, packaged
from canon.model import COMPLEXITY, KNOWLEDGE, Fact, Library, Place, Profile, Role, Row, RowKind
from canon.snapshot import content_hash
from db.facts import Blank, Filled, Period, Person, Rival, Sheet, SheetLine, SheetRow

T0 = datetime(2026, 12, 1, 9, 30, 15, tzinfo=UTC)
TODAY = date(2026, 12, 1)
TEAM = "T1"
PERIOD = Period("H1 2027", date(2027, 1, 1), date(2027, 6, 30))
SHEET_ID = "5b1f0c3f8f0e4c6f9d1f0f3d8e6a7b21"
PLACE = Place("made.yaml", 1, "roles[0]")
SCOPE, RIGHTS = "Scope", "Decision rights"


def person(user_id: str, name: str, tz: str = "Europe/Madrid") -> Person:
    return Person(TEAM, user_id, name, tz, "en-US", False, False, False, False, T0)  # noqa: FBT003 - Slack's flags


ANA = person("U_ANA", "Ana Ruiz")
SAM = person("U_SAM", "Sam Okafor", "Europe/London")


@functools.cache
def library() -> Library:
    """Return the packaged library, loaded once."""
    return load([packaged()])


def executive(code: str) -> Profile:
    """Return the packaged Account Executive at a level."""
    profile = library().profile(f"DIRECT.ACCOUNTEA038.{code}")
    assert profile is not None
    return profile


def executive_role() -> Role:
    return library().roles[0]


def fact(text: str) -> Fact:
    return Fact(text, PLACE)


def row(kind: RowKind, number: int, text: str = "", name: str | None = None) -> Row:
    """Return a row of its own text, with a sentence of its own where none is given."""
    words = text or f"Leads initiative {number} across the whole region, from the first plan to the last report."
    return Row(f"{kind[0]}:{name or f'{number:08x}'}", kind, words, PLACE, name=name)


def profile_of(
    goals: int = 0, areas: int = 0, dimensions: Sequence[str] = (), *, names: bool = False, detailed: bool = False
) -> Profile:
    """Return a role at a level with so many goals, areas of their own and level expectations."""
    rows = tuple(row("objective", n, name=f"Initiative {n}" if names else None) for n in range(1, goals + 1))
    if detailed:
        rows = tuple(replace(one, details=("the first half", "the second half")) for one in rows)
    return Profile(
        id="MADE.P4",
        role_id="MADE",
        canon="Made",
        tag="MAD",
        focus=fact("Programme Lead"),
        title="Programme Lead — P4",
        function=fact("Operations"),
        code="P4",
        label=fact("P4 — Lead"),
        responsibilities=rows,
        components=tuple(row("component", n, f"Keeps area {n} in order.") for n in range(1, areas + 1)),
        dimensions=tuple(row("dimension", n, f"Works at {name} {n}.", name) for n, name in enumerate(dimensions)),
        rubric={COMPLEXITY: fact("Weighs many causes."), KNOWLEDGE: fact("Knows the whole field.")},
    )


def without_levels() -> Profile:
    """Return a role whose library knows nothing but its name and two components."""
    return Profile(
        "BARE",
        "BARE",
        "Made",
        "MAD",
        fact("Caretaker"),
        "Caretaker",
        components=(row("component", 1), row("component", 2)),
    )


def goals_of(
    profile: Profile,
    values: Mapping[Blank, str] | None = None,
    *,
    kept: Sequence[str] | None = None,
    notes: Mapping[str, str] | None = None,
    own: Sequence[str] = (),
    rivals: Sequence[Rival] = (),
    due: str = "2027-06-30",
    layout: str = "smart",
    subject: Person = SAM,
) -> Goals:
    """Return goals with these values; all but level expectations are kept unless told; own lines are kept."""
    chosen = {one.key for one in profile.rows if one.kind != "dimension"} if kept is None else set(kept)
    rows = [SheetRow(one.key, at, one.key in chosen) for at, one in enumerate(profile.rows)]
    mine = dict(zip(own_keys(), own, strict=False))
    rows += [SheetRow(key, len(rows) + at, kept=True) for at, key in enumerate(mine)]
    filled: dict[Blank, str] = {(one.key, "date"): due for one in profile.rows if due} | dict(values or {})
    filled |= {(key, "note"): note for key, note in (notes or {}).items()}
    filled |= {(key, "text"): text for key, text in mine.items()}
    sheet = Sheet(
        team_id=TEAM,
        id=SHEET_ID,
        author=ANA.user_id,
        subject=subject.user_id,
        profile_id=profile.id,
        profile_hash=content_hash(profile),
        title=profile.title,
        period=PERIOD,
        layout=layout,
        state="draft",
        stamp=7,
        created_at=T0,
        updated_at=T0,
        rows=tuple(rows),
        filled=tuple(Filled(key, slot, value, 3, "V1/1!", T0) for (key, slot), value in filled.items()),
        rivals=tuple(rivals),
    )
    return Goals(sheet, profile, ANA, subject)


def half_filled(profile: Profile, layout: str = "smart", kept: Sequence[str] | None = None) -> Goals:
    """Return goals in the middle of being filled: values, notes, own lines, and values beside the layout."""
    keys = [one.key for one in profile.rows if one.kind != "dimension"]
    everything = [one.key for one in profile.rows] if kept is None else kept
    values: dict[Blank, str] = {(keys[0], "target"): "€2.4M booked", (keys[1], "target"): "30 % of deals won"}
    values |= {(row.key, "target"): "Two write-ups of decisions" for row in profile.dimensions[:1]}
    if profile.objectives:
        values |= {(keys[0], "baseline"): "€1.9M booked"}
    values |= {("x:1", "target"): "3 accounts back", ("x:1", "date"): "2027-05-31"}
    own = ("Win back three lost accounts",)
    return goals_of(
        profile, values, kept=everything, notes={keys[0]: "CRM report, quarterly"}, own=own, layout=layout
    )


def line(number: int = 1, filled: int = 2, goals: int = 5) -> SheetLine:
    """Return goals in a list."""
    title, sheet_id = "Account Executive / Field Sales — P4", f"{number:08x}{SHEET_ID[8:]}"
    return SheetLine(sheet_id, ANA.user_id, SAM.user_id, title, PERIOD, "draft", goals, filled, T0)
