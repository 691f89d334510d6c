"""Versions and what is said about them: stored whole, each once, with the workspace and the sheet they belong to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from db.engine import Database
from db.errors import Misfit, NotFound
from db.facts import CheckIn, Comment, Proposal, Reading, Reply, Request, Revision, Sheet
from db.unit_of_work import UnitOfWork
from tests.integration.db.conftest import T0

DAY = timedelta(days=1)
FIRST = Revision("T1", "sheet-1", 1, "U-ANA", T0, "Let us talk", '{"rows":[]}')
SECOND = Revision("T1", "sheet-1", 2, "U-ANA", T0 + DAY, "", '{"rows":[1]}', compares=1)
SEALED = Reply("T1", "sheet-1", 1, "confirmed", "U-SAM", T0 + DAY, "Thank you", "ab12", '[["rows","cd34"]]')
COMMENT = Comment("T1", "c1", "sheet-1", 1, "o:1", "U-SAM", T0, "Is this 12 or 14?")
PROPOSALS = (
    Proposal("", "", "", "Too much in one half-year"),
    Proposal("o:1", "10 accounts", "2027-05-31", "Two are leaving", "changed", "Eleven, then"),
)
REQUEST = Request("T1", "r1", "sheet-1", 1, "U-SAM", T0, "open", None, PROPOSALS)
CHECKIN = CheckIn("T1", "k1", "sheet-1", "o:1", "U-SAM", T0, "7 accounts", "at risk", "Two are slow")
READING = Reading("T1", "sheet-1", 1, "U-MIA", T0, "Calibration")


def within(database: Database, step: Callable[[UnitOfWork], object]) -> object:
    """Do one thing, commit it, and return what it said."""
    with database.writing() as uow:
        said = step(uow)
        uow.commit()
    return said


@pytest.fixture
def shared(database: Database, stored: Sheet) -> Sheet:
    """Return a sheet that is in the database with its first version."""
    assert within(database, lambda uow: uow.revisions.add(FIRST)) is True
    return stored


def test_versions_come_back_as_they_were_given(database: Database, shared: Sheet) -> None:
    within(database, lambda uow: uow.revisions.add(SECOND))
    with database.reading() as uow:
        assert uow.revisions.all("T1", shared.id) == (FIRST, SECOND)
        assert uow.revisions.get("T1", shared.id, 2) == SECOND
        assert uow.revisions.get("T1", shared.id, 3) is None
        assert uow.revisions.all("T2", shared.id) == ()


def test_a_version_never_changes(database: Database, shared: Sheet) -> None:
    assert within(database, lambda uow: uow.revisions.add(replace(FIRST, note="Other words"))) is False
    with database.reading() as uow:
        assert uow.revisions.all("T1", shared.id) == (FIRST,)


def test_a_version_without_its_sheet_is_refused(database: Database) -> None:
    with database.writing() as uow, pytest.raises(Misfit):
        uow.revisions.add(FIRST)


def test_a_version_that_was_taken_back_keeps_its_number(database: Database, shared: Sheet) -> None:
    with database.writing() as uow:
        assert uow.revisions.next_number("T1", shared.id) == 2
        uow.revisions.add(SECOND)
        uow.revisions.take_back("T1", shared.id, 2, T0 + 2 * DAY)
        assert uow.revisions.next_number("T1", shared.id) == 3
        assert uow.revisions.get("T1", shared.id, 2) == replace(SECOND, taken_back_at=T0 + 2 * DAY)
        assert uow.revisions.next_number("T1", "nowhere") == 1


def test_a_version_has_one_reply_of_each_kind(database: Database, shared: Sheet) -> None:
    declined = replace(SEALED, kind="declined", at=T0, words="No", seal="", parts="")
    said = [within(database, lambda uow, one=one: uow.dialogue.reply(one)) for one in (SEALED, declined)]  # type: ignore[misc]
    assert said == [True, True]
    assert within(database, lambda uow: uow.dialogue.reply(replace(SEALED, words="Again"))) is False
    with database.reading() as uow:
        assert uow.dialogue.replies("T1", shared.id) == (declined, SEALED)
        assert uow.dialogue.replies("T2", shared.id) == ()


def test_remarks_come_back_as_they_were_given_the_oldest_first(database: Database, shared: Sheet) -> None:
    earlier = replace(COMMENT, id="c0", row="", at=T0 - DAY)
    for one in (COMMENT, earlier):
        assert within(database, lambda uow, one=one: uow.dialogue.comment(one)) is True  # type: ignore[misc]
    assert within(database, lambda uow: uow.dialogue.comment(replace(COMMENT, words="Other"))) is False
    with database.reading() as uow:
        assert uow.dialogue.comments("T1", shared.id) == (earlier, COMMENT)


def test_requests_come_back_with_their_proposals(database: Database, shared: Sheet) -> None:
    bare = replace(REQUEST, id="r0", at=T0 - DAY, proposals=())
    for one in (REQUEST, bare):
        assert within(database, lambda uow, one=one: uow.dialogue.ask(one)) is True  # type: ignore[misc]
    assert within(database, lambda uow: uow.dialogue.ask(replace(REQUEST, proposals=()))) is False
    with database.reading() as uow:
        assert uow.dialogue.requests("T1", shared.id) == (bare, REQUEST)


def test_a_decision_and_the_end_of_a_request_are_kept(database: Database, shared: Sheet) -> None:
    decided = replace(PROPOSALS[0], verdict="kept", answer="It is a long half-year")
    with database.writing() as uow:
        uow.dialogue.ask(REQUEST)
        uow.dialogue.decide(REQUEST, decided)
        uow.dialogue.end(REQUEST, "answered", T0 + DAY)
        uow.commit()
    answered = replace(REQUEST, state="answered", answered_at=T0 + DAY, proposals=(decided, PROPOSALS[1]))
    with database.reading() as uow:
        assert uow.dialogue.requests("T1", shared.id) == (answered,)


def test_a_request_that_is_not_there_cannot_end(database: Database, shared: Sheet) -> None:
    with database.writing() as uow, pytest.raises(NotFound):
        uow.dialogue.end(REQUEST, "dropped", T0)


def test_check_ins_are_kept_one_after_the_other(database: Database, shared: Sheet) -> None:
    later = replace(CHECKIN, id="k0", at=T0 + DAY, status="on track")
    for one in (later, CHECKIN):
        assert within(database, lambda uow, one=one: uow.dialogue.check_in(one)) is True  # type: ignore[misc]
    assert within(database, lambda uow: uow.dialogue.check_in(replace(CHECKIN, note="Other"))) is False
    with database.reading() as uow:
        assert uow.dialogue.checkins("T1", shared.id) == (CHECKIN, later)


def test_every_reading_is_kept(database: Database, shared: Sheet) -> None:
    for _ in range(2):
        within(database, lambda uow: uow.dialogue.read(READING))
    with database.reading() as uow:
        assert uow.dialogue.readings("T1", shared.id) == (READING, READING)


@pytest.mark.parametrize(
    "step",
    [
        lambda uow: uow.dialogue.reply(replace(SEALED, number=7)),
        lambda uow: uow.dialogue.comment(replace(COMMENT, number=7)),
        lambda uow: uow.dialogue.ask(replace(REQUEST, number=7)),
        lambda uow: uow.dialogue.read(replace(READING, number=7)),
        lambda uow: uow.dialogue.check_in(replace(CHECKIN, sheet_id="nowhere")),
        lambda uow: uow.dialogue.decide(replace(REQUEST, id="nowhere"), PROPOSALS[0]),
    ],
)
def test_what_is_said_about_nothing_is_refused(
    database: Database, shared: Sheet, step: Callable[[UnitOfWork], object]
) -> None:
    with database.writing() as uow, pytest.raises(Misfit):
        step(uow)


def test_what_is_said_goes_with_its_sheet(
    database: Database, shared: Sheet, execute: Callable[[Database, str], None]
) -> None:
    with database.writing() as uow:
        uow.dialogue.reply(SEALED)
        uow.dialogue.comment(COMMENT)
        uow.dialogue.ask(REQUEST)
        uow.dialogue.check_in(CHECKIN)
        uow.dialogue.read(READING)
        uow.commit()
    execute(database, "DELETE FROM sheets")
    with database.reading() as uow:
        talk = uow.dialogue
        parts = (talk.replies, talk.comments, talk.requests, talk.checkins, talk.readings, uow.revisions.all)
        assert [part("T1", shared.id) for part in parts] == [()] * 6


def test_moments_keep_their_microseconds(database: Database, shared: Sheet) -> None:
    at: datetime = T0.replace(microsecond=123456)
    within(database, lambda uow: uow.dialogue.comment(replace(COMMENT, at=at)))
    with database.reading() as uow:
        assert [one.at for one in uow.dialogue.comments("T1", shared.id)] == [at]
