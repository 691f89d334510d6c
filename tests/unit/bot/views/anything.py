"""Any role and any goals, for Hypothesis: every row and every value begins with a mark of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st

from bot.facts import Goals, own_keys
from bot.views.check import check_modal
from bot.views.choose import choose_modal, pages_of
from bot.views.compact import frame_page
from bot.views.fill import Filling, fill_modal
from bot.views.frames import frames_message, goals_message
from bot.views.outside import outside_blocks
from bot.views.reading import copy_message, full_text, parts_of, read_modal
from bot.views.several import several_modal, started_modal
from bot.views.shared import own_message
from bot.views.state import NewGoals, ShownFrame
from canon.frames import FRAMES, FrameName, build_frame
from canon.model import COMPLEXITY, KNOWLEDGE, Profile, Row, RowKind, slots_of
from db.facts import Blank
from tests.unit.bot.making import PLACE, SHEET_ID, TODAY, fact, goals_of, person

Payload = dict[str, Any]
NASTY = (
    "<!channel> <@U123|ana> <#C1|general>",
    "<https://example.com|a link> https://example.com",
    "*bold* _it_ ~gone~ `code` ```box``` > quote",
    ":tada: :+1::skin-tone-3:",
    "&lt;b&gt; &amp; & < >",
    "שלום‏ עולם ‮ abc",  # noqa: PLE2502 - right to left is meant
    "👩‍👩‍👧 e\u0301 \u200b\ufeff",
    "${x} {0} %s \\n \\u0041",
    "⟨target⟩ by ⟨date⟩",
    "x" * 480,
)
UNMARKED = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="¤")
ONE_LINE = st.text(UNMARKED, max_size=60)
TYPED = ONE_LINE | st.sampled_from(NASTY)
DIMENSIONS = ("Scope", "Autonomy", "Complexity", "Impact", "Decision rights", "Leadership")


def mark(kind: str, number: int) -> str:
    """Return a mark that no template and no other text holds."""
    return f"¤{kind}{number}¤"


def rows(kind: RowKind, texts: list[str]) -> tuple[Row, ...]:
    names = DIMENSIONS if kind == "dimension" else (None,) * len(texts)
    return tuple(
        Row(f"{kind[0]}:{name or number}", kind, mark(kind[0], number) + text, PLACE, name=name)
        for number, (text, name) in enumerate(zip(texts, names, strict=False))
    )


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Give a role at a level, with any of its parts missing."""
    size = draw(st.sampled_from([0, 1, 2, 5, 6, 11, 30]))
    objectives = rows("objective", draw(st.lists(TYPED, min_size=size, max_size=size)))
    components = rows("component", draw(st.lists(TYPED, min_size=not size, max_size=3)))
    texts = st.none() | TYPED.map(lambda text: f"-{text}")
    names = (draw(texts), draw(texts), draw(texts), draw(texts))
    function, label, knowledge, complexity = (fact(text) if text else None for text in names)
    return Profile(
        id="ANY.P4",
        role_id="ANY",
        canon="Any",
        tag=draw(st.sampled_from(["JFM", "<!here>"])),
        focus=fact(f"-{draw(TYPED)}"),
        title="Anything — P4",
        function=function,
        code=draw(st.sampled_from([None, "P4"])),
        label=label,
        responsibilities=objectives,
        components=components,
        dimensions=rows("dimension", draw(st.lists(TYPED, max_size=6))),
        rubric={name: found for name, found in ((KNOWLEDGE, knowledge), (COMPLEXITY, complexity)) if found},
    )


@st.composite
def any_goals(draw: st.DrawFn) -> Goals:
    """Give goals of any role: any rows kept, any fields filled, any notes, up to three own lines."""
    profile = draw(profiles())
    kept = [row.key for row in profile.rows if draw(st.integers(0, 3))]
    own = draw(st.lists(TYPED, max_size=3))
    blanks = [(row.key, slot) for row in profile.rows for slot in slots_of(row) if slot != "date"]
    blanks += [(key, slot) for key in own_keys()[: len(own)] for slot in ("baseline", "target")]
    chosen = draw(st.sets(st.sampled_from(blanks))) if blanks else set()
    values: dict[Blank, str] = {
        blank: (mark("v", number) + draw(TYPED))[:500] for number, blank in enumerate(blanks) if blank in chosen
    }
    notes = {key: (mark("n", number) + draw(TYPED))[:500] for number, key in enumerate(kept) if draw(st.booleans())}
    subject = person("U_ANY", f"-{draw(ONE_LINE)}"[:80])
    due = draw(st.sampled_from(["", "2026-11-01", "2027-06-30"]))
    name = draw(st.sampled_from(FRAMES))
    return goals_of(profile, values, kept=kept, notes=notes, own=own, due=due, layout=name, subject=subject)


def role_pages(profile: Profile, name: FrameName) -> list[Payload]:
    """Return a role's goals, page by page."""
    pages = frame_page(build_frame(profile, name)).pages
    return [frames_message(profile, name, page) for page in range(1, pages + 1)]


@dataclass(frozen=True)
class Screens:
    """Everything that the app shows of some goals."""

    goals: Goals

    def goal_pages(self, name: FrameName) -> list[Payload]:
        return [goals_message(self.goals, name, page) for page in range(1, self._pages(name) + 1)]

    def copied(self, name: FrameName) -> list[Payload]:
        frame = self.goals.frame(name)
        parts = len(parts_of(full_text(frame, self.goals)))
        return [copy_message(frame, self._shown(name, page), self.goals) for page in range(1, parts + 1)]

    def read(self, name: FrameName) -> list[Payload]:
        frame = self.goals.frame(name)
        parts = len(parts_of(full_text(frame, self.goals)))
        return [read_modal(frame, self._shown(name, page), self.goals) for page in range(1, parts + 1)]

    def choosing(self) -> list[Payload]:
        return [choose_modal(self.goals, page) for page in range(1, pages_of(self.goals) + 1)]

    def filling(self) -> list[Payload]:
        return [fill_modal(Filling(self.goals, goal)) for goal in self.goals.goals]

    def checking(self, name: FrameName) -> list[Payload]:
        goals = replace(self.goals, sheet=replace(self.goals.sheet, layout=name))
        return [check_modal(goals, TODAY, page) for page in range(1, self._pages(name) + 1)]

    def messages(self) -> Iterator[Payload]:
        """Give every message."""
        yield own_message(self.goals, None, person=self.goals.author.user_id)
        for name in FRAMES:
            yield from (*role_pages(self.goals.profile, name), *self.goal_pages(name), *self.copied(name))

    def views(self) -> Iterator[Payload]:
        """Give every view."""
        yield from (*self.choosing(), *self.filling())
        yield several_modal(self.goals, NewGoals())
        yield started_modal([self.goals], [self.goals.subject.name])
        for name in FRAMES:
            yield from (*self.checking(name), *self.read(name))

    def _pages(self, name: FrameName) -> int:
        frame = self.goals.frame(name)
        return frame_page(frame, 1, outside_blocks(self.goals, frame)).pages

    def _shown(self, name: FrameName, page: int) -> ShownFrame:
        return ShownFrame(self.goals.profile.id, name, page, SHEET_ID)
