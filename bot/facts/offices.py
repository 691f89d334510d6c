"""Who organises reviews and who reads as HR, with names, for the view in which they are named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from db.facts import Office, OfficeKind, Person

MOST = 20
"""People whom Slack's owners and admins can name for each office."""


@dataclass(frozen=True, slots=True)
class HeldOffice:
    """An office with the names of whoever has it, named them, and agreed; the last is empty while nobody did."""

    office: Office
    name: str
    named_by: str
    agreed_by: str


@dataclass(frozen=True, slots=True)
class NewHolder:
    """Somebody who was given an office lately."""

    name: str
    kind: OfficeKind
    since: datetime


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """Who has which office: `organisers` by Slack id, `fixed` the names of those whom the operator named."""

    person: Person
    organisers: tuple[str, ...]
    readers: tuple[HeldOffice, ...]
    fixed: Mapping[OfficeKind, tuple[str, ...]]
