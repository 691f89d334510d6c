"""The gate's view of interactive elements, and which may stand in which block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from bot.sandbox.gate.fault import Fault, at
from bot.sandbox.gate.shapes import (
    Check,
    address,
    after,
    boolean,
    calendar_day,
    integer,
    listing,
    one_of,
    parsed_by,
    shape,
    string,
)
from bot.sandbox.gate.texts import (
    BOX_OPTION,
    CONFIRM,
    GROUPS,
    ID,
    MENU_OPTION,
    MOST_BOXES,
    MOST_OPTIONS,
    OVERFLOW_OPTION,
    initial_among,
    options,
    plain,
)

LONGEST_INPUT = 3000
MOST_OVERFLOW = 5

_ACT: dict[str, Check] = {"action_id": ID, "confirm": CONFIRM}
_FOCUS: dict[str, Check] = {"focus_on_load": boolean}
_HINTED: dict[str, Check] = {"placeholder": plain(150)}
_MENU = {**_ACT, **_FOCUS, **_HINTED}
_IDS = listing(ID, most=MOST_OPTIONS)
_DISPATCH = shape(
    {
        "trigger_actions_on": listing(one_of("on_enter_pressed", "on_character_entered"), most=2, noun="triggers"),
    }
)


def _one_source(element: Any, pointer: str) -> Iterator[Fault]:
    if ("options" in element) == ("option_groups" in element):
        yield Fault(pointer, "must have either options or option_groups")
    yield from initial_among(element, pointer)


def _fits_lengths(element: Any, pointer: str) -> Iterator[Fault]:
    least, most = element.get("min_length"), element.get("max_length")
    if least is not None and most is not None and least > most:
        yield Fault(at(pointer, "min_length"), "must not be above max_length")
    if most is not None and len(element.get("initial_value") or "") > most:
        yield Fault(at(pointer, "initial_value"), f"must be less than {most + 1} characters")


def _static(extra: Mapping[str, Check]) -> Check:
    menu = {**_MENU, **extra, "options": options(MENU_OPTION, MOST_OPTIONS), "option_groups": GROUPS}
    return after(shape({}, menu), _one_source)


def _boxes(extra: Mapping[str, Check]) -> Check:
    several = options(BOX_OPTION, MOST_BOXES)
    return after(shape({"options": several}, {**_ACT, **_FOCUS, **extra}), initial_among)


_SEVERAL: dict[str, Check] = {"max_selected_items": integer(1, MOST_OPTIONS)}
_SEARCHED: dict[str, Check] = {"min_query_length": integer(0, 150)}
_TYPED = {
    "action_id": ID,
    **_FOCUS,
    **_HINTED,
    "initial_value": string(LONGEST_INPUT),
    "dispatch_action_config": _DISPATCH,
}

_BUTTON = shape(
    {"text": plain(75)},
    {
        **_ACT,
        "url": address(),
        "value": string(2000, least=1),
        "style": one_of("primary", "danger"),
        "accessibility_label": string(75, least=1),
    },
)
_OVERFLOW = shape({"options": options(OVERFLOW_OPTION, MOST_OVERFLOW)}, _ACT)
_PLAIN_INPUT = after(
    shape(
        {},
        {
            **_TYPED,
            "multiline": boolean,
            "min_length": integer(0, LONGEST_INPUT),
            "max_length": integer(1, LONGEST_INPUT),
        },
    ),
    _fits_lengths,
)
_CLOCK = parsed_by(lambda value: datetime.strptime(value, "%H:%M"), "a time as HH:MM")  # noqa: DTZ007 - a time alone

IMAGE = shape({"image_url": address(), "alt_text": string(2000, least=1)})

_MENUS: dict[str, Check] = {
    "static_select": _static({"initial_option": MENU_OPTION}),
    "external_select": shape({}, {**_MENU, **_SEARCHED, "initial_option": MENU_OPTION}),
    "users_select": shape({}, {**_MENU, "initial_user": ID}),
    "conversations_select": shape({}, {**_MENU, "initial_conversation": ID}),
    "channels_select": shape({}, {**_MENU, "initial_channel": ID}),
}
_MULTI_MENUS: dict[str, Check] = {
    "multi_static_select": _static({**_SEVERAL, "initial_options": options(MENU_OPTION, MOST_OPTIONS)}),
    "multi_external_select": shape(
        {}, {**_MENU, **_SEARCHED, **_SEVERAL, "initial_options": options(MENU_OPTION, MOST_OPTIONS)}
    ),
    "multi_users_select": shape({}, {**_MENU, **_SEVERAL, "initial_users": _IDS}),
}
_CHOICES: dict[str, Check] = {
    "checkboxes": _boxes({"initial_options": options(BOX_OPTION, MOST_BOXES)}),
    "radio_buttons": _boxes({"initial_option": BOX_OPTION}),
    "datepicker": shape({}, {**_MENU, "initial_date": calendar_day}),
    "timepicker": shape({}, {**_MENU, "initial_time": _CLOCK, "timezone": ID}),
}
_INPUTS: dict[str, Check] = {
    "plain_text_input": _PLAIN_INPUT,
    "email_text_input": shape({}, _TYPED),
    "url_text_input": shape({}, _TYPED),
    "number_input": shape({"is_decimal_allowed": boolean}, {**_TYPED, "min_value": string(), "max_value": string()}),
}
_FILES: dict[str, Check] = {
    "file_input": shape(
        {}, {"action_id": ID, "filetypes": listing(string(20, least=1), most=100), "max_files": integer(1, 10)}
    ),
}
_PRESSED: dict[str, Check] = {"button": _BUTTON, "overflow": _OVERFLOW}

IN_ACTIONS: dict[str, Check] = {**_PRESSED, **_MENUS, **_CHOICES}
IN_SECTION: dict[str, Check] = {**IN_ACTIONS, **_MULTI_MENUS, "image": IMAGE}
IN_INPUT: dict[str, Check] = {**_MENUS, **_MULTI_MENUS, **_CHOICES, **_INPUTS}
IN_MODAL_INPUT: dict[str, Check] = {**IN_INPUT, **_FILES}
