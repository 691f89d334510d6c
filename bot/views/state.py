"""What a button or a view carries from one press to the next: frozen facts, to text and back, checked."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import TypeVar

from bot.errors import StaleControl

S = TypeVar("S")
LONGEST = 3_000
"""Characters: Slack carries no more in a view, and less in a button."""


@dataclass(frozen=True, slots=True)
class ShownFrame:
    """A frame on the screen: of a profile, or of someone's goals where `sheet` is set. Pages count from 1.

    `version` is the one that is meant, 0 for what the author has before them.
    """

    profile: str
    frame: str
    page: int = 1
    sheet: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class RolePlace:
    """A page of one part of what the library says of a role at a level; without a part the first one."""

    profile: str
    part: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class TwoRoles:
    """Two roles at levels beside each other, a page of what differs; `added` is 1 for what the right side adds."""

    left: str
    right: str
    page: int = 1
    added: int = 0


@dataclass(frozen=True, slots=True)
class NewGoals:
    """New goals about to begin: the id that they will have, the goals to copy (`source`), what is known already.

    `replaces` are shared goals that close once the new ones are shared.
    """

    sheet: str = ""
    source: str = ""
    profile: str = ""
    subject: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class StartAnswer:
    """What the first view of new goals holds; empty where nothing was chosen.

    `source` are the goals that another person's are made from, `again` earlier goals of the same person, ticked to
    start from; `values` is 1 to copy values too.
    """

    sheet: str
    source: str
    again: str
    subject: str
    profile: str
    period: str
    layout: str
    due: str
    values: int = 0
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class OneSheet:
    """Someone's goals, for buttons and views that need no more; `page` where they are shown in pages."""

    sheet: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class TextPlace:
    """What changed in a role text since a version of goals (0: since what is written on), page by page.

    `old` and `new` are the hashes of the two texts, `taken` has a 1 for each change that is to be taken, in their
    order, else a 0. `stage` tells apart showings whose choices were set by a button; `again` is 1 where also what was
    decided before is shown.
    """

    sheet: str
    version: int = 0
    page: int = 1
    old: str = ""
    new: str = ""
    taken: str = ""
    stage: int = 0
    again: int = 0


@dataclass(frozen=True, slots=True)
class HomePlace:
    """A page of Home, and what it is narrowed to."""

    page: int = 1
    show: str = "everything"


@dataclass(frozen=True, slots=True)
class OneMove:
    """The question whether someone's goals may go to a manager: the answer means this one (`to`) alone."""

    sheet: str
    to: str


@dataclass(frozen=True, slots=True)
class OnePerson:
    """A person, by their Slack id."""

    user: str


@dataclass(frozen=True, slots=True)
class OneQuestion:
    """A question to a second organiser."""

    question: str


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A page of all whom a question to a second organiser is about."""

    question: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class ComingChange:
    """A change that waits in the company's list: who (`who`) becomes what for whom (`user`), and the moment."""

    user: str
    what: str
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class OneLine:
    """One line of someone's goals in a view, and the counter of the goals when it was shown."""

    sheet: str
    key: str
    opened: int


@dataclass(frozen=True, slots=True)
class OneVersion:
    """A version of someone's goals: a press on it means this one; `page` and `layout` where it is read in a view."""

    sheet: str
    version: int
    page: int = 1
    layout: str = ""


@dataclass(frozen=True, slots=True)
class More:
    """An entry of a menu beside a version."""

    what: str
    sheet: str
    version: int


@dataclass(frozen=True, slots=True)
class OneRequest:
    """A request for changes, made (its id is given beforehand, so that a second press makes none) or to answer."""

    sheet: str
    version: int
    request: str


@dataclass(frozen=True, slots=True)
class NewRemark:
    """A remark or a check-in about to be made, under the id that it will have."""

    sheet: str
    version: int
    id: str


@dataclass(frozen=True, slots=True)
class OneTask:
    """One to-do of a review cycle: about whom (`subject`), in which step of it."""

    cycle: str
    position: int
    subject: str


@dataclass(frozen=True, slots=True)
class CyclePlace:
    """What is shown of a review cycle: a page of the people under a filter, or of one of them (`user`)."""

    cycle: str
    position: int = 0
    unit: str = ""
    country: str = ""
    page: int = 1
    user: str = ""


@dataclass(frozen=True, slots=True)
class CycleDeed:
    """An entry of a menu beside a review cycle, or beside somebody in it (`user`)."""

    what: str
    cycle: str
    user: str = ""


@dataclass(frozen=True, slots=True)
class OfficesShown:
    """The organisers whom a view showed when it was opened: Slack ids with commas between them."""

    organisers: str = ""

    @property
    def users(self) -> tuple[str, ...]:
        return tuple(user for user in self.organisers.split(",") if user)


@dataclass(frozen=True, slots=True)
class CycleShown:
    """What a view of a cycle showed when it was opened, so that only what is changed in it counts.

    `days` are ISO dates with spaces between them: for each step its position, when it opens, when it is due.
    `holidays` is 1 where they count; `steps` have commas between them.
    """

    cycle: str
    days: str = ""
    name: str = ""
    hour: int = 0
    holidays: int = 0
    steps: str = ""


@dataclass(frozen=True, slots=True)
class ImportPlace:
    """An import of the company's list: the file in Slack, what was said of it, and the list that it was held against.

    `everyone` is 1 where who is not in the file is gone; `columns` is JSON of what headings mean. `gone` of `before`
    people would be gone where that number is to be typed.
    """

    file: str
    everyone: int = 0
    columns: str = "{}"
    stamp: str = ""
    gone: int = 0
    before: int = 0


@dataclass(frozen=True, slots=True)
class TitlesPlace:
    """A few job titles (JSON) of an import whose roles are asked for; `place` is what the import's preview carries.

    `left` of all titles (`of`) come before these and were left open; the last of these has so many `people`.
    """

    place: str
    titles: str
    left: int = 0
    of: int = 0
    people: int = 0


@dataclass(frozen=True, slots=True)
class RunPlace:
    """A page of what a review cycle would send, or what it would send to one person; `stamp` is of what was shown."""

    cycle: str
    person: str = ""
    page: int = 1
    stamp: str = ""


def encode(state: object) -> str:
    """Return a state as compact JSON."""
    return json.dumps(asdict(state), ensure_ascii=False, separators=(",", ":"))  # type: ignore[call-overload]


def decode(kind: type[S], text: str) -> S:
    """Return the state that a text carries.

    Raises `StaleControl` where the text is not one of this kind: buttons outlive the code that made them, and
    anyone can send anything.
    """
    if len(text) > LONGEST:
        raise StaleControl
    try:
        found = dict(json.loads(text).items())
        wanted = {field.name: (int if field.type == "int" else str) for field in fields(kind)}  # type: ignore[arg-type]
        good = set(found) <= set(wanted) and all(type(value) is wanted[name] for name, value in found.items())
        if good:
            "".join(value for value in found.values() if isinstance(value, str)).encode()  # half a character is none
            return kind(**found)
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise StaleControl from None
    raise StaleControl
