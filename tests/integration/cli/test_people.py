"""`goalframe people import`, as one types it, against the embedded workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from slack_sdk import WebClient

from bot.cli.people import people
from bot.clock import now
from bot.delivery.directory import SlackDirectory
from bot.errors import SlackSilent
from bot.sandbox.faults import RateLimited, Says
from bot.sandbox.people import Seed, User, three_people
from bot.sandbox.server import SandboxServer
from bot.sandbox.workspace import Workspace
from bot.settings import VARIABLES
from db.engine import open_database
from db.facts import Office, RosterEntry

Run = Callable[..., Result]
HEAD = "employee id,name,e-mail,manager"
ANA, SAM, MIA = "1,Ana Ruiz,ana@demo.example,", "2,Sam Okafor,sam@demo.example,1", "3,Mia Vogt,mia@demo.example,1"
NO_COLUMN = (
    "“chef” is no column: choose one of employee id, e-mail, name, first name, last name, manager, manager e-mail, "
    "manager id, stand-in, stand-in until, country, region, team, job title, level, hire date, last day, away until, "
    "working days."
)
FIRST = """\
New: 3
  Ana Ruiz
  Sam Okafor
  Mia Vogt
Another manager: 0
Other changes: 0
Gone: 0
Unchanged: 0
"""


@pytest.fixture(scope="module")
def slack() -> Iterator[SandboxServer]:
    seed = three_people()
    guest = User("U_GUEST", "guest", "Guest", "guest@demo.example", is_restricted=True)
    with SandboxServer(Workspace(Seed(users=(*seed.users, guest)))) as server:
        yield server


@pytest.fixture
def run(tmp_path: Path, slack: SandboxServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Write lines into people.csv in an empty folder and type the command; no `token` leaves Slack out."""
    monkeypatch.chdir(tmp_path)
    for variable in VARIABLES:
        monkeypatch.delenv(variable.name, raising=False)

    def type_(lines: list[str] | bytes, *words: str, token: bool = True, **environ: str) -> Result:
        data = lines if isinstance(lines, bytes) else "\n".join(lines).encode()
        Path("people.csv").write_bytes(data)
        environ = {"DATABASE_URL": "sqlite:///goals.db", "SLACK_API_URL": slack.api_url} | environ
        environ |= {"SLACK_BOT_TOKEN": slack.workspace.seed.bot_token} if token else {}
        return CliRunner().invoke(people, ["import", "people.csv", *words], env=environ)

    yield type_
    slack.workspace.faults.clear()


def entries(team: str = "T0DEMO") -> dict[str, RosterEntry]:
    database = open_database("sqlite:///goals.db")
    with database.reading() as uow:
        found = {entry.key: entry for entry in uow.roster.all(team)}
    database.close()
    return found


def refused(result: Result, sentence: str) -> None:
    assert (result.exit_code, result.stderr) == (1, f"{sentence}\n")


def test_a_preview_changes_nothing_and_names_the_command_that_does(run: Run) -> None:
    result = run([HEAD, ANA, SAM, MIA])
    to_do = "Nothing is changed yet. To apply this: goalframe people import people.csv --yes\n"
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{FIRST}{to_do}", "")
    assert entries() == {}


def test_with_yes_the_list_is_there_and_people_are_found_in_slack(run: Run) -> None:
    result = run([HEAD, ANA, SAM, MIA], "--yes")
    assert (result.exit_code, result.stdout) == (0, f"{FIRST}Done: the list has 3 people.\n")
    assert [entry.user_id for entry in entries().values()] == ["U_ANA", "U_SAM", "U_MIA"]
    assert entries()["2"].manager == "U_ANA"
    again = run([HEAD, ANA, SAM, MIA])
    assert again.stdout.endswith("Unchanged: 3\nThere is nothing to change.\n")


