"""The first view of new goals: for whom, on which role, for which period, laid out how, due when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.facts import first_words
from bot.facts.listed_roles import ListedRole
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.fields import Fields
from bot.views.frames import CONTINUE, layout_word
from bot.views.state import NewGoals, OneSheet, StartAnswer, decode, encode
from canon.frames import FRAMES, FrameName
from canon.model import Profile
from db.facts import Period, SheetLine

SUBMIT = "start"
SUBJECT, PROFILE, PERIOD, LAYOUT, DUE, VALUES, AGAIN = (
    "start:subject",
    "start:profile",
    "start:period",
    "start:layout",
    "start:due",
    "start:values",
    "start:again",
)
ANOTHER = "start_another"


@dataclass(frozen=True, slots=True)
class StartChoices:
    """What the first view offers and what it begins with; `stage` makes new fields of those that were prefilled.

    `listed` is what the company's list says of the person's role, where that is what the role begins with.
    """

    new: NewGoals
    periods: tuple[Period, ...]
    period: Period
    layout: FrameName
    due: date
    subject: str = ""
    profile: Profile | None = None
    drafts: tuple[tuple[SheetLine, str], ...] = ()
    earlier: SheetLine | None = None
    stage: str = ""
    listed: ListedRole | None = None


def light_modal() -> Block:
    """Return the view that opens at once, before anything is looked up."""
    words = "One moment… Should this stay, close it and try again: nothing is lost."
    return blocks.modal("light", "Goals", [blocks.context(words)], close="Close")


def start_modal(choices: StartChoices) -> Block:
    """Return the first view."""
    return blocks.modal(
        SUBMIT,
        "Start goals",
        [*_drafts(choices.drafts), *_fields(choices)],
        submit="Next",
        close="Close",
        private_metadata=encode(choices.new),
    )


def _fields(choices: StartChoices) -> list[Block]:
    stage = choices.stage
    periods = [blocks.option(period.name, period.name) for period in choices.periods]
    layouts = [blocks.option(layout_word(name), name) for name in FRAMES]
    fields = [
        blocks.entry("subject", "Who are these goals for?", _person(choices.subject), dispatch=True),
        blocks.entry(
            f"profile:{stage}", "Role and level", _role(choices.profile), hint="Type a few letters of the role."
        ),
        *_listed(choices.listed),
        blocks.entry(
            "period",
            "Period",
            blocks.menu(PERIOD, "Pick a period", periods, blocks.option(choices.period.name, choices.period.name)),
            dispatch=True,
        ),
        blocks.entry(
            "layout",
            "Layout",
            blocks.menu(LAYOUT, "Pick a layout", layouts, blocks.option(layout_word(choices.layout), choices.layout)),
            hint="You can change it at any time; no value is lost.",
        ),
        blocks.entry(
            f"due:{choices.due.isoformat()}",
            "One due date for all",
            blocks.day_field(DUE, choices.due.isoformat()),
            hint="The period’s last day. You can change it for each goal.",
        ),
    ]
    return [*fields, *_reuse(choices.new), *_earlier(choices), blocks.context("Only you can see a draft.")]


def _person(subject: str) -> Block:
    element: Block = {"type": "users_select", "action_id": SUBJECT, "placeholder": blocks.plain("Pick a person")}
    return element | ({"initial_user": subject} if subject else {})


def _role(profile: Profile | None) -> Block:
    element: Block = {
        "type": "external_select",
        "action_id": PROFILE,
        "placeholder": blocks.plain("For example: account executive P4"),
        "min_query_length": 0,
    }
    return element | ({"initial_option": profile_option(profile)} if profile else {})


def _listed(listed: ListedRole | None) -> list[Block]:
    """Return where the role comes from, and what is left to pick."""
    if listed is None:
        return []
    words = ", ".join(part for part in (listed.title, listed.level) if part)
    return [blocks.context(" ".join([f"From the company’s list: {words}.", *_open_words(listed)]))]


def _open_words(listed: ListedRole) -> list[str]:
    if listed.profile:
        return []
    if not listed.level_known:
        return ["The role library has no such level for it: pick one; what it has comes first."]
    if listed.one_role and not listed.level:
        return ["It names no level: pick one; this role’s come first."]
    return ["More than one fits: pick one; they come first."]


def _reuse(new: NewGoals) -> list[Block]:
    if not new.source:
        return []
    box = blocks.option("Copy baselines and targets too", "values")
    boxes = blocks.checkboxes(VALUES, [box], [box] if new.replaces else [])
    field = blocks.entry("values", "From the other goals", boxes, optional=True)
    ends = " The other goals close once you share these." if new.replaces else ""
    return [field, blocks.context(f"The chosen goals and notes are copied. The due date is the one above.{ends}")]


def _earlier(choices: StartChoices) -> list[Block]:
    """Return the box that starts from this person's goals of another period, where there are some."""
    line = choices.earlier
    if choices.new.source or line is None:
        return []
    box = blocks.option(f"Copy the chosen goals and notes of {line.period.name}", line.id)
    again = blocks.checkboxes(AGAIN, [box], [])
    values = blocks.checkboxes(VALUES, [blocks.option("Copy baselines and targets too", "values")], [])
    return [
        blocks.entry(f"again:{line.id[:8]}", "Start from last period", again, optional=True),
        blocks.entry(f"values:{line.id[:8]}", "Values of last period", values, optional=True),
    ]


