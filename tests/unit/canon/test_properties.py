"""Whatever a canon says and a manager types, only template words, canon words, blanks and values are printed.

The lines are built a second time here, straight from the rules and from plain texts, and compared whole.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from canon.frames import FRAMES, Canon, Gap, Pieces, Words, build_frame
from canon.loader import load
from canon.model import Blank, Profile, slots_of
from canon.render.text import all_text, frame_text, text_lines
from canon.snapshot import restore, snapshot

DIMENSIONS = ("Scope", "Autonomy", "Complexity", "Impact", "Decision rights", "Leadership")
LINES = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=30)
    | st.sampled_from(['a"b', "⟨target⟩", "  [source: x]", "null", "1:30", "→ • —", "# a", "'", "{x}", "%s", "\\n"])
).filter(lambda text: bool(text.strip()))


def _rows(most: int = 4) -> st.SearchStrategy[list[str]]:
    return st.lists(LINES, max_size=most, unique=True)


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@dataclass(frozen=True)
class Made:
    """A canon of one profile as plain texts."""

    tag: str
    focus: str
    function: str | None
    code: str | None
    label: str | None
    kind: str | None
    core: list[str]
    duties: list[str]
    components: list[str]
    dimensions: dict[str, str]
    knowledge: str | None
    complexity: str | None

    @property
    def document(self) -> dict[str, Any]:
        kind = {"kind": self.kind} if self.kind else {}
        rubric = {"knowledge_application": self.knowledge, "complexity_problem_solving": self.complexity}
        rows = {
            "core_outputs": self.core,
            "responsibilities": [{"text": text, **kind} for text in self.duties],
            "components": self.components,
        }
        own = {
            "label": self.label,
            "dimensions": self.dimensions,
            "rubric": {name: text for name, text in rubric.items() if text},
        }
        level = {**rows, **{name: value for name, value in own.items() if value}}
        role: dict[str, Any] = {"id": "R", "focus": self.focus}
        role |= {"function": self.function} if self.function else {}
        role |= {"levels": {self.code: level}} if self.code else rows
        return {"format": 1, "canon": {"name": "N", "tag": self.tag}, "roles": [role]}

    @property
    def canon_words(self) -> set[str]:
        known = (self.tag, self.tag.lower(), self.focus, self.function, self.code, self.label, self.kind)
        names = {name for pair in self.dimensions.items() for name in (*pair, pair[0].lower())}
        texts = (*known, *self.core, *self.duties, *self.components, self.knowledge, self.complexity)
        return names | {text for text in texts if text}


@st.composite
def canons(draw: st.DrawFn) -> Made:
    code = draw(_maybe(LINES))
    core, duties = draw(_rows(2)), draw(_rows(8))
    duties = [text for text in duties if text not in core]
    components = draw(_rows(2))
    knowledge, complexity = (draw(_maybe(LINES)), draw(_maybe(LINES))) if code else (None, None)
    if not (core or duties or components):
        duties = [draw(LINES)]
    return Made(
        draw(LINES),
        draw(LINES),
        draw(_maybe(LINES)),
        code,
        draw(_maybe(LINES)) if code else None,
        draw(_maybe(LINES)),
        core,
        duties,
        components,
        draw(st.dictionaries(st.sampled_from(DIMENSIONS), LINES)) if code else {},
        knowledge,
        complexity,
    )


def _profile(made: Made) -> Profile:
    with TemporaryDirectory() as folder:
        text = yaml.safe_dump(made.document, allow_unicode=True, sort_keys=False)
        (Path(folder) / "a.yaml").write_text(text, encoding="utf-8", newline="")
        return load([Path(folder)]).roles[0].profiles[0]


class _Rules:
    """The frames' rules once more, on plain texts."""

    def __init__(self, made: Made, profile: Profile, values: dict[Blank, str]) -> None:
        self.made = made
        self.values = {(row, str(slot)): text for (row, slot), text in values.items()}
        self.keys = {("d", str(row.name)): row.key for row in profile.dimensions}
        self.keys |= {("o", row.text): row.key for row in (*profile.core_outputs, *profile.responsibilities)}
        self.keys |= {("c", row.text): row.key for row in profile.components}
        self.in_code = f" ({made.code})" if made.code else ""
        self.known = [name for name in DIMENSIONS if name in made.dimensions]
        duty = f"{made.tag} {made.kind or 'responsibility'}{self.in_code}"
        self.objectives = [(text, f"core output{self.in_code}") for text in made.core]
        self.objectives = self.objectives or [(text, duty) for text in made.duties]
        self.areas = [(text, "responsibility (component)") for text in made.components]
        if not self.areas and made.core:
            self.areas = [(text, duty) for text in made.duties]
        suffix = " — reused, no distinct responsibility content"
        self.areas = self.areas or [(text, label + suffix) for text, label in self.objectives]

    def v(self, row: tuple[str, str], slot: str) -> str:
        return self.values.get((self.keys[row], slot)) or f"⟨{slot}⟩"

    def smart(self) -> str:
        made, items = self.made, []
        place = f"{made.function} · {made.focus}" if made.function else made.focus
        for n, (text, label) in enumerate(self.objectives, 1):
            base, target, date = (self.v(("o", text), slot) for slot in ("baseline", "target", "date"))
            rubric = f"{made.tag.lower()} complexity/problem-solving rubric"
            lines = [
                f"{n}. {text}  [source: {label}]",
                f'   Specific:    Deliver: "{text}"',
                f"   Measurable:  Move the metric this drives from {base} to {target} by {date}.",
            ]
            if made.complexity:
                lines.append(f'   Achievable:  Scoped to this level\'s {rubric}: "{made.complexity}"')
            if made.label:
                lines.append(f"   Relevant:    Advances the {place} mandate for a {made.label}.")
            items.append("\n".join([*lines, f"   Time-bound:  {date}"]))
        return "\n\n".join(items)

    def okr(self) -> str:
        items = []
        for n, (text, label) in enumerate(self.objectives, 1):
            base, target, date = (self.v(("o", text), slot) for slot in ("baseline", "target", "date"))
            lines = [
                f"Objective {n}: {text}  [source: {label}]",
                f'  KR1. From {base} to {target} by {date} — tied to: "{text}"',
            ]
            if self.known:
                name = self.known[(n - 1) % len(self.known)]
                bar = f'Evidence at this level\'s {name.lower()} bar: "{self.made.dimensions[name]}"'
                lines.append(f"  KR2. {bar} — {self.v(('d', name), 'target')} by {self.v(('d', name), 'date')}")
            items.append("\n".join(lines))
        return "\n\n".join(items)

    def mbo(self) -> str:
        made, items = self.made, []
        rights = made.dimensions.get("Decision rights")
        for n, (text, label) in enumerate(self.areas, 1):
            lines = [f"{n}. Area: {text}  [source: {label}]"]
            if made.knowledge:
                rubric = f"{made.tag.lower()} knowledge-application rubric"
                lines.append(f'   Standard: Consistent with this level\'s {rubric}: "{made.knowledge}"')
            elif rights:
                lines.append(f'   Standard: Consistent with this level\'s decision rights: "{rights}"')
            row = ("c" if made.components else "o", text)
            target, date = self.v(row, "target"), self.v(row, "date")
            items.append("\n".join([*lines, f"   Target:   {target}   Due: {date}"]))
        return "\n\n".join(items)

    def scorecard(self) -> str:
        process = [
            f'  - "{text}"  →  {self.v(("o", text), "target")} by {self.v(("o", text), "date")}   [source: {label}]'
            for text, label in self.objectives
        ]
        calibration = [
            f'  - Meets the {name.lower()} bar: "{self.made.dimensions[name]}"  →  '
            f"{self.v(('d', name), 'target')} by {self.v(('d', name), 'date')}   [source: level dimension ({name})]"
            for name in self.known
        ]
        parts = (("Internal process", process), ("Role calibration", calibration))
        return "\n\n".join("\n".join([heading, *rows]) for heading, rows in parts if rows)


