"""Goals pages: whatever `goalframe frames` prints of a role gives the same four layouts again, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from hypothesis import given, settings

from canon.frames import FRAMES, build_frame
from canon.importers.checking import checked
from canon.importers.draft import Wish
from canon.importers.kinds import kind
from canon.importers.running import Import, take_all
from canon.importers.sources import SourceFile
from canon.loader import load, packaged
from canon.model import Profile
from canon.render.html import page
from canon.render.text import all_text, frame_text
from tests.unit.canon.importers.conftest import Bring, LoadImport, left, why
from tests.unit.canon.test_properties import Made, _profile, canons

EXECUTIVE = load([packaged()]).roles[0]
LEVELS = [profile.code for profile in EXECUTIVE.profiles]


def html_of(profile: Profile) -> str:
    return page(profile, [build_frame(profile, name) for name in FRAMES])


def forms(profile: Profile) -> Iterator[str]:
    """Give a page as it is, without its marks, and as text."""
    html = html_of(profile)
    yield html
    yield unescape(re.sub("<[^>]*>", "", html[html.index("<body>") :]))
    yield all_text([frame for name in FRAMES if (frame := build_frame(profile, name)).groups])


def texts(profile: Profile) -> list[str]:
    return [frame_text(build_frame(profile, name)) for name in FRAMES]


def imported(text: str) -> Import:
    return take_all(kind("goal-page"), [SourceFile("page", text)], Wish(id="R"))


@pytest.mark.parametrize("code", LEVELS)
@pytest.mark.parametrize("form", range(3))
def test_a_page_gives_back_the_four_layouts_byte_for_byte(
    bring: Bring, load_import: LoadImport, code: str, form: int
) -> None:
    profile = EXECUTIVE.at(code)
    assert profile is not None
    done = bring("goal-page", list(forms(profile))[form], id=EXECUTIVE.id)
    library = load_import(done)
    again = library.profile(profile.id)
    assert again is not None
    assert texts(again) == texts(profile)
    assert (why(done), left(done), library.canons[0].name, again.tag) == ([], {}, "JobFrame", "JFM")


def unambiguous(made: Made) -> bool:
    """Say whether the words around a source label do not stand inside it."""
    return not any("[source" in (text or "") for text in (made.tag, made.code, made.kind))


@settings(max_examples=60)
@given(canons().filter(unambiguous))
def test_any_role_s_page_gives_back_its_layouts_and_leaves_no_line_out(made: Made) -> None:
    profile = _profile(made)
    for text in forms(profile):
        done = imported(text)
        assert (why(done), left(done)) == ([], {})
        roles, faults = checked(done.text)
        assert faults == []
        assert texts(roles[0].profiles[0]) == texts(profile)


def test_pages_of_several_levels_become_one_role(bring: Bring, load_import: LoadImport) -> None:
    pages = {f"{profile.code}.html": html_of(profile) for profile in EXECUTIVE.profiles}
    library = load_import(bring("goal-page", pages, id=EXECUTIVE.id))
    assert [profile.id for profile in library.roles[0].profiles] == [profile.id for profile in EXECUTIVE.profiles]
    assert [texts(profile) for profile in library.roles[0].profiles] == [texts(each) for each in EXECUTIVE.profiles]


def test_without_an_id_the_role_is_called_after_its_name(bring: Bring) -> None:
    (role,) = bring("goal-page", html_of(EXECUTIVE.profiles[0])).roles
    assert role["id"].text == "ACCOUNT-EXECUTIVE-FIELD-SALES"


def test_lines_that_no_page_has_are_named(bring: Bring) -> None:
    html = html_of(EXECUTIVE.profiles[0]).replace("<main>", "<main><p>Draft, do not share.</p>")
    done = bring("goal-page", html, id="R")
    assert list(left(done)) == ["Draft, do not share."]
    filled = re.sub("⟨baseline⟩", "€1.9M", html_of(EXECUTIVE.profiles[0]), count=1)
    assert any("€1.9M" in text for text in left(bring("goal-page", filled, id="R")))


def test_the_same_level_twice_another_role_and_another_library_are_refused(bring: Bring) -> None:
    first = html_of(EXECUTIVE.profiles[0])
    assert why(bring("goal-page", {"a.html": first, "b.html": first}, id="R")) == [
        "b.html: the level P1 is on another page already"
    ]
    other = first.replace("Field Sales", "Phone Sales")
    assert why(bring("goal-page", {"a.html": first, "b.html": other}, id="R")) == [
        "b.html: it is about another role than the page before; --id R can name only one"
    ]
    foreign = html_of(EXECUTIVE.profiles[1]).replace("verbatim <", "verbatim X<").replace("JobFrame", "Other")
    assert "its library's name is “XOther”" in why(bring("goal-page", {"a.html": first, "b.html": foreign}))[0]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<html><p>Nothing.</p></html>", "it is no page of goals: none of the four layouts is in it"),
        ("One row per canon core output / responsibility this level owns.", "its goals can't be read"),
    ],
)
def test_what_is_no_page_of_goals_is_refused(bring: Bring, text: str, sentence: str) -> None:
    assert sentence in why(bring("goal-page", text))[0]


def test_line_ends_change_nothing(bring: Bring) -> None:
    html = html_of(EXECUTIVE.profiles[0])
    assert bring("goal-page", html.replace("\n", "\r\n")).text == bring("goal-page", html).text


OWN = """
format: 1
canon: {name: N, tag: T}
dimensions: [Warmth, Scope]
roles:
  - id: R
    focus: F
    levels:
      A: {title: Own title, responsibilities: [one], dimensions: {Warmth: w, Scope: s}}
      B: {responsibilities: [two], dimensions: {Scope: s}}
      C: {responsibilities: [three], label: C — Third, dimensions: {Scope: s, Warmth: w}}