def test_another_manager_is_shown_and_from_when_it_counts(run: Run) -> None:
    run([HEAD, ANA, SAM, MIA], "--yes")
    result = run([HEAD, "2,Sam Okafor,sam@demo.example,3", "9,Zoe,guest@demo.example,1"], "--yes")
    assert "Another manager: 1\n  Sam Okafor: Ana Ruiz → Mia Vogt\n" in result.stdout
    assert "Managers who count later, unless it is stopped: 1\n  Sam Okafor: Mia Vogt, from 20" in result.stdout
    assert result.stdout.endswith(" UTC\nUnknown to Slack, kept without it: 1\n  guest@demo.example\n")


def test_people_are_kept_without_slack_where_there_is_no_token(run: Run) -> None:
    refused(
        run([HEAD, ANA], token=False),
        "SLACK_BOT_TOKEN is not set, and the app has not run on this database: nobody knows whose it is.",
    )
    run([HEAD, ANA], "--yes")
    result = run([HEAD, ANA, SAM], "--yes", token=False)
    said = "SLACK_BOT_TOKEN is not set: nobody new is looked up in Slack; import the file again with it.\n"
    assert (result.exit_code, result.stderr) == (0, said)
    assert "Unknown" not in result.stdout
    assert [entry.user_id for entry in entries().values()] == ["U_ANA", ""]


def test_lines_with_faults_stop_an_import_unless_the_good_ones_are_wanted(run: Run) -> None:
    lines = [HEAD, ANA, "2,Sam Okafor,sam,1", "7,Tom,,99"]
    seen = run(lines)
    assert seen.exit_code == 0
    assert (
        "Faults: 2\n"
        "  Line 3, e-mail: this is no e-mail address; write one such as ana@example.com.\n"
        "  Line 4, manager: this manager is neither in the file nor in the list; write their employee id or e-mail.\n"
        "Nothing is changed yet. To apply this: goalframe people import people.csv --good-rows --yes\n"
    ) in seen.stdout
    refused(
        run(lines, "--yes"),
        "Nothing was changed: 2 lines can't be taken; correct them, or add --good-rows to take the others.",
    )
    assert entries() == {}
    assert run(lines, "--yes", "--good-rows").exit_code == 0
    assert list(entries()) == ["1"]


def test_a_file_without_one_good_line_is_refused(run: Run) -> None:
    lines = [HEAD, "1,Ana Ruiz,ana,"]
    refused(run(lines), "No line of the file can be taken.")
    refused(run(lines, "--yes"), "Nothing was changed: 1 line can't be taken; correct them.")
    refused(run(lines, "--yes", "--good-rows"), "Nothing was changed: 1 line can't be taken; correct them.")


def test_people_who_are_gone_go_only_with_everyone_and_many_with_their_number(run: Run) -> None:
    run([HEAD, ANA, SAM, MIA], "--yes")
    assert "Gone: 0" in run([HEAD, ANA, MIA]).stdout
    seen = run([HEAD, ANA, MIA], "--everyone")
    assert "Gone: 1\n  Sam Okafor\n" in seen.stdout
    assert seen.stdout.endswith("goalframe people import people.csv --everyone --gone 1 --yes\n")
    for number in ([], ["--gone", "2"]):
        refused(
            run([HEAD, ANA, MIA], "--everyone", "--yes", *number),
            "Nothing was changed: 1 of 3 people would be gone; add --gone 1 if that is right.",
        )
    assert run([HEAD, ANA, MIA], "--everyone", "--gone", "1", "--yes").exit_code == 0
    assert list(entries()) == ["1", "3"]


def test_an_organiser_or_reader_who_becomes_a_manager_needs_agreement(run: Run) -> None:
    lines = [HEAD, "3,Mia Vogt,mia@demo.example,", "2,Sam Okafor,sam@demo.example,3"]
    trusted = {"GOALFRAME_HR_READERS": "U_MIA"}
    refused(
        run(lines, "--yes", **trusted),
        "Organisers or readers would become manager or stand-in: Mia Vogt of Sam Okafor. "
        "A second organiser has to agree. Nothing was changed; add --agree if that is right.",
    )
    assert entries() == {}
    assert run(lines, "--yes", "--agree", **trusted).exit_code == 0
    assert entries()["2"].manager == "U_MIA"


