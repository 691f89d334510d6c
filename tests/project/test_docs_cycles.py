"""The page about review cycles cannot rot: its commands, steps, rules and words are the program's."""

from __future__ import annotations

import json
import re

from bot.facts.cycles import STEP_WORDS
from bot.services.commands import CYCLE_DEEDS, WantsCycle, WantsPeople, read_command
from bot.services.cycles.templates import packaged
from tests.project.pins import ROOT
from tests.unit.bot.views.cases import CASES

PAGE = (ROOT / "docs" / "cycles.md").read_text(encoding="utf-8")
FLAT = " ".join(PAGE.split())
COMMANDS = re.findall(r"`/goals ([^`]+)`", PAGE)


def test_every_command_of_review_cycles_is_named_and_exists() -> None:
    named = {wants.deed for text in COMMANDS if isinstance(wants := read_command(text), WantsCycle)}
    assert named == set(CYCLE_DEEDS)
    others = [text for text in COMMANDS if not text.startswith("cycle ")]
    assert {type(read_command(text.replace("@sam", "<@U_SAM|sam>"))) for text in others} == {WantsPeople}


def test_every_set_of_steps_is_named() -> None:
    assert [one.name for one in packaged() if f"*{one.name}*" not in FLAT] == []


def test_every_rule_is_said_in_the_words_of_the_messages() -> None:
    first = {words.partition(",")[0] for words in STEP_WORDS.values()}
    assert [words for words in first if f"| {words} |" not in PAGE] == []


def test_what_is_pressed_is_called_as_on_the_screen() -> None:
    pressed = {words.rstrip(" …") for words in re.findall(r"(?<!\*)\*([A-Z][^*]+)\*(?!\*)", FLAT)}
    shown = "\n".join(json.dumps(case.payload(), ensure_ascii=False) for case in CASES)
    shown += (ROOT / "bot" / "sandbox" / "page" / "clock.js").read_text(encoding="utf-8")
    shown += "\n".join(one.name for one in packaged())
    assert len(pressed) > len(packaged())
    assert [words for words in pressed if words not in shown] == []


def test_every_page_that_is_named_exists() -> None:
    named = re.findall(r"`(docs/[\w./-]+)`|\]\((\w+\.png)\)", PAGE)
    assert [path for path, image in named if not (ROOT / (path or f"docs/{image}")).is_file()] == []
