"""Who may do what by which control, in which state of the goals: written down by hand, apart from the app's rules.

A listener of the app that is about somebody's goals has one deed or more here; all others stand in `ABOUT_NO_GOALS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.sandbox.state import Json
from bot.views import (
    asking,
    check,
    choose,
    confirming,
    fill,
    frames,
    lines,
    moving,
    reading,
    remarks,
    settling,
    several,
    share,
    start,
    text_changes,
    text_news,
)
from bot.views import shared_ids as ids
from bot.views.state import (
    More,
    NewGoals,
    NewRemark,
    OneLine,
    OneMove,
    OnePerson,
    OneRequest,
    OneSheet,
    OneVersion,
    ShownFrame,
    StartAnswer,
    TextPlace,
    encode,
)
from canon.loader import load, packaged
from canon.snapshot import content_hash
from tests.integration.app.by_hand import Interaction, day, option, text, ticked, user, users
from tests.integration.app.changed_texts import changed, changed_profile
from tests.integration.app.goals_in_states import OWN, PRIYA, PROFILE, REQUEST, SAM, SHEET

LIVE = "USMRWCN"
SEEN = f"{LIVE}X"
MET = SEEN.replace("U", "")
"""What the employee, once they have met the author, and HR may see."""
WRITABLE = "DBW"
ALL = f"DBT{SEEN}"
NEW = "33333333333333333333333333333333"
PERIOD, LAST = "H1 2027", "2027-06-30"
VERSION, VIEW = encode(OneVersion(SHEET, 1)), encode(OneVersion(SHEET, 1, 1, "okr"))
ONE, MOVE = encode(OneSheet(SHEET)), encode(OneMove(SHEET, PRIYA))
LINE = encode(OneLine(SHEET, OWN, 1_000))
MINE, THEIRS = encode(ShownFrame(PROFILE, "okr", 1, SHEET)), encode(ShownFrame(PROFILE, "okr", 1, SHEET, 1))
_LIBRARY = load([packaged()])
CHANGED = changed(_LIBRARY)
"""The library that the goals in every state stand beside: it has changed since they were begun."""
_BEGUN = _LIBRARY.profile(PROFILE)
assert _BEGUN is not None
BETWEEN = encode(TextPlace(SHEET, 0, 1, content_hash(_BEGUN), content_hash(changed_profile(_LIBRARY)), taken="1000"))
Effect = Literal["changes", "shows"]


@dataclass(frozen=True)
class Deed:
    """What a control does, and in which states the author, the employee and an HR reader may do it.

    In `idle` states it is allowed and changes nothing all the same. `then` is the state that it leads to. A `quiet`
    one gets no answer, whatever comes of it. `about` is what in it stands for the goals.
    """

    listener: str
    what: Interaction
    effect: Effect
    author: str = ""
    subject: str = ""
    reader: str = ""
    idle: str = ""
    then: str = ""
    quiet: bool = False
    about: str = SHEET

    def states_of(self, part: str) -> str:
        """Return the states in which somebody in this place may do it."""
        return {"author": self.author, "subject": self.subject, "reader": self.reader}.get(part, "")


def press(name: str, value: str = VERSION) -> Interaction:
    return Interaction("block_actions", name, value)


def within(
    name: str, value: str = "", fields: dict[str, Json] | None = None, *, metadata: str = "", chosen: str = ""
) -> Interaction:
    """Return a press in a view."""
    return Interaction("block_actions", name, value, chosen, metadata, fields or {}, inside=True)


def submit(name: str, metadata: str, fields: dict[str, Json] | None = None) -> Interaction:
    return Interaction("view_submission", name, metadata=metadata, fields=fields or {})


def more(what: str) -> Interaction:
    return within(ids.MORE, chosen=encode(More(what, SHEET, 1)), metadata=VIEW)


def starting(new: NewGoals, *, again: str = "") -> Interaction:
    """Return the answer of the first view of new goals, for Priya."""
    fields: dict[str, Json] = {
        start.SUBJECT: user(PRIYA),
        start.PROFILE: option(PROFILE),
        start.PERIOD: option(PERIOD),
        start.LAYOUT: option("smart"),
        start.DUE: day(LAST),
    }
    if again:
        fields[start.AGAIN] = ticked(again)
    return submit(start.SUBMIT, encode(new), fields)


REMARK = encode(NewRemark(SHEET, 1, NEW))
TYPED: dict[str, Json] = {f"{fill.FIELD}:target": text("written by hand"), f"{fill.FIELD}:baseline": text("0")}
KEPT: dict[str, Json] = {f"{choose.KEEP}:{OWN}": ticked(OWN)}
WISH: dict[str, Json] = {
    f"{asking.TARGET}{OWN}": text("35 %"),
    f"{asking.DATE}{OWN}": day(LAST),
    f"{asking.WHY}{OWN}": text("too much"),
}
FRESH = NewGoals(NEW, SHEET, PROFILE, PRIYA)

OF_AUTHORS = (
    Deed(r"action ^goals:continue", press(frames.CONTINUE, ONE), "shows", WRITABLE),
    Deed("action goals:open", press(lines.OPEN_SHEET, ONE), "shows", ALL),
    Deed("view choose", submit(choose.SUBMIT, ONE, KEPT), "changes", WRITABLE),
    Deed(
        r"action ^(choose:keep:|choose:level$)",
        within(f"{choose.KEEP}:{OWN}", metadata=ONE, chosen=OWN, fields=KEPT),
        "changes",
        WRITABLE,
    ),
    Deed("action choose:all", within(choose.ALL, ONE, metadata=ONE, fields=KEPT), "changes", WRITABLE),
    Deed("action choose:none", within(choose.NONE, ONE, metadata=ONE, fields=KEPT), "changes", WRITABLE),
    Deed("action choose:page", within(choose.TURN, ONE, metadata=ONE, fields=KEPT), "changes", WRITABLE),
    Deed("view fill", submit(fill.SUBMIT, LINE, TYPED), "changes", WRITABLE),
    Deed("action fill:jump", within(fill.JUMP, metadata=LINE, chosen=OWN, fields=TYPED), "changes", WRITABLE),
    Deed("action fill:leave", within(fill.LEAVE, "x", metadata=LINE, fields=TYPED), "changes", WRITABLE),
    *(
        Deed(
            f"action fill:{slot}",
            within(f"fill:{slot}", metadata=LINE, fields=TYPED),
            "changes",
            WRITABLE,
            quiet=True,
        )
        for slot in ("text", "baseline", "target", "date", "note")
    ),
    Deed("action check:layout", within(check.LAYOUT, metadata=ONE, chosen="okr"), "changes", WRITABLE),
    Deed(r"action ^check:page:", within(f"{check.TURN}:1", ONE, metadata=ONE), "shows", ALL),
    Deed("action check:go", within(check.GO, metadata=ONE, chosen=OWN), "shows", ALL),
    Deed("action check:choose", within(check.CHOOSE, ONE, metadata=ONE), "shows", ALL),
    Deed("action check:add", within(check.ADD, ONE, metadata=ONE), "changes", WRITABLE),
    Deed("action check:discard", within(check.DISCARD, ONE, metadata=ONE), "changes", "DB", then="withdrawn"),
    Deed("view check", submit(check.SUBMIT, ONE), "shows", WRITABLE),
    Deed("action shared:share", press(ids.SHARE), "shows", WRITABLE),
    Deed(
        "view share",
        submit(share.SUBMIT, ONE, {share.NOTE: text(""), share.OPEN: ticked("yes")}),
        "changes",
        WRITABLE,
        then="shared",
    ),
    Deed("action goals:start", press(frames.START, encode(NewGoals(source=SHEET))), "shows", ALL),
    Deed(
        "action start:subject",
        within(start.SUBJECT, metadata=encode(NewGoals(NEW, SHEET)), fields={start.SUBJECT: user(PRIYA)}),
        "shows",
        ALL,
    ),
    Deed(
        "action start:period",
        within(start.PERIOD, metadata=encode(NewGoals(NEW, SHEET)), fields={start.PERIOD: option(PERIOD)}),
        "shows",
        ALL,
    ),
    Deed("view start", starting(FRESH), "changes", ALL),
    Deed("view start", starting(NewGoals(NEW, "", PROFILE, PRIYA, replaces=SHEET)), "changes", LIVE),
    Deed(
        "view start_another",
        submit(start.ANOTHER, encode(StartAnswer(NEW, SHEET, "", PRIYA, PROFILE, PERIOD, "smart", LAST))),
        "changes",
        ALL,
    ),
    Deed("action texts:show", press(text_news.SHOW, BETWEEN), "shows", ALL),
    Deed(r"action ^texts:page:\d{1,4}$", within(f"{text_changes.TURN}:1", BETWEEN), "shows", ALL),
    Deed("action texts:take_all", within(text_changes.TAKE_ALL, BETWEEN), "shows", ALL),
    Deed("action texts:keep_all", within(text_changes.KEEP_ALL, BETWEEN), "shows", ALL),
    Deed("action texts:again", within(text_changes.AGAIN, BETWEEN), "shows", ALL),
    Deed("view texts", submit(text_changes.SUBMIT, BETWEEN), "changes", WRITABLE),
    Deed("action several:open", within(several.SEVERAL, ONE, metadata=ONE), "shows", ALL),
    Deed("view several", submit(several.SUBMIT, encode(FRESH), {several.PEOPLE: users(PRIYA)}), "changes", ALL),
    Deed("action shared:now", press(ids.SEND_NOW), "changes", LIVE),
    Deed("action shared:back", press(ids.TAKE_BACK), "changes", "USMW", then="draft"),
    Deed("action shared:change", press(ids.CHANGE), "changes", LIVE),
    Deed("action shared:drop", press(ids.DROP, ONE), "changes", "W"),
    Deed("action shared:give_up", press(ids.GIVE_UP), "changes", "USMW", then="unconfirmed"),
    Deed("action shared:close", press(ids.CLOSE), "changes", "USMRCN", then="closed"),
    Deed("action shared:reopen", press(ids.REOPEN), "changes", "X", then="confirmed"),
    Deed(r"action ^shared:answer(:|$)", press(ids.ANSWER), "shows", "R"),
    Deed(
        "view settle",
        submit(
            settling.SUBMIT,
            encode(OneRequest(SHEET, 1, REQUEST)),
            {f"{settling.DECIDE}{OWN}": option(settling.TAKE), f"{settling.ANSWER}{OWN}": text("")},
        ),
        "changes",
        "R",
        then="shared",
    ),
    Deed("action shared:move", press(ids.MOVE), "shows", LIVE),
    Deed("view move", submit(moving.SUBMIT, ONE, {moving.MANAGER: user(PRIYA)}), "changes", LIVE.replace("W", "")),
    Deed("action shared:replace", press(ids.REPLACE), "shows", LIVE),
)
OF_BOTH = (
    Deed(r"action ^(frames:show|frames:page):", press(f"{frames.SHOW}:okr", MINE), "shows", ALL),
    Deed(r"action ^frames:read(:|$)", press(frames.READ, MINE), "shows", ALL),
    Deed("action frames:copy", press(frames.COPY, MINE), "shows", ALL),
    Deed(r"action ^copy:page:", press(f"{reading.MORE}:1", MINE), "shows", ALL),
    Deed(r"action ^read:page:", within(f"{reading.TURN}:1", MINE), "shows", ALL),
    Deed("action texts:show", press(text_news.SHOW, encode(TextPlace(SHEET, 1))), "shows", SEEN, MET),
    Deed(r"action ^(frames:show|frames:page):", press(f"{frames.SHOW}:okr", THEIRS), "shows", SEEN, MET),
    Deed(r"action ^frames:read(:|$)", press(frames.READ, THEIRS), "shows", SEEN, MET),
    Deed("action frames:copy", press(frames.COPY, THEIRS), "shows", SEEN, MET),
    Deed(r"action ^copy:page:", press(f"{reading.MORE}:1", THEIRS), "shows", SEEN, MET),
    Deed(r"action ^read:page:", within(f"{reading.TURN}:1", THEIRS), "shows", SEEN, MET),
    Deed(r"action ^shared:open(:|$)", press(ids.OPEN), "shows", SEEN, SEEN),
    Deed(r"action ^(shared:page|shared:layout)(:|$)", within(f"{ids.PAGE}:1", VIEW), "shows", SEEN, MET),
    Deed("action shared:read", press(ids.READ), "shows", SEEN, MET),
    Deed("action shared:more", more("copy"), "shows", SEEN, MET),
    Deed("action shared:more", more("layout"), "shows", SEEN, MET),
    Deed("action shared:more", more("next"), "shows", SEEN, MET),
    Deed("action shared:more", more("comment"), "shows", LIVE, LIVE.replace("U", "")),
    Deed("action shared:more", more("decline"), "shows", "", "SMRWN"),
    Deed(r"action ^shared:history(:|$)", press(ids.HISTORY), "shows", SEEN, MET),
    Deed(r"action ^shared:readings(:|$)", press(ids.READINGS), "shows", SEEN, MET),
    Deed("action shared:check", press(ids.CHECK), "shows", "CX", "CX"),
    Deed("action shared:comment", press(ids.COMMENT), "shows", LIVE, LIVE.replace("U", "")),
    Deed(
        "view comment",
        submit(remarks.COMMENT, REMARK, {remarks.GOAL: option(OWN), remarks.WORDS: text("a remark")}),
        "changes",
        LIVE,
        LIVE.replace("U", ""),
    ),
)
OF_EMPLOYEES = (
    Deed("action shared:confirm", press(ids.CONFIRM), "shows", subject="SMRWCN"),
    Deed(
        "view confirm",
        submit(confirming.CONFIRM, VERSION, {confirming.WORDS: text("")}),
        "changes",
        subject="SMRWCN",
        idle="C",
        then="confirmed",
    ),
    Deed(
        "view decline",
        submit(confirming.DECLINE, VERSION, {confirming.WORDS: text("")}),
        "changes",
        subject="SMRWN",
        then="unconfirmed",
    ),
    Deed("action shared:ask", press(ids.ASK), "shows", subject="SMRWN"),
    Deed(
        "view ask_pick",
        submit(asking.PICK, encode(OneRequest(SHEET, 1, NEW)), {f"{asking.TICK}{OWN}": ticked(OWN)}),
        "shows",
        subject="SMRWN",
    ),
    Deed("view ask", submit(asking.SUBMIT, encode(OneRequest(SHEET, 1, NEW)), WISH), "changes", subject="SMRWN"),
    Deed("action shared:progress", press(ids.PROGRESS), "shows", subject="SMRWCN"),
    Deed(
        "view progress",
        submit(
            remarks.PROGRESS,
            REMARK,
            {remarks.WHICH: option(OWN), remarks.VALUE: text("26 %"), remarks.STATUS: option("on track")},
        ),
        "changes",
        subject="SMRWCN",
    ),
    Deed("action shared:meet", press(ids.MEET), "changes", subject=LIVE, idle=LIVE.replace("U", "")),
    Deed("action shared:not_manager", press(ids.NOT_MANAGER), "changes", subject="USMWN"),
    Deed("action shared:agree_move", press(ids.AGREE_MOVE, MOVE), "changes", subject="M"),
    Deed("action shared:refuse_move", press(ids.REFUSE_MOVE, MOVE), "changes", subject="M"),
)
OF_READERS = (
    Deed("action reason:open", press(moving.READING, encode(OnePerson(SAM))), "shows", reader=MET, about=SAM),
    Deed(
        "view reason",
        submit(
            moving.REASON,
            "",
            {moving.GOALS: option(SHEET), moving.WHY: option("0"), moving.REASON_WORDS: text("quality")},
        ),
        "changes",
        reader=MET,
    ),
)
DEEDS = (*OF_AUTHORS, *OF_BOTH, *OF_EMPLOYEES, *OF_READERS)

CYCLES = "is about a review cycle, for organisers alone: held by the test of who may organise"
PEOPLE = "is about the company's list, for organisers alone: held by the test of who may organise"
OFFICES = "for owners and admins of the workspace alone: held by the tests of organisers and HR readers"
ABOUT_NO_GOALS = {
    "command /goals": "answers with what the person writes and what was shared with them, found by who they are",
    "shortcut new_goals": "begins with nothing",
    "options start:profile": "searches the role library",
    "action frames:role": "shows a role",
    r"action ^role:open(:|$)": "shows a role",
    r"action ^role:part:": "shows a role",
    r"action ^role:compare(:|$)": "compares two roles",
    r"action ^role:pair:": "compares two roles",
    "action role:next": "compares two levels of a role",
    r"action ^frames:levels:": "shows a role",
    "action home:settings": "shows one's own settings",
    "view settings": "keeps one's own settings",
    r"action ^home:page(:|$)": "shows one's own Home",
    "action home:show": "shows one's own Home",
    "event app_home_opened": "shows one's own Home",
    "event user_change": "keeps what Slack says of people",
    "event team_join": "keeps what Slack says of people",
    "view_closed choose": "writes what the app itself has pending",
    "view_closed fill": "writes what the app itself has pending",
    "view_closed check": "writes what the app itself has pending",
    "action shared:privacy": "shows who can read one's goals, by the company's settings",
    "action people:wrong": "stops a change of the company's list: held by the tests of that list",
    "action offices:agree": OFFICES,
    "action offices:remove": OFFICES,
    "view offices": OFFICES,
    "action cycle:new": CYCLES,
    "action todo:name": CYCLES,
    "action cycle_form:who": CYCLES,
    "view cycle_new": CYCLES,
    "action cycle:more": CYCLES,
    "view cycle_edit": CYCLES,
    r"action ^(dates:opens:|dates:due:)": CYCLES,
    "view cycle_dates": CYCLES,
    "view cycle_people": CYCLES,
    "action cycle:pause": CYCLES,
    "action cycle:resume": CYCLES,
    "action cycle:drop": CYCLES,
    "view cycle_close": CYCLES,
    r"action ^(cycle:dry_run|cycle:calendar|cycle:run_page)(:|$)": CYCLES,
    "action cycle:lookup": CYCLES,
    "view launch": CYCLES,
    "action cycle:open": CYCLES,
    r"action ^cycle:page(:|$)": CYCLES,
    "action cycle:step": CYCLES,
    "action cycle:unit": CYCLES,
    "action cycle:country": CYCLES,
    "action cycle:late": CYCLES,
    "action cycle:remind": CYCLES,
    "view cycle_remind": CYCLES,
    "view cycle_excuse": CYCLES,
    "view cycle_due": CYCLES,
    r"action ^(cycle:log|cycle:log_page|cycle:history)(:|$)": CYCLES,
    r"action ^(cycle:export|cycle:export_plan)$": CYCLES,
    "view list": PEOPLE,
    "view list_columns": PEOPLE,
    "view list_apply": PEOPLE,
    "action list:headings": PEOPLE,
    "action titles:ask": PEOPLE,
    "view titles": PEOPLE,
    "options ^titles:role:": "searches the role library",
    "view listed": PEOPLE,
    "view agree_ask": PEOPLE,
    "action agree:yes": PEOPLE,
    "action agree:no": PEOPLE,
    r"action ^agree:show(:|$)": PEOPLE,
    "action people:look": PEOPLE,
    "action reminder:later": "postpones one's own reminders",
    "view later": "postpones one's own reminders",
    "action todo:mark": "marks one's own to-do of a review cycle: held by the tests of these",
    "action reminder:all": "shows one's own Home",
}
"""Listeners that are about nobody's goals, and why."""
