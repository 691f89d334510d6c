"""The same goals in every state that they can be in, each a database of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event

from bot.app import Goalframe
from bot.facts import Answer, Deciding, Proposing, Typed, Visit
from bot.services.periods import current_periods
from bot.services.sheets import Start
from db.facts import CheckIn, Contact, Person, Slot
from db.sqlite import sqlite_module

SHEET, REQUEST = "11111111111111111111111111111111", "22222222222222222222222222222222"
PROFILE = "DIRECT.ACCOUNTEA038.P4"
ANA, SAM, TOM, PRIYA = "U_ANA", "U_SAM", "U_TOM", "U_PRIYA"
OWN = "x:1"
GOAL, WORKING, SAID = "Zqgoal", "Zqworking", "Zqsaid"
"""What stands in every shared value, in every value of a working copy, in everything that was said."""
NOT_COMPARED = frozenset({"audit", "aliases", "looks", "people", "paces", "sqlite_sequence"})
"""Tables that a refusal may add to: the log, the people that were looked up, and how fast Slack was called."""

Tables = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Stage:
    """The services in the hands of Ana and Sam."""

    app: Goalframe

    def person(self, user_id: str) -> Person:
        return self.app.services.people.actor(self.app.team_id, user_id)

    @property
    def version(self) -> int:
        """The version in force."""
        with self.app.database.reading() as uow:
            sheet = uow.sheets.get(self.app.team_id, SHEET)
        assert sheet is not None
        return sheet.version

    def fills(self, author: str, mark: str, key: str = "", visit: str = "V1") -> None:
        """Write something into each field of one line, the first one unless told otherwise."""
        sheets, actor = self.app.services.sheets, self.person(author)
        goals = sheets.open(actor, SHEET)
        line = key or goals.goals[0].key
        slots: tuple[Slot, ...] = ("baseline", "target", "note")
        fields = {slot: Typed(f"{mark} {slot}", "") for slot in slots}
        fields |= {"text": Typed(f"{mark} words", "")} if line == OWN else {}
        sheets.save(actor, Answer(SHEET, line, Visit(visit, goals.sheet.stamp), fields), final=True)

    def draft(self, author: str = ANA) -> None:
        """Start Sam's goals and fill one of the role's and one of the author's own."""
        services, actor = self.app.services, self.person(author)
        period = current_periods(services.clock().date(), 1)[0]
        start = Start(SHEET, SAM, services.roles.profile(PROFILE), period, "smart", period.last)
        services.sheets.start(actor, start)
        services.sheets.add_line(actor, SHEET, OWN)
        self.fills(author, GOAL)
        self.fills(author, GOAL, OWN)

    def unmet(self) -> None:
        self.draft()
        self.app.services.sharing.share(self.person(ANA), SHEET, f"{GOAL} note", open_ok=True)

    def taken_back(self) -> None:
        self.unmet()
        self.app.services.sharing.take_back(self.person(ANA), SHEET, 1)

    def withdrawn(self) -> None:
        self.draft()
        self.app.services.sheets.discard(self.person(ANA), SHEET)

    def shared(self) -> None:
        """Share as Tom, whom Sam takes as his manager, and move the goals to Ana: Tom is the former one."""
        services = self.app.services
        self.draft(TOM)
        services.sharing.share(self.person(TOM), SHEET, f"{GOAL} note", open_ok=True)
        services.answering.meet(self.person(SAM), SHEET, agreed=True)
        with self.app.database.writing() as uow:
            uow.contacts.put(Contact(self.app.team_id, ANA, SAM, "agreed", services.clock()))
            uow.commit()
        assert services.moving.move(self.person(TOM), SHEET, ANA)
        services.answering.comment(self.person(ANA), SHEET, "c1", "", f"{SAID} remark")
        self.app.services.viewing.was_shown(self.app.team_id, SHEET)

    def move_asked(self) -> None:
        self.shared()
        assert not self.app.services.moving.move(self.person(ANA), SHEET, PRIYA)

    def confirmed(self) -> None:
        self.shared()
        self.app.services.answering.confirm(self.person(SAM), SHEET, 1, f"{SAID} note")
        said = CheckIn(self.app.team_id, "k1", SHEET, OWN, SAM, self.app.services.clock(), SAID, "at risk", SAID)
        self.app.services.answering.check_in(self.person(SAM), said)

    def unconfirmed(self) -> None:
        self.shared()
        self.app.services.closing.give_up(self.person(ANA), SHEET, 1)

    def asked(self) -> None:
        self.shared()
        proposing = Proposing(OWN, f"{SAID} target", "", f"{SAID} reason")
        self.app.services.answering.ask(self.person(SAM), SHEET, 1, REQUEST, (proposing,))

    def changing(self) -> None:
        self.shared()
        self.app.services.sharing.change(self.person(ANA), SHEET)
        self.fills(ANA, WORKING, OWN, "V2")

    def closed(self) -> None:
        self.confirmed()
        self.app.services.closing.close(self.person(ANA), SHEET)

    def second_version(self) -> None:
        """Share a second version after a request that was kept as it was."""
        self.asked()
        answer = (Deciding(OWN, taken=False, answer=f"{SAID} answer"),)
        self.app.services.settling.settle(self.person(ANA), SHEET, REQUEST, answer)
        self.app.services.sharing.change(self.person(ANA), SHEET)
        self.fills(ANA, f"{GOAL} second", OWN, "V3")
        self.app.services.sharing.share(self.person(ANA), SHEET, "", open_ok=True)


