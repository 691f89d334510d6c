"""The main job as a conversation: a role's goals, a draft begun, left half-way, found again, finished, copied."""

from __future__ import annotations

from canon.frames import FRAMES, TITLES, build_frame
from canon.render.text import frame_text
from tests.integration.app.office import COMMAND, START, Office

VALUES = (
    ("€1.9M booked, last 12 months", "€2.4M booked"),
    ("22 % of deals won", "30 % of deals won"),
    ("2 cross-sell plans", "6 cross-sell plans"),
    ("Forecast off by 18 %", "Forecast off by at most 8 %"),
    ("1 person mentored", "3 people mentored"),
)
LAYOUTS: dict[str, str] = {"smart": "SMART", **{name: title for name, title in TITLES.items() if name != "smart"}}


def fills(office: Office, baseline: str, target: str) -> None:
    office.ana.enters("Baseline", baseline)
    office.ana.enters("Target", target)
    office.ana.submits()


def copied(office: Office) -> str:
    """Return the words in the box of the last message."""
    block = office.ana.last_message.blocks[1]
    assert block["elements"][0]["type"] == "rich_text_preformatted"
    return "".join(run["text"] for run in block["elements"][0]["elements"])


def test_a_role_is_seen_in_all_four_layouts_in_one_message(office: Office) -> None:
    ana = office.ana
    ana.types(COMMAND, channel="C0GENERAL")
    for words in (*LAYOUTS.values(), "SMART"):
        ana.clicks(words)
        assert f"[{words}, shown now]" in ana.sees()
    assert len(ana.messages) == 1
    assert office.sam.messages == []


def test_the_text_to_copy_is_the_layout_to_the_byte(office: Office) -> None:
    profile = office.goalframe.services.roles.profile("DIRECT.ACCOUNTEA038.P4")
    for name in FRAMES:
        office.ana.types(f"{COMMAND} {name}")
        office.ana.clicks("Copy as text")
        assert copied(office) == frame_text(build_frame(profile, name))


def test_read_in_full_shows_the_whole_layout_in_a_view(office: Office) -> None:
    profile = office.goalframe.services.roles.profile("DIRECT.ACCOUNTEA038.P4")
    office.ana.types(COMMAND)
    office.ana.clicks("Read in full")
    assert frame_text(build_frame(profile, "smart")) in office.ana.sees()


def test_about_this_role_shows_what_the_library_says(office: Office) -> None:
    office.ana.types(COMMAND)
    office.ana.clicks("About this role")
    assert "Owns the full sales cycle" in office.ana.sees()
    assert "== About this role ==" in office.ana.sees()


def test_a_draft_left_half_way_without_saving_is_all_there_when_it_is_continued(office: Office) -> None:
    ana = office.ana
    office.drafts(ana)
    fills(office, *VALUES[0])
    ana.enters("Baseline", VALUES[1][0])
    ana.enters("Target", VALUES[1][1])
    ana.enters("How you will both see it", "CRM report, win rate")
    ana.closes()
    assert ana.modal is None

    office.beats()
    assert "Draft for Tom Berg · H1 2027 · 2 of 5 filled" in ana.sees()
    ana.clicks("Continue")
    assert "Goal 3 of 5 · 2 filled" in ana.sees()
    ana.chooses("Go to another goal", "2. Conducts high-level discovery and contract negotiation… (filled)")
    assert (ana.value("Baseline"), ana.value("Target")) == VALUES[1]
    assert ana.value("How you will both see it") == "CRM report, win rate"
    assert ana.value("Due date") == "2027-06-30"


def test_a_finished_draft_stands_in_every_place(office: Office) -> None:
    ana = office.ana
    office.drafts(ana)
    for baseline, target in VALUES:
        fills(office, baseline, target)
    assert "Every field is filled." in ana.sees()
    assert "5 of 5 filled · kept as a draft, only you can see it" in ana.sees()
    ana.closes()
    assert ana.modal is None

    office.beats()
    ana.types("/goals <@U_TOM|tom>")
    for layout in LAYOUTS.values():
        ana.clicks(layout)
        assert VALUES[4][1] in ana.sees()
    ana.types("/goals copy")
    assert copied(office) == frame_text(office.goals_of().frame("smart"))
    ana.opens_home()
    assert "H1 2027 · Account Executive / Field Sales — P4 · 5 of 5 filled" in ana.sees()
    assert "Draft for Tom Berg · H1 2027 · 5 of 5 filled" in office.posts()[0].text


