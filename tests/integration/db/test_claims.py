"""Claims on posts: one holder at a time, outcomes by the newest holder alone, and paces that all senders share."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from db.engine import Database
from db.facts import Post
from db.repositories.claims import DUE
from db.unit_of_work import UnitOfWork
from tests.integration.db.clockwork import passes
from tests.integration.db.conftest import T0

Open = Callable[..., Database]
MINUTE = timedelta(minutes=1)
LATER = T0 + timedelta(hours=1)
LEASE = 60.0


def want(database: Database, key: str = "own:s1:U1", **more: Any) -> Post:
    """Ask for a post and return it."""
    with database.writing() as uow:
        uow.posts.want("T1", key, "own", "U1", **{"at": T0, "sheet_id": "s1", **more})
        uow.commit()
    return held(database, key)


def held(database: Database, key: str = "own:s1:U1") -> Post:
    """Return a post as it is stored now."""
    with database.reading() as uow:
        post = uow.posts.get("T1", key)
    assert post is not None
    return post


def claim(database: Database, now: datetime = T0, limit: int = 50) -> tuple[Post, ...]:
    with database.writing() as uow:
        claimed = uow.claims.claim(now, limit, LEASE)
        uow.commit()
    return claimed


def only(database: Database, now: datetime = T0) -> Post:
    (post,) = claim(database, now)
    return post


def record(database: Database, outcome: Callable[[UnitOfWork], bool]) -> bool:
    """Record an outcome and say whether it counted."""
    with database.writing() as uow:
        counted = outcome(uow)
        uow.commit()
    return counted


def begin(database: Database, post: Post, *, anew: bool = True) -> bool:
    """Say that a post is about to be shown, anew or where it was found."""
    return record(database, lambda uow: uow.claims.begin(post, LEASE, anew=anew))


def begun(database: Database, now: datetime = T0) -> Post:
    """Claim the only post and begin to show it."""
    post = only(database, now)
    assert begin(database, post)
    return post


def keys(posts: tuple[Post, ...]) -> list[str]:
    return [post.key for post in posts]


def test_a_claimed_post_is_as_it_was_but_for_its_token(database: Database) -> None:
    wanted = want(database)
    claimed = only(database)
    assert claimed == replace(wanted, token=claimed.token)
    assert held(database) == claimed
    assert len(claimed.token) == 32


def test_a_post_counts_as_tried_from_the_moment_before_it_is_shown(database: Database) -> None:
    want(database)
    post = only(database)
    assert begin(database, post)
    assert held(database) == replace(post, tries=1)


def test_the_longest_due_are_claimed_first_as_many_as_asked_for(database: Database) -> None:
    for number, key in enumerate(["c", "a", "b"]):
        want(database, key, due_at=T0 + number * MINUTE)
    assert keys(claim(database, LATER, limit=2)) == ["c", "a"]
    assert keys(claim(database, LATER, limit=2)) == ["b"]


def test_what_is_due_at_one_moment_goes_in_the_order_in_which_it_was_wanted(database: Database) -> None:
    for key in ("z", "m", "a"):
        want(database, key)
    assert keys(claim(database)) == ["z", "m", "a"]


def test_a_post_waits_for_its_hour(database: Database) -> None:
    want(database, due_at=LATER)
    assert claim(database, LATER - MINUTE) == ()
    assert keys(claim(database, LATER)) == ["own:s1:U1"]


def test_nobody_else_gets_what_is_claimed_until_the_lease_is_over(database: Database) -> None:
    want(database)
    first = only(database)
    passes(database, LEASE - 5)
    assert claim(database) == ()
    passes(database, 5)
    second = only(database)
    assert second.token != first.token


def test_the_lease_follows_the_database_s_clock_and_not_ours(database: Database) -> None:
    want(database)
    only(database)
    assert claim(database, T0 + timedelta(days=9)) == ()


def test_the_lease_is_counted_anew_from_the_moment_before_a_post_is_shown(database: Database) -> None:
    want(database)
    post = only(database)
    passes(database, LEASE - 1)
    assert begin(database, post)
    passes(database, LEASE - 1)
    assert claim(database) == ()
    passes(database, 1)
    assert keys(claim(database)) == [post.key]


def test_a_claim_that_is_over_and_nobody_s_else_can_still_be_begun(database: Database) -> None:
    want(database)
    post = only(database)
    passes(database, LEASE * 9)
    assert begin(database, post)
    assert claim(database) == ()


def test_what_nobody_or_somebody_else_holds_is_not_begun(database: Database) -> None:
    wanted = want(database)
    assert not begin(database, wanted), "without a token nothing is held"
    first = only(database)
    passes(database, LEASE)
    second = only(database)
    assert not begin(database, first)
    assert held(database) == second


def test_a_post_that_was_begun_and_never_heard_of_is_lapsed_for_whoever_claims_it_next(database: Database) -> None:
    want(database)
    first = begun(database)
    passes(database, LEASE)
    second = only(database)
    assert second == replace(first, token=second.token, tries=1, doubt="lapsed")
    assert record(database, lambda uow: put_back(uow, second))
    assert only(database, LATER).doubt == "lapsed", "until it is known what became of it"


def test_a_post_that_was_only_claimed_is_as_new_for_whoever_claims_it_next(database: Database) -> None:
    wanted = want(database)
    only(database)
    passes(database, LEASE)
    second = only(database)
    assert second == replace(wanted, token=second.token)


def test_a_post_whose_outcome_was_said_to_be_unknown_is_not_lapsed(database: Database) -> None:
    want(database)
    post = begun(database)
    assert record(database, lambda uow: uow.claims.later(post, T0, certain=False))
    assert (only(database).tries, held(database).doubt) == (1, "")


def test_a_lapsed_post_that_was_found_is_there_once(database: Database) -> None:
    wanted = want(database)
    begun(database)
    passes(database, LEASE)
    post = only(database)
    assert begin(database, post, anew=False)
    assert record(database, lambda uow: sent(uow, post))
    assert held(database) == replace(wanted, shown=1, due_at=None, channel="D1", ts="17.1", sent_at=T0)


def test_a_lapsed_post_that_is_shown_anew_is_perhaps_there_twice_whatever_comes_after(database: Database) -> None:
    wanted = want(database)
    begun(database)
    passes(database, LEASE)
    second = begun(database)
    assert record(database, lambda uow: uow.claims.later(second, T0, certain=False))
    found = only(database)
    assert (found.doubt, found.tries) == ("twice", 2)
    assert record(database, lambda uow: sent(uow, found))
    shown = replace(wanted, shown=1, due_at=None, channel="D1", ts="17.1", sent_at=T0, doubt="twice")
    assert held(database) == shown
    want(database)
    assert held(database).doubt == "twice"


def test_a_post_that_was_sent_is_due_no_more_and_knows_its_place(database: Database) -> None:
    wanted = want(database)
    post = only(database)
    assert record(database, lambda uow: uow.claims.sent(post, "D1", "17.1", LATER))
    assert held(database) == replace(wanted, shown=1, due_at=None, channel="D1", ts="17.1", sent_at=LATER)
    assert claim(database, LATER) == ()


def test_the_time_of_the_first_sending_stays(database: Database) -> None:
    want(database)
    for at in (T0, LATER):
        post = only(database, at)
        assert record(database, lambda uow, post=post, at=at: uow.claims.sent(post, "D1", "17.1", at))  # type: ignore[misc]
        want(database)
    assert (held(database).sent_at, held(database).shown, held(database).wanted) == (T0, 2, 3)


def test_a_post_with_a_place_is_begun_without_counting_a_try(database: Database) -> None:
    want(database)
    post = begun(database)
    record(database, lambda uow: uow.claims.sent(post, "D1", "17.1", T0))
    want(database)
    begun(database)
    assert held(database).tries == 0
    passes(database, LEASE)
    assert only(database).doubt == "", "an update can be made twice"


def sent(uow: UnitOfWork, post: Post) -> bool:
    return uow.claims.sent(post, "D1", "17.1", T0)


def refused(uow: UnitOfWork, post: Post) -> bool:
    return uow.claims.refuse(post, "refused", "account_inactive")


def dropped(uow: UnitOfWork, post: Post) -> bool:
    return uow.claims.drop(post)


def put_back(uow: UnitOfWork, post: Post) -> bool:
    return uow.claims.later(post, LATER, certain=True)


def forgotten(uow: UnitOfWork, post: Post) -> bool:
    return uow.claims.forget(post, LATER)


Outcome = Callable[[UnitOfWork, Post], bool]
FINAL = [sent, refused, dropped]
OUTCOMES = [*FINAL, put_back, forgotten]


@pytest.mark.parametrize("outcome", FINAL)
def test_what_was_wanted_after_the_claim_stays_due(database: Database, outcome: Outcome) -> None:
    want(database)
    post = only(database)
    want(database)
    assert record(database, lambda uow: outcome(uow, post))
    now = held(database)
    assert (now.wanted, now.due_at, now.fate, now.fault) == (2, T0, "", "")
    assert keys(claim(database)) == [post.key]


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_an_outcome_ends_the_claim(database: Database, outcome: Outcome) -> None:
    want(database)
    post = only(database)
    assert record(database, lambda uow: outcome(uow, post))
    assert held(database).token == ""
    assert not begin(database, post)
    assert not record(database, lambda uow: outcome(uow, post)), "once"


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_an_old_token_records_nothing(database: Database, outcome: Outcome) -> None:
    want(database)
    first = only(database)
    passes(database, LEASE)
    only(database)
    before = held(database)
    assert not record(database, lambda uow: outcome(uow, first))
    assert held(database) == before


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_post_that_nobody_claimed_has_no_outcome(database: Database, outcome: Outcome) -> None:
    wanted = want(database)
    assert not record(database, lambda uow: outcome(uow, wanted))
    assert held(database) == wanted


def test_an_outcome_counts_after_the_lease_while_nobody_else_has_claimed(database: Database) -> None:
    want(database)
    post = only(database)
    passes(database, LEASE * 9)
    assert record(database, lambda uow: sent(uow, post))


@pytest.mark.parametrize(("certain", "tries"), [(True, 0), (False, 1)])
def test_a_post_is_put_back_as_untried_only_where_that_is_certain(
    database: Database, *, certain: bool, tries: int
) -> None:
    wanted = want(database)
    post = begun(database)
    assert record(database, lambda uow: uow.claims.later(post, LATER, certain=certain))
    assert held(database) == replace(wanted, due_at=LATER, tries=tries)
    assert claim(database, LATER - MINUTE) == ()
    assert only(database, LATER).tries == tries


def test_what_is_certain_of_one_claim_says_nothing_of_those_before(database: Database) -> None:
    want(database)
    begun(database)
    passes(database, LEASE)
    post = begun(database)
    record(database, lambda uow: put_back(uow, post))
    assert held(database).tries == 1


@pytest.mark.parametrize(
    ("outcome", "fate", "fault"), [(refused, "refused", "account_inactive"), (dropped, "written off", "")]
)
def test_what_will_never_be_shown_says_why_and_is_tried_once_more_when_wanted_again(
    database: Database, outcome: Outcome, fate: Any, fault: str
) -> None:
    wanted = want(database)
    post = only(database)
    assert record(database, lambda uow: outcome(uow, post))
    assert held(database) == replace(wanted, due_at=None, fate=fate, fault=fault)
    assert claim(database, LATER) == ()
    want(database)
    again = only(database)
    assert (again.fate, again.fault, again.wanted) == ("", "", 2)


def test_a_post_with_a_fate_is_not_claimed_even_if_it_is_due(
    database: Database, execute: Callable[[Database, str], None]
) -> None:
    want(database)
    execute(database, "UPDATE posts SET fate = 'refused'")
    assert claim(database) == ()


def test_a_message_that_is_gone_is_posted_anew(database: Database) -> None:
    want(database)
    first = only(database)
    record(database, lambda uow: sent(uow, first))
    again = want(database)
    post = only(database)
    assert record(database, lambda uow: uow.claims.forget(post, LATER))
    assert held(database) == replace(again, due_at=LATER, channel="", ts="", tries=0)


def test_fates_are_listed_for_people_the_newest_first(database: Database) -> None:
    for number, key in enumerate(["old", "new", "fine", "newest"]):
        want(database, key, at=T0 + number * MINUTE)
    for post in claim(database, LATER):
        record(database, lambda uow, post=post: (sent if post.key == "fine" else refused)(uow, post))  # type: ignore[misc]
    with database.reading() as uow:
        assert keys(uow.claims.fated("T1", 9)) == ["newest", "new", "old"]
        assert keys(uow.claims.fated("T1", 1)) == ["newest"]
        assert uow.claims.fated("T2", 9) == ()


def test_claiming_at_once_gives_each_post_to_one_sender(new_database: Open) -> None:
    two = [new_database(patience=30), new_database(patience=30)]  # two locks, one file
    for number in range(40):
        want(two[0], f"own:s1:U{number}")
    with ThreadPoolExecutor(4) as pool:
        claims = list(pool.map(lambda turn: claim(two[turn % 2], limit=7), range(8)))
    claimed = [post.key for posts in claims for post in posts]
    assert len(claimed) == len(set(claimed)) == 40


def plan(database: Database) -> str:
    """Return how SQLite finds what is due."""
    with database.connected("BEGIN") as connection:
        query = str(DUE.compile(connection))
        explained = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", ("",) * query.count("?"))
        return "\n".join(row.detail for row in explained)


def test_what_is_due_is_found_by_the_index_of_due_posts_alone(database: Database) -> None:
    assert plan(database) == "SEARCH posts USING INDEX ix_posts_due_at (due_at<?)"


def free_in(database: Database, name: str, team_id: str = "T1") -> float:
    with database.reading() as uow:
        return uow.paces.free_in(team_id, name)


def pace(database: Database, step: Callable[[UnitOfWork], None]) -> None:
    with database.writing() as uow:
        step(uow)
        uow.commit()


def test_what_nobody_has_used_is_free(database: Database) -> None:
    assert free_in(database, "channel:D1") == 0


def test_what_is_held_is_free_after_its_time_in_its_workspace_alone(database: Database) -> None:
    pace(database, lambda uow: uow.paces.hold("T1", "method:chat.postMessage", 30))
    assert 25 < free_in(database, "method:chat.postMessage") <= 30
    assert free_in(database, "method:chat.postMessage", "T2") == 0
    assert free_in(database, "method:chat.update") == 0
    passes(database, 30)
    assert free_in(database, "method:chat.postMessage") == 0


def test_the_longer_of_two_holds_counts(database: Database) -> None:
    for seconds in (30, 90, 60):
        pace(database, lambda uow, seconds=seconds: uow.paces.hold("T1", "m", seconds))  # type: ignore[misc]
    assert 85 < free_in(database, "m") <= 90


def test_what_several_spend_adds_up_from_now_on(database: Database) -> None:
    pace(database, lambda uow: uow.paces.spend("T1", "workspace", 30))
    passes(database, 60)
    for _ in range(3):
        pace(database, lambda uow: uow.paces.spend("T1", "workspace", 20))
    assert 55 < free_in(database, "workspace") <= 60
