"""`goalframe cycle plan`, as one types it: of a file and of a cycle in the database."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.cycle import cycle
from bot.clock import now
from bot.services.cycles.ladder import STEPS
from bot.settings import VARIABLES
from db.engine import open_database
from db.facts import Cycle, Member, Nudge, Period, Person, Phase
from db.upgrade import SCHEMA, Schema, upgrade

Run = Callable[..., Result]
TRY = """format: 1
template: quarterly
period: {name: Q1 2027, first: 2027-01-01, last: 2027-03-31}
people:
  - {name: Mia Vogt, zone: Europe/Berlin, country: DE}
  - {name: Sam Okafor, zone: Europe/Madrid, country: ES, region: ES-MD, manager: Mia Vogt}
  - {name: Raj Rao, zone: Asia/Kolkata, country: IN, manager: Sam Okafor}
"""
DAYS = """\
Quarterly goals, Q1 2027
Thu 24 Dec: 2 people
Thu 31 Dec: 2 people
Wed 6 Jan: 1 person
Thu 7 Jan: 1 person; 1 moved, Epiphany
Fri 8 Jan: 2 people
Fri 15 Jan: 2 people
Fri 22 Jan: 2 people
"""
FIRST = {
    "person": "Mia Vogt",
    "about": "Mia Vogt",
    "phase": "Share goals",
    "day": "2026-12-24",
    "time": "09:00",
    "zone": "Europe/Berlin",
    "utc": "2026-12-24T08:00Z",
    "rule": "at the start",
    "moved": "",
}
SOON = now().replace(hour=8, minute=0, second=0, microsecond=0) + timedelta(days=3)
RUNNING = Cycle(
    team_id="T1",
    id="cycle-1",
    name="H1 2027 goals",
    template="half-year",
    period=Period("H1 2027", date(2027, 1, 1), date(2027, 6, 30)),
    layout="smart",
    state="running",
    owner="U_MIA",
    first=SOON.date(),
    hour=8,
    holidays=True,
    apart=False,
    steps=STEPS,
    only_to="",
    created_at=SOON,
    launched_at=SOON,
    phases=(Phase(1, "self review", "Self review", SOON.date(), SOON.date() + timedelta(days=9)),),
    people="chosen",
)
SLOT = Nudge("T1", "cycle-1", 1, "U_SAM", "launch", "U_SAM", SOON.date(), 8, "UTC", SOON, "", "planned")
SAM = Person(
    team_id="T1",
    user_id="U_SAM",
    name="Sam Okafor",
    tz="UTC",
    locale="en-GB",
    is_bot=False,
    deleted=False,
    restricted=False,
    stranger=False,
    refreshed_at=SOON,
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Type the command in an empty folder; with `text` there is a cycle.yaml in it."""
    monkeypatch.chdir(tmp_path)
    for variable in VARIABLES:
        monkeypatch.delenv(variable.name, raising=False)

    def type_(*words: str, text: str | bytes = b"", **environ: str) -> Result:
        if text:
            Path("cycle.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
        return CliRunner(env=environ).invoke(cycle, ["plan", *words])

    return type_


def fill(*cycles: Cycle) -> None:
    """Put cycles into the database here, each with two people and a reminder that waits and one that is past."""
    upgrade("sqlite:///goalframe.db")
    with closing(open_database()) as database, database.writing() as uow:
        uow.workspaces.bind("T1", SOON)
        uow.people.put(SAM)
        for one in cycles:
            uow.cycles.add(one)
            for user in ("U_SAM", "U_TOM"):
                uow.cycles.put_member(Member("T1", one.id, user, one.first))
        uow.ledger.plan(
            [SLOT, replace(SLOT, step="due", fate="sent"), replace(SLOT, person="U_TOM", subject="U_TOM")]
        )
        uow.commit()


def test_a_file_gives_one_line_a_day(run: Run) -> None:
    result = run("cycle.yaml", text=TRY)
    assert (result.exit_code, result.output) == (0, DAYS)


def test_csv_and_json_hold_each_reminder(run: Run) -> None:
    found = json.loads(run("cycle.yaml", "--json", text=TRY).output)
    assert found[0] == FIRST
    assert list(csv.DictReader(io.StringIO(run("cycle.yaml", "--csv").output.removeprefix("\ufeff")))) == found
    (moved,) = (one for one in found if one["moved"])
    assert (moved["person"], moved["about"], moved["day"], moved["moved"]) == (
        "Sam Okafor",
        "Raj Rao",
        "2027-01-07",
        "Epiphany",
    )


def test_hours_holidays_days_and_absences_of_a_file_count(run: Run) -> None:
    text = TRY.replace("period:", "hour: 7\nholidays: false\nperiod:")
    found = json.loads(run("cycle.yaml", "--json", text=text).output)
    assert {one["time"] for one in found} == {"07:00"}
    assert [one["day"] for one in found if one["rule"] == "on the due date"] == ["2027-01-06"] * 3
    away = text.replace("region: ES-MD", "working_days: '2345', away_until: 2027-01-08")
    found = json.loads(run("cycle.yaml", "--json", text=away).output)
    assert [(one["day"], one["moved"]) for one in found if one["person"] == "Sam Okafor"][:2] == [
        ("2027-01-12", "away until 8 Jan, weekend, day off"),
        ("2027-01-19", ""),
    ]


def test_newcomers_of_a_file_start_on_their_own_days(run: Run) -> None:
    text = TRY.replace("quarterly", "new-hire").replace("manager: Mia", "hired: 2027-02-01, manager: Mia")
    found = json.loads(run("cycle.yaml", "--json", text=text).output)
    assert [(one["about"], one["day"]) for one in found if one["rule"] == "at the start"] == [
        ("Mia Vogt", "2027-01-04"),
        ("Raj Rao", "2027-01-04"),
        ("Sam Okafor", "2027-02-01"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("format: 1", "format: 2", "cycle.yaml:1:9: format: Input should be 1"),
        ("quarterly", "quartely", "2:11: template: there is no such template; did you mean 'quarterly'?"),
        ("2027-03-31", "soon", "period.last: must be a day such as 2027-01-15"),
        ("2027-03-31", "2026-03-31", "period.last: the last day is before the first one"),
        ("Europe/Berlin", "Berlin", "people[0].zone: must be the name of a time zone such as Europe/Berlin"),
        ("country: ES", "country: Spain", "people[1].country: must be the code of a country such as DE"),
        ("manager: Mia Vogt}", "manager: Mia Vog}", "people[1].manager: nobody in this file has this name"),
        ("name: Sam Okafor", "name: Mia Vogt", "people[1].name: this name stands here twice"),
        ("period:", "holidays: perhaps\nperiod:", "3:11: holidays: must be true or false"),
        ("period:", "colour: red\nperiod:", "colour: this key is not known here; remove it"),
        (TRY, "format: [", "cycle.yaml:"),
    ],
)
def test_a_faulty_file_is_refused_with_the_place_and_what_to_do(run: Run, before: str, after: str, said: str) -> None:
    result = run("cycle.yaml", text=TRY.replace(before, after))
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr


def test_a_file_that_is_no_text_is_refused(run: Run) -> None:
    result = run("cycle.yaml", text=b"\xff\xfe")
    assert (result.exit_code, result.stderr) == (1, "cycle.yaml can't be read as text in UTF-8.\n")


def test_of_a_running_cycle_what_is_still_planned_is_shown_with_the_names_that_are_known(run: Run) -> None:
    run("nothing")
    fill(RUNNING)
    found = json.loads(run("cycle-1", "--json").output)
    first = FIRST | {"phase": "Self review", "day": SOON.date().isoformat(), "time": "08:00", "zone": "UTC"}
    first |= {"utc": f"{SOON:%Y-%m-%dT%H:%MZ}"}
    assert found == [first | {"person": who, "about": who} for who in ("Sam Okafor", "U_TOM")]


def test_of_a_draft_all_is_shown_that_its_launch_would_send_and_nothing_is_written(run: Run) -> None:
    run("nothing")
    fill(replace(RUNNING, state="draft", launched_at=None))
    before = Path("goalframe.db").read_bytes()
    found = json.loads(run("cycle-1", "--json").output)
    assert {one["person"] for one in found} == {"Sam Okafor"}, "nobody else is known"
    assert [one["rule"] for one in found][-1] == "weekly after the due date, for the last time"
    assert Path("goalframe.db").read_bytes() == before


def test_a_cycle_that_sends_nothing_says_so(run: Run) -> None:
    fill(RUNNING, replace(RUNNING, id="cycle-2"))
    assert run("cycle-2").output == "H1 2027 goals\nNo message is planned.\n"


def test_an_id_that_nobody_knows_is_refused_and_no_database_is_made(run: Run) -> None:
    said = "There is no file called cycle-9, and no review cycle with this id in the database.\n"
    result = run("cycle-9")
    assert (result.exit_code, result.stderr, list(Path().iterdir())) == (1, said, [])
    fill(RUNNING)
    assert run("cycle-9").stderr == said


def test_an_older_database_is_not_read(run: Run) -> None:
    upgrade("sqlite:///goalframe.db", Schema(SCHEMA.versions[:2], SCHEMA.folder))
    result = run("cycle-1")
    assert (result.exit_code, result.stderr) == (
        1,
        "The database is of an older Goalframe; run: goalframe db upgrade\n",
    )


def test_a_setting_that_is_wrong_is_named(run: Run) -> None:
    fill(RUNNING)
    assert (
        "GOALFRAME_LAYOUT is “bsc”"
        in run("cycle-1", "--database", "sqlite:///goalframe.db", GOALFRAME_LAYOUT="bsc").stderr
    )
