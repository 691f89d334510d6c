"""`goalframe db`: bring the database up to date, copy it, put a copy back, look whether it is whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.output import Refusal, say

if TYPE_CHECKING:
    from db.engine import Database


def database_url() -> str:
    """Return the database of the settings."""
    from bot.errors import SettingsError
    from bot.settings import read_settings

    try:
        return read_settings(os.environ).database_url
    except SettingsError as error:
        raise Refusal(error.sentence) from None


DATABASE = click.option(
    "--database",
    "url",
    metavar="URL",
    default=database_url,
    show_default="DATABASE_URL, else sqlite:///goalframe.db",
    help="The database to work on.",
)
_FILE = click.argument("file", metavar="FILE", type=click.Path(path_type=Path))


@click.group("db")
def db() -> None:
    """Look after the database.

    \b
    Examples:
      goalframe db upgrade
      goalframe db backup goals-before-friday.db
      goalframe db check --database sqlite:///goalframe.db
    """  # noqa: D301 - click keeps the lines below this very character


@db.command()
@DATABASE
def upgrade(url: str) -> None:
    """Bring the database to the schema of this program; one that has data is copied first.

    Example: goalframe db upgrade --database sqlite:///goalframe.db
    """
    from db.upgrade import upgrade as bring_up_to_date

    with opened(url) as database:
        say(bring_up_to_date(database))


@db.command()
@_FILE
@DATABASE
def backup(file: Path, url: str) -> None:
    """Copy the database into a new FILE, also while the app is running.

    Example: goalframe db backup goals-before-friday.db
    """
    from db.backup import backup as copy

    with opened(url) as database:
        copy(database, file)
    say(f"The database was copied to {file}.")


@db.command()
@_FILE
@DATABASE
def restore(file: Path, url: str) -> None:
    """Put a backup in the database's place; stop the app first. The one before is kept beside it.

    Example: goalframe db restore goals-before-friday.db
    """
    from db.backup import restore as put_back

    with _refusals():
        aside = put_back(file, url)
    say(f"The database is now the one of {file}.")
    if aside:
        say(f"The one before is kept as {aside}.")


@db.command()
@DATABASE
def check(url: str) -> None:
    """Look whether the database is whole; each fault is one line, and the exit code is 1.

    Example: goalframe db check
    """
    from db.backup import check as look

    with opened(url) as database:
        found = look(database)
    for fault in found:
        say(fault)
    if found:
        raise Refusal(f"The database has {len(found)} fault{'s'[: len(found) > 1]}; restore a backup.")
    say("The database is whole.")


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """Open a database; what the store refuses is the command's refusal."""
    from db.engine import open_database

    with _refusals(), closing(open_database(url)) as database:
        yield database


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn what the store refuses into the command's refusal."""
    from db.errors import StoreError

    try:
        yield
    except StoreError as error:
        raise Refusal(str(error)) from None