def profile_option(profile: Profile) -> Block:
    """Return a role at a level as a choice; the level stays readable where the role's name is long."""
    suffix = f" — {profile.code}" if profile.code else ""
    whole = profile.title if len(profile.title) <= blocks.OPTION else ""
    return blocks.option(whole or first_words(profile.focus.text) + suffix, profile.id)


def profile_words(profiles: Sequence[Profile]) -> list[str]:
    """Return what roles at levels are called as choices beside each other: those of one name by their ids too."""
    words = [str(profile_option(profile)["text"]["text"]) for profile in profiles]
    return with_ids(words, [profile.id for profile in profiles])


def with_ids(words: Sequence[str], ids: Sequence[str]) -> list[str]:
    """Return the words of choices beside each other, those that are the same with their ids behind them."""
    shown = [blocks.shorten(word, blocks.OPTION) for word in words]
    return [
        _with_id(word, id_) if shown.count(same) > 1 else word
        for word, same, id_ in zip(words, shown, ids, strict=True)
    ]


def _with_id(words: str, id_: str) -> str:
    shown = blocks.shorten(id_, blocks.OPTION // 2)
    return f"{blocks.shorten(words, blocks.OPTION - len(shown) - 3)} ({shown})"


def profile_options(profiles: Sequence[Profile]) -> Block:
    """Return the answer to a search for a role."""
    found = profiles[: blocks.OPTIONS]
    words = zip(profile_words(found), found, strict=True)
    return {"options": [blocks.option(word, profile.id) for word, profile in words]}


def _drafts(drafts: Sequence[tuple[SheetLine, str]]) -> list[Block]:
    """Return the newest drafts, so that going on is as near as starting."""
    if not drafts:
        return []
    lines = [block for line, name in drafts for block in draft_line(line, name)]
    return [*lines, blocks.divider()]


def draft_line(line: SheetLine, name: str) -> list[Block]:
    """Return one draft in a list: whose, which period, how far, and the way back to it."""
    words = f"{name} · {line.period.name} · {line.goals_filled} of {line.goals} filled"
    go_on = blocks.button(f"{CONTINUE}:{line.id[:8]}", f"Continue for {name}", encode(OneSheet(line.id)))
    return [blocks.context(f"{words} · {line.title}"), blocks.actions(go_on)]


def existing_modal(answer: StartAnswer, line: SheetLine, name: str) -> Block:
    """Return the question asked where a draft for the same person and period stands already."""
    ask = "*You have begun these goals already.* Go on with them, or start others beside them."
    return blocks.modal(
        ANOTHER,
        "Start goals",
        [blocks.section(ask), *draft_line(line, name)],
        submit="Start others",
        close="Close",
        private_metadata=encode(answer),
    )


def subject_of(view: dict[str, Any]) -> str:
    """Return for whom the goals are, as the view was made."""
    return decode(NewGoals, view["private_metadata"]).subject


def chosen_role(view: dict[str, Any]) -> str:
    """Return the role that the person has chosen; empty where it stands as the view filled it in."""
    fields = Fields(view)
    return fields.option(PROFILE) if fields.option(PROFILE) != fields.shown(PROFILE) else ""


def read_existing(view: dict[str, Any]) -> StartAnswer:
    """Return the first view's answer, as the question about a standing draft carries it."""
    return decode(StartAnswer, view["private_metadata"])


def read_start(view: dict[str, Any]) -> StartAnswer:
    """Return what the first view holds."""
    new = decode(NewGoals, view["private_metadata"])
    fields = Fields(view)
    return StartAnswer(
        sheet=new.sheet,
        source=new.source,
        again=next(iter(fields.ticked(AGAIN)), ""),
        subject=fields.user(SUBJECT),
        profile=fields.option(PROFILE),
        period=fields.option(PERIOD),
        layout=fields.option(LAYOUT),
        due=fields.day(DUE),
        values=len(fields.ticked(VALUES)),
        replaces=new.replaces,
    )
