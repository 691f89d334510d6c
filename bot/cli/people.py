"""`goalframe people`: take the company's own list of people, as HR systems export it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.output import Refusal, say, tell
from bot.cli.people_titles import titles
from bot.cli.people_workspace import opened_list, read_environment

if TYPE_CHECKING:
    from bot.services.headings import PutIn
    from bot.services.roster import Roster
    from bot.services.roster_file import RosterFile
    from bot.services.roster_plan import Plan
    from db.engine import Database

A_MINUTE = 50
"""People whom Slack looks up in a minute."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed."""

    file: Path
    columns: tuple[str, ...]
    everyone: bool
    gone: int | None
    good_rows: bool
    agree: bool
    yes: bool

    @property
    def mapping(self) -> Mapping[str, str]:
        pairs = [text.rpartition("=") for text in self.columns]
        if not all(heading.strip() and name.strip() for heading, _, name in pairs):
            raise click.BadParameter("write it as --columns “Your heading=column”.")
        return {heading.strip(): name.strip() for heading, _, name in pairs}

    def command(self, plan: Plan) -> str:
        """Return the command that applies what a preview has shown."""
        words = ["goalframe", "people", "import", str(self.file)]
        words += [word for text in self.columns for word in ("--columns", text)]
        words += ["--everyone"] * self.everyone + ["--good-rows"] * bool(plan.faults)
        words += ["--gone", str(len(plan.gone))] * plan.asks_number
        return shlex.join([*words, "--yes"])


@click.group()
def people() -> None:
    """Look after the company's own list of people.

    \b
    Examples:
      goalframe people import people.csv
      goalframe people import people.csv --columns "Vorgesetzter=manager" --yes
      goalframe people titles "Sr. AE=account-executive"
    """  # noqa: D301 - click keeps the lines below this very character


people.add_command(titles)


@people.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--columns", metavar="HEADING=COLUMN", multiple=True, help="What a heading means; kept for the next file."
)
@click.option("--everyone", is_flag=True, help="This file is everyone: who is not in it is gone.")
@click.option("--gone", type=click.IntRange(0), metavar="N", help="How many are gone, where more than 5 % are.")
@click.option("--good-rows", is_flag=True, help="Take the good lines without the ones that have a fault.")
@click.option("--agree", is_flag=True, help="Agree that an organiser or a reader becomes somebody's manager.")
@click.option("--yes/--dry-run", default=False, help="Apply it; without --yes it is only shown.")
def import_(  # noqa: PLR0917 - click passes everything by name
    file: Path,
    columns: tuple[str, ...],
    everyone: bool,  # noqa: FBT001 - click passes flags so
    gone: int | None,
    good_rows: bool,  # noqa: FBT001 - the same
    agree: bool,  # noqa: FBT001 - the same
    yes: bool,  # noqa: FBT001 - the same
) -> None:
    """Show what a CSV file of people would change; with --yes, change it.

    It needs a column for the person (employee id or e-mail) and one for their manager. A changed manager counts one
    working day later; nobody gets anything to read by this file alone.

    Example: goalframe people import people.csv --everyone
    """
    carry_out(Wish(file, columns, everyone, gone, good_rows, agree, yes))


def carry_out(wish: Wish) -> None:
    """Preview an import and, if wanted, apply it; refuse with one sentence."""
    from bot.cli.people_shown import shown

    data, file = _read(wish)
    settings = read_environment()
    with opened_list(settings) as (database, roster, team):
        put_in, file = _as_said(database, team, wish, data, file)
        plan = roster.preview(team, file, everyone=wish.everyone, knows_title=_titles(database, team))
        for line in shown(plan, put_in.known.said):
            say(line)
        if not wish.yes:
            _end_preview(wish, plan)
            return
        _refuse_faults(wish, plan)
        _refuse_gone(wish, plan)
        _apply(wish, plan, database, roster, asks=bool(settings.bot_token))
        _keep(database, team, put_in)


