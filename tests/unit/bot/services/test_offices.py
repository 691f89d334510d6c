"""Organisers and HR readers: named by owners and admins of the workspace, a reader by two of them, and by no file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.errors import FieldsRefused, NothingHere, Refused
from bot.facts.offices import MOST
from bot.services.offices import ANOTHER, NEW, Holders, Offices
from bot.services.people import People
from db.engine import Database
from db.facts import Person
from tests.unit.bot.making import ANA, SAM, T0, TEAM, person
from tests.unit.bot.services.conftest import Clock, Directory
from tests.unit.bot.services.house import EVA, EVERYBODY, LI, MIA, TOM

GUEST = Person(TEAM, "U_GUEST", "Gus", "UTC", "en", *(False,) * 2, True, False, T0)  # noqa: FBT003 - Slack's flags
MANY = [person(f"U_{number}", f"Person {number}") for number in range(MOST + 1)]


@dataclass
class Owners:
    """Who is an owner or admin in Slack now."""

    users: set[str] = field(default_factory=lambda: {"U_ANA", "U_TOM"})

    def governs(self, user_id: str) -> bool:
        return user_id in self.users


@pytest.fixture
def owners() -> Owners:
    return Owners()


def opened(database: Database, clock: Clock, directory: Directory, owners: Owners) -> Offices:
    directory.people |= {one.user_id: one for one in (*EVERYBODY, GUEST, *MANY)}
    people = People(database, directory, clock, frozenset())
    named = {"organiser": frozenset({"U_MIA"}), "reader": frozenset[str]()}
    return Offices(database, people, owners, clock, TEAM, named)  # type: ignore[arg-type]


@pytest.fixture
def offices(database: Database, clock: Clock, directory: Directory, owners: Owners) -> Offices:
    """Return the offices of a company whose operator named Mia; Ana and Tom are owners of its workspace."""
    return opened(database, clock, directory, owners)


def logged(offices: Offices) -> list[str]:
    """Return what the audit log holds; the people in it stand there under made-up names."""
    with offices.database.reading() as uow:
        return [entry.action for entry in uow.audit.of_object(TEAM, "offices")]


def test_an_organiser_counts_as_soon_as_an_owner_names_them(offices: Offices) -> None:
    organisers = Holders(offices, "organiser")
    offices.keep(ANA, ["U_EVA", "U_MIA"], "")
    assert set(organisers) == {"U_EVA", "U_MIA"}
    offices.keep(TOM, ["U_SAM"], "", shown=["U_EVA"])
    assert set(organisers) == {"U_SAM", "U_MIA"}, "whom the operator named stays"
    assert logged(offices) == ["name organiser", "end organiser", "name organiser"]


def test_a_form_changes_only_what_its_person_changed_in_it(offices: Offices) -> None:
    organisers = Holders(offices, "organiser")
    offices.keep(ANA, ["U_SAM", "U_LI"], "")
    offices.keep(TOM, ["U_EVA"], "", shown=[])
    assert set(organisers) == {"U_SAM", "U_LI", "U_EVA", "U_MIA"}, "whom Ana named after Tom had opened his form stay"
    offices.keep(ANA, ["U_LI"], "", shown=["U_SAM", "U_LI"])
    assert set(organisers) == {"U_LI", "U_EVA", "U_MIA"}
    offices.keep(TOM, ["U_SAM", "U_LI"], "", shown=["U_SAM", "U_LI"])
    assert set(organisers) == {"U_LI", "U_EVA", "U_MIA"}, "who was ended meanwhile does not come back unasked"


def test_a_reader_counts_when_a_second_owner_agrees(offices: Offices) -> None:
    readers = Holders(offices, "reader")
    offices.keep(ANA, [], "U_LI")
    assert (set(readers), len(readers), "U_LI" in readers) == (set(), 0, False)
    offices.agree(TOM, "U_LI")
    assert (set(readers), len(readers), "U_LI" in readers) == ({"U_LI"}, 1, True)
    assert logged(offices) == ["name reader", "agree to reader"]


def test_neither_who_named_a_reader_nor_the_reader_agrees(offices: Offices, owners: Owners) -> None:
    owners.users.add("U_LI")
    offices.keep(ANA, [], "U_LI")
    for who in (ANA, LI):
        with pytest.raises(Refused, match=ANOTHER):
            offices.agree(who, "U_LI")
    assert set(Holders(offices, "reader")) == set()


def test_to_agree_twice_or_to_name_again_changes_nothing(offices: Offices) -> None:
    offices.keep(ANA, [], "U_LI")
    offices.agree(TOM, "U_LI")
    before = offices.facts(ANA).readers
    offices.agree(TOM, "U_LI")
    offices.keep(TOM, [], "U_LI")
    assert offices.facts(ANA).readers == before
    assert len(logged(offices)) == 2


def test_a_reader_is_removed_by_any_owner_and_reads_no_more(offices: Offices) -> None:
    offices.keep(ANA, [], "U_LI")
    offices.agree(TOM, "U_LI")
    for _ in range(2):
        offices.end(TOM, "U_LI")
    assert (set(Holders(offices, "reader")), logged(offices)[-1]) == (set(), "end reader")
    with pytest.raises(NothingHere):
        offices.agree(TOM, "U_LI")


@pytest.mark.parametrize("who", [SAM, MIA, EVA], ids=lambda who: who.name)
def test_nobody_else_names_anybody_or_sees_who_waits(offices: Offices, who: Person) -> None:
    offices.keep(ANA, [], "U_LI")
    before = logged(offices)
    for deed in (
        lambda: offices.facts(who),
        lambda: offices.keep(who, ["U_SAM"], "U_SAM"),
        lambda: offices.agree(who, "U_LI"),
        lambda: offices.end(who, "U_LI"),
    ):
        with pytest.raises(Refused, match="Only owners and admins"):
            deed()
    assert logged(offices) == before


def test_who_is_an_owner_no_longer_names_nobody(offices: Offices, owners: Owners) -> None:
    owners.users.remove("U_ANA")
    with pytest.raises(Refused):
        offices.keep(ANA, ["U_EVA"], "")


@pytest.mark.parametrize("user", ["U_GUEST", "U_NOBODY"])
def test_only_full_members_are_named(offices: Offices, user: str) -> None:
    with pytest.raises(FieldsRefused) as refusal:
        offices.keep(ANA, ["U_EVA", user], user)
    assert set(refusal.value.fields) == {"organisers", "reader"}
    assert set(Holders(offices, "organiser")) == {"U_MIA"}


def test_no_more_are_named_than_the_view_can_show(offices: Offices) -> None:
    users = [one.user_id for one in MANY]
    with pytest.raises(FieldsRefused) as refusal:
        offices.keep(ANA, users, "")
    assert list(refusal.value.fields) == ["organisers"]
    offices.keep(ANA, users[:MOST], "")
    with pytest.raises(FieldsRefused):
        offices.keep(TOM, users[MOST:], "", shown=[])
    offices.keep(TOM, users[MOST:], "", shown=users[:1])
    assert len(Holders(offices, "organiser")) == MOST + 1, "the operator's comes on top"
    for user in users[:MOST]:
        offices.keep(ANA, [], user)
    with pytest.raises(FieldsRefused) as refusal:
        offices.keep(ANA, [], users[MOST])
    assert list(refusal.value.fields) == ["reader"]


def test_after_a_restart_they_stand_as_before(
    offices: Offices, database: Database, clock: Clock, directory: Directory, owners: Owners
) -> None:
    offices.keep(ANA, ["U_EVA"], "U_LI")
    offices.agree(TOM, "U_LI")
    again = opened(database, clock, directory, owners)
    assert (again.now("organiser"), again.now("reader")) == ({"U_EVA", "U_MIA"}, {"U_LI"})


def test_everybody_is_told_for_four_weeks_of_who_was_named(offices: Offices, clock: Clock) -> None:
    offices.keep(ANA, ["U_EVA"], "U_LI")
    assert [(one.name, one.kind) for one in offices.new()] == [("Eva Lind", "organiser")]
    clock.pass_by(hours=1)
    offices.agree(TOM, "U_LI")
    assert [(one.name, one.kind) for one in offices.new()] == [("Li Chen", "reader"), ("Eva Lind", "organiser")]
    clock.at = T0 + NEW
    assert [one.name for one in offices.new()] == ["Li Chen"]
    clock.at += timedelta(hours=1)
    assert offices.new() == ()


def test_sets_of_holders_are_plain_sets_when_something_is_added_or_taken_away(offices: Offices) -> None:
    organisers = Holders(offices, "organiser")
    assert (organisers | {"U_SAM"}, organisers - {"U_MIA"}) == (frozenset({"U_MIA", "U_SAM"}), frozenset())
