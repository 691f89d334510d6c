"""`goalframe cycle`: what a review cycle would send, before it sends anything."""

from __future__ import annotations

import os
from dataclasses import asdict, astuple, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.db import DATABASE, opened
from bot.cli.output import Refusal, say

if TYPE_CHECKING:
    from bot.services.cycles.all import CycleServices
    from bot.services.cycles.dry_runs import Name
    from bot.settings import Settings
    from db.engine import Database
    from db.facts import Cycle, Nudge, Person

_FORMAT = """\b
A file to try things out with:
  format: 1
  template: half-year           # annual, half-year, quarterly or new-hire
  period: {name: H1 2027, first: 2027-01-01, last: 2027-06-30}
  hour: 9                       # may be left out, as may holidays: false
  people:                       # the first one organises the cycle
    - {name: Mia Vogt, zone: Europe/Berlin, country: DE, region: DE-BY}
    - {name: Sam Okafor, zone: Asia/Dubai, country: AE, manager: Mia Vogt}

\b
Of each person may also be said:
  working_days: "1234"          # ISO week days; else the country's own week
  away_until: 2027-01-08
  hired: 2027-01-11             # where the template starts for each apart

\b
Examples:
  goalframe cycle plan cycle.yaml
  goalframe cycle plan 5b1f0c3f8f0e4c6f9d1f0f3d8e6a7b21 --csv > plan.csv
"""


@dataclass(frozen=True, slots=True)
class Coming:
    """What a cycle would send, and how its people are called."""

    cycle: Cycle
    nudges: tuple[Nudge, ...]
    name: Name


@click.group()
def cycle() -> None:
    """Look at review cycles.

    Example: goalframe cycle plan cycle.yaml
    """


@cycle.command(no_args_is_help=True, epilog=_FORMAT)
@click.argument("what", metavar="ID_OR_FILE")
@click.option("--json", "form", flag_value="json", help="Print each reminder, as JSON.")
@click.option("--csv", "form", flag_value="csv", help="Print each reminder, as CSV.")
@DATABASE
def plan(what: str, form: str | None, url: str) -> None:
    """Print what a review cycle would send: a line a day, or each reminder.

    ID is that of a cycle in the database: of a draft all is shown that it would send if it were launched now, of a
    running one what is still planned. FILE is a YAML file that needs no database. Nothing is sent or changed.
    """
    coming = _from_file(Path(what)) if Path(what).is_file() else _from_database(what, url)
    _print(coming, form)


def _print(coming: Coming, form: str | None) -> None:
    import json

    from bot.services.csv_files import csv_text
    from bot.services.cycles.dry_runs import PlanRow, rows_of

    if form is None:
        _print_days(coming)
        return
    rows = rows_of(coming.nudges, coming.cycle, coming.name)
    if form == "json":
        say(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2))
    else:
        say(csv_text([field.name for field in fields(PlanRow)], map(astuple, rows)).removesuffix("\r\n"))


def _print_days(coming: Coming) -> None:
    from bot.services.cycles.dry_runs import days_of, messages_of
    from bot.views.dry_run import day_words

    days = days_of(messages_of(coming.nudges, coming.name))
    say(coming.cycle.name)
    for day in days:
        say(day_words(day))
    if not days:
        say("No message is planned.")


def _from_file(file: Path) -> Coming:
    from bot.clock import use_pinned_zones
    from bot.errors import GoalframeError
    from bot.services.cycles.trial import load_trial

    use_pinned_zones()
    try:
        trial = load_trial(file)
    except GoalframeError as error:
        raise Refusal(error.sentence) from None
    except (OSError, UnicodeDecodeError):
        raise Refusal(f"{file} can't be read as text in UTF-8.") from None
    return Coming(trial.cycle, trial.nudges, lambda name: name)


def _from_database(cycle_id: str, url: str) -> Coming:
    from bot.clock import use_pinned_zones
    from db.engine import file_of
    from db.upgrade import SCHEMA, stored_schema

    use_pinned_zones()
    missing = Refusal(f"There is no file called {cycle_id}, and no review cycle with this id in the database.")
    with opened(url) as database:
        schema = stored_schema(database) if file_of(url).is_file() else None
        if schema is None:
            raise missing
        if schema != SCHEMA.current:
            raise Refusal("The database is of an older Goalframe; run: goalframe db upgrade")
        coming = _coming(database, cycle_id)
    if coming is None:
        raise missing
    return coming


def _coming(database: Database, cycle_id: str) -> Coming | None:
    services = _services(database)
    with database.reading() as uow:
        team = uow.workspaces.owner() or ""
        found = uow.cycles.get(team, cycle_id)
        if found is None:
            return None
        nudges, _ = services.statuses.coming(uow, found)
    known = services.statuses.desk.people.known
    names = {user: person.name for nudge in nudges for user in (nudge.person, nudge.subject)
             if (person := known(team, user)) is not None}  # fmt: skip
    return Coming(found, tuple(nudges), lambda user: names.get(user, user))


class Nobody:
    """Slack is not asked: nobody is looked up, and there are no groups."""

    def fetch(self, user_id: str) -> Person | None:  # noqa: ARG002 - the directory's own form
        return None

    def everybody(self) -> tuple[Person, ...]:
        return ()

    def named(self) -> tuple[tuple[str, str], ...]:
        return ()

    def members(self, group: str) -> tuple[str, ...]:  # noqa: ARG002 - the groups' own form
        return ()


def _services(database: Database) -> CycleServices:
    from bot.clock import now
    from bot.services.cycles.all import cycle_services
    from bot.services.desk import Desk
    from bot.services.people import People

    settings, nobody = _settings(), Nobody()
    desk = Desk(database, People(database, nobody, now, settings.only), now, lambda: None)
    return cycle_services(desk, nobody, settings.runners, settings.layout, settings.first_month)


def _settings() -> Settings:
    from bot.errors import SettingsError
    from bot.settings import read_settings

    try:
        return read_settings(os.environ)
    except SettingsError as error:
        raise Refusal(error.sentence) from None