def _read(wish: Wish) -> tuple[bytes, RosterFile | None]:
    """Return a file and what it says; nothing where only what was said of its columns before can make it clear."""
    from bot.errors import Refused
    from bot.services.roster_columns import ColumnsUnclear
    from bot.services.roster_file import read_roster

    try:
        data = wish.file.read_bytes()
        return data, read_roster(data, wish.mapping)
    except OSError as error:
        raise Refusal(f"{wish.file} can't be read: {error.strerror}.") from None
    except ColumnsUnclear:
        return data, None
    except Refused as refused:
        raise Refusal(refused.sentence) from None


def _as_said(
    database: Database, team: str, wish: Wish, data: bytes, file: RosterFile | None
) -> tuple[PutIn, RosterFile]:
    """Return a file with what was said of its headings before, and read so."""
    from bot.errors import Refused
    from bot.services.headings import put_in

    with database.reading() as uow:
        found = put_in(uow, team, data, wish.mapping)
    if file is not None and found.known.mapping == wish.mapping:
        return found, file
    try:
        return found, found.people()
    except Refused as refused:
        raise Refusal(refused.sentence) from None


def _keep(database: Database, team: str, put_in: PutIn) -> None:
    """Keep what was said of headings, so that the next file is read so without being told."""
    from bot.clock import now
    from bot.services.headings import keep

    with database.writing() as uow:
        keep(uow, team, put_in, "", now())
        uow.commit()


def _titles(database: Database, team: str) -> Callable[[str], bool]:
    from bot.cli.library import open_library
    from bot.clock import now
    from bot.services.roles import Roles
    from bot.services.title_roles import TitleRoles

    return TitleRoles(database, Roles(open_library(())), now).knows(team)


def _end_preview(wish: Wish, plan: Plan) -> None:
    if not (plan.good or plan.changes):
        raise Refusal("No line of the file can be taken.")
    if plan.changes:
        say(f"Nothing is changed yet. To apply this: {wish.command(plan)}")
    else:
        say("There is nothing to change.")


def _refuse_faults(wish: Wish, plan: Plan) -> None:
    lines = len({fault.line for fault in plan.faults})
    if plan.faults and not (wish.good_rows and plan.good):
        hint = "correct them, or add --good-rows to take the others" if plan.good else "correct them"
        raise Refusal(f"Nothing was changed: {lines} line{'s'[: lines > 1]} can't be taken; {hint}.")


def _refuse_gone(wish: Wish, plan: Plan) -> None:
    count = len(plan.gone)
    if plan.asks_number and wish.gone != count:
        words = f"{count} of {len(plan.before)} people would be gone"
        raise Refusal(f"Nothing was changed: {words}; add --gone {count} if that is right.")


def _apply(wish: Wish, plan: Plan, database: Database, roster: Roster, *, asks: bool) -> None:
    from bot.cli.people_shown import applied_lines
    from bot.errors import Refused, SlackSilent
    from bot.services.roster import SecondNeeded
    from bot.services.roster_entries import emails_to_find

    count = len(emails_to_find(plan))
    if asks and count > A_MINUTE:
        tell(f"Looking up {count} people in Slack, about {A_MINUTE} a minute …")
    try:
        applied = roster.apply(plan, "", gone=wish.gone, agreed=wish.agree)
    except SecondNeeded as refused:
        raise Refusal(f"{refused.sentence} Nothing was changed; add --agree if that is right.") from None
    except SlackSilent as silent:
        raise Refusal(f"Slack did not look people up{_slack_word(silent)}. Nothing was changed.") from None
    except Refused as refused:
        raise Refusal(refused.sentence) from None
    with database.reading() as uow:
        entries = uow.roster.all(plan.team)
    for line in applied_lines(plan, applied, entries, asked=asks):
        say(line)


def _slack_word(silent: BaseException) -> str:
    """Return Slack's own word for why, where it gave one."""
    response = getattr(silent.__cause__, "response", None)
    word = response.get("error") if response is not None else None
    return f": {word}" if word else ""
