"""Files, threads, confirmations, forms and the demo's clock, as the page draws them and hands use them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.demo_page import DemoPage
from tests.browser.shared_demo import workspace
from tests.browser.test_small_and_dark import INKS
from tests.browser.window import PHONE, Window
from tests.unit.sandbox.calling import Json, Slack, actions, asked, button, option, plain

pytestmark = pytest.mark.browser

RECEIPT = "Goals for Sam Okafor\n" + "".join(f"line {number}\n" for number in range(80))
CONFIRM = {
    "title": plain("Take back?"),
    "text": plain("Sam keeps nothing."),
    "confirm": plain("Yes"),
    "deny": plain("No"),
}
ON_SCREEN = """
const { left, right } = document.querySelector('.menu:not([hidden])').getBoundingClientRect();
return left >= 0 && right <= document.documentElement.clientWidth;
"""


@pytest.fixture
def slack() -> Iterator[Slack]:
    with workspace() as slack:
        yield slack


@pytest.fixture
def sam(window: Window, slack: Slack) -> DemoPage:
    """Give the page with Sam before it, in the direct messages with the app."""
    page = DemoPage(window, slack.ws.url)
    page.opens()
    page.becomes("U_SAM")
    page.goes_to_app()
    return page


def dm(slack: Slack) -> str:
    return slack.ws.dm("U_SAM").id


def share(slack: Slack) -> str:
    """Post a card with a copy of it in its thread; return the card's ts."""
    row = actions(
        button("Take back", confirm=CONFIRM),
        {
            "type": "overflow",
            "action_id": "more",
            "options": [option(f"A longer entry {number}") for number in range(5)],
        },
    )
    card = slack.posts(dm(slack), "Your goals", blocks=[{"type": "header", "text": plain("Your goals")}, row])
    slack.uploads(dm(slack), "goals.txt", RECEIPT, thread_ts=card, initial_comment="Your copy")
    return card


def test_a_thread_opens_under_its_message_and_a_file_in_it_is_read(slack: Slack, sam: DemoPage) -> None:
    share(slack)
    sam.sees("Your goals", "1 reply")
    sam.sees_not("Your copy")
    sam.clicks("1 reply")
    sam.sees("Your copy", "goals.txt", "651 bytes")
    slack.posts(dm(slack), "One more", thread_ts=slack.ws.messages[0].ts)
    sam.sees("2 replies", "One more")
    sam.clicks("Open")
    sam.window.until(lambda: sam.window.all("#paper[open]"), "the file did not open")
    assert sam.window.run("return document.querySelector('#paper pre').textContent") == RECEIPT
    assert sam.window.run("return document.querySelector('#paper a').download") == "goals.txt"
    sam.window.press("ESCAPE")
    sam.window.until(lambda: not sam.window.all("#paper[open]"), "the file did not close")
    sam.clicks("2 replies")
    sam.sees_not("One more")


def test_what_is_not_confirmed_is_not_done(slack: Slack, sam: DemoPage) -> None:
    share(slack)
    sam.clicks("Take back")
    sam.sees("Take back?", "Sam keeps nothing.")
    sam.clicks("No")
    assert slack.ws.deliveries == []
    sam.clicks("Take back")
    sam.clicks("Yes")
    sam.window.until(lambda: len(slack.ws.deliveries) == 1, "the app was not told")


def form() -> tuple[Json, ...]:
    answers = {"type": "radio_buttons", "options": [option("Take it"), option("Keep mine")]}
    return (
        asked("Answer to goal 2", "two", answers),
        asked("Answer to goal 4", "four", answers),
        asked("Date", "date", {"type": "datepicker", "initial_date": "2027-06-30"}),
        asked("Readers", "who", {"type": "multi_users_select", "initial_users": ["U_MIA"], "max_selected_items": 2}),
        asked("Stand-in", "stand", {"type": "users_select", "initial_user": "U_ANA"}),
    )


