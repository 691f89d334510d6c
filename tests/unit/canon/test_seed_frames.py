"""The packaged Account Executive gives the seeds' own pages and text blocks."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from canon.frames import FRAMES, FrameName, Gap, build_frame
from canon.model import Profile
from canon.render.html import page
from canon.render.text import all_text, frame_text, text_lines
from canon.words import INTRO, SUBTITLES

Executive = Callable[[str], Profile]
Golden = Callable[[str], str]


@pytest.mark.parametrize("code", ["P2", "P4"])
@pytest.mark.parametrize("name", FRAMES)
def test_the_text_block_equals_the_seed_byte_for_byte(
    executive: Executive, golden: Golden, code: str, name: FrameName
) -> None:
    assert frame_text(build_frame(executive(code), name)) == golden(f"{code}.{name}.txt")


@pytest.mark.parametrize("code", ["P2", "P4"])
def test_the_page_says_what_the_seed_says(executive: Executive, golden: Golden, code: str) -> None:
    profile = executive(code)
    html = page(profile, [build_frame(profile, name) for name in FRAMES])
    text = unescape(re.sub("<[^>]*>", "", html[html.index("<body>") :]))
    title = unescape(re.findall("<title>(.*)</title>", html)[0])
    if code == "P2":
        text += title.replace("Goalframe", "People Analytics Toolbox")
    assert "".join(text.split()) == "".join(golden(f"{code}.page.txt").split())


def test_the_page_loads_nothing_and_is_titled_for_goalframe(executive: Executive) -> None:
    html = page(executive("P4"), [])
    title = "Account Executive / Field Sales — P4 · P4 — Senior Professional — goal templates — Goalframe"
    assert f"<title>{title}</title>" in html
    assert not re.search(r"(src|href)=|url\(|@import|<script", html)


def test_the_intro_and_subtitles_stand_in_the_seeds(golden: Golden) -> None:
    for code in ("P2", "P4"):
        lines = golden(f"{code}.page.txt").splitlines()
        assert {INTRO("JobFrame"), *SUBTITLES.values()} <= set(lines)


def test_p4_has_72_blanks_and_its_smart_goals_3925_characters(executive: Executive) -> None:
    profile = executive("P4")
    lines = {name: text_lines(build_frame(profile, name)) for name in FRAMES}
    gaps = {name: sum(isinstance(piece, Gap) for line in found for piece in line) for name, found in lines.items()}
    assert gaps == {"smart": 20, "okr": 25, "mbo": 10, "scorecard": 22}
    assert sum(gaps.values()) - 5 == 72  # the date of a SMART goal prints twice
    assert len(frame_text(build_frame(profile, "smart"))) == 3925


@pytest.mark.parametrize("code", ["P1", "P3"])
def test_a_level_without_name_and_dimensions_leaves_out_what_needs_them(executive: Executive, code: str) -> None:
    profile = executive(code)
    frames = {name: build_frame(profile, name) for name in FRAMES}
    assert {name: frame.missing for name, frame in frames.items()} == {
        "smart": ("level name",),
        "okr": ("dimensions",),
        "mbo": (),
        "scorecard": ("dimensions",),
    }
    smart, okr = frames["smart"].items[0], frames["okr"].items[0]
    assert [line.label for line in smart.lines] == ["Specific", "Measurable", "Achievable", "Time-bound"]
    assert [line.label for line in okr.lines] == ["KR1"]
    assert [group.heading for group in frames["scorecard"].groups] == ["Internal process"]
    assert "Standard: Consistent with" in frame_text(frames["mbo"])


def test_p3_is_titled_without_a_label(executive: Executive) -> None:
    profile = executive("P3")
    text = all_text([build_frame(profile, name) for name in FRAMES])
    assert text.splitlines()[:4] == [
        "Account Executive / Field Sales — P3",
        "",
        "Direct Sales / Quota-Carrying Sales · Account Executive / Field Sales",
        "",
    ]
    assert "<title>Account Executive / Field Sales — P3 — goal templates — Goalframe</title>" in page(profile, [])


def test_all_frames_stand_under_their_headings(executive: Executive, golden: Golden) -> None:
    profile = executive("P4")
    text = all_text([build_frame(profile, name) for name in FRAMES])
    assert f"OKRs\n{SUBTITLES['okr']}\n\n{golden('P4.okr.txt')}\n\nMBO areas\n" in text
    assert text.endswith(golden("P4.scorecard.txt"))


def test_p5_has_what_its_own_page_says(executive: Executive) -> None:
    profile = executive("P5")
    assert profile.label
    assert profile.summary
    assert profile.typical_experience
    assert profile.label.text == "P5 — Expert Professional"
    assert profile.typical_experience.text == "8–12 yrs"
    assert [row.text for row in profile.dimensions][:2] == [
        "Multiple systems or a technical domain",
        "Sets direction within the domain",
    ]
    assert len(profile.responsibilities) == 5


def test_no_golden_file_is_left_over() -> None:
    folder = Path(__file__).parents[2] / "golden" / "canon"
    names = {f"{code}.{part}.txt" for code in ("P2", "P4") for part in (*FRAMES, "page")}
    assert {file.name for file in folder.iterdir()} == names
