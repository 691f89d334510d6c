"""Naming organisers and HR readers."""

from __future__ import annotations

from datetime import timedelta

from bot.facts.offices import HeldOffice, OfficeFacts
from bot.views.offices import offices_modal
from db.facts import Office, Person
from tests.unit.bot.making import ANA, T0, TEAM, person
from tests.unit.bot.views.case import Case

EVA = person("U_EVA", "Eva Lind")
HOSTILE = "*Li* <!channel> :boom: & Co"


def _reader(number: int, name: str, *, agreed: bool, named_by: Person = ANA) -> HeldOffice:
    by, at = ("U_TOM", T0 + timedelta(days=1)) if agreed else ("", None)
    office = Office(TEAM, "reader", f"U_{number}", named_by.user_id, T0, by, at)
    return HeldOffice(office, name, named_by.name, "Tom Berg" if agreed else "")


def _facts(organisers: int, *readers: HeldOffice, fixed: bool = True, who: Person = ANA) -> tuple[OfficeFacts]:
    named = ("Mia Vogt",) if fixed else ()
    users = tuple(f"U_{number}" for number in range(organisers))
    return (OfficeFacts(who, users, readers, {"organiser": named, "reader": named}),)


CASES = (
    Case("offices-first", offices_modal, lambda: _facts(0, fixed=False)),
    Case("offices-named", offices_modal, lambda: _facts(2, _reader(1, "Li Chen", agreed=True))),
    Case("offices-saved", offices_modal, lambda: _facts(2), {"saved": True}),
    Case("offices-waiting-for-who-named", offices_modal, lambda: _facts(1, _reader(1, HOSTILE, agreed=False))),
    Case(
        "offices-waiting-for-another", offices_modal, lambda: _facts(0, _reader(1, "Li Chen", agreed=False), who=EVA)
    ),
    Case(
        "offices-most",
        offices_modal,
        lambda: _facts(20, *(_reader(one, f"Person {one}", agreed=one % 2 == 0, named_by=EVA) for one in range(20))),
    ),
)
