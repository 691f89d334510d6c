"""What the store refuses, as sentences that a person can read."""


class StoreError(Exception):
    """The store could not do that."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or self.__doc__)


class ForeignWorkspace(StoreError):
    """This database belongs to another Slack workspace; give each workspace its own DATABASE_URL."""


class NotFound(StoreError):
    """What you are looking for is not here."""


class NewerSchema(StoreError):
    """This database was written by a newer Goalframe; install that version or a newer one."""


class StoreBusy(StoreError):
    """The database could not be read or written just now; nothing was changed, so try again."""


class Misfit(StoreError):
    """What was to be written does not fit what is stored; nothing was changed."""


class BrokenFile(StoreError):
    """This file is damaged or is no Goalframe database."""
