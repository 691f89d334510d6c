"""Made-up libraries of any size: occupations as public catalogues name them, times kinds of work, times levels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product
from pathlib import Path
from typing import overload

from canon.cards import Card, LevelCard
from canon.model import Fact, Library, Place, Profile, Role

MOST = 20_000
LEVELS = {"P2": "Developing Professional", "P3": "Career Professional", "P4": "Senior Professional"}
PER_FILE = 1_000
_NOWHERE = Place("many.yaml", 1, "")
KINDS = (
    "",
    "Field",
    "Clinical",
    "Industrial",
    "Digital",
    "Corporate",
    "Regional",
    "Wholesale",
    "Public Sector",
    "Aviation",
)
_DOMAINS = """
Account Software Network Marketing Sales Finance Payroll Logistics Quality Safety Mining Nuclear Textile
Forest Marine Railway Insurance Mortgage Tax Credit Pharmacy Radiology Surgical Dental Nutrition Music Museum
Library Curriculum Recreation Security Fraud Warehouse Fleet Energy Solar Water Soil Bridge Tunnel Packaging
Printing Leather Jewelry Robotics Laser Optical Acoustic Media Events
"""
DOMAINS = tuple(_DOMAINS.split())
_OCCUPATIONS = """
Engineer Analyst Manager Technician Specialist Coordinator Director Consultant Administrator Designer
Inspector Planner Officer Operator Supervisor Developer Architect Scientist Auditor Trainer Buyer Scheduler
Estimator Editor Researcher Nurse Therapist Teacher Mechanic Accountant Agent Representative Assistant Clerk
Advisor Examiner Surveyor Interpreter Producer Recruiter
"""
OCCUPATIONS = tuple(_OCCUPATIONS.split())


def titles(count: int) -> Iterator[tuple[str, str, str]]:
    """Give so many different roles: kind of work (may be empty), domain, occupation; at most `MOST`."""
    return islice(product(KINDS, DOMAINS, OCCUPATIONS), count)


class ManyRoles(Sequence[Role]):
    """So many roles, each made when it is asked for; search reads their cards alone."""

    def __init__(self, count: int) -> None:
        self.cards = [_card(number, *title) for number, title in enumerate(titles(count))]

    def __len__(self) -> int:
        return len(self.cards)

    @overload
    def __getitem__(self, place: int) -> Role: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Role]: ...
    def __getitem__(self, place: int | slice) -> Role | Sequence[Role]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        return _made(self.cards[place])


def library(count: int) -> Library:
    """Return a library of so many roles that takes no time to load."""
    return Library((), ManyRoles(count), "0")


def _card(number: int, kind: str, domain: str, occupation: str) -> Card:
    id_, focus = _id(number, domain), _focus(kind, domain, occupation)
    levels = tuple(LevelCard(f"{id_}.{code}", code, f"{code} — {name}", None) for code, name in LEVELS.items())
    return Card(id_, "Occupations", focus, _function(kind, domain), (_alias(number),), (_code(number),), levels)


def _made(card: Card) -> Role:
    focus = Fact(card.focus, _NOWHERE)
    profiles = tuple(
        Profile(level.id, card.id, card.canon, "OCC", focus, f"{card.focus} — {level.code}", code=level.code)
        for level in card.levels
    )
    return Role(card.id, card.canon, focus, profiles, _NOWHERE, aliases=card.aliases)


def write_roles(folder: Path, count: int) -> Path:
    """Write a canon of so many roles at three levels, a thousand in a file; return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = [_role(number, *title) for number, title in enumerate(titles(count))]
    for first in range(0, count, PER_FILE):
        whole = f"{_HEADER}{''.join(texts[first : first + PER_FILE])}"
        (folder / f"roles-{first:05}.yaml").write_text(whole, encoding="utf-8")
    return folder


_DIMENSIONS = "Scope: A system of features, Autonomy: General supervision, Impact: Several teams"
_LEVELS = "\n".join(
    f"  {code}: {{label: {code} — {name}, dimensions: {{{_DIMENSIONS}}}}}" for code, name in LEVELS.items()
)
_HEADER = f"""format: 1
canon: {{name: Occupations, tag: OCC}}
levels:
{_LEVELS}
roles:
"""


def _id(number: int, domain: str) -> str:
    return f"{domain[:5].upper()}.{number:05}"


def _focus(kind: str, domain: str, occupation: str) -> str:
    return f"{domain} {occupation}" + (f" / {kind}" if kind else "")


def _function(kind: str, domain: str) -> str:
    return f"{domain} / {kind or 'General'} Operations"


def _alias(number: int) -> str:
    """Return an abbreviation of three letters and a digit that no other role has."""
    letters = "".join(chr(ord("K") + number // step % 13) for step in (1, 13, 169))
    return f"{letters}{number // 2197}"


def _code(number: int) -> str:
    return f"{number // 100 + 10:02}-{number:05}"


def _role(number: int, kind: str, domain: str, occupation: str) -> str:
    focus = _focus(kind, domain, occupation)
    levels = "".join(_level(code, focus) for code in LEVELS)
    return f"""  - id: {_id(number, domain)}
    function: {_function(kind, domain)}
    focus: {focus}
    aliases: [{_alias(number)}]
    description: Applies what is known of {domain.lower()} to the work of the firm and to its customers.
    classifications: [{{scheme: O*NET / SOC, code: {_code(number)}}}]
    levels:
{levels}"""


def _level(code: str, focus: str) -> str:
    rows = "".join(f"          - {verb} for {focus.replace(' / ', ' and ')} at level {code}\n" for verb in _VERBS)
    return f"""      {code}:
        responsibilities:
{rows}        rubric:
          knowledge_application: Applies the methods of the field
          complexity_problem_solving: Solves problems of some variety
"""


_VERBS = (
    "Plans the work of the quarter and agrees it with everybody who depends on it",
    "Keeps the records that regulators and customers ask for",
    "Finds out why something failed and mends the cause",
)
