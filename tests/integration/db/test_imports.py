"""What was said of headings, and what a second organiser was asked to agree to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from db.engine import Database
from db.facts import Agreement, Heading
from tests.integration.db.conftest import T0

BOSS = Heading("T1", "vorgesetzter", "manager", "U-MIA", T0)
MAIL = Heading("T1", "kontakt", "e-mail", "", T0 - timedelta(days=1))
TOMS = Agreement("T1", "q1", "U-TOM", "U-SAM", "stand-in", date(2027, 2, 28), "U-MIA", "U-LI", "U-SAM", T0)
EVAS = replace(TOMS, manager="U-EVA", what="manager", until=None)


def test_headings_come_back_as_they_were_said_the_newest_last(database: Database) -> None:
    with database.writing() as uow:
        uow.headings.put_all([BOSS, MAIL, replace(MAIL, team_id="T2")])
        uow.commit()
    with database.reading() as uow:
        assert uow.headings.all("T1") == (MAIL, BOSS)


def test_what_is_said_of_a_heading_later_takes_the_place_of_what_was_said_before(database: Database) -> None:
    other = replace(BOSS, column="", by="U-LI", at=T0 + timedelta(days=1))
    with database.writing() as uow:
        uow.headings.put_all([BOSS])
        uow.headings.put_all([other])
        uow.commit()
    with database.reading() as uow:
        assert uow.headings.all("T1") == (other,)


def test_a_question_comes_back_pair_by_pair_in_its_own_workspace(database: Database) -> None:
    with database.writing() as uow:
        uow.agreements.put_all([TOMS, EVAS, replace(TOMS, team_id="T2"), replace(TOMS, id="q2")])
        uow.commit()
    with database.reading() as uow:
        assert uow.agreements.get("T1", "q1") == (EVAS, TOMS)
        assert uow.agreements.get("T1", "q3") == ()


def test_an_answer_is_kept_with_the_pair(database: Database) -> None:
    answered = replace(TOMS, answered_at=T0 + timedelta(hours=1), answer="agreed")
    with database.writing() as uow:
        uow.agreements.put_all([TOMS])
        uow.agreements.put_all([answered])
        uow.commit()
    with database.reading() as uow:
        assert uow.agreements.get("T1", "q1") == (answered,)


def test_what_somebody_asked_is_found_by_them_and_from_a_moment_on(database: Database) -> None:
    older = replace(TOMS, id="q0", asked_at=T0 - timedelta(days=15))
    with database.writing() as uow:
        uow.agreements.put_all([TOMS, older, replace(EVAS, id="q3", asked_by="U-LI")])
        uow.commit()
    with database.reading() as uow:
        assert uow.agreements.asked_by("T1", "U-MIA", T0 - timedelta(days=14)) == (TOMS,)
        assert uow.agreements.asked_by("T1", "U-MIA", T0 - timedelta(days=15)) == (older, TOMS)


def test_what_was_asked_and_nobody_answered_is_found(database: Database) -> None:
    never, answered = replace(TOMS, id="q2", asked_of=""), replace(TOMS, id="q3", answer="refused")
    with database.writing() as uow:
        uow.agreements.put_all([TOMS, never, answered, replace(TOMS, team_id="T2")])
        uow.commit()
    with database.reading() as uow:
        assert uow.agreements.unanswered("T1") == (TOMS,)


def test_questions_that_were_never_asked_go_and_all_others_stay(database: Database) -> None:
    mine, others = replace(TOMS, id="q2", asked_of=""), replace(TOMS, id="q3", asked_of="", asked_by="U-LI")
    elsewhere = replace(mine, team_id="T2")
    with database.writing() as uow:
        uow.agreements.put_all([TOMS, mine, others, elsewhere])
        uow.agreements.drop_unasked("T1", "U-MIA")
        uow.commit()
    with database.reading() as uow:
        found = [uow.agreements.get("T1", one) for one in ("q1", "q2", "q3")]
        assert found == [(TOMS,), (), (others,)]
        assert uow.agreements.get("T2", "q2") == (elsewhere,)
