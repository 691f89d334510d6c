"""A new review cycle and what can be changed in one: name, hour, holidays, reminders; and its end."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Literal, get_args

from bot.facts.cycle_forms import CycleAnswer, CycleChoices, CycleEdit, Who
from bot.facts.cycles import STEP_WORDS
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.cycle_menus import long_menu, name_of, name_option
from bot.views.cycle_words import people_words
from bot.views.fields import Fields
from bot.views.frames import layout_word
from bot.views.outside import sentence_case
from bot.views.rich import paragraph, text
from bot.views.state import CycleDeed, CyclePlace, CycleShown, encode
from bot.views.wishes import FIRST_HOUR, LAST_HOUR
from canon.frames import FRAMES
from db.facts import Cycle, Step

NEW, EDIT, CLOSE = "cycle_new", "cycle_edit", "cycle_close"
TEMPLATE, NAME, PERIOD, LAYOUT = "cycle_form:template", "cycle_form:name", "cycle_form:period", "cycle_form:layout"
HOUR, HOLIDAYS, STEPS, TEST = "cycle_form:hour", "cycle_form:holidays", "cycle_form:steps", "cycle_form:test"
WHO = "cycle_form:who"
"""Whom the cycle is for; another choice draws the view anew with the field that belongs to it."""
PEOPLE, UNIT, COUNTRY, GROUP = (
    "cycle_form:people",
    "cycle_form:unit",
    "cycle_form:country",
    "cycle_form:group",
)
LONGEST_NAME = 60
Ending = Literal["close", "cancel"]
ENDED: Mapping[Ending, str] = {"close": "A closed cycle", "cancel": "A cancelled cycle"}
WHO_WORDS: Mapping[Who, str] = {
    "everyone": "Everyone in the company’s list",
    "people": "People you pick",
    "unit": "A team",
    "country": "A country",
    "group": "A Slack user group",
}


def new_cycle_modal(choices: CycleChoices) -> Block:
    """Return the view of a new cycle, with what was chosen in it so far."""
    answer = choices.answer
    body = [
        *_what(choices),
        _hour(answer.hour or 9),
        _holidays(on=answer.holidays),
        *_for_whom(choices),
        _test(on=answer.test),
        blocks.context("Nothing is sent yet. Next you see every message that it would send, and change the dates."),
    ]
    state = encode(CyclePlace(choices.cycle))
    return blocks.modal(NEW, "New review cycle", body, submit="Next", close="Close", private_metadata=state)


def _what(choices: CycleChoices) -> list[Block]:
    answer = choices.answer
    templates = [
        blocks.option(f"{one.name}: {one.steps} {'step' if one.steps == 1 else 'steps'}", one.id)
        for one in choices.templates
    ]
    periods = [blocks.option(period.name, period.name) for period in choices.periods]
    layouts = [blocks.option(layout_word(name), name) for name in FRAMES]
    return [
        blocks.entry("template", "Steps", long_menu(TEMPLATE, "Pick a template", templates, answer.template)),
        _name(answer.name),
        blocks.entry("period", "Period of the goals", long_menu(PERIOD, "Pick a period", periods, answer.period)),
        blocks.entry("layout", "Layout of the goals", long_menu(LAYOUT, "Pick a layout", layouts, answer.layout)),
    ]


def _name(name: str) -> Block:
    field = blocks.text_field(NAME, name, "For example: H1 2027 goals", longest=LONGEST_NAME)
    return blocks.entry("name", "Name", field, hint="It stands in every reminder.")


def _hour(hour: int) -> Block:
    hours = [blocks.option(f"{one:02}:00", str(one)) for one in range(FIRST_HOUR, LAST_HOUR + 1)]
    set_to = str(min(max(hour, FIRST_HOUR), LAST_HOUR))
    hint = "On each person’s own clock. Who chose another hour in their settings gets them then."
    return blocks.entry("hour", "Reminders come at", long_menu(HOUR, "Pick an hour", hours, set_to), hint=hint)


def _holidays(*, on: bool) -> Block:
    box = blocks.option("Nobody gets reminders on their public holidays", "holidays")
    field = blocks.checkboxes(HOLIDAYS, [box], [box] if on else [])
    return blocks.entry("holidays", "Public holidays", field, optional=True)


def _test(*, on: bool) -> Block:
    box = blocks.option("Send every message to me alone", "test")
    return blocks.entry("test", "Test", blocks.checkboxes(TEST, [box], [box] if on else []), optional=True)


def _for_whom(choices: CycleChoices) -> list[Block]:
    """Return the choice of whom it is for, and the field that belongs to it."""
    offered = {
        "everyone": choices.people,
        "people": True,
        "unit": choices.units,
        "country": choices.countries,
        "group": choices.groups,
    }
    options = [blocks.option(words, who) for who, words in WHO_WORDS.items() if offered[who]]
    who = choices.answer.who if offered[choices.answer.who] else "people"
    menu = long_menu(WHO, "Pick one", options, who)
    fields: Mapping[Who, Callable[[], Block]] = {
        "everyone": lambda: blocks.context(f"{people_words(choices.people)} stand in the company’s list now."),
        "people": lambda: _people(choices.answer.people),
        "unit": lambda: _names("unit", "Team", UNIT, choices.units, choices.answer.unit),
        "country": lambda: _names("country", "Country", COUNTRY, choices.countries, choices.answer.country),
        "group": lambda: _groups(choices),
    }
    return [blocks.entry("who", "For whom", menu, dispatch=True), fields[who]()]


def _people(chosen: Sequence[str]) -> Block:
    field: Block = {"type": "multi_users_select", "action_id": PEOPLE, "placeholder": blocks.plain("Pick people")}
    return blocks.entry("people", "People", field | ({"initial_users": list(chosen)} if chosen else {}))


def _names(block_id: str, label: str, action_id: str, names: Sequence[str], chosen: str) -> Block:
    options = [name_option(name) for name in dict.fromkeys(names)]
    menu = long_menu(action_id, "Pick one", options, name_option(chosen)["value"] if chosen else "")
    return blocks.entry(block_id, label, menu)


def _groups(choices: CycleChoices) -> Block:
    options = [blocks.option(name, group) for group, name in choices.groups]
    menu = long_menu(GROUP, "Pick a group", options, choices.answer.group)
    return blocks.entry("group", "User group", menu, hint="Those who are in it now; who joins later is not added.")


def read_new_cycle(view: dict[str, Any]) -> CycleAnswer:
    """Return what the view of a new cycle holds; `who` is people where nothing that was offered was chosen."""
    fields = Fields(view)
    who: Who = next((one for one in get_args(Who) if one == fields.option(WHO)), "people")
    return CycleAnswer(
        fields.option(TEMPLATE),
        fields.text(NAME).strip(),
        fields.option(PERIOD),
        fields.option(LAYOUT),
        _read_hour(fields),
        bool(fields.ticked(HOLIDAYS)),
        who,
        fields.users(PEOPLE),
        name_of(fields.option(UNIT)),
        name_of(fields.option(COUNTRY)),
        fields.option(GROUP),
        bool(fields.ticked(TEST)),
    )


def edit_modal(cycle: Cycle) -> Block:
    """Return the view that changes a cycle's name, its hour, whether holidays count, and which reminders it sends."""
    boxes = {step: blocks.option(sentence_case(words), step) for step, words in STEP_WORDS.items()}
    steps = blocks.checkboxes(STEPS, list(boxes.values()), [boxes[step] for step in boxes if step in cycle.steps])
    body = [
        _name(cycle.name),
        _hour(cycle.hour),
        _holidays(on=cycle.holidays),
        blocks.entry("steps", "Which reminders", steps, hint="With none ticked nothing is sent.", optional=True),
        blocks.context("What was sent stays sent; what is planned is planned anew."),
    ]
    state = encode(CycleShown(cycle.id, "", cycle.name, cycle.hour, int(cycle.holidays), ",".join(cycle.steps)))
    return blocks.modal(EDIT, "Edit this cycle", body, submit="Save", close="Close", private_metadata=state)


