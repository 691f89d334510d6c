"""Whatever a person imports alone, nobody trusted comes to act for anybody for whom they could not before."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import Refused
from bot.facts.agreeing import Pair
from bot.services.roster_access import managers_at
from bot.services.roster_file import read_roster
from db.engine import open_database
from db.facts import Agreement
from tests.unit.bot.making import T0, TEAM
from tests.unit.bot.services.conftest import Clock
from tests.unit.bot.services.listing import USERS, Company, company_of

HEAD = "employee id,e-mail,manager,stand-in,stand-in until"
TRUSTED = frozenset({"U_MIA", "U_EVA", "U_LI"})
EMAILS = (*USERS, "mia.vogt@x.org", "ghost@x.org")
"""Mia has a second address; nobody in Slack has the last one."""
keys = st.sampled_from(["", "1", "2", "3", "4", "5", "9"])
emails = st.sampled_from(["", *EMAILS])
days = st.sampled_from(["2026-11-30", "2026-12-02", "2026-12-08", "2026-12-31"])
superiors = st.one_of(keys, emails)
lines = st.tuples(keys, emails, superiors, superiors, days).map(",".join)
Moment = tuple[str, datetime]
trusted, employees = st.sampled_from(sorted(TRUSTED)), st.sampled_from(sorted(USERS.values()))
pairs_agreed = st.one_of(
    st.builds(Pair, trusted, employees, st.just("manager")),
    st.builds(Pair, trusted, employees, st.just("stand-in"), days.map(date.fromisoformat)),
)


@dataclass(frozen=True)
class Import:
    """One import by Mia, some hours after the one before."""

    lines: list[str]
    everyone: bool
    hours: int


imports = st.builds(
    Import,
    lines=st.lists(lines, min_size=1, max_size=6),
    everyone=st.booleans(),
    hours=st.sampled_from([0, 5, 30, 100]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.lists(st.lists(lines, max_size=8), max_size=2), attack=st.lists(imports, min_size=1, max_size=4))
def test_an_import_alone_gives_nobody_trusted_anything(
    empty_database: Path, first: list[list[str]], attack: list[Import]
) -> None:
    with opened(empty_database) as company:
        for rows in first:
            take(company, rows, everyone=False, by="")
        allowed = acting(company)
        for one in attack:
            company.clock.pass_by(hours=one.hours)
            take(company, one.lines, everyone=one.everyone, by="U_MIA")
            assert {moment: who for moment, who in acting(company).items() if not who <= allowed[moment]} == {}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.lists(st.lists(lines, max_size=8), max_size=1),
    pairs=st.lists(pairs_agreed, max_size=6),
    attack=st.lists(imports, min_size=1, max_size=4),
)
def test_with_a_seconds_word_it_gives_them_just_what_that_was_about(
    empty_database: Path, first: list[list[str]], pairs: list[Pair], attack: list[Import]
) -> None:
    with opened(empty_database) as company:
        for rows in first:
            take(company, rows, everyone=False, by="")
        allowed = acting(company)
        agree(company, pairs)
        for one in attack:
            company.clock.pass_by(hours=one.hours)
            take(company, one.lines, everyone=one.everyone, by="U_MIA")
            gained = {moment: who - allowed[moment] for moment, who in acting(company).items()}
            assert [(moment, who) for moment, who in gained.items() if not who <= said(pairs, moment)] == []


def agree(company: Company, pairs: list[Pair]) -> None:
    """Let Eva have agreed to these pairs, of whom Mia asked her just now."""
    now = company.clock()
    with company.database.writing() as uow:
        for at, one in enumerate(pairs):
            asked = (one.manager, one.employee, one.what, one.until, "U_MIA", "U_EVA", "", now, now)
            uow.agreements.put_all([Agreement(TEAM, f"q{at}", *asked, "agreed")])
        uow.commit()


def said(pairs: list[Pair], moment: Moment) -> set[str]:
    """Return who may act for somebody at a moment by what was agreed to."""
    user, at = moment
    return {one.manager for one in pairs if one.employee == user and (one.until is None or at.date() <= one.until)}


@contextmanager
def opened(template: Path) -> Iterator[Company]:
    with tempfile.TemporaryDirectory() as folder:
        file = shutil.copy(template, Path(folder) / "goals.db")
        with closing(open_database(f"sqlite:///{file}")) as database:
            company = company_of(database, Clock())
            company.slack.users["mia.vogt@x.org"] = "U_MIA"
            yield company


def take(company: Company, rows: list[str], *, everyone: bool, by: str) -> None:
    """Import what can be taken of these lines, the operator as agreed; a refusal changes nothing."""
    before = company.entries
    try:
        plan = company.roster.preview(TEAM, read_roster("\n".join((HEAD, *rows)).encode()), everyone=everyone)
        company.roster.apply(plan, by, gone=len(plan.gone), agreed=not by)
    except Refused:
        assert company.entries == before


def acting(company: Company) -> dict[Moment, frozenset[str]]:
    """Return who of the trusted may act for whom from now on: twice a day for six weeks, and in a year."""
    start = datetime(2026, 12, 1, tzinfo=UTC) - timedelta(minutes=1)
    moments = [start + timedelta(hours=12 * step) for step in range(84)] + [T0 + timedelta(days=365)]
    later = [at for at in moments if at >= company.clock()]
    acts: dict[Moment, frozenset[str]] = {(user, at): frozenset() for user in USERS.values() for at in later}
    for entry in company.entries.values():
        acts |= {(entry.user_id, at): TRUSTED & managers_at(entry, at, "UTC") for at in later if entry.user_id}
    return acts
