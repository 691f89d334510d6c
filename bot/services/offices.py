"""Who organises reviews and who reads as HR: named by the operator, or in Slack by its owners and admins.

An organiser counts at once, a reader when a second owner or admin has agreed. No file names anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Protocol

from bot.clock import Clock
from bot.errors import FieldsRefused, NothingHere, Refused
from bot.facts.offices import MOST, HeldOffice, NewHolder, OfficeFacts
from bot.services.people import People
from db.engine import Database
from db.facts import Entry, Office, OfficeKind, Person
from db.unit_of_work import UnitOfWork

NEW = timedelta(days=28)
"""For so long everybody with shared goals is told on Home of who was named."""
NOT_YOURS = (
    "Only owners and admins of this Slack workspace name organisers and HR readers. Ask one of them, or whoever "
    "runs Goalframe."
)
NOT_ONE_OF_US = "Pick full members of this workspace."
TOO_MANY = f"There can be {MOST} at most, with those whom others have named."
ANOTHER = "Another owner or admin has to agree, neither the person who was named nor who named them."


class Governors(Protocol):
    """Where it is asked who may name people for an office."""

    def governs(self, user_id: str) -> bool:
        """Tell whether somebody is an owner or admin of the workspace now; raises `SlackSilent`."""


class Holders(AbstractSet[str]):
    """Who has an office now, by Slack id: it changes while the app runs."""

    def __init__(self, offices: Offices, kind: OfficeKind) -> None:
        self._offices, self._kind = offices, kind

    @classmethod
    def _from_iterable(cls, it: Iterable[str]) -> frozenset[str]:  # type: ignore[override]
        return frozenset(it)

    def __contains__(self, user_id: object) -> bool:
        return user_id in self._offices.now(self._kind)

    def __iter__(self) -> Iterator[str]:
        return iter(self._offices.now(self._kind))

    def __len__(self) -> int:
        return len(self._offices.now(self._kind))


@dataclass
class Offices:
    """Names people for the two offices; whoever the operator named stays until the operator changes it."""

    database: Database
    people: People
    governors: Governors
    clock: Clock
    team_id: str
    by_operator: Mapping[OfficeKind, AbstractSet[str]]
    _named: tuple[Office, ...] = field(default=(), init=False)

    def __post_init__(self) -> None:
        self._read()

    def now(self, kind: OfficeKind) -> AbstractSet[str]:
        """Return who has an office."""
        return self.by_operator[kind] | {one.user_id for one in self._named if one.office == kind and one.since}

    def new(self) -> tuple[NewHolder, ...]:
        """Return who was given an office lately, the newest first."""
        begun = self.clock() - NEW
        new = [(one.since, one) for one in self._named if one.since is not None and one.since > begun]
        new.sort(key=lambda pair: pair[0], reverse=True)
        return tuple(NewHolder(self.people.name(one.team_id, one.user_id), one.office, at) for at, one in new)

    def facts(self, actor: Person) -> OfficeFacts:
        """Return who has which office and who waits for one; raises `Refused` for whoever names nobody."""
        self._check(actor)
        return OfficeFacts(
            person=actor,
            organisers=tuple(one.user_id for one in self._of("organiser")),
            readers=tuple(map(self._held, self._of("reader"))),
            fixed={kind: tuple(map(self._name, sorted(users))) for kind, users in self.by_operator.items()},
        )

    def keep(self, actor: Person, organisers: Iterable[str], reader: str, shown: Iterable[str] = ()) -> None:
        """Name organisers and one more reader, if any; those of `shown` who are not among the organisers end.

        `shown` are the organisers that the form showed: what others have changed meanwhile stays. Raises
        `FieldsRefused` (`organisers`, `reader`), and then nothing is kept.
        """
        self._check(actor)
        seen = set(shown)
        wanted = dict.fromkeys(user for user in organisers if user not in self.by_operator["organiser"])
        new = [user for user in wanted if user not in seen]
        refused = self._refused("organisers", new) | self._refused("reader", [reader] if reader else [])
        if reader and len(self._of("reader")) >= MOST:
            refused["reader"] = f"{MOST} readers are named already. Remove one first."
        if refused:
            raise FieldsRefused(refused)
        with self.database.writing() as uow:
            before = {one.user_id for one in self._stored(uow, "organiser")}
            ended = (seen & before) - set(wanted)
            if len(before - ended | set(new)) > MOST:
                raise FieldsRefused({"organisers": TOO_MANY})
            for user in sorted(ended):
                self._end(uow, actor, "organiser", user)
            for user in [one for one in new if one not in before]:
                self._name_for(uow, actor, "organiser", user)
            readers = {one.user_id for one in self._stored(uow, "reader")} | self.by_operator["reader"]
            if reader and reader not in readers:
                self._name_for(uow, actor, "reader", reader)
            uow.commit()
        self._read()

    def agree(self, actor: Person, user_id: str) -> None:
        """Agree that somebody reads as HR; done once, it stays. Raises `Refused` for the two it may not be."""
        self._check(actor)
        with self.database.writing() as uow:
            office = next((one for one in self._stored(uow, "reader") if one.user_id == user_id), None)
            if office is None:
                raise NothingHere
            if actor.user_id in {office.named_by, office.user_id}:
                raise Refused(ANOTHER)
            if office.agreed_at is None:
                uow.offices.put(replace(office, agreed_by=actor.user_id, agreed_at=self.clock()))
                self._log(uow, actor, "agree to reader", user_id)
            uow.commit()
        self._read()

    def end(self, actor: Person, user_id: str) -> None:
        """Let somebody read as HR no longer, or be no longer proposed."""
        self._check(actor)
        with self.database.writing() as uow:
            if any(one.user_id == user_id for one in self._stored(uow, "reader")):
                self._end(uow, actor, "reader", user_id)
            uow.commit()
        self._read()

    def _check(self, actor: Person) -> None:
        if not self.governors.governs(actor.user_id):
            raise Refused(NOT_YOURS)

    def _refused(self, field_name: str, users: list[str]) -> dict[str, str]:
        people = [self.people.get(self.team_id, user) for user in users]
        fit = all(person is not None and self.people.may_use(person) for person in people)
        return {} if fit else {field_name: NOT_ONE_OF_US}

    def _read(self) -> None:
        with self.database.reading() as uow:
            self._named = uow.offices.all(self.team_id)

    def _stored(self, uow: UnitOfWork, kind: OfficeKind) -> list[Office]:
        return [one for one in uow.offices.all(self.team_id) if one.office == kind]

    def _of(self, kind: OfficeKind) -> list[Office]:
        return [one for one in self._named if one.office == kind]

    def _held(self, one: Office) -> HeldOffice:
        agreed = self._name(one.agreed_by) if one.agreed_by else ""
        return HeldOffice(one, self._name(one.user_id), self._name(one.named_by), agreed)

    def _name(self, user_id: str) -> str:
        return self.people.name(self.team_id, user_id)

    def _name_for(self, uow: UnitOfWork, actor: Person, kind: OfficeKind, user_id: str) -> None:
        uow.offices.put(Office(self.team_id, kind, user_id, actor.user_id, self.clock()))
        self._log(uow, actor, f"name {kind}", user_id)

    def _end(self, uow: UnitOfWork, actor: Person, kind: OfficeKind, user_id: str) -> None:
        uow.offices.remove(self.team_id, kind, user_id)
        self._log(uow, actor, f"end {kind}", user_id)

    def _log(self, uow: UnitOfWork, actor: Person, action: str, about: str) -> None:
        uow.audit.add(self.team_id, Entry(self.clock(), actor.user_id, action, "offices", "done", about))
