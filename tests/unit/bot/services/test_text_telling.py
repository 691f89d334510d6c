"""Messages about goals follow the library: each is drawn anew once, none is sent, and what Slack refused stays so."""

from __future__ import annotations

import pytest

from bot.services.text_telling import TextTelling
from tests.unit.bot.making import SHEET_ID, TEAM
from tests.unit.bot.services.conftest import Clock, Directory
from tests.unit.bot.services.test_role_changes import OLD, Offering, reworded


@pytest.fixture
def house(database: object, clock: Clock, directory: Directory) -> Offering:
    return Offering(database, clock, directory)  # type: ignore[arg-type]


@pytest.fixture
def telling(house: Offering) -> TextTelling:
    """Return what follows the library, after goals were shared and shown."""
    house.shared()
    house.delivers()
    house.clock.pass_by(days=1)
    house.delivers()
    return TextTelling(house.texts)


def drawn(house: Offering) -> list[str]:
    """Draw what is due; return the kinds."""
    house.clock.pass_by(minutes=1)
    return sorted(post.kind for post in house.delivers())


def test_both_messages_are_drawn_once_for_each_text(house: Offering, telling: TextTelling) -> None:
    telling.follow(TEAM)
    assert drawn(house) == []
    for newer in (reworded(), None, OLD):
        house.library.now_has(newer)
        woken = len(house.woken)
        telling.follow(TEAM)
        assert len(house.woken) == woken + 1
        assert drawn(house) == ["card", "own"]
        telling.follow(TEAM)
        TextTelling(house.texts).follow(TEAM)
        assert drawn(house) == []


def test_a_library_that_changed_elsewhere_draws_nothing(house: Offering, telling: TextTelling) -> None:
    telling.follow(TEAM)
    house.library.version = "another"
    woken = len(house.woken)
    telling.follow(TEAM)
    assert drawn(house) == []
    assert len(house.woken) == woken


def test_what_was_decided_is_not_told_of(house: Offering) -> None:
    house.draft()
    house.delivers()
    house.library.now_has(reworded())
    house.takes()
    drawn(house)
    TextTelling(house.texts).follow(TEAM)
    assert drawn(house) == []


def test_a_message_that_was_never_shown_is_not_sent_by_it(house: Offering) -> None:
    house.draft()
    before = house.posts()
    house.library.now_has(reworded())
    TextTelling(house.texts).follow(TEAM)
    assert house.posts() == before
    with house.database.reading() as uow:
        (known,) = uow.texts.in_use(TEAM)
    assert (known.sheet_id, bool(known.told)) == (SHEET_ID, True)
