"""The gate: for each rule a payload that passes and one that is refused, with the place named."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from bot.sandbox.gate import check_message, check_options, check_view, refusing

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(value: str = "a", text: str = "A", **more: Any) -> Json:
    return {"text": plain(text), "value": value, **more}


def options(count: int) -> list[Json]:
    return [option(str(number)) for number in range(count)]


def section(text: str = "Hello", **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain("Press"), "action_id": "press"} | more


def confirm(**more: Any) -> Json:
    return {name: plain(name) for name in ("title", "text", "confirm", "deny")} | more


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def context(count: int) -> Json:
    return {"type": "context", "elements": [plain("a")] * count}


def input_block(element: Json | None = None, **more: Any) -> Json:
    element = element or {"type": "plain_text_input", "action_id": "text"}
    return {"type": "input", "label": plain("Label"), "element": element, **more}


def typed(**more: Any) -> Json:
    return input_block({"type": "plain_text_input", "action_id": "text", **more})


def select(**more: Any) -> Json:
    return {"type": "static_select", "action_id": "menu", "options": [option()], **more}


def boxes(kind: str, count: int, **more: Any) -> Json:
    return input_block({"type": kind, "action_id": "boxes", "options": options(count), **more})


def rich(*parts: Json) -> Json:
    return {"type": "rich_text", "elements": list(parts)}


def words(*pieces: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(pieces)}


def text(words_: str = "Hello", **style: bool) -> Json:
    return {"type": "text", "text": words_, **({"style": style} if style else {})}


def modal(*blocks: Json, **more: Any) -> Json:
    view = {"type": "modal", "title": plain("Title"), "submit": plain("Save"), "blocks": list(blocks)}
    return view | more


def in_message(*blocks: Json) -> list[str]:
    return [str(fault) for fault in check_message({"text": "Words", "blocks": list(blocks)})]


def in_modal(*blocks: Json) -> list[str]:
    return [str(fault) for fault in check_view(modal(*blocks))]


PASS_AND_FAIL_IN_MESSAGES = {
    "section text of 3000": (section("x" * 3000), section("x" * 3001), "/blocks/0/text/text"),
    "empty section text": (section("x"), section(""), "/blocks/0/text/text"),
    "header of 150": (
        {"type": "header", "text": plain("x" * 150)},
        {"type": "header", "text": plain("x" * 151)},
        "/blocks/0/text/text",
    ),
    "header in plain text": (
        {"type": "header", "text": plain("x")},
        {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
        "/blocks/0/text/type",
    ),
    "button text of 75": (
        actions(button(text=plain("x" * 75))),
        actions(button(text=plain("x" * 76))),
        "/blocks/0/elements/0/text/text",
    ),
    "button value of 2000": (
        actions(button(value="x" * 2000)),
        actions(button(value="x" * 2001)),
        "/blocks/0/elements/0/value",
    ),
    "button style": (
        actions(button(style="primary")),
        actions(button(style="default")),
        "/blocks/0/elements/0/style",
    ),
    "fields of 2000": (
        section(fields=[plain("x" * 2000)]),
        section(fields=[plain("x" * 2001)]),
        "/blocks/0/fields/0/text",
    ),
    "ten context elements": (context(10), context(11), "/blocks/0/elements"),
    "25 actions": (
        actions(*(button(action_id=str(n)) for n in range(25))),
        actions(*(button(action_id=str(n)) for n in range(26))),
        "/blocks/0/elements",
    ),
    "no actions": (actions(button()), actions(), "/blocks/0/elements"),
    "action ids that differ": (
        actions(button(), button(action_id="other")),
        actions(button(), button()),
        "/blocks/0/elements",
    ),
    "action_id of 255": (
        actions(button(action_id="x" * 255)),
        actions(button(action_id="x" * 256)),
        "/blocks/0/elements/0/action_id",
    ),
    "block_id of 255": (section(block_id="x" * 255), section(block_id="x" * 256), "/blocks/0/block_id"),
    "option text of 75": (
        actions(select(options=[option(text="x" * 75)])),
        actions(select(options=[option(text="x" * 76)])),
        "/blocks/0/elements/0/options/0/text/text",
    ),
    "option value of 150": (
        actions(select(options=[option("x" * 150)])),
        actions(select(options=[option("x" * 151)])),
        "/blocks/0/elements/0/options/0/value",
    ),
    "option description of 75": (
        actions(select(options=[option(description=plain("x" * 75))])),
        actions(select(options=[option(description=plain("x" * 76))])),
        "/blocks/0/elements/0/options/0/description/text",
    ),
    "100 options": (
        actions(select(options=options(100))),
        actions(select(options=options(101))),
        "/blocks/0/elements/0/options",
    ),
    "some options": (actions(select()), actions(select(options=[])), "/blocks/0/elements/0/options"),
    "option values that differ": (
        actions(select(options=[option(), option("b")])),
        actions(select(options=[option(), option()])),
        "/blocks/0/elements/0/options",
    ),
    "initial option among the options": (
        actions(select(initial_option=option())),
        actions(select(initial_option=option("b"))),
        "/blocks/0/elements/0/initial_option",
    ),
    "options or groups": (
        actions(select()),
        actions({"type": "static_select", "action_id": "menu"}),
        "/blocks/0/elements/0",
    ),
    "placeholder of 150": (
        actions(select(placeholder=plain("x" * 150))),
        actions(select(placeholder=plain("x" * 151))),
        "/blocks/0/elements/0/placeholder/text",
    ),
    "confirm title of 100": (
        actions(button(confirm=confirm(title=plain("x" * 100)))),
        actions(button(confirm=confirm(title=plain("x" * 101)))),
        "/blocks/0/elements/0/confirm/title/text",
    ),
    "confirm text of 300": (
        actions(button(confirm=confirm(text=plain("x" * 300)))),
        actions(button(confirm=confirm(text=plain("x" * 301)))),
        "/blocks/0/elements/0/confirm/text/text",
    ),
    "confirm buttons of 30": (
        actions(button(confirm=confirm(deny=plain("x" * 30)))),
        actions(button(confirm=confirm(deny=plain("x" * 31)))),
        "/blocks/0/elements/0/confirm/deny/text",
    ),
    "link buttons": (
        actions(button(url="https://x.example/")),
        actions(button(url="slack://x")),
        "/blocks/0/elements/0/url",
    ),
    "overflow text of 75": (
        actions({"type": "overflow", "action_id": "more", "options": [option(text="x" * 75)]}),
        actions({"type": "overflow", "action_id": "more", "options": [option(text="x" * 76)]}),
        "/blocks/0/elements/0/options/0/text/text",
    ),
    "one at least in an overflow": (
        actions({"type": "overflow", "action_id": "more", "options": options(1)}),
        actions({"type": "overflow", "action_id": "more", "options": []}),
        "/blocks/0/elements/0/options",
    ),
    "several people beside a section alone": (
        section(accessory={"type": "multi_users_select", "action_id": "who"}),
        actions({"type": "multi_users_select", "action_id": "who"}),
        "/blocks/0/elements/0/type",
    ),
    "five in an overflow": (
        actions({"type": "overflow", "action_id": "more", "options": options(5)}),
        actions({"type": "overflow", "action_id": "more", "options": options(6)}),
        "/blocks/0/elements/0/options",
    ),
    "no text input among actions": (
        actions(button()),
        actions({"type": "plain_text_input", "action_id": "text"}),
        "/blocks/0/elements/0/type",
    ),
    "no text input beside a section": (
        section(accessory=button()),
        section(accessory={"type": "plain_text_input", "action_id": "text"}),
        "/blocks/0/accessory/type",
    ),
    "no button in an input": (input_block(), input_block(button()), "/blocks/0/element/type"),
    "known blocks": (section(), {"type": "hologram"}, "/blocks/0/type"),
    "known fields": (section(), section(colour="red"), "/blocks/0/colour"),
    "alt text": (
        {"type": "image", "image_url": "https://x.example/a.png", "alt_text": "A"},
        {"type": "image", "image_url": "https://x.example/a.png", "alt_text": ""},
        "/blocks/0/alt_text",
    ),
    "real days": (
        actions({"type": "datepicker", "action_id": "day", "initial_date": "2027-06-30"}),
        actions({"type": "datepicker", "action_id": "day", "initial_date": "2027-06-31"}),
        "/blocks/0/elements/0/initial_date",
    ),
    "days of one form": (
        actions({"type": "datepicker", "action_id": "day", "initial_date": "2027-06-30"}),
        actions({"type": "datepicker", "action_id": "day", "initial_date": "20270630"}),
        "/blocks/0/elements/0/initial_date",
    ),
    "query length": (
        actions({"type": "external_select", "action_id": "role", "min_query_length": 0}),
        actions({"type": "external_select", "action_id": "role", "min_query_length": -1}),
        "/blocks/0/elements/0/min_query_length",
    ),
    "rich text with words": (rich(words(text())), rich(words(text(""))), "/blocks/0/elements/0/elements/0/text"),
    "rich text styles": (
        rich(words(text(bold=True))),
        rich(words(text(loud=True))),
        "/blocks/0/elements/0/elements/0/style/loud",
    ),
    "rich text pieces": (
        rich(words(text(), {"type": "user", "user_id": "U1"}, {"type": "emoji", "name": "tada"})),
        rich(words({"type": "song", "text": "la"})),
        "/blocks/0/elements/0/elements/0/type",
    ),
    "rich text lists": (
        rich({"type": "rich_text_list", "style": "ordered", "elements": [words(text())]}),
        rich({"type": "rich_text_list", "style": "stars", "elements": [words(text())]}),
        "/blocks/0/elements/0/style",
    ),
    "rich text list items": (
        rich({"type": "rich_text_list", "style": "bullet", "elements": [words(text())]}),
        rich({"type": "rich_text_list", "style": "bullet", "elements": [text()]}),
        "/blocks/0/elements/0/elements/0/type",
    ),
    "preformatted text holds no mentions": (
        rich({"type": "rich_text_preformatted", "elements": [text()]}),
        rich({"type": "rich_text_preformatted", "elements": [{"type": "user", "user_id": "U1"}]}),
        "/blocks/0/elements/0/elements/0/type",
    ),
    "quotes": (
        rich({"type": "rich_text_quote", "elements": [text()], "border": 1}),
        rich({"type": "rich_text_quote", "elements": [text()], "border": 2}),
        "/blocks/0/elements/0/border",
    ),
    "dates in rich text": (
        rich(words({"type": "date", "timestamp": 1, "format": "{date}", "fallback": "then"})),
        rich(words({"type": "date", "timestamp": "1", "format": "{date}"})),
        "/blocks/0/elements/0/elements/0/timestamp",
    ),
    "links": (
        rich(words({"type": "link", "url": "https://x.example"})),
        rich(words({"type": "link", "url": "javascript:x"})),
        "/blocks/0/elements/0/elements/0/url",
    ),
    "20 cells in a row": (
        {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}] * 20]},
        {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}] * 21]},
        "/blocks/0/rows/0",
    ),
}
PASS_AND_FAIL_IN_MODALS = {
    "ten checkboxes": (boxes("checkboxes", 10), boxes("checkboxes", 11), "/blocks/0/element/options"),
    "ten radio buttons": (boxes("radio_buttons", 10), boxes("radio_buttons", 11), "/blocks/0/element/options"),
    "ticked boxes among the options": (
        boxes("checkboxes", 2, initial_options=options(1)),
        boxes("checkboxes", 2, initial_options=[option("z")]),
        "/blocks/0/element/initial_options/0",
    ),
    "max_length of 3000": (typed(max_length=3000), typed(max_length=3001), "/blocks/0/element/max_length"),
    "a value within max_length": (
        typed(max_length=5, initial_value="12345"),
        typed(max_length=5, initial_value="123456"),
        "/blocks/0/element/initial_value",
    ),
    "min below max": (
        typed(min_length=1, max_length=2),
        typed(min_length=3, max_length=2),
        "/blocks/0/element/min_length",
    ),
    "several people who are ids": (
        input_block({"type": "multi_users_select", "action_id": "who", "initial_users": ["U1"]}),
        input_block({"type": "multi_users_select", "action_id": "who", "initial_users": [""]}),
        "/blocks/0/element/initial_users/0",
    ),
    "a person who is an id": (
        input_block({"type": "users_select", "action_id": "who", "initial_user": "U1"}),
        input_block({"type": "users_select", "action_id": "who", "initial_user": 1}),
        "/blocks/0/element/initial_user",
    ),
    "one line or several": (
        typed(multiline=False),
        typed(multiline="no"),
        "/blocks/0/element/multiline",
    ),
    "label of 2000": (
        input_block(label=plain("x" * 2000)),
        input_block(label=plain("x" * 2001)),
        "/blocks/0/label/text",
    ),
    "hint of 2000": (
        input_block(hint=plain("x" * 2000)),
        input_block(hint=plain("x" * 2001)),
        "/blocks/0/hint/text",
    ),
    "dispatch triggers": (
        typed(dispatch_action_config={"trigger_actions_on": ["on_character_entered"]}),
        typed(dispatch_action_config={"trigger_actions_on": ["on_blur"]}),
        "/blocks/0/element/dispatch_action_config/trigger_actions_on/0",
    ),
    "no tables in modals": (section(), {"type": "table", "rows": []}, "/blocks/0/type"),
}


@pytest.mark.parametrize("rule", PASS_AND_FAIL_IN_MESSAGES)
def test_in_messages_the_gate_holds(rule: str) -> None:
    good, bad, pointer = PASS_AND_FAIL_IN_MESSAGES[rule]
    assert in_message(good) == []
    assert any(f"[json-pointer:{pointer}]" in fault for fault in in_message(bad)), in_message(bad)


@pytest.mark.parametrize("rule", PASS_AND_FAIL_IN_MODALS)
def test_in_modals_the_gate_holds(rule: str) -> None:
    good, bad, pointer = PASS_AND_FAIL_IN_MODALS[rule]
    assert in_modal(good) == []
    assert any(f"[json-pointer:{pointer}]" in fault for fault in in_modal(bad)), in_modal(bad)


@pytest.mark.parametrize(
    ("field", "longest"),
    [("title", 24), ("submit", 24), ("close", 24), ("private_metadata", 3000), ("callback_id", 255)],
)
def test_a_views_own_texts_have_a_longest_length(field: str, longest: int) -> None:
    def view(length: int) -> Json:
        words_ = "x" * length
        return modal(section(), **{field: plain(words_) if field in ("title", "submit", "close") else words_})

    assert check_view(view(longest)) == []
    assert check_view(view(longest + 1))[0].pointer.startswith(f"/{field}")


def test_a_message_holds_50_blocks_and_a_view_100() -> None:
    many = [section() for _ in range(101)]
    assert in_message(*many[:50]) == []
    assert "has 51" in in_message(*many[:51])[0]
    assert in_modal(*many[:100]) == []
    assert "has 101" in in_modal(*many)[0]
    assert check_view({"type": "home", "blocks": many[:100]}) == []
    assert check_view({"type": "home", "blocks": many}) != []


def test_block_ids_differ() -> None:
    assert in_message(section(block_id="a"), section(block_id="b")) == []
    assert "block_id is there more than once: a" in in_message(section(block_id="a"), section(block_id="a"))[0]


def test_a_modal_with_inputs_has_submit() -> None:
    view = modal(input_block())
    assert check_view(view) == []
    del view["submit"]
    assert [fault.pointer for fault in check_view(view)] == ["/submit"]


def test_a_home_has_no_title() -> None:
    assert check_view({"type": "home", "blocks": [section()]}) == []
    assert check_view({"type": "home", "blocks": [section()], "title": plain("Home")}) != []


def test_a_view_is_a_modal_or_a_home() -> None:
    assert check_view({"type": "page", "blocks": [section()]})[0].pointer == "/type"


def test_a_view_has_blocks() -> None:
    assert check_view({"type": "modal", "title": plain("Title")}) != []
    assert in_modal() != []


def test_a_view_has_fewer_than_250_000_bytes() -> None:
    blocks = [section("€" * 1000) for _ in range(100)]
    assert "view_too_large" in [fault.error for fault in check_view(modal(*blocks))]


def test_a_message_with_blocks_has_a_text() -> None:
    assert check_message({"text": "Words", "blocks": [section()]}) == []
    assert check_message({"blocks": [section()]})[0].pointer == "/text"
    assert check_message({})[0].error == "no_text"
    assert check_message({"text": 5})[0].sentence == "must be a string"


def test_a_message_is_too_long_above_13200_characters_and_warned_of_above_10000() -> None:
    def of(length: int) -> Json:
        return {"text": "Words", "blocks": [section("x" * 2000) for _ in range(length // 2000)]}

    assert check_message(of(10_000)) == []
    warned = check_message(of(12_000))
    assert [fault.warn for fault in warned] == [True]
    assert refusing(warned) == []
    assert check_message(of(14_000))[0].error == "msg_too_long"


def test_an_updates_text_has_4000_characters() -> None:
    assert check_message({"text": "x" * 4000}, update=True) == []
    assert check_message({"text": "x" * 4001}, update=True)[0].error == "msg_too_long"
    assert check_message({"text": "x" * 4001}) == []


def test_one_table_and_one_focus() -> None:
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}
    assert in_message(table) == []
    assert "no more than 1 table" in in_message(table, deepcopy(table))[0]
    assert in_modal(typed(focus_on_load=True)) == []
    assert "focus_on_load" in in_modal(typed(focus_on_load=True), typed(focus_on_load=True))[0]


def test_a_typeahead_may_find_nothing_but_answers_in_one_way() -> None:
    assert check_options({"options": []}) == []
    assert check_options({"options": options(100)}) == []
    assert check_options({"options": options(101)}) != []
    assert check_options({}) != []
    groups = [{"label": plain("Roles"), "options": options(2)}]
    assert check_options({"option_groups": groups}) == []
    assert check_options({"option_groups": groups + groups}) != []


@pytest.mark.parametrize("blocks", ["text", {"type": "section"}, [5], [{"text": "no type"}], [{"type": 5}]])
def test_what_is_no_list_of_blocks_is_refused(blocks: Any) -> None:
    assert check_message({"text": "Words", "blocks": blocks}) != []


def test_a_fault_names_its_place() -> None:
    fault = check_message({"text": "Words", "blocks": [section("")]})[0]
    assert str(fault) == "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"