def _unsafe_and_fast(connection: Any, _record: object = None) -> None:
    """Let a connection not wait for the disk: no power fails here."""
    connection.execute("PRAGMA synchronous = OFF")


STATES: Mapping[str, Callable[[Stage], None]] = {
    "D": Stage.draft,
    "B": Stage.taken_back,
    "T": Stage.withdrawn,
    "U": Stage.unmet,
    "S": Stage.shared,
    "M": Stage.move_asked,
    "R": Stage.asked,
    "W": Stage.changing,
    "C": Stage.confirmed,
    "N": Stage.unconfirmed,
    "X": Stage.closed,
}
"""Draft, taken Back to a draft, Thrown away, Unmet, Shared, Move asked, Request open, Working copy open, Confirmed,
Not confirmed, closed (X)."""


class Shelf:
    """The database of the app, put back to what it was whenever a test has changed it."""

    def __init__(self, app: Goalframe) -> None:
        self.app = app
        self._kept: dict[str, Any] = {}
        event.listen(app.database.engine, "connect", _unsafe_and_fast)
        app.database.engine.dispose()

    def keep(self, name: str) -> None:
        """Keep the database as it is now under a name."""
        kept = sqlite_module().connect(":memory:", check_same_thread=False)
        with closing(sqlite_module().connect(self.app.database.file)) as file:
            file.backup(kept)
        self._kept[name] = kept

    def put_back(self, name: str) -> None:
        """Put the database back, and let the app forget what it remembers of goals."""
        with closing(sqlite_module().connect(self.app.database.file)) as file:
            _unsafe_and_fast(file)
            self._kept[name].backup(file)
        self.app.services.sheets.desk._sheets.clear()

    def tables(self) -> Tables:
        """Read every table but those that a refusal may add to."""
        with closing(sqlite_module().connect(self.app.database.file)) as file:
            names = [row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            wanted = [name for name in names if name not in NOT_COMPARED]
            return {name: file.execute(f'SELECT * FROM "{name}"').fetchall() for name in wanted}  # noqa: S608

    def state(self) -> str:
        """Read the state of the goals."""
        with closing(sqlite_module().connect(self.app.database.file)) as file:
            found = file.execute("SELECT state FROM sheets WHERE id = ?", (SHEET,)).fetchone()
            return str(found[0])
