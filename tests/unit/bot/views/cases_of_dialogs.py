"""Cases of the dialogs: sharing, confirming, asking and answering, remarks, moving, reading as HR, settings."""

from __future__ import annotations

from dataclasses import replace

from bot.facts import Goals, Shared, Talk
from bot.views.asking import ask_modal, ask_pick_modal
from bot.views.confirming import confirm_modal, decline_modal
from bot.views.moving import move_message, move_modal, reading_message, reason_modal, to_move_message
from bot.views.remarks import comment_modal, progress_modal
from bot.views.settling import settle_modal
from bot.views.share import sent_modal, share_modal
from bot.views.wishes import settings_modal
from db.facts import Blank, Preferences, Proposal, Request, SheetLine, Slot
from tests.unit.bot.making import (
    ANA,
    TEAM,
    executive,
    goals_of,
    half_filled,
    line,
    person,
    profile_of,
)
from tests.unit.bot.views.anything import NASTY
from tests.unit.bot.views.case import Case
from tests.unit.bot.views.dialogue import (
    FULL,
    LONG_NAME,
    MIA,
    NASTY_NAME,
    TUESDAY,
    WHY,
    called,
    changed,
    key_of,
    request_of,
    share_facts,
    shared_goals,
    shared_of,
    stood,
)

ID = "6" * 32
MARTA = person("U_MARTA", "Marta Gil", "America/New_York")


def _full() -> Shared:
    return shared_of(called(goals_of(profile_of(2), due=""), LONG_NAME))


def _nasty() -> Shared:
    profile = profile_of(len(NASTY))
    values: dict[Blank, str] = {(row.key, "target"): text for row, text in zip(profile.rows, NASTY, strict=True)}
    return shared_of(called(goals_of(profile, values), NASTY_NAME))


SHARING = (
    Case("share-first-at-once", share_modal, lambda: (share_facts(_filled()), ANA)),
    Case(
        "share-first-contact-later-fields-open",
        share_modal,
        lambda: (share_facts(half_filled(executive("P4")), arrives=TUESDAY, first_contact=True), ANA),
    ),
    Case(
        "share-by-a-stand-in-elsewhere",
        share_modal,
        lambda: (share_facts(_one_open(), arrives=TUESDAY, first_contact=True), MARTA),
    ),
    Case("share-without-readers", share_modal, lambda: (share_facts(_filled(), readers=()), ANA)),
    Case(
        "share-with-many-readers",
        share_modal,
        lambda: (share_facts(_filled(), readers=tuple(f"Reader {n}" for n in range(40))), ANA),
    ),
    Case("share-replacing-others", share_modal, lambda: (share_facts(_filled(), replaces="8" * 32), ANA)),
    Case("share-version-2", share_modal, lambda: (changed(half_filled(executive("P4")), (0, 2), layout="okr"), ANA)),
    Case(
        "share-version-2-many-changes", share_modal, lambda: (changed(goals_of(profile_of(30)), range(30), FULL), ANA)
    ),
    Case("share-long-name", share_modal, lambda: (share_facts(called(_one_open(), LONG_NAME)), ANA)),
    Case("share-hostile-names", share_modal, lambda: (share_facts(called(_one_open(), NASTY_NAME)), ANA)),
    Case("sent-now", sent_modal, lambda: (shared_goals(_filled()), 1, None, ANA)),
    Case("sent-later", sent_modal, lambda: (shared_goals(_filled()), 2, TUESDAY, ANA)),
    Case("sent-later-hostile-name", sent_modal, lambda: (called(_filled(), NASTY_NAME), 1, TUESDAY, MARTA)),
)

CONFIRMING = (
    Case("confirm", confirm_modal, lambda: (shared_of(),)),
    Case("confirm-version-3-long-name", confirm_modal, lambda: (shared_of(called(_filled(), LONG_NAME), 3),)),
    Case("decline", decline_modal, lambda: (shared_of(),)),
    Case("decline-hostile-name", decline_modal, lambda: (_nasty(),)),
)

ASKING = (
    Case("ask-pick", ask_pick_modal, lambda: (shared_of(), ID)),
    Case("ask-pick-again", ask_pick_modal, lambda: (shared_of(talk=Talk(requests=(_request(),))), ID)),
    Case("ask-pick-55-goals", ask_pick_modal, lambda: (shared_of(goals_of(profile_of(55))), ID)),
    Case("ask-pick-160-goals", ask_pick_modal, lambda: (shared_of(goals_of(profile_of(160))), ID)),
    Case("ask-pick-hostile", ask_pick_modal, lambda: (_nasty(), ID)),
    Case("ask-one", ask_modal, lambda: (shared_of(), ID, (key_of(0),))),
    Case("ask-all-together", ask_modal, lambda: (shared_of(), ID, ("",))),
    Case("ask-six-and-one-that-is-gone", ask_modal, lambda: (shared_of(), ID, _six())),
    Case("ask-hostile", ask_modal, lambda: (_nasty(), ID, tuple(goal.key for goal in _nasty().goals.goals[-6:]))),
)

SETTLING = (
    Case("settle-one", settle_modal, lambda: (_asked(), _request())),
    Case("settle-all-kinds", settle_modal, lambda: (_asked(version=2), _everything_asked())),
    Case("settle-nothing-proposed", settle_modal, lambda: (_asked(), request_of(Proposal("", "", "", WHY)))),
    Case("settle-beside-a-working-copy", settle_modal, lambda: (_asked(editing=True), _request())),
    Case("settle-long", settle_modal, lambda: (_full(), _long_request())),
    Case("settle-hostile", settle_modal, lambda: (_nasty(), _nasty_request())),
)

