"""What repositories take and return: frozen facts, no SQLModel in sight."""

from db.facts.people import Person, Preferences, RosterEntry
from db.facts.posts import Happening, Post, PostFate, PostKind
from db.facts.sharing import (
    CheckIn,
    CheckInStatus,
    Comment,
    Contact,
    ContactState,
    Entry,
    Proposal,
    Reading,
    Reply,
    ReplyKind,
    Request,
    RequestState,
    Revision,
    Verdict,
)
from db.facts.sheets import Blank, Filled, Period, Rival, Sheet, SheetLine, SheetRow, SheetState, Slot

__all__ = [
    "Blank",
    "CheckIn",
    "CheckInStatus",
    "Comment",
    "Contact",
    "ContactState",
    "Entry",
    "Filled",
    "Happening",
    "Period",
    "Person",
    "Post",
    "PostFate",
    "PostKind",
    "Preferences",
    "Proposal",
    "Reading",
    "Reply",
    "ReplyKind",
    "Request",
    "RequestState",
    "Revision",
    "Rival",
    "RosterEntry",
    "Sheet",
    "SheetLine",
    "SheetRow",
    "SheetState",
    "Slot",
    "Verdict",
]