def test_nobody_else_sees_a_draft(office: Office) -> None:
    office.drafts(office.ana)
    fills(office, *VALUES[0])
    office.beats()
    tom = office.ws.person("U_TOM")
    tom.types("/goals mine")
    assert "No goals here yet." in tom.sees()
    tom.opens_home()
    assert VALUES[0][1] not in tom.sees()
    assert office.posts("U_TOM") == []


def test_the_card_never_holds_goal_text(office: Office) -> None:
    office.drafts(office.ana)
    fills(office, *VALUES[0])
    office.beats()
    posted = str([call.arguments for call in office.ws.calls if call.method.startswith("chat.")])
    assert VALUES[0][1] not in posted
    assert "Owns and grows" not in posted


def test_a_later_start_begins_with_the_role_of_the_last_goals(office: Office) -> None:
    begun_last_year(office)
    ana = office.ana
    ana.types("/goals")
    ana.picks("Who are these goals for?", "Tom Berg")
    assert ana.value("Role and level") == "Account Executive / Field Sales — P4"


def begun_last_year(office: Office) -> None:
    """Let Tom be a person with goals of the period before."""
    office.passes(days=-60)
    office.drafts(office.ana)
    office.ana.closes()
    office.passes(days=60)


def test_five_goals_of_a_known_person_take_nineteen_actions_and_eight_views(office: Office) -> None:
    begun_last_year(office)
    ana = office.ana
    before, drawn = ana.action_count, ana.view_count
    ana.types("/goals")
    ana.picks("Who are these goals for?", "Tom Berg")
    views = [screen(office)]
    ana.submits()
    views.append(screen(office))
    ana.submits()
    for baseline, target in VALUES:
        views.append(screen(office))
        ana.enters("Baseline", baseline)
        ana.enters("Target", target)
        ana.submits()
    views.append(screen(office))
    assert "Every field is filled." in ana.sees()
    assert ana.action_count - before <= 19
    assert len(set(views)) == len(views) == 8
    assert ana.view_count - drawn <= 9, "the first view is drawn once more, with the role of the last goals in it"


def screen(office: Office) -> str:
    """Return the title and the first lines of the view on top, which tell it from every other."""
    assert office.ana.modal is not None
    return "\n".join(office.ana.reads(office.ana.modal).splitlines()[:3])


def test_three_goals_take_fifteen_actions(office: Office) -> None:
    begun_last_year(office)
    ana = office.ana
    before = ana.action_count
    ana.types("/goals")
    ana.picks("Who are these goals for?", "Tom Berg")
    ana.submits()
    ana.unticks("Keep goal 4")
    ana.unticks("Keep goal 5")
    ana.submits()
    for baseline, target in VALUES[:3]:
        ana.enters("Baseline", baseline)
        ana.enters("Target", target)
        ana.submits()
    assert "Every field is filled." in ana.sees()
    assert ana.action_count - before <= 15


def test_an_interruption_costs_one_tap_more(office: Office) -> None:
    ana = office.ana
    office.drafts(ana)
    fills(office, *VALUES[0])
    office.beats()
    ana.closes()
    before = ana.action_count
    ana.clicks("Continue")
    assert ana.action_count - before == 1
    assert "Goal 2 of 5" in ana.sees()


def test_the_shortcut_starts_goals_too(office: Office) -> None:
    office.ana.uses_shortcut("new_goals")
    assert "== Start goals ==" in office.ana.sees()


def test_the_first_home_says_the_first_step(office: Office) -> None:
    office.ana.opens_home()
    assert "Nothing here yet." in office.ana.sees()
    office.ana.clicks(START)
    assert "== Start goals ==" in office.ana.sees()