REMARKS = (
    Case("comment", comment_modal, lambda: (shared_of(), ID)),
    Case("comment-by-the-manager", comment_modal, lambda: (shared_of(viewer="author", who=ANA), ID)),
    Case("comment-by-a-stand-in", comment_modal, lambda: (shared_of(viewer="author", who=MIA), ID)),
    Case("comment-120-goals", comment_modal, lambda: (shared_of(goals_of(profile_of(120))), ID)),
    Case("progress", progress_modal, lambda: (shared_of(), ID)),
    Case("progress-of-one-goal", progress_modal, lambda: (_stood(), ID, key_of(1))),
    Case("progress-the-second-time-without-a-value", progress_modal, lambda: (_stood(""), ID, key_of(1))),
    Case("progress-of-the-only-goal", progress_modal, lambda: (shared_of(_one_open()), ID)),
    Case("progress-120-goals", progress_modal, lambda: (shared_of(goals_of(profile_of(120))), ID)),
    Case("progress-hostile", progress_modal, lambda: (_nasty(), ID)),
)

MOVING = (
    Case("move", move_modal, lambda: (shared_goals(_filled()),)),
    Case("move-with-the-companys-list", move_modal, lambda: (shared_goals(_filled()),), {"listed": True}),
    Case(
        "move-while-one-is-asked-about",
        move_modal,
        lambda: (shared_goals(called(_filled(), NASTY_NAME), editing=True), LONG_NAME),
    ),
    Case("to-move", to_move_message, lambda: ([(_line(1), "Sam Okafor"), (_line(2, editing=True), "Priya Nair")], 2)),
    Case("to-move-many", to_move_message, lambda: ([(_line(n), NASTY_NAME) for n in range(1, 11)], 31)),
    Case("to-move-none", to_move_message, lambda: ([], 0)),
    Case("move-asked", move_message, lambda: (_moving("U_MIA"), "Mia Vogt", "U_MIA")),
    Case("move-agreed", move_message, lambda: (_moving("", "U_MIA"), "Mia Vogt", "U_MIA")),
    Case("move-refused", move_message, lambda: (_moving(""), "Mia Vogt", "U_MIA")),
    Case("reading-as-hr", reading_message, lambda: ("Sam Okafor", "U_SAM")),
    Case("reason-one", reason_modal, lambda: ([(_line(1), "Ana Ruiz")], "Sam Okafor")),
    Case("reason-several", reason_modal, lambda: ([(_line(n), LONG_NAME) for n in range(1, 4)], NASTY_NAME)),
)

SETTINGS = (
    Case("settings", settings_modal, lambda: (Preferences(TEAM, "U_SAM"), "smart")),
    Case("settings-all-changed", settings_modal, lambda: (Preferences(TEAM, "U_SAM", 7, True, "okr"), "mbo")),  # noqa: FBT003
    Case("settings-from-before", settings_modal, lambda: (Preferences(TEAM, "U_SAM", 22, layout="gone"),)),
)

CASES = (*SHARING, *CONFIRMING, *ASKING, *SETTLING, *REMARKS, *MOVING, *SETTINGS)


def _filled() -> Goals:
    profile = profile_of(3)
    slots: tuple[Slot, ...] = ("baseline", "target")
    return goals_of(profile, {(row.key, slot): f"{slot} 7" for row in profile.rows for slot in slots})


def _one_open() -> Goals:
    profile = profile_of(1)
    return goals_of(profile, {(profile.rows[0].key, "target"): "12"})


def _six() -> tuple[str, ...]:
    keys = [goal.key for goal in half_filled(executive("P4")).goals]
    return (*keys[:4], keys[5], "x:1", "o:gone", "x:1")


def _request() -> Request:
    return request_of(Proposal(key_of(1), "26 % of deals won", "2027-05-31", WHY))


def _everything_asked() -> Request:
    target = Proposal(key_of(0), "€2.2M booked", "", WHY)
    day = Proposal("x:1", "", "2027-04-30", "The last of them is signed in May.")
    return request_of(target, day, Proposal(key_of(2), "", "", WHY), Proposal("", "", "", WHY), version=2)


def _asked(version: int = 1, *, editing: bool = False) -> Shared:
    return shared_of(version=version, editing=editing, viewer="author", who=ANA)


def _long_request() -> Request:
    keys = [goal.key for goal in _full().goals.goals]
    return request_of(Proposal(keys[0], FULL, "2027-05-31", FULL), Proposal("o:gone", FULL, "", FULL))


def _nasty_request() -> Request:
    keys = [goal.key for goal in _nasty().goals.goals]
    return request_of(*(Proposal(key, text, "", text) for key, text in zip(keys, reversed(NASTY), strict=True)))


def _stood(value: str = "26 % of deals won") -> Shared:
    return shared_of(talk=Talk(checkins=(stood(key_of(1), value),)))


def _line(number: int, *, editing: bool = False) -> SheetLine:
    return replace(line(number), state="confirmed", version=number, editing=editing)


def _moving(to: str, author: str = "U_ANA") -> Shared:
    shared = shared_of()
    return replace(shared, sheet=replace(shared.sheet, moving_to=to, author=author))
