"""Organisers alone organise: whoever else sends what their buttons and forms send reads that there is nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager

import pytest

from bot.sandbox.state import Json
from bot.views import (
    agreeing,
    cycle_dates,
    cycle_forms,
    cycle_ids,
    cycle_members,
    cycle_remind,
    dry_run,
    import_columns,
    listed_person,
    people_import,
    people_news,
    title_roles,
)
from bot.views.state import (
    CycleDeed,
    CyclePlace,
    CycleShown,
    ImportPlace,
    OneQuestion,
    OneTask,
    QuestionPage,
    RunPlace,
    TitlesPlace,
    encode,
)
from bot.views.to_do import MARK, NAME
from tests.integration.app.by_hand import Hand, Interaction, day, option, text, ticked, user, users
from tests.integration.app.deeds import ABOUT_NO_GOALS, CYCLES, PEOPLE
from tests.integration.app.office import Office
from tests.integration.app.review import MIA, running, task, the_cycle
from tests.integration.app.without_wire import without_wire

Lets = Callable[..., AbstractContextManager[Office]]
NOTHING = "There is nothing here for you."
CYCLE = "CYCLE"
PLACE, RUN, SHOWN = encode(CyclePlace(CYCLE)), encode(RunPlace(CYCLE)), encode(CycleShown(CYCLE))
ONE = encode(OneTask(CYCLE, 1, "U_SAM"))
FORM = {
    cycle_forms.TEMPLATE: option("half-year"),
    cycle_forms.NAME: text("Goals"),
    cycle_forms.PERIOD: option("H1 2027"),
    cycle_forms.WHO: option("people"),
    cycle_forms.PEOPLE: users("U_SAM"),
}
LIST = encode(ImportPlace("F00000001"))
TITLES = encode(TitlesPlace(LIST, '["Chef"]', 0, 1))
DATES = {f"{cycle_dates.OPENS}1": day("2027-01-20"), f"{cycle_dates.DUE}1": day("2027-01-10")}


def press(name: str, value: str = PLACE, *, inside: bool = False) -> Interaction:
    return Interaction("block_actions", name, value=value, inside=inside, metadata=value)


def choice(name: str, what: str) -> Interaction:
    return Interaction("block_actions", name, chosen=encode(CycleDeed(what, CYCLE, "U_SAM")))


def form(name: str, fields: Mapping[str, Json], metadata: str = PLACE) -> Interaction:
    return Interaction("view_submission", name, metadata=metadata, fields=fields)


DEEDS = (
    press(cycle_ids.NEW),
    Interaction("block_actions", cycle_forms.WHO, chosen="people", metadata=PLACE, inside=True),
    form(cycle_forms.NEW, FORM),
    *(choice(cycle_ids.MORE, what) for what in ("edit", "dates", "people", "pause", "resume", "close", "other")),
    form(cycle_forms.EDIT, {cycle_forms.NAME: text("")}, SHOWN),
    Interaction("block_actions", f"{cycle_dates.DUE}1", value="", metadata=SHOWN, fields=DATES, inside=True),
    form(cycle_dates.SUBMIT, DATES, SHOWN),
    form(cycle_members.PEOPLE, {cycle_members.ADD: users("U_ANA"), cycle_members.WHY: text("x" * 4_000)}),
    press(cycle_ids.PAUSE),
    press(cycle_ids.RESUME),
    press(cycle_ids.DROP),
    *(form(cycle_forms.CLOSE, {}, encode(CycleDeed(what, CYCLE))) for what in ("close", "cancel")),
    press(cycle_ids.DRY_RUN, RUN),
    press(cycle_ids.CALENDAR, RUN),
    press(f"{cycle_ids.RUN_PAGE}:2", RUN, inside=True),
    Interaction(
        "block_actions", cycle_ids.LOOKUP, metadata=RUN, fields={cycle_ids.LOOKUP: user("U_SAM")}, inside=True
    ),
    form(dry_run.SUBMIT, {}, RUN),
    press(cycle_ids.OPEN),
    press(f"{cycle_ids.PAGE}:2"),
    press(f"{cycle_ids.PAGE}:2", inside=True),
    Interaction("block_actions", cycle_ids.STEP, chosen="1"),
    Interaction("block_actions", cycle_ids.UNIT, chosen="is:Sales"),
    Interaction("block_actions", cycle_ids.COUNTRY, chosen="is:DE"),
    *(choice(cycle_ids.LATE, what) for what in ("remind", "excuse", "due", "manager", "history")),
    press(NAME, encode(CycleDeed("manager", CYCLE, "U_SAM"))),
    press(cycle_ids.REMIND),
    form(cycle_remind.SUBMIT, {cycle_remind.WORDS: text("x" * 4_000)}),
    form(cycle_members.EXCUSE, {cycle_members.WHICH: ticked(ONE), cycle_members.REASON: text("")}),
    form(cycle_members.DUE, {cycle_members.WHICH: option(ONE), cycle_members.DAY: day("2020-01-01")}),
    press(cycle_ids.LOG),
    press(cycle_ids.HISTORY),
    press(f"{cycle_ids.LOG_PAGE}:2", inside=True),
    press(cycle_ids.EXPORT),
    press(cycle_ids.EXPORT_PLAN, RUN),
    form(people_import.SUBMIT, {people_import.FILE: {"type": "file_input", "files": [{"id": "F00000001"}]}}),
    form(people_import.SUBMIT, {}),
    form(import_columns.COLUMNS, {}, LIST),
    form(people_import.APPLY, {people_import.GONE: text("1")}, LIST),
    press(people_import.HEADINGS, LIST, inside=True),
    press(title_roles.ASK, LIST, inside=True),
    form(title_roles.SUBMIT, {f"{title_roles.ROLE}0": option("DIRECT.ACCOUNTEA038")}, TITLES),
    form(agreeing.SUBMIT, {agreeing.OTHER: option("U_TOM")}, encode(OneQuestion("q1"))),
    *(press(name, encode(OneQuestion("q1"))) for name in (agreeing.AGREE, agreeing.REFUSE)),
    press(agreeing.SHOW, encode(QuestionPage("q1"))),
    press(f"{agreeing.SHOW}:2", encode(QuestionPage("q1", 2)), inside=True),
    press(people_news.LOOK, encode(CycleDeed("person", "", "U_SAM"))),
    form(listed_person.SUBMIT, {listed_person.MANAGER: user("U_ANA")}, encode(CycleDeed("person", "", "U_SAM"))),
)


@pytest.fixture
def office(lets: Lets) -> Iterator[Office]:
    with lets(runners=MIA) as open_office:
        yield open_office


def tables(office: Office) -> list[object]:
    """Return all that a cycle consists of, and what job titles mean."""
    cycle = the_cycle(office)
    with office.goalframe.database.reading() as uow:
        key = ("T0DEMO", cycle.id)
        of_cycle = [uow.cycles.members(*key), uow.ledger.tasks(*key), uow.ledger.nudges(*key)]
        return [uow.cycles.all("T0DEMO"), *of_cycle, uow.titles.all("T0DEMO")]


def test_every_control_of_organisers_is_among_these() -> None:
    ruled = {name for name, why in ABOUT_NO_GOALS.items() if why in {CYCLES, PEOPLE}}
    kinds = {"block_actions": "action", "view_submission": "view"}
    tried = {
        rule
        for rule in ruled
        for deed in DEEDS
        if rule.partition(" ")[0] == kinds[deed.kind]
        and (deed.name == rule.partition(" ")[2] or re.search(rule.partition(" ")[2], deed.name))
    }
    assert ruled - tried == set()


@pytest.mark.parametrize("who", ["U_ANA", "U_SAM", "U_TOM"])
def test_whoever_is_no_organiser_learns_and_changes_nothing(office: Office, who: str) -> None:
    running(office)
    cycle, before, found = the_cycle(office).id, tables(office), []
    with without_wire(office.ws):
        hand = Hand(office.ws, office.goalframe.bolt)
        for deed in DEEDS:
            answer = hand.sends(who, deed.about(CYCLE, cycle))
            other = set(answer.errors.values()) - {NOTHING}
            if NOTHING not in answer.text or other or "H1 2027 goals" in answer.text:
                found.append(f"{deed.name} {deed.chosen}: {answer.text[:300]}")
    assert not found, "\n".join(found)
    assert tables(office) == before


def test_nobody_marks_what_is_not_theirs_or_is_done_by_doing(office: Office) -> None:
    running(office)
    cycle = the_cycle(office).id
    before = tables(office)
    with without_wire(office.ws):
        hand = Hand(office.ws, office.goalframe.bolt)
        for who, position in (("U_SAM", 1), ("U_ANA", 1), ("U_ANA", 4), ("U_TOM", 4), ("U_SAM", 9)):
            said = hand.sends(who, press(MARK, encode(OneTask(cycle, position, "U_SAM")))).text
            assert NOTHING in said, (who, position)
        waits = hand.sends("U_ANA", press(MARK, encode(OneTask(cycle, 6, "U_SAM")))).text
    assert "It is not your turn yet" in waits
    assert tables(office) == before


def test_who_owes_it_marks_it_once(office: Office) -> None:
    running(office)
    cycle = the_cycle(office).id
    with without_wire(office.ws):
        hand = Hand(office.ws, office.goalframe.bolt)
        mark = press(MARK, encode(OneTask(cycle, 4, "U_SAM")))
        hand.sends("U_SAM", mark)
        first = task(office, "U_SAM", 4)
        office.passes(hours=1)
        hand.sends("U_SAM", mark)
    assert first.state == "done"
    assert task(office, "U_SAM", 4) == first
