"""Pages, Markdown and JSON say what the text says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest

from canon.frames import FRAMES, build_frame
from canon.model import Profile
from canon.render import html, markdown
from canon.render.json import document
from canon.render.text import all_text

Executive = Callable[[str], Profile]
Only = Callable[[str], Profile]
NASTY = "<b>*a*</b> _b_ `c` [d](e) | f & &amp; \\ # 1. ~g~"
HOSTILE = f"""
roles: [{{id: R, focus: F, levels: {{L: {{responsibilities: ['{NASTY}', '+ x', '12) y', ' # z ']}}}}}}]
"""


def _frames(profile: Profile, values: dict[Any, str] | None = None) -> list[Any]:
    return [build_frame(profile, name, values) for name in FRAMES]


def test_markup_in_the_canon_and_in_values_is_text_on_the_page(only: Only) -> None:
    profile = only(HOSTILE)
    key = profile.objectives[0].key
    page = html.page(profile, _frames(profile, {(key, "target"): NASTY}))
    assert "<b>" not in page
    body = unescape(re.sub("<[^>]*>", "", page))
    assert f"from ⟨baseline⟩ to {NASTY} by ⟨date⟩." in body
    assert f'Deliver: "{NASTY}"' in body


def test_a_page_names_the_file_and_line_of_canon_words_and_marks_values(executive: Executive) -> None:
    profile = executive("P4")
    key = profile.objectives[0].key
    page = html.page(profile, _frames(profile, {(key, "target"): "30 %"}))
    place = profile.objectives[0].place
    assert f'data-source="{place.file}:{place.line}">Owns and grows' in page
    assert '<span class="value">30 %</span>' in page


def test_a_frame_with_nothing_behind_it_says_what_the_canon_lacks(only: Only) -> None:
    profile = only("roles: [{id: R, focus: F, levels: {L: {components: [c]}}}]")
    page = html.page(profile, _frames(profile))
    sentence = "Left out, the canon has no: core outputs or responsibilities, dimensions."
    assert f'<p class="missing">{sentence}</p>' in page
    assert sentence in markdown.page(profile, _frames(profile))
    assert "<td></td>" in page
    assert "OKRs" not in all_text(_frames(profile))


def _unescaped(text: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text.replace("&#32;", " "))


@pytest.mark.parametrize("text", [NASTY, "- a", "+ a", "1. a", "12) a", "# a", "= a", "> a", " a  b ", ":a:", "a"])
def test_markdown_shows_a_text_as_it_is(text: str) -> None:
    escaped = markdown.escaped(text)
    assert _unescaped(escaped) == text
    assert not re.match(r"\s|#|>|[-+=*] |\d+[.)]", escaped)
    assert not re.search(r"(?<!\\)[`*_\[\]<>|]", escaped.replace("&#32;", ""))


def test_markdown_has_all_frames_under_headings(executive: Executive) -> None:
    text = markdown.page(executive("P4"), _frames(executive("P4")))
    assert re.findall("^#+ (?!\\d).*", text, re.MULTILINE) == [
        "# Account Executive / Field Sales — P4",
        "## SMART goals",
        "## OKRs",
        "## MBO areas",
        "## Scorecard",
        "### Internal process",
        "### Role calibration",
    ]
    assert "- **KR2.** Evidence at this level's scope bar: " in text
    assert "| ⟨target⟩ | ⟨date⟩ | JFM responsibility (P4) — reused, no distinct responsibility content |" in text


def _pieces(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "kind" in value:
            yield value
        for inner in value.values():
            yield from _pieces(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _pieces(inner)


def test_json_says_of_every_piece_what_it_is_and_where_it_stands(executive: Executive) -> None:
    profile = executive("P4")
    key = profile.objectives[0].key
    made = json.loads(json.dumps(document(profile, _frames(profile, {(key, "target"): "30 %"}))))
    pieces = list(_pieces(made))
    assert {piece["kind"] for piece in pieces} == {"template", "canon", "blank", "value"}
    for piece in pieces:
        if piece["kind"] == "canon":
            assert piece["file"] == "account-executive.yaml"
            assert piece["line"] > 0
            assert piece["path"]
    assert {"kind": "value", "text": "30 %", "row": key, "slot": "target"} in pieces
    assert {"kind": "blank", "text": "⟨date⟩", "row": "d:Scope", "slot": "date"} in pieces
    assert made["frames"][0]["groups"][0]["items"][0]["lines"][0]["label"] == "Specific"


def test_a_role_without_levels_is_titled_by_its_focus(only: Only) -> None:
    profile = only("roles: [{id: R, focus: F, responsibilities: [r]}]")
    assert markdown.page(profile, []).startswith("# F\n\nF\n\nThese are canon-derived frames")
    named = only("roles: [{id: R, focus: F, title: T, responsibilities: [r]}]")
    assert markdown.page(named, []).startswith("# T\n\nF\n\n")