def read_edit(view: dict[str, Any]) -> CycleEdit:
    """Return what a cycle is to be changed to."""
    fields = Fields(view)
    return CycleEdit(
        fields.text(NAME).strip(), _read_hour(fields), bool(fields.ticked(HOLIDAYS)), _steps(fields.ticked(STEPS))
    )


def read_shown_edit(shown: CycleShown) -> CycleEdit:
    """Return what the view showed when it was opened."""
    return CycleEdit(shown.name, shown.hour, bool(shown.holidays), _steps(shown.steps.split(",")))


def _steps(named: Collection[str]) -> tuple[Step, ...]:
    return tuple(step for step in STEP_WORDS if step in named)


def end_modal(cycle: Cycle, still_open: int, deed: Ending) -> Block:
    """Return the question whether a cycle is to end; `still_open` are the to-dos that are not done."""
    left = (
        f"{still_open} {'to-do is' if still_open == 1 else 'to-dos are'} not done; nobody is reminded of them again."
    )
    told = "No more reminders are sent. To-dos in earlier messages lose their buttons."
    body = [
        paragraph(text(cycle.name, bold=True)),
        blocks.section("It was not launched: nothing was sent." if cycle.state == "draft" else told),
        blocks.context(
            *([left] if still_open else []),
            f"Goals stay as they are, with everybody who has them. {ENDED[deed]} can’t be opened again.",
        ),
    ]
    word, state = f"{sentence_case(deed)} this cycle", encode(CycleDeed(deed, cycle.id))
    return blocks.modal(CLOSE, word, body, submit=word, close="Back", private_metadata=state)


def _read_hour(fields: Fields) -> int:
    hour = fields.option(HOUR)
    return int(hour) if hour.isascii() and hour.isdigit() else 0
