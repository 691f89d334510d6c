"""`goalframe verify`: whether a receipt, or what the database holds of confirmed goals, is as it was confirmed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.db import DATABASE, opened
from bot.cli.output import Refusal, say

if TYPE_CHECKING:
    from bot.delivery.receipts import CheckedVersion, Confirmed
    from db.engine import Database

_EXAMPLES = """\b
Examples:
  goalframe verify goals-sam-okafor-h1-2027-v2.txt
  goalframe verify 5b1f0c3f8f0e4c6f9d1f0f3d8e6a7b21 --database sqlite:///goalframe.db
"""


@click.command(no_args_is_help=True, epilog=_EXAMPLES)
@click.argument("what", metavar="FILE_OR_ID")
@DATABASE
def verify(what: str, url: str) -> None:
    """Say whether confirmed goals were changed after they were confirmed.

    A FILE is a receipt: it is checked alone, then against the database if there is one that has these goals. An ID
    is that of goals in the database: every confirmed version of them is checked. The exit code is 0 if nothing was
    changed, else 1.
    """
    content = _bytes(what)
    if content is None:
        _check_goals(what, url)
    else:
        _check_file(what, content, url)


def _check_file(name: str, content: bytes, url: str) -> None:
    from bot.delivery.receipts import check_receipt
    from bot.errors import ReceiptError

    try:
        outcome = check_receipt(content.decode())
    except UnicodeDecodeError:
        raise Refusal(f"{name} is not a receipt: it is no text in UTF-8.") from None
    except ReceiptError as error:
        raise Refusal(error.sentence) from None
    if outcome.confirmed is None:
        raise Refusal(outcome.sentence)
    say(outcome.sentence)
    _check_against_database(outcome.confirmed, url)


def _check_against_database(receipt: Confirmed, url: str) -> None:
    """Say what the database knows of a receipt's version; nothing where it does not know the goals."""
    known = _known(url, receipt.sheet_id, receipt.team_id)
    if not known:
        return
    here = next((checked for checked in known if checked.number == receipt.number), None)
    if here is None:
        raise Refusal(f"The database has these goals, but no confirmation of version {receipt.number}.")
    if here.altered:
        raise Refusal(f"In the database this was changed after it was confirmed: {', '.join(here.altered)}.")
    if here.seal != receipt.seal:
        raise Refusal(f"This is not the receipt that the database has for version {here.number}.")
    say(f"The database has it too: version {here.number} {_standing(here)}.")


def _check_goals(sheet_id: str, url: str) -> None:
    known = _known(url, sheet_id)
    if not known:
        raise Refusal(f"There is no file called {sheet_id}, and no confirmed goals with this id in the database.")
    faults = [f"version {one.number}: {', '.join(one.altered)}" for one in known if one.altered]
    if faults:
        raise Refusal(f"This was changed after it was confirmed: {'; '.join(faults)}.")
    for one in known:
        say(f"Version {one.number} {_standing(one)}. {one.sentence}")


def _standing(checked: CheckedVersion) -> str:
    if checked.replaced_at is None:
        return "is the current one"
    return f"was replaced by version {checked.replaced_by} on {checked.replaced_at.date().isoformat()}"


def _known(url: str, sheet_id: str, team_id: str = "") -> tuple[CheckedVersion, ...]:
    """Check what the database has of these goals; nothing where there is no database, which is never made here."""
    from db.engine import file_of
    from db.upgrade import SCHEMA, stored_schema

    with opened(url) as database:
        if not file_of(url).is_file():
            return ()
        schema = stored_schema(database)
        if schema not in {None, SCHEMA.current}:
            raise Refusal("The database is of an older Goalframe; run: goalframe db upgrade")
        return _checked(database, sheet_id, team_id) if schema else ()


def _checked(database: Database, sheet_id: str, team_id: str) -> tuple[CheckedVersion, ...]:
    from bot.delivery.receipts import check_confirmed

    with database.reading() as uow:
        return check_confirmed(uow, team_id or uow.workspaces.owner() or "", sheet_id)


def _bytes(name: str) -> bytes | None:
    """Return what is in the file of this name; None where there is none that can be read."""
    try:
        return Path(name).read_bytes()
    except (OSError, ValueError):
        return None