def _filled(data: st.DataObject, profile: Profile) -> dict[Blank, str]:
    blanks = [(row.key, slot) for row in profile.rows for slot in slots_of(row)]
    return data.draw(st.dictionaries(st.sampled_from(blanks), LINES))


@settings(max_examples=150, deadline=None)
@given(canons(), st.data())
def test_every_line_is_what_the_rules_say_and_nothing_else(made: Made, data: st.DataObject) -> None:
    profile = _profile(made)
    values = _filled(data, profile)
    rules = _Rules(made, profile, values)
    for name in FRAMES:
        assert frame_text(build_frame(profile, name, values)) == getattr(rules, name)()


def _check_piece(piece: Any, made: Made, values: dict[Blank, str]) -> None:
    if isinstance(piece, Canon):
        assert piece.text in made.canon_words
        assert piece.place.line > 0
        assert piece.place.file == "a.yaml"
    elif isinstance(piece, Gap):
        assert piece.text == values.get((piece.row, piece.slot), f"⟨{piece.slot}⟩")


def _template(lines: list[Pieces]) -> set[str]:
    return {piece.text for line in lines for piece in line if isinstance(piece, Words)}


@settings(max_examples=60, deadline=None)
@given(canons(), canons(), st.data())
def test_pieces_are_traceable_and_template_words_do_not_depend_on_the_canon(
    made: Made, other: Made, data: st.DataObject
) -> None:
    profile, another = _profile(made), _profile(other)
    values = _filled(data, profile)
    for name in FRAMES:
        lines = text_lines(build_frame(profile, name, values))
        for piece in (piece for line in lines for piece in line):
            _check_piece(piece, made, values)
        for words in _template(lines) | _template(text_lines(build_frame(another, name))):
            assert words.isascii() or set(words) & set("—→·")
            assert len(words) <= 60


@settings(max_examples=60, deadline=None)
@given(canons(), st.data())
def test_any_loaded_canon_survives_a_snapshot(made: Made, data: st.DataObject) -> None:
    profile = _profile(made)
    again = restore(json.loads(json.dumps(snapshot(profile))))
    assert again == profile
    values = _filled(data, profile)
    frames = [[build_frame(found, name, values) for name in FRAMES] for found in (profile, again)]
    assert all_text(frames[0]) == all_text(frames[1])
