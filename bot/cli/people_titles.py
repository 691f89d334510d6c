"""`goalframe people titles`: which job titles of the company's list match no role, and which roles they mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from bot.cli.db import DATABASE, opened
from bot.cli.output import Refusal, say

if TYPE_CHECKING:
    from bot.services.roles import Roles
    from bot.services.title_roles import TitleRoles
    from canon.model import Role
    from db.engine import Database

EMPTY = "The list of people is empty; import it first: goalframe people import people.csv"
NO_TITLE = "“{title}” is no job title of the list. Without an argument this command says which ones match no role."
NO_ROLE = "The role library has no role “{role}”{near}."
MANY_ROLES = "“{role}” can mean several roles; write the id of one: {ids}."


@click.command()
@click.argument("said", metavar="[TITLE=ROLE]...", nargs=-1)
@DATABASE
def titles(said: tuple[str, ...], url: str) -> None:
    """List the job titles that match no role; with TITLE=ROLE, say which role one means.

    ROLE is a role's id or its whole name. What is said counts at once: for whoever starts goals, and for the next
    import. Said again, a title means the other role.

    \b
    Examples:
      goalframe people titles
      goalframe people titles "Sr. AE=account-executive"
    """  # noqa: D301 - click keeps the lines below this very character
    pairs = _pairs(said)
    with _opened(url) as (database, team):
        roles, written = _roles(), _written(database, team)
        service = _service(database, roles)
        if not pairs:
            for line in _listed(service, team, written):
                say(line)
            return
        chosen = {_title(title, written): _role(words, roles).id for title, words in pairs}
        for kept in service.keep(team, "", chosen):
            say(f"{kept.title}: {kept.role}")


def _pairs(said: Sequence[str]) -> list[tuple[str, str]]:
    """Return titles with the roles that were typed for them."""
    pairs = [(title.strip(), role.strip()) for title, _, role in (one.rpartition("=") for one in said)]
    if not all(title and role for title, role in pairs):
        raise click.BadParameter("write it as “Your title=role”.")
    return pairs


@contextmanager
def _opened(url: str) -> Iterator[tuple[Database, str]]:
    """Give the database and the workspace that it is for."""
    from db.engine import file_of
    from db.upgrade import SCHEMA, stored_schema

    with opened(url) as database:
        schema = stored_schema(database) if file_of(url).is_file() else None
        if schema is None:
            raise Refusal(EMPTY)
        if schema != SCHEMA.current:
            raise Refusal("The database is of an older Goalframe; run: goalframe db upgrade")
        with database.reading() as uow:
            team = uow.workspaces.owner()
        if team is None:
            raise Refusal(EMPTY)
        yield database, team


def _roles() -> Roles:
    from bot.cli.library import open_library
    from bot.services.roles import Roles

    return Roles(open_library(()))


def _service(database: Database, roles: Roles) -> TitleRoles:
    from bot.clock import now
    from bot.services.title_roles import TitleRoles

    return TitleRoles(database, roles, now)


def _written(database: Database, team: str) -> Counter[str]:
    """Return how many people have which job title."""
    with database.reading() as uow:
        entries = uow.roster.all(team)
    if not entries:
        raise Refusal(EMPTY)
    return Counter(entry.job_title for entry in entries if entry.job_title)


def _listed(service: TitleRoles, team: str, written: Counter[str]) -> Iterator[str]:
    """Give the titles that match no role, and those of which it was said once."""
    from bot.services.title_roles import open_titles

    found = open_titles(written.elements(), service.knows(team))
    yield f"Job titles that match no role: {len(found)}"
    yield from (f"  {one.title}: {one.people} {'person' if one.people == 1 else 'people'}" for one in found)
    said = service.said(team)
    if said:
        yield f"Said to mean a role: {len(said)}"
        yield from (f"  {one.title}: {one.role}" for one in said)


def _title(title: str, written: Mapping[str, int]) -> str:
    """Return a title as the list has it."""
    from bot.services.title_roles import folded

    same = [one for one in written if folded(one) == folded(title)]
    if not same:
        raise Refusal(NO_TITLE.format(title=title))
    return title if title in same else same[0]


def _role(words: str, roles: Roles) -> Role:
    """Return the one role that an id or a name means."""
    found = {one.role_id: one for one in (*roles.levels(words), *roles.named(words))}
    if words in found or len(found) == 1:
        return roles.role_of(found.get(words) or next(iter(found.values())))
    if found:
        raise Refusal(MANY_ROLES.format(role=words, ids=", ".join(found)))
    near = ", ".join(f"{role.focus.text} ({role.id})" for role in roles.nearest_roles(words))
    raise Refusal(NO_ROLE.format(role=words, near=f"; the nearest: {near}" if near else ""))
