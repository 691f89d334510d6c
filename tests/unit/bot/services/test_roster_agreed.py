"""What a second organiser has agreed to lets an import of the one who asked pass, once, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.facts.agreeing import Pair
from bot.services.roster import SecondNeeded
from db.engine import Database
from db.facts import Agreement
from tests.unit.bot.making import T0, TEAM
from tests.unit.bot.services.conftest import Clock
from tests.unit.bot.services.listing import ANA, EVA, HEAD, LI, MIA, SAM, Company, company_of

STANDING_IN = f"{HEAD},stand-in,stand-in until"
LAST = date(2026, 12, 10)
LIS = Agreement(TEAM, "q1", "U_LI", "U_SAM", "manager", None, "U_MIA", "U_EVA", "", T0, T0, "agreed")
"""Mia asked Eva whether Li may be Sam's manager."""


@pytest.fixture
def company(database: Database, clock: Clock) -> Company:
    """Return a company with Ana above Sam, where Mia and Eva organise and Li reads."""
    company = company_of(database, clock)
    company.take(f"{ANA},", f"{SAM},1", f"{EVA},1", f"{MIA},1", f"{LI},1")
    return company


def agreed(company: Company, *agreements: Agreement) -> None:
    now = company.clock()
    with company.database.writing() as uow:
        uow.agreements.put_all(
            replace(one, asked_at=now, answered_at=now if one.answer else None) for one in agreements
        )
        uow.commit()


def needed(company: Company, *lines: str, by: str = "U_MIA", head: str = HEAD) -> tuple[Pair, ...]:
    """Return the pairs that a second organiser is needed for; nothing was changed."""
    before = company.entries
    with pytest.raises(SecondNeeded) as refused:
        company.take(*lines, by=by, head=head)
    assert company.entries == before
    return refused.value.pairs


def test_what_was_agreed_to_passes_and_the_log_says_who_asked_and_who_agreed(company: Company) -> None:
    assert needed(company, f"{SAM},5") == (Pair("U_LI", "U_SAM", "manager"),)
    agreed(company, LIS)
    assert company.take(f"{SAM},5", by="U_MIA").changes[0].new == "U_LI"
    with company.database.reading() as uow:
        found = [(uow.audit.user(TEAM, one.actor), one.action) for one in uow.audit.of_object(TEAM, "q1")]
    assert found == [("U_MIA", "use agreement to manager"), ("U_EVA", "had agreed to manager")]


def test_it_counts_once(company: Company, clock: Clock) -> None:
    agreed(company, LIS, replace(LIS, id="q2"))
    company.take(f"{SAM},5", by="U_MIA")
    company.stops("U_SAM")
    assert needed(company, f"{SAM},5") == (Pair("U_LI", "U_SAM", "manager"),)


def test_an_import_that_does_not_need_it_leaves_it(company: Company) -> None:
    agreed(company, LIS)
    company.take("6,New Person,new@x.org,1", by="U_MIA")
    with company.database.reading() as uow:
        assert [one.answer for one in uow.agreements.get(TEAM, "q1")] == ["agreed"]


@pytest.mark.parametrize(
    "other",
    [
        replace(LIS, manager="U_EVA"),
        replace(LIS, manager="U_MIA"),
        replace(LIS, employee="U_ANA"),
        replace(LIS, what="stand-in", until=LAST),
        replace(LIS, asked_by="U_EVA", asked_of="U_MIA"),
        replace(LIS, asked_of="U_MIA"),
        replace(LIS, asked_of="U_LI"),
        replace(LIS, asked_of="U_ANA"),
        replace(LIS, asked_of=""),
        replace(LIS, answer="refused"),
        replace(LIS, answer="used"),
        replace(LIS, answer=""),
        replace(LIS, team_id="T2"),
    ],
)
def test_no_other_agreement_lets_it_pass(company: Company, other: Agreement) -> None:
    agreed(company, other)
    assert needed(company, f"{SAM},5") == (Pair("U_LI", "U_SAM", "manager"),)


def test_it_is_for_the_one_who_asked(company: Company) -> None:
    agreed(company, LIS)
    assert needed(company, f"{SAM},5", by="U_EVA")
    assert needed(company, f"{SAM},5", by="U_ANA")
    assert needed(company, f"{SAM},5", by="")


def test_after_two_weeks_it_counts_no_longer(company: Company, clock: Clock) -> None:
    agreed(company, LIS)
    clock.pass_by(days=14, seconds=1)
    assert needed(company, f"{SAM},5")


def test_two_weeks_begin_with_the_answer(company: Company, clock: Clock) -> None:
    now = company.clock()
    with company.database.writing() as uow:
        uow.agreements.put_all([replace(LIS, asked_at=now, answered_at=now + timedelta(days=13))])
        uow.commit()
    clock.pass_by(days=27)
    assert company.take(f"{SAM},5", by="U_MIA").changes[0].new == "U_LI"


def test_what_was_agreed_to_in_part_is_asked_for_the_rest(company: Company) -> None:
    agreed(company, LIS)
    assert needed(company, f"{SAM},5", f"{EVA},4") == (Pair("U_MIA", "U_EVA", "manager"),)
    agreed(company, replace(LIS, id="q2", manager="U_MIA", employee="U_EVA"))
    changes = company.take(f"{SAM},5", f"{EVA},4", by="U_MIA").changes
    assert {(one.employee, one.new) for one in changes} == {("U_SAM", "U_LI"), ("U_EVA", "U_MIA")}


def test_a_stand_in_is_agreed_to_until_a_day_and_is_no_manager(company: Company) -> None:
    line = f"{SAM},1,5,{LAST}"
    assert needed(company, line, head=STANDING_IN) == (Pair("U_LI", "U_SAM", "stand-in", LAST),)
    agreed(company, replace(LIS, what="stand-in", until=LAST))
    assert needed(company, f"{SAM},5")
    assert needed(company, f"{SAM},1,5,2026-12-11", head=STANDING_IN)
    assert company.take(line, by="U_MIA", head=STANDING_IN).stand_ins[0].until == LAST


@pytest.fixture
def handing_over(company: Company, clock: Clock) -> Company:
    """Let Li, who is Sam's manager, hand Sam over to Ana; the change waits."""
    company.roster.apply(company.plan(f"{SAM},5"), "", agreed=True)
    clock.pass_by(days=7)
    company.take(f"{SAM},1", by="U_MIA")
    clock.pass_by(hours=1)
    return company


def test_a_stand_in_who_was_manager_is_asked_about_as_stand_in(handing_over: Company, clock: Clock) -> None:
    line, pair = f"{SAM},1,5,2026-12-20", Pair("U_LI", "U_SAM", "stand-in", date(2026, 12, 20))
    assert needed(handing_over, line, head=STANDING_IN) == (pair,)
    agreed(handing_over, replace(LIS, what="stand-in", until=pair.until))
    clock.pass_by(days=4)
    assert handing_over.managers("U_SAM") == {"U_ANA"}
    assert handing_over.take(line, by="U_MIA", head=STANDING_IN).stand_ins[0].until == pair.until


def test_who_would_stay_manager_for_longer_than_they_stand_in_is_asked_about_as_manager(
    handing_over: Company, clock: Clock
) -> None:
    clock.pass_by(days=1)
    asked = needed(handing_over, f"{SAM},3,5,2026-12-10", head=STANDING_IN, by="U_EVA")
    assert asked == (Pair("U_EVA", "U_SAM", "manager"), Pair("U_LI", "U_SAM", "manager"))
