"""Texts of a library on pages: every one once and whole, in its order, under its heading, within Slack's limits."""

from __future__ import annotations

from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.gate import check_view
from bot.views import blocks
from bot.views.passages import CONTINUED, PAGE_CHARACTERS, PAGE_TEXTS, pages_of, passage_block
from canon.said import Passage, Said
from tests.unit.bot.views.screen import runs

texts = st.sampled_from(("a", "two\nlines", "word " * 40, "x" * 2_999, "y" * 3_001, "line\n" * 1_300))
words = st.sampled_from(("", "Name"))
said = st.builds(Said, texts, name=words, depth=st.integers(0, 9), source=words)
passages = st.lists(
    st.builds(Passage, st.sampled_from(("", "Heading")), st.lists(said, min_size=1, max_size=50).map(tuple)),
    min_size=1,
    max_size=4,
)
few = settings(max_examples=25)


@few
@given(passages)
def test_all_pages_together_hold_every_text_once_and_whole(found: list[Passage]) -> None:
    pages = pages_of(found)
    shown = [one for page in pages for passage in page for one in passage.said]
    assert "".join(one.text for one in shown) == "".join(one.text for passage in found for one in passage.said)
    assert [one.name for one in shown if one.name] == [one.name for p in found for one in p.said if one.name]
    assert sum(bool(one.source) for one in shown) == sum(bool(one.source) for p in found for one in p.said)


@few
@given(passages)
def test_every_page_is_one_that_slack_takes(found: list[Passage]) -> None:
    for page in pages_of(found):
        body = [passage_block(passage) for passage in page]
        assert check_view(blocks.modal("x", "Title", body)) == []
        assert len("".join(one.text for passage in page for one in passage.said)) <= PAGE_CHARACTERS
        assert sum(len(passage.said) for passage in page) <= PAGE_TEXTS


def test_a_passage_that_goes_on_says_so_and_another_does_not() -> None:
    texts = tuple(Said(f"text {number}", depth=1) for number in range(PAGE_TEXTS + 1))
    many = Passage("List", texts, "P4", asked=True)
    first, second = pages_of([many, Passage("Other", (Said("o"),))])
    assert [passage.title for passage in (*first, *second)] == ["List", f"List{CONTINUED}", "Other"]
    assert (second[0].profile, second[0].asked) == ("P4", True)


def test_a_bare_name_never_ends_a_page() -> None:
    full = [Said(f"text {number}", depth=1) for number in range(PAGE_TEXTS - 1)]
    first, second = pages_of([Passage("List", (*full, Said("", name="Over"), Said("under", depth=1)))])
    assert [one.text for one in first[0].said] == [one.text for one in full]
    assert [(one.name, one.text) for one in second[0].said] == [("Over", ""), ("", "under")]
    assert [one.name for one in pages_of([Passage("T", (Said("", name="Bare"),))])[0][0].said] == ["Bare"]


def test_paragraphs_and_lists_of_a_passage_stand_in_their_order() -> None:
    passage = Passage(
        "Title",
        (
            Said("one", name="A"),
            Said("two"),
            Said("bullet", depth=1, source="a book"),
            Said("deeper", depth=2),
            Said("last"),
        ),
        asked=True,
    )
    block = passage_block(passage)
    assert [part["type"] for part in block["elements"]] == [
        "rich_text_section",
        "rich_text_list",
        "rich_text_list",
        "rich_text_section",
    ]
    assert block["elements"][2]["indent"] == 1
    shown = runs({"blocks": [block]})
    assert shown == "Title · this level\nA: one\ntwobullet · source: a bookdeeperlast\n"


def test_no_passages_make_one_empty_page() -> None:
    assert list(chain.from_iterable(pages_of([]))) == []
    assert len(pages_of([])) == 1