def test_organisers_and_readers_who_were_named_in_slack_need_agreement_as_well(run: Run) -> None:
    run([HEAD, ANA], "--yes")
    named = Office("T0DEMO", "organiser", "U_MIA", "U_ANA", now())
    proposed = Office("T0DEMO", "reader", "U_ANA", "U_MIA", now())
    database = open_database("sqlite:///goals.db")
    with database.writing() as uow:
        uow.offices.put(named)
        uow.offices.put(proposed)
        uow.commit()
    lines = [HEAD, "3,Mia Vogt,mia@demo.example,1", "2,Sam Okafor,sam@demo.example,3"]
    assert "would become manager or stand-in: Mia Vogt of Sam Okafor. A second" in run(lines, "--yes").stderr
    with database.writing() as uow:
        uow.offices.put(replace(proposed, agreed_by="U_SAM", agreed_at=now()))
        uow.commit()
    database.close()
    said = "Ana Ruiz of Mia Vogt, Mia Vogt of Sam Okafor. A second"
    assert said in run(lines, "--yes").stderr
    assert list(entries()) == ["1"]


def test_columns_are_mapped_by_hand_and_the_command_repeats_them(run: Run) -> None:
    lines = ["Nr;Vorgesetzter;Titel", "1;;Account Executive / Field Sales", "2;1;Chef = Boss"]
    words = ["--columns", "Nr=employee id", "--columns", "Vorgesetzter=manager", "--columns", "Titel=job title"]
    result = run(lines, *words)
    assert "Job titles that match no role: 1\n  Chef = Boss\n" in result.stdout
    assert (
        "--columns 'Nr=employee id' --columns Vorgesetzter=manager --columns 'Titel=job title' --yes" in result.stdout
    )
    assert run(lines, "--columns", "Nr").exit_code == 2
    refused(run(lines, "--columns", "Nr=chef"), NO_COLUMN)


def test_what_columns_mean_is_said_once(run: Run) -> None:
    lines = ["Nr;Vorgesetzter;Adresse", "1;;ana@demo.example", "2;1;sam@demo.example"]
    words = ["--columns", "Nr=employee id", "--columns", "Vorgesetzter=manager", "--columns", "Adresse=e-mail"]
    missing = "No column says who a person is: call one “employee id” or “e-mail”, or map yours to it."
    assert run(lines, *words).exit_code == 0
    refused(run(lines), missing)
    assert run(lines, *words, "--yes").exit_code == 0
    result = run([*lines, "3;1;mia@demo.example"], "--yes")
    said = "“Adresse” is read as e-mail, “Nr” as employee id and “Vorgesetzter” as manager, as you said before.\n"
    assert (result.exit_code, result.stdout.startswith(f"{said}New: 1\n")) == (0, True)
    assert entries()["3"].manager == "U_ANA"
    assert "as you said" not in run([HEAD, ANA]).stdout


def test_of_two_columns_of_the_manager_the_one_that_was_said_counts_from_then_on(run: Run) -> None:
    lines = ["id,e-mail,Supervisor,Line Manager", "1,ana@demo.example,,", "2,sam@demo.example,,1"]
    two = "Two columns are the manager: “Supervisor” (column 3) and “Line Manager” (column 4). Rename one."
    refused(run(lines, "--yes"), two)
    assert run(lines, "--columns", "Line Manager=manager", "--yes").exit_code == 0
    assert "Unchanged: 2" in run(lines, "--yes").stdout


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (HEAD.encode(), "The file has a header and nobody below it."),
        (
            f"{HEAD}\n1,Müller,,".encode("latin-1"),
            "The file is not in UTF-8: in Excel choose “Save as” and “CSV UTF-8”, elsewhere the encoding UTF-8.",
        ),
    ],
)
def test_a_file_that_can_not_be_read_is_refused_before_anything_is_opened(
    run: Run, data: bytes, sentence: str
) -> None:
    refused(run(data, "--yes"), sentence)
    assert not Path("goals.db").exists()


