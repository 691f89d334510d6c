"""What the view of job titles says when it comes back, and when it is another one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.errors import StaleControl
from bot.facts.title_roles import OpenTitle
from bot.views.state import TitlesPlace, decode, encode
from bot.views.title_roles import ROLE, Chosen, field_of, read_title_roles, title_at, title_roles_modal
from tests.unit.bot.views.cases_of_title_roles import PREVIEW

TITLES = tuple(OpenTitle(f"Title {number}", 30 - number) for number in range(23))


def answered(view: dict[str, Any], picks: dict[int, str]) -> dict[str, Any]:
    """Return a view as it comes back, with these roles picked for the titles at these places."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    values = {
        block["block_id"]: {
            block["element"]["action_id"]: {
                "type": "external_select",
                "selected_option": {"value": picks[place]} if place in picks else None,
            }
        }
        for place, block in enumerate(inputs)
    }
    return view | {"state": {"values": values}}


def test_what_is_picked_is_read_by_title_and_the_rest_stays_open() -> None:
    view = answered(title_roles_modal(PREVIEW, TITLES), {0: "ROLE.A", 9: "ROLE.B"})
    roles = {"Title 0": "ROLE.A", "Title 9": "ROLE.B"}
    assert read_title_roles(view) == Chosen(PREVIEW, roles, left=8, last=TITLES[9], more=True)


def test_a_later_view_counts_what_was_left_open_before_it() -> None:
    view = answered(title_roles_modal(PREVIEW, TITLES, TITLES[19]), {1: "ROLE.A"})
    assert read_title_roles(view) == Chosen(PREVIEW, {"Title 21": "ROLE.A"}, left=22, last=TITLES[22], more=False)


def test_views_of_other_titles_share_no_field() -> None:
    blocks = [
        {block["block_id"] for block in title_roles_modal(PREVIEW, TITLES, last)["blocks"] if "element" in block}
        for last in (None, TITLES[9])
    ]
    assert len(blocks[0]) == len(blocks[1]) == 10
    assert blocks[0] & blocks[1] == set()


def test_titles_that_another_one_maps_meanwhile_let_none_be_passed_over() -> None:
    last = read_title_roles(answered(title_roles_modal(PREVIEW, TITLES), {})).last
    for gone in ({3}, {9}, {3, 9, 10}):
        open_ = [one for place, one in enumerate(TITLES) if place not in gone]
        asked = answered(title_roles_modal(PREVIEW, open_, last), {})
        assert title_at(asked, f"{ROLE}0") == ("Title 11" if 10 in gone else "Title 10")


def test_a_refusal_finds_the_field_of_its_title() -> None:
    view = answered(title_roles_modal(PREVIEW, TITLES), {})
    block = next(one for one in view["blocks"] if one.get("label", {}).get("text") == "Title 4")
    assert field_of(view, "Title 4") == block["block_id"]


def test_a_search_finds_its_title() -> None:
    view = title_roles_modal(PREVIEW, TITLES, TITLES[9])
    assert title_at(view, f"{ROLE}2") == "Title 12"
    for wrong in ("", "x", "-1", "10", "²"):
        with pytest.raises(StaleControl):
            title_at(view, f"{ROLE}{wrong}")


def test_a_view_carries_no_more_than_slack_takes_whatever_stands_in_the_titles() -> None:
    heavy = tuple(OpenTitle(f"{number}" + '\\"' * 99, 1) for number in range(12))
    view = title_roles_modal(PREVIEW, heavy)
    carried = json.loads(decode(TitlesPlace, view["private_metadata"]).titles)
    assert len(view["private_metadata"]) <= 3_000
    assert carried == [one.title for one in heavy[: len(carried)]]
    assert read_title_roles(answered(view, {})).more


@pytest.mark.parametrize("titles", ["", "{", "7", "null", "[7]", '{"a":"b"}', "[" * 1_000])
def test_a_view_of_another_making_is_refused(titles: str) -> None:
    view = {"private_metadata": encode(TitlesPlace(PREVIEW, titles))}
    with pytest.raises(StaleControl):
        read_title_roles(view)
    with pytest.raises(StaleControl):
        title_at(view, f"{ROLE}0")