"""


def pages_of(text: str) -> dict[str, str]:
    roles, faults = checked(text)
    assert faults == []
    return {f"{profile.code}.html": html_of(profile) for profile in roles[0].profiles}


def test_dimensions_of_one_s_own_keep_their_order_over_all_pages(bring: Bring, load_import: LoadImport) -> None:
    done = bring("goal-page", pages_of(OWN), id="R")
    assert (why(done), left(done)) == ([], {})
    old, new = checked(OWN)[0][0], load_import(done).roles[0]
    assert [texts(profile) for profile in new.profiles] == [texts(profile) for profile in old.profiles]
    assert [profile.title for profile in new.profiles] == ["Own title", "F — B", "F — C"]


def test_dimensions_in_two_orders_cannot_be_one_library(bring: Bring) -> None:
    turned = pages_of(OWN.replace("[Warmth, Scope]", "[Scope, Warmth]"))
    done = bring("goal-page", {"A.html": pages_of(OWN)["A.html"], "C.html": turned["C.html"]}, id="R")
    assert why(done) == [
        "C.html: its dimensions stand in another order than on the pages before; import it by itself"
    ]


def test_a_page_of_one_layout_is_enough(bring: Bring, load_import: LoadImport) -> None:
    profile = EXECUTIVE.profiles[1]
    for name in FRAMES:
        done = bring("goal-page", page(profile, [build_frame(profile, name)]), id="R")
        (again,) = load_import(done).roles[0].profiles
        assert [row.text for row in again.responsibilities] == [row.text for row in profile.responsibilities]
        assert frame_text(build_frame(again, name)) == frame_text(build_frame(profile, name))


def test_the_window_s_title_at_the_end_of_a_copied_page_is_no_goal(bring: Bring) -> None:
    profile = EXECUTIVE.profiles[1]
    copied = list(forms(profile))[1] + f"\n{profile.title} · P2 — goal templates — Elsewhere\n\n"
    done = bring("goal-page", copied, id="R")
    assert (why(done), left(done)) == ([], {})


def test_a_page_that_does_not_say_its_level_or_its_role_is_refused(bring: Bring) -> None:
    (first, *_) = list(pages_of(OWN).values())
    unnamed = first.replace(" (A)", "").replace("Own title", "F")
    assert "it does not say which level it is for" in why(bring("goal-page", unnamed, id="R"))[0]


def test_what_is_typed_settles_two_libraries(bring: Bring, load_import: LoadImport) -> None:
    first, second = (html_of(profile) for profile in EXECUTIVE.profiles[:2])
    pages = {"a.html": first, "b.html": second.replace("JobFrame", "Other")}
    assert len(why(bring("goal-page", pages, id="R"))) == 1
    done = bring("goal-page", pages, id="R", name="Ours")
    assert (why(done), load_import(done).canons[0].name) == ([], "Ours")