def test_a_form_with_answers_dates_and_people_is_filled_and_sent(slack: Slack, sam: DemoPage) -> None:
    tab = sam.window.run("return sessionStorage.tab")
    view = {"type": "modal", "title": plain("Answers"), "submit": plain("Send"), "blocks": list(form())}
    slack("views.open", trigger_id=slack.ws.permissions.new_trigger("U_SAM", tab), view=view)
    sam.sees("Answer to goal 4")
    sam.clicks_on(".block[data-block-id=two] input[value='Keep mine']")
    sam.clicks_on(".block[data-block-id=four] input[value='Take it']")
    sam.clicks_on_choice("Ana Ruiz")
    third = "return document.querySelector('.block[data-block-id=who] input[value=U_SAM]').disabled"
    assert sam.window.run(third), "two are as many as may be chosen"
    sam.clicks("Send")
    sam.is_without_dialog()
    told = slack.ws.deliveries[-1].payload["view"]["state"]["values"]
    assert [told[name]["a"]["selected_option"]["value"] for name in ("two", "four")] == ["Keep mine", "Take it"]
    assert told["who"]["a"]["selected_users"] == ["U_ANA", "U_MIA"]
    assert (told["date"]["a"]["selected_date"], told["stand"]["a"]["selected_user"]) == ("2027-06-30", "U_ANA")


def test_a_file_is_put_into_a_form_and_a_choice_that_need_not_be_made_is_cleared(
    slack: Slack, sam: DemoPage, tmp_path: Path
) -> None:
    (tmp_path / "people.csv").write_text("name\nSam\n", encoding="utf-8")
    (tmp_path / "people.pdf").write_text("no list", encoding="utf-8")
    files = {"type": "file_input", "filetypes": ["csv"], "max_files": 1}
    stand_in = {"type": "users_select", "initial_user": "U_ANA"}
    blocks = [asked("List", "list", files), asked("Stand-in", "stand", stand_in, optional=True)]
    view = {"type": "modal", "title": plain("Answers"), "submit": plain("Send"), "blocks": blocks}
    tab = sam.window.run("return sessionStorage.tab")
    slack("views.open", trigger_id=slack.ws.permissions.new_trigger("U_SAM", tab), view=view)
    sam.sees("Stand-in")
    sam.clicks("Send")
    sam.sees("Please complete this required field.")
    sam.field("List").send_keys(str(tmp_path / "people.pdf"))
    sam.window.until(lambda: "Files here have to be of the type csv." in sam.window.text("body"), "it was taken")
    sam.field("List").send_keys(str(tmp_path / "people.csv"))
    sam.picks("Stand-in", "Choose")
    sam.window.until(lambda: slack.ws.uploads, "the file was not put in")
    sam.clicks("Send")
    sam.is_without_dialog()
    told = slack.ws.deliveries[-1].payload["view"]["state"]["values"]
    assert told["list"]["a"]["files"][0]["name"] == "people.csv"
    assert told["stand"]["a"]["selected_user"] is None


def test_the_clock_shows_the_demos_time_and_is_moved_on(slack: Slack, sam: DemoPage) -> None:
    sam.sees("Demo time: Mon 23 Nov, 09:30")
    sam.clicks("+1 hour")
    sam.sees("Mon 23 Nov, 10:30")
    slack.posts(dm(slack), "Sent at half past ten")
    sam.sees("Mon 10:30")
    sam.clicks("Next working morning")
    sam.sees("Tue 24 Nov, 09:30")
    sam.clicks("+1 day")
    sam.sees("Wed 25 Nov, 09:30")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_all_of_it_is_in_reach_and_readable(
    window: Window, slack: Slack, sam: DemoPage, scheme: str
) -> None:
    window.becomes(PHONE, touch=True)
    window.colours(scheme)
    sam.opens()
    share(slack)
    sam.clicks("1 reply")
    assert sam.too_wide() == []
    assert window.run(INKS) == []
    sam.clicks("⋯")
    assert window.run(ON_SCREEN)
    window.press("ESCAPE")
    sam.clicks("Open")
    window.until(lambda: window.all("#paper[open]"), "the file did not open")
    assert sam.too_wide() == []
    assert window.run(INKS) == []
