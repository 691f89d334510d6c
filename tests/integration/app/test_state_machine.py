"""Whatever six people do, in whatever order, with faults in between: the app keeps what a sheet of paper would."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.delivery.receipts import check_confirmed
from bot.errors import GoalframeError, NothingHere, Refused
from bot.facts import Answer, Deciding, Proposing, Typed, Visit
from bot.sandbox.faults import CutReply, RateLimited, ServerError
from bot.services.periods import current_periods
from bot.services.sheets import Start
from bot.views.history import history_modal
from bot.views.shared import own_message, shared_message
from bot.views.shared_view import shared_modal
from db.errors import StoreBusy
from db.facts import CheckIn, Person
from db.sqlite import sqlite_module
from db.unit_of_work import UnitOfWork
from tests.integration.app.goals_in_states import OWN, PROFILE, Shelf
from tests.integration.app.model_of_goals import Desk, Outcome, Paper
from tests.integration.app.office import T0, Landlord, Office
from tests.integration.app.without_wire import without_wire

MANAGERS, EMPLOYEES = ("U_ANA", "U_TOM"), ("U_SAM", "U_PRIYA")
EVERYBODY = (*MANAGERS, *EMPLOYEES, "U_MIA", "U_EVA")
MOST = 3
WORD = "Zq"
FAULTS = (RateLimited(1), ServerError(500), CutReply())
SHOWING = ("chat.postMessage", "chat.update", "views.publish", "files.completeUploadExternal")
RIGHT = "whose turn it is"
WHO = st.sampled_from((*[RIGHT] * 24, "author", "subject", *EVERYBODY))
WHICH = st.integers(0, 9)
ANY_CASE = 8
"""From here on a paper is drawn whether or not what is to be done fits its state."""
LATER = st.sampled_from((timedelta(minutes=10), timedelta(hours=2), timedelta(hours=9), timedelta(days=3)))
KEPT_ONCE = ("revisions", "replies", "requests", "proposals", "comments", "checkins", "contacts", "happenings")
TIMELY = {"stamp", "updated_at"}


class Machine(RuleBasedStateMachine):
    """People who act at random, and the paper beside the app."""

    office: Office
    shelf: Shelf

    def __init__(self) -> None:
        super().__init__()
        self.model = Desk()
        self.words = 0
        self.revisions: dict[tuple[str, int], str] = {}
        self.log: list[Any] = []
        self.step = 0
        self.settled = False
        self.breaks = False
        self.again = False

    def opens(self) -> None:
        """Begin with nothing."""
        self.shelf.put_back("empty")
        ws = self.office.ws
        ws.faults.clear()
        ws.messages.clear()
        ws.homes.clear()
        ws.uploads.clear()
        self.office.now[0] = T0
        self.shelf.app.services.wishes._known.clear()

    # How somebody does something.

    def _paper(self, which: int, *states: str, where: Callable[[Paper], object] = bool) -> Paper:
        """Return one of the papers: mostly one in these states about which something holds, where there is one."""
        papers = list(self.model.papers.values())
        fitting = [paper for paper in papers if (not states or paper.state in states) and where(paper)]
        chosen = fitting if fitting and which < ANY_CASE else papers
        return chosen[which % len(chosen)]

    def _person(self, who: str, paper: Paper, right: str = "author") -> Person:
        user_id = {"author": paper.author, "subject": paper.subject}.get(right if who == RIGHT else who, who)
        return self.shelf.app.services.people.actor("T0DEMO", user_id)

    def _new_words(self) -> str:
        self.words += 1
        return f"{WORD}{self.words:03}w"

    def _do(self, expected: Outcome, deed: Callable[[], object]) -> None:
        """Do something once; first with a disk that fails if that is due, and then again if that is due."""
        self.settled = False
        self.office.now[0] += timedelta(seconds=10)
        if self.breaks and expected is None:
            self.breaks = False
            self._fails(deed)
        assert _outcome(deed) == expected
        self.model.learns()
        if self.again:
            self.again = False
            before = self._kept()
            _outcome(deed)
            assert self._kept() == before, "done twice"

    def _fails(self, deed: Callable[[], object]) -> None:
        before = self.shelf.tables()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(UnitOfWork, "commit", _refuses)
            with pytest.raises(StoreBusy):
                deed()
        assert self.shelf.tables() == before, "half a change was kept"

    def _kept(self) -> dict[str, Any]:
        tables = self.shelf.tables()
        kept = {name: sorted(tables[name], key=repr) for name in KEPT_ONCE}
        return {**kept, "sheets": [self._head(paper.id) for paper in self.model.papers.values()]}

    def _head(self, sheet_id: str) -> dict[str, Any]:
        with self.shelf.app.database.reading() as uow:
            sheet = uow.sheets.get("T0DEMO", sheet_id)
        names = ("author", "subject", "state", "version", "editing", "answered", "moving_to", "replaces", "successor")
        return {name: getattr(sheet, name) for name in names}

    # What people do.

    def _starts(self, author: str, subject: str, replaces: str = "") -> None:
        services, actor = self.shelf.app.services, self.shelf.app.services.people.actor("T0DEMO", author)
        sheet_id, words = f"{len(self.model.papers) + 1:032x}", self._new_words()
        period = current_periods(services.clock().date(), 1)[0]
        start = Start(sheet_id, subject, services.roles.profile(PROFILE), period, "smart", period.last, replaces)
        self.model.papers[sheet_id] = Paper(sheet_id, author, subject, words, words, replaces=replaces)

        def begin() -> None:
            goals = services.sheets.start(actor, start)
            services.sheets.add_line(actor, sheet_id, OWN)
            services.sheets.keep(actor, sheet_id, {OWN}, {row.key for row in goals.sheet.rows} | {OWN})

        begin()
        self._types(actor, self.model.papers[sheet_id], words)
        self.model.learns()

    def _types(self, actor: Person, paper: Paper, words: str) -> None:
        """Type into the one line as a view that was opened after everything before."""
        fields = {"text": Typed(words, ""), "target": Typed(words, ""), "baseline": Typed("0", "")}
        answer = Answer(paper.id, OWN, Visit(words, 10_000), fields)  # type: ignore[arg-type]
        self.shelf.app.services.sheets.save(actor, answer, final=True)

    @initialize(author=st.sampled_from(MANAGERS), met=st.sampled_from((True, True, True, False)))
    def shares(self, author: str, met: bool) -> None:  # noqa: FBT001 - Hypothesis gives it by name
        """Begin with goals that are shared."""
        self.opens()
        services = self.shelf.app.services
        self._starts(author, EMPLOYEES[0])
        (paper,) = self.model.papers.values()
        manager, employee = self._person("author", paper), self._person("subject", paper)
        share = self.model.share(author, paper)
        self._do(share, lambda: services.sharing.share(manager, paper.id, "", open_ok=True))
        if met:
            meet = self.model.meet(paper.subject, paper, agreed=True)
            self._do(meet, lambda: services.answering.meet(employee, paper.id, agreed=True))

    @precondition(lambda self: len(self.model.papers) < MOST)
    @rule(author=st.sampled_from(MANAGERS), subject=st.sampled_from(EMPLOYEES))
    def start(self, author: str, subject: str) -> None:
        self.settled = False
        self._starts(author, subject)

    @precondition(lambda self: 0 < len(self.model.papers) < MOST)
    @rule(which=WHICH)
    def replace(self, which: int) -> None:
        """Start goals for a new level from those that stand."""
        old = self._paper(which, "shared", "confirmed", "unconfirmed")
        if self.model.refusal(old.author, old, "author", frozenset({"shared", "confirmed", "unconfirmed"})) is None:
            self.settled = False
            self._starts(old.author, old.subject, old.id)

    @rule(which=WHICH, who=WHO)
    def fill(self, which: int, who: str) -> None:
        paper, words = self._paper(which, where=lambda one: one.editing or one.state == "draft"), self._new_words()
        actor = self._person(who, paper)
        self._do(self.model.fill(actor.user_id, paper, words), lambda: self._types(actor, paper, words))

    @rule(which=WHICH, who=WHO)
    def discard(self, which: int, who: str) -> None:
        paper = self._paper(which, "draft")
        if len(self.model.papers) == MOST and paper.state == "draft":
            return  # else soon nothing is left to play with
        actor = self._person(who, paper)
        sheets = self.shelf.app.services.sheets
        self._do(self.model.discard(actor.user_id, paper), lambda: sheets.discard(actor, paper.id))

    @rule(which=WHICH, who=WHO)
    def share(self, which: int, who: str) -> None:
        paper, sharing = (
            self._paper(which, where=lambda one: one.editing or one.state == "draft"),
            self.shelf.app.services.sharing,
        )
        actor = self._person(who, paper)
        self._do(
            self.model.share(actor.user_id, paper), lambda: sharing.share(actor, paper.id, "a note", open_ok=True)
        )

    @rule(which=WHICH, who=WHO)
    def hasten(self, which: int, who: str) -> None:
        paper = self._paper(which, "shared", "confirmed", "unconfirmed")
        actor = self._person(who, paper)
        sharing = self.shelf.app.services.sharing
        self._do(self.model.hasten(actor.user_id, paper), lambda: sharing.hasten(actor, paper.id))

    @rule(which=WHICH, who=WHO, back=st.integers(0, 3))
    def take_back(self, which: int, who: str, back: int) -> None:
        paper = self._paper(which, "shared", where=lambda one: one.answered < one.version)
        actor, number = self._person(who, paper), paper.version - (back == 3)
        sharing = self.shelf.app.services.sharing
        self._do(
            self.model.take_back(actor.user_id, paper, number), lambda: sharing.take_back(actor, paper.id, number)
        )

    @rule(which=WHICH, who=WHO)
    def change(self, which: int, who: str) -> None:
        paper = self._paper(which, "shared", "confirmed", "unconfirmed")
        actor = self._person(who, paper)
        sharing = self.shelf.app.services.sharing
        self._do(self.model.change(actor.user_id, paper), lambda: sharing.change(actor, paper.id))

    @rule(which=WHICH)
    def change_and_share(self, which: int) -> None:
        """Make a next version, as managers do."""
        paper = self._paper(which, "draft", "shared", "confirmed", "unconfirmed")
        actor, words, services = self._person("author", paper), self._new_words(), self.shelf.app.services
        self._do(self.model.change(paper.author, paper), lambda: services.sharing.change(actor, paper.id))
        self._do(self.model.fill(paper.author, paper, words), lambda: self._types(actor, paper, words))
        share = self.model.share(paper.author, paper)
        self._do(share, lambda: services.sharing.share(actor, paper.id, "", open_ok=True))

    @rule(which=WHICH, who=WHO)
    def drop(self, which: int, who: str) -> None:
        paper = self._paper(which, where=lambda one: one.editing)
        actor = self._person(who, paper)
        sharing = self.shelf.app.services.sharing
        self._do(self.model.drop(actor.user_id, paper), lambda: sharing.drop_changes(actor, paper.id))

    @rule(which=WHICH, who=WHO, back=st.integers(0, 3))
    def confirm(self, which: int, who: str, back: int) -> None:
        paper = self._paper(which, "shared", "unconfirmed", where=self.model.met)
        actor, number = self._person(who, paper, "subject"), paper.version - (back == 3)
        answering = self.shelf.app.services.answering
        self._do(self.model.confirm(actor.user_id, paper, number), lambda: answering.confirm(actor, paper.id, number))

    @rule(which=WHICH, who=WHO)
    def decline(self, which: int, who: str) -> None:
        paper, reason = self._paper(which, "shared", "unconfirmed", where=self.model.met), self._new_words()
        actor, number = self._person(who, paper, "subject"), paper.version
        answering = self.shelf.app.services.answering
        self._do(
            self.model.decline(actor.user_id, paper, number, reason),
            lambda: answering.decline(actor, paper.id, number, reason),
        )

    @rule(which=WHICH, who=WHO)
    def ask(self, which: int, who: str) -> None:
        paper, wanted = self._paper(which, "shared", "unconfirmed", where=self.model.met), self._new_words()
        actor, number = self._person(who, paper, "subject"), paper.version
        answering = self.shelf.app.services.answering
        wish = (Proposing(OWN, wanted, "", "because"),)
        self._do(
            self.model.ask(actor.user_id, paper, number, wanted, wanted),
            lambda: answering.ask(actor, paper.id, number, wanted, wish),
        )

    @rule(which=WHICH, who=WHO, taken=st.booleans())
    def settle(self, which: int, who: str, taken: bool) -> None:  # noqa: FBT001 - Hypothesis gives it by name
        paper, words = self._paper(which, where=lambda one: one.request), self._new_words()
        actor, request = self._person(who, paper), paper.request
        settling = self.shelf.app.services.settling
        decided = (Deciding(OWN, taken=taken, answer=words),)
        self._do(
            self.model.settle(actor.user_id, paper, request, taken=taken, answer=words),
            lambda: settling.settle(actor, paper.id, request, decided),
        )

    @rule(which=WHICH, who=WHO, whole=st.booleans())
    def comment(self, which: int, who: str, whole: bool) -> None:  # noqa: FBT001 - the same
        paper, words = self._paper(which, "shared", "confirmed", "unconfirmed"), self._new_words()
        actor = self._person(who, paper, "subject" if whole else "author")
        answering = self.shelf.app.services.answering
        self._do(
            self.model.comment(actor.user_id, paper, words),
            lambda: answering.comment(actor, paper.id, words, "" if whole else OWN, words),
        )

    @rule(which=WHICH, who=WHO)
    def check_in(self, which: int, who: str) -> None:
        paper, words = (
            self._paper(which, "shared", "confirmed", "unconfirmed", where=self.model.met),
            self._new_words(),
        )
        actor = self._person(who, paper, "subject")
        answering = self.shelf.app.services.answering
        said = CheckIn("T0DEMO", words, paper.id, OWN, actor.user_id, self.office.now[0], words, "at risk", "")
        self._do(self.model.check_in(actor.user_id, paper, words), lambda: answering.check_in(actor, said))

    @rule(which=WHICH, who=WHO)
    def give_up(self, which: int, who: str) -> None:
        paper = self._paper(which, "shared")
        actor, number = self._person(who, paper), paper.version
        end = self.shelf.app.services.closing
        self._do(self.model.give_up(actor.user_id, paper, number), lambda: end.give_up(actor, paper.id, number))

    @rule(which=WHICH, who=WHO)
    def close(self, which: int, who: str) -> None:
        paper = self._paper(which, "shared", "confirmed", "unconfirmed", where=lambda one: not one.editing)
        actor = self._person(who, paper)
        end = self.shelf.app.services.closing
        self._do(self.model.close(actor.user_id, paper), lambda: end.close(actor, paper.id))

    @rule(which=WHICH, who=WHO)
    def reopen(self, which: int, who: str) -> None:
        paper = self._paper(which, "closed")
        actor = self._person(who, paper)
        end = self.shelf.app.services.closing
        self._do(self.model.reopen(actor.user_id, paper), lambda: end.reopen(actor, paper.id))

    @rule(which=WHICH, who=WHO, to=st.sampled_from((*MANAGERS, "U_EVA", "U_SAM")))
    def move(self, which: int, who: str, to: str) -> None:
        paper = self._paper(which, "shared", "confirmed", "unconfirmed", where=lambda one: not one.editing)
        actor = self._person(who, paper)
        moving = self.shelf.app.services.moving
        self._do(self.model.move(actor.user_id, paper, to), lambda: moving.move(actor, paper.id, to))

    @precondition(lambda self: any(paper.moving_to for paper in self.model.papers.values()))
    @rule(which=WHICH, who=WHO, agreed=st.booleans(), other=st.integers(0, 4))
    def answer_move(self, which: int, who: str, agreed: bool, other: int) -> None:  # noqa: FBT001 - the same
        waiting = [paper for paper in self.model.papers.values() if paper.moving_to]
        paper = waiting[which % len(waiting)]
        actor, to = self._person(who, paper, "subject"), "U_MIA" if other == 4 else paper.moving_to
        moving = self.shelf.app.services.moving
        self._do(
            self.model.answer_move(actor.user_id, paper, to, agreed=agreed),
            lambda: moving.answer(actor, paper.id, to, agreed=agreed),
        )

    @rule(which=WHICH, who=WHO, no=st.integers(0, 3))
    def meet(self, which: int, who: str, no: int) -> None:
        paper = self._paper(which, "shared", "confirmed", "unconfirmed", where=lambda one: not self.model.met(one))
        actor, agreed = self._person(who, paper, "subject"), no != 3
        answering = self.shelf.app.services.answering
        self._do(
            self.model.meet(actor.user_id, paper, agreed=agreed),
            lambda: answering.meet(actor, paper.id, agreed=agreed),
        )

    @rule(which=WHICH, who=st.sampled_from(("U_MIA", "U_MIA", "U_EVA", "author", "subject")))
    def read_as_hr(self, which: int, who: str) -> None:
        paper, self.again = self._paper(which, "shared", "confirmed", "unconfirmed", where=self.model.met), False
        actor = self._person(who, paper)
        viewing = self.shelf.app.services.viewing
        found: list[str] = []

        def read() -> None:
            found.append(json.dumps(shared_modal(viewing.read_as_hr(actor, paper.id, "quality"))))

        self._do(self.model.read_as_hr(actor.user_id, paper), read)
        shown = {words for one in paper.versions.values() if not one.taken_back for words in one.whole}
        assert all(_words_in(view) <= shown for view in found), "HR reads more than what was shared"

    @rule(which=WHICH, taken=st.booleans())
    def negotiate(self, which: int, taken: bool) -> None:  # noqa: FBT001 - the same
        """Ask for changes and be answered, as two people do."""
        self.ask(which, RIGHT)
        self.settle(which, RIGHT, taken)

    @rule(which=WHICH, to=st.sampled_from((*MANAGERS, "U_EVA")), agreed=st.booleans())
    def hand_over(self, which: int, to: str, agreed: bool) -> None:  # noqa: FBT001 - the same
        """Ask whether goals may move and be answered."""
        self.move(which, RIGHT, to)
        if any(paper.moving_to for paper in self.model.papers.values()):
            self.answer_move(which, RIGHT, agreed, 0)

    # What happens.

    @rule(what=st.sampled_from(("the disk fails next", "the next is done twice", "both")))
    def luck(self, what: str) -> None:
        self.breaks, self.again = what != "the next is done twice", what != "the disk fails next"

    @rule(fault=st.sampled_from(FAULTS), method=st.sampled_from(SHOWING))
    def slack_fails_next(self, fault: Any, method: str) -> None:
        self.office.ws.faults.add(method, fault)

    @rule(time=LATER)
    def time_passes_and_one_beat(self, time: timedelta) -> None:
        self.office.now[0] += time
        self.shelf.app.outbox.send()
        self.office.passes(seconds=2)
        self._notes_what_was_seen()

    @rule()
    def beats(self) -> None:
        """Let the outbox work until nothing is due."""
        self.office.ws.faults.clear()
        for _ in range(60):
            self.shelf.app.outbox.send()
            self.office.passes(seconds=20)
            if not self._due():
                break
        assert not self._due(), "the outbox does not come to an end"
        self.settled = True
        self._notes_what_was_seen()

    def _notes_what_was_seen(self) -> None:
        for paper in self.model.papers.values():
            if paper.version and self.model.met(paper) and self._shown(f"card:{paper.id}:{paper.subject}"):
                paper.seen = paper.version

    def _due(self) -> list[Any]:
        with self._file() as file:
            now = self.office.now[0].isoformat(sep=" ").replace("+00:00", "")
            return list(file.execute("SELECT key FROM posts WHERE due_at <= ? AND fate = ''", (now,)))

    def _file(self) -> Any:
        return closing(sqlite_module().connect(self.shelf.app.database.file))

    def _shown(self, key: str) -> bool:
        """Tell whether Slack shows a post as it is wanted."""
        with self._file() as file:
            found = file.execute("SELECT due_at, ts FROM posts WHERE key = ?", (key,)).fetchone()
        return found is not None and found[0] is None and bool(found[1])

    # What always holds.

    @invariant()
    def the_app_and_the_paper_agree(self) -> None:
        for paper in self.model.papers.values():
            head = self._head(paper.id)
            assert head == {name: getattr(paper, name) for name in head}, paper.id
        with self.shelf.app.database.reading() as uow:
            for paper in self.model.papers.values():
                revisions = uow.revisions.all("T0DEMO", paper.id)
                assert [one.number for one in revisions] == list(paper.versions)
                for one in revisions:
                    version = paper.versions[one.number]
                    assert _words_in(one.content) == {*version.whole}
                    assert (bool(one.taken_back_at), one.compares) == (version.taken_back, version.compares)
                    replies = [r.kind for r in uow.dialogue.replies("T0DEMO", paper.id) if r.number == one.number]
                    assert sorted(replies) == sorted(version.replies)
                waiting = [one.id for one in uow.dialogue.requests("T0DEMO", paper.id) if one.state == "open"]
                assert waiting == [one for one in [paper.request] if one]
        with self._file() as file:
            contacts = file.execute("SELECT manager, employee, state FROM contacts").fetchall()
            told = file.execute("SELECT person, what, sheet_id FROM happenings").fetchall()
            readings = file.execute("SELECT count(*) FROM readings").fetchone()[0]
        assert {(one[0], one[1]): one[2] for one in contacts} == self.model.contacts
        assert Counter(map(tuple, told)) == self.model.told
        assert readings == self.model.readings

    @invariant()
    def no_version_ever_changes(self) -> None:
        with self.shelf.app.database.reading() as uow:
            for paper in self.model.papers.values():
                for one in uow.revisions.all("T0DEMO", paper.id):
                    whole = repr((one.content, one.note, one.shared_by, one.shared_at, one.compares))
                    digest = hashlib.sha256(whole.encode()).hexdigest()
                    assert self.revisions.setdefault((paper.id, one.number), digest) == digest

    @invariant()
    def each_confirmation_is_one_and_is_clean(self) -> None:
        with self.shelf.app.database.reading() as uow:
            for paper in self.model.papers.values():
                checked = check_confirmed(uow, "T0DEMO", paper.id)
                confirmed = [number for number, one in paper.versions.items() if "confirmed" in one.replies]
                assert [one.number for one in checked] == confirmed
                assert all(one.altered == () for one in checked)

    @invariant()
    def the_log_only_grows(self) -> None:
        with self._file() as file:
            log = file.execute("SELECT * FROM audit ORDER BY id").fetchall()
        assert log[: len(self.log)] == self.log
        self.log = log

    @invariant()
    def nobody_has_been_shown_what_they_may_not_read(self) -> None:
        for channel in self.office.ws.channels.values():
            if not channel.person:
                continue
            shown = [
                (one.text, one.blocks, [self.office.ws.uploads[file["id"]].text for file in one.files])
                for one in self.office.ws.messages
                if one.channel == channel.id
            ]
            home = self.office.ws.homes.get(channel.person)
            for words in _words_in(json.dumps([shown, home.blocks if home else []])):
                assert channel.person in self.model.may_know.get(words, ()), f"{channel.person} reads {words}"

    @invariant()
    def whoever_opens_goals_sees_what_they_may_and_no_more(self) -> None:
        self.step += 1
        paper = list(self.model.papers.values())[self.step % len(self.model.papers)]
        viewing = self.shelf.app.services.viewing
        for user_id in {paper.author, paper.subject, EVERYBODY[self.step % len(EVERYBODY)]}:
            actor = self.shelf.app.services.people.actor("T0DEMO", user_id)
            may = self.model.refusal(
                user_id, paper, "author subject", frozenset({"shared", "confirmed", "unconfirmed", "closed"})
            )
            if user_id == "U_MIA" and self.model.part(user_id, paper) == "reader":
                continue  # HR gives a reason: `read_as_hr`
            views: list[Any] = []
            refused = _outcome(lambda: views.append(shared_modal(viewing.opened(actor, paper.id))))  # noqa: B023
            unmet = user_id == paper.subject and paper.state == "closed" and refused is Refused
            assert refused is None or refused is may or unmet, (user_id, refused)
            if refused is not None:
                continue
            views += [history_modal(*viewing.history(actor, paper.id))] if may is None else []
            words = _words_in(json.dumps(views))
            assert all(user_id in self.model.may_know[one] for one in words), (user_id, words)
            assert may is None or not words
            assert may is not None or paper.in_force.value in words

    @invariant()
    def a_draft_or_working_copy_is_its_author_s_alone(self) -> None:
        for paper in self.model.papers.values():
            shared = {words for one in paper.versions.values() for words in one.whole} | paper.said
            for user_id in {paper.subject, EVERYBODY[self.step % len(EVERYBODY)]} - {paper.author}:
                actor = self.shelf.app.services.people.actor("T0DEMO", user_id)
                assert _outcome(lambda: self.shelf.app.services.sheets.open(actor, paper.id)) is NothingHere  # noqa: B023
            if paper.value not in shared:
                assert self.model.may_know[paper.value] == {paper.author} or paper.editing or paper.state == "draft"

    @invariant()
    def each_post_stands_in_slack_at_most_once(self) -> None:
        keys = [
            (one.metadata or {}).get("event_payload", {}).get("key")
            for one in self.office.ws.messages
            if not one.deleted and one.metadata
        ]
        assert [key for key, times in Counter(keys).items() if times > 1] == []

    @invariant()
    def after_the_beats_every_message_shows_what_is_true(self) -> None:
        if not self.settled:
            return
        viewing = self.shelf.app.services.viewing
        for paper in self.model.papers.values():
            goals, author_s = viewing.for_author("T0DEMO", paper.id)
            if self._shown(f"own:{paper.id}:{paper.author}"):
                own = own_message(goals, author_s, person=paper.author)
                assert self._message(f"own:{paper.id}:{paper.author}").text == own["text"]
            assert self._head_seen(paper.id) == paper.seen
            key = f"card:{paper.id}:{paper.subject}"
            if not self._shown(key):
                continue
            shown = self._message(key)
            text = json.dumps([shown.text, shown.blocks], ensure_ascii=False)
            assert shown.text == shared_message(viewing.for_employee("T0DEMO", paper.id))["text"]
            if not paper.version:
                assert "took these goals back" in text
            elif not self.model.met(paper):
                asked = "wants to share goals with you" in text
                assert asked or "is not your manager" in text
                assert not _words_in(text)
            elif paper.state == "closed":
                assert "were closed" in text
            else:
                assert paper.in_force.value in text

    def _head_seen(self, sheet_id: str) -> int:
        with self.shelf.app.database.reading() as uow:
            sheet = uow.sheets.get("T0DEMO", sheet_id)
        assert sheet is not None
        return sheet.seen

    def _message(self, key: str) -> Any:
        with self._file() as file:
            (ts,) = file.execute("SELECT ts FROM posts WHERE key = ?", (key,)).fetchone()
        return self.office.ws.message(ts)


def _refuses(_uow: UnitOfWork) -> None:
    raise StoreBusy


def _outcome(deed: Callable[[], object]) -> Outcome:
    try:
        deed()
    except GoalframeError as refusal:
        return type(refusal)
    return None


def _words_in(text: str) -> set[str]:
    return {f"{WORD}{part[:4]}" for part in text.split(WORD)[1:]}


@pytest.fixture(scope="module")
def paper_office(landlord: Landlord, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, Shelf]]:
    ws = landlord.server.workspace
    readers = frozenset({"U_MIA"})
    with ExitStack() as stack:
        stack.enter_context(without_wire(ws))
        office = stack.enter_context(landlord.lets(tmp_path_factory.mktemp("machine"), readers=readers))
        patch = stack.enter_context(pytest.MonkeyPatch.context())

        def now() -> float:
            """Return the app's time: Slack and the app go by one clock here."""
            return office.now[0].timestamp()

        patch.setattr(ws, "clock", now)
        yield office, Shelf(office.goalframe)


@pytest.fixture
def machine(paper_office: tuple[Office, Shelf]) -> type[Machine]:
    """Return the machine in an office in which everybody is known."""
    from bot.sandbox.people import User

    Machine.office, Machine.shelf = paper_office
    Machine.office.ws.add_user(User("U_EVA", "eva", "Eva Lind"))
    for user_id in EVERYBODY:
        Machine.shelf.app.services.people.actor("T0DEMO", user_id)
    Machine.shelf.keep("empty")
    return Machine


CALM = settings(deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)


def test_whatever_people_do_the_app_keeps_what_paper_would(machine: type[Machine]) -> None:
    run_state_machine_as_test(machine, settings=settings(CALM, max_examples=12, stateful_step_count=40))


@pytest.mark.load
def test_whatever_people_do_for_long_the_app_keeps_what_paper_would(machine: type[Machine]) -> None:
    run_state_machine_as_test(machine, settings=settings(CALM, max_examples=400, stateful_step_count=80))
