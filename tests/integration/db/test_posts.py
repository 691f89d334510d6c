"""What waits to be shown in Slack: wanted once for each key, brought up to date, hastened; what a notice tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from db.engine import Database
from db.facts import Happening, Post
from db.unit_of_work import UnitOfWork
from tests.integration.db.conftest import T0

HOUR = timedelta(hours=1)
OWN = "own:s1:U-ANA"
CARD = "card:s1:U-SAM"


def within(database: Database, step: Callable[[UnitOfWork], object]) -> None:
    with database.writing() as uow:
        step(uow)
        uow.commit()


def want(database: Database, key: str = OWN, **more: Any) -> None:
    kind, sheet_id, person = key.split(":")
    within(
        database,
        lambda uow: uow.posts.want("T1", key, kind, person, **{"at": T0, "sheet_id": sheet_id, **more}),  # type: ignore[arg-type]
    )


def held(database: Database, key: str = OWN) -> Post:
    with database.reading() as uow:
        post = uow.posts.get("T1", key)
    assert post is not None
    return post


def sent(database: Database, key: str = OWN) -> None:
    """Send everything that is due within a day."""

    def send(uow: UnitOfWork) -> None:
        for post in uow.claims.claim(T0 + 24 * HOUR, 9, 60):
            uow.claims.sent(post, "D1", "17.1", T0)

    within(database, send)
    assert held(database, key).due_at is None


def test_a_new_post_is_due_at_once_and_has_no_place_yet(database: Database) -> None:
    want(database, number=2)
    post = held(database)
    assert post == Post(
        *("T1", post.id, OWN, "own", "U-ANA", "s1"),
        number=2,
        wanted=1,
        shown=0,
        due_at=T0,
        created_at=T0,
    )
    assert len(post.id) == 32


def test_ids_are_random_and_keys_are_a_workspace_s_own(database: Database) -> None:
    want(database)
    within(database, lambda uow: uow.posts.want("T2", OWN, "own", "U-ANA", at=T0))
    with database.reading() as uow:
        there = uow.posts.get("T2", OWN)
        assert uow.posts.get("T1", CARD) is None
    assert there is not None
    assert (there.wanted, there.id != held(database).id) == (1, True)


def test_wanting_again_asks_for_one_more_state_and_leaves_the_hour(database: Database) -> None:
    want(database, due_at=T0 + HOUR)
    before = held(database)
    want(database, at=T0 + 2 * HOUR, number=3)
    assert held(database) == replace(before, wanted=2, number=3)


def test_what_was_shown_is_due_again_when_it_is_wanted_again(database: Database) -> None:
    want(database)
    sent(database)
    before = held(database)
    want(database, due_at=T0 + HOUR)
    assert held(database) == replace(before, wanted=2, due_at=T0 + HOUR)


def test_a_post_that_waits_can_be_hastened_and_one_that_was_shown_cannot(database: Database) -> None:
    want(database, due_at=T0 + 9 * HOUR)
    within(database, lambda uow: uow.posts.hasten("T1", OWN, T0 + HOUR))
    assert held(database).due_at == T0 + HOUR
    sent(database)
    within(database, lambda uow: uow.posts.hasten("T1", OWN, T0 + HOUR))
    assert held(database).due_at is None


def test_a_change_touches_the_author_s_own_message_alone(database: Database) -> None:
    for key in (OWN, CARD, "own:s2:U-ANA"):
        want(database, key)
    sent(database)
    within(database, lambda uow: uow.posts.touch("T1", "s1", T0 + HOUR))
    within(database, lambda uow: uow.posts.touch("T1", "s1", T0 + 2 * HOUR))
    now = held(database)
    assert (now.wanted, now.shown, now.due_at) == (3, 1, T0 + HOUR)
    assert [held(database, key).due_at for key in (CARD, "own:s2:U-ANA")] == [None, None]


def test_the_posts_of_a_sheet_are_listed_the_oldest_first(database: Database) -> None:
    want(database, CARD, at=T0 + HOUR)
    want(database)
    want(database, "own:s2:U-ANA")
    with database.reading() as uow:
        assert uow.posts.of_sheet("T1", "s1") == (held(database), held(database, CARD))
        assert uow.posts.of_sheet("T2", "s1") == ()


def test_what_a_notice_tells_comes_back_the_oldest_first(database: Database) -> None:
    later = Happening("T1", "h1", "notice:1", "U-ANA", "s1", 2, "asked", "U-SAM", T0 + HOUR, "r1")
    sooner = replace(later, id="h2", what="commented", at=T0, object_id="c1")
    other = replace(later, id="h3", post_key="notice:2", at=T0 + 2 * HOUR)
    for one in (later, sooner, other, replace(other, id="h4", person="U-KIM"), later):
        within(database, lambda uow, one=one: uow.posts.tell(one))  # type: ignore[misc]
    with database.reading() as uow:
        assert uow.posts.told("T1", "notice:1") == (sooner, later)
        assert uow.posts.told_since("T1", "U-ANA", T0 + HOUR) == (later, other)
        assert uow.posts.told_since("T2", "U-ANA", T0) == ()


def test_posts_whose_keys_begin_alike_are_asked_for_again_and_no_others(database: Database) -> None:
    keys = ("roster:a_b:U-SAM", "roster:a_b:U-ANA", "roster:axb:U-SAM")
    for key in keys:
        want(database, key)
    for key in keys:
        sent(database, key)
    within(database, lambda uow: uow.posts.again("T1", "roster:a_b:", T0 + HOUR))
    assert [held(database, key).wanted for key in keys] == [2, 2, 1]
    assert [held(database, key).due_at for key in keys] == [T0 + HOUR, T0 + HOUR, None]
    within(database, lambda uow: uow.posts.again("T2", "roster:", T0))
    assert [held(database, key).wanted for key in keys] == [2, 2, 1]


def test_of_everybody_the_newest_message_that_is_shown_is_found(database: Database) -> None:
    people = [f"U{number}" for number in range(600)]
    with database.writing() as uow:
        for person in people:
            for day in range(3):
                uow.posts.want("T1", f"nudge:{person}:{day}", "nudge", person, at=T0)
        while posts := uow.claims.claim(T0, 500, 60):
            for post in posts:
                day = int(post.key[-1])
                if day < 2:
                    uow.claims.sent(post, "D1", "17.1", T0 + timedelta(days=day))
        uow.commit()
    with database.reading() as uow:
        newest = uow.posts.newest("T1", [*people, "U-NOBODY"], "nudge")
        assert {person: post.key for person, post in newest.items()} == {one: f"nudge:{one}:1" for one in people}
        assert uow.posts.newest("T1", people, "own") == {}


def test_of_many_messages_those_that_are_shown_are_wanted_again(database: Database) -> None:
    keys = [f"nudge:{number}" for number in range(1200)]
    with database.writing() as uow:
        for key in keys:
            uow.posts.want("T1", key, "nudge", "U1", at=T0)
        for post in uow.claims.claim(T0, 1100, 60):
            uow.claims.sent(post, "D1", "17.1", T0)
        uow.posts.want_again("T1", keys, T0)
        uow.commit()
    with database.reading() as uow:
        found = [one for key in keys if (one := uow.posts.get("T1", key)) is not None]
    assert {(one.shown, one.wanted) for one in found} == {(0, 1), (1, 2)}
    assert sum(one.due_at == T0 and one.shown == 1 for one in found) == 1100