def test_a_file_from_excel_with_formulas_and_newlines_is_taken_as_text(run: Run) -> None:
    data = f"\ufeff{HEAD}\r\n1,\"=cmd|' /C calc'!A0\r\nRuiz\",ana@demo.example,\r\n".replace(",", ";").encode()
    assert run(data, "--yes").exit_code == 0
    assert entries()["1"].name == "=cmd|' /C calc'!A0 Ruiz"


def test_a_list_of_fifty_thousand_people_is_taken_at_once(run: Run) -> None:
    run([HEAD, ANA], "--yes")
    lines = [HEAD, *(f"{at},P{at},p{at}@x.org,{at // 10 or ''}" for at in range(1, 50_001))]
    result = run(lines, "--yes", token=False)
    assert (result.exit_code, len(entries())) == (0, 50_000)
    assert "New: 49999\n" in result.stdout
    assert "  … and 49979 more\n" in result.stdout


def test_what_slack_refuses_is_said_and_changes_nothing(run: Run, slack: SandboxServer) -> None:
    run([HEAD, ANA], "--yes")
    slack.workspace.faults.add("users.lookupByEmail", Says("missing_scope"))
    refused(run([HEAD, SAM], "--yes"), "Slack did not look people up: missing_scope. Nothing was changed.")
    slack.workspace.faults.add("auth.test", Says("invalid_auth"))
    refused(run([HEAD, SAM], "--yes"), "Slack refuses SLACK_BOT_TOKEN: invalid_auth.")
    refused(run([HEAD, SAM], SLACK_API_URL="http://127.0.0.1:1/"), "http://127.0.0.1:1/ does not answer: URLError.")
    assert list(entries()) == ["1"]


def test_a_rate_limit_is_waited_for(run: Run, slack: SandboxServer) -> None:
    slack.workspace.faults.add("users.lookupByEmail", RateLimited(0))
    assert run([HEAD, ANA], "--yes").exit_code == 0
    assert entries()["1"].user_id == "U_ANA"


def test_many_look_ups_are_announced(run: Run) -> None:
    lines = [f"{at},P{at},p{at}@x.org," for at in range(60)]
    assert run([HEAD, *lines], "--yes").stderr == "Looking up 60 people in Slack, about 50 a minute …\n"


def test_refusals_are_one_sentence(run: Run) -> None:
    result = CliRunner().invoke(people, ["import", "none.csv"])
    refused(result, "none.csv can't be read: No such file or directory.")
    assert "PORT is “x”" in run([HEAD, ANA], PORT="x").stderr
    assert "DATABASE_URL must name a file" in run([HEAD, ANA], DATABASE_URL="postgresql://x/y").stderr


def test_two_entries_that_are_one_person_in_slack_are_refused(run: Run) -> None:
    run([HEAD, ANA], "--yes")
    database = open_database("sqlite:///goals.db")
    with database.writing() as uow:
        uow.roster.put(RosterEntry("T0DEMO", "8", "samuel@demo.example", "Samuel", "", "U_SAM"))
        uow.commit()
    database.close()
    refused(run([HEAD, SAM], "--yes"), "Samuel and Sam Okafor are one person in Slack: keep one of their lines.")


def test_full_members_alone_are_found_by_their_email_and_silence_is_said(slack: SandboxServer) -> None:
    client = WebClient(slack.workspace.seed.bot_token, base_url=slack.api_url, retry_handlers=[])
    directory = SlackDirectory(client, now)
    assert directory.find("ANA@demo.example") == "U_ANA"
    assert directory.find("guest@demo.example") is None
    assert directory.find("nobody@demo.example") is None
    slack.workspace.faults.add("users.lookupByEmail", RateLimited(30))
    with pytest.raises(SlackSilent):
        directory.find("ana@demo.example")
    client.base_url = "http://127.0.0.1:1/"
    with pytest.raises(SlackSilent):
        directory.find("ana@demo.example")


def test_the_help_has_examples(run: Run) -> None:
    assert "goalframe people import people.csv\n" in CliRunner().invoke(people, ["--help"]).stdout
    assert "--good-rows" in CliRunner().invoke(people, ["import", "--help"]).stdout
