"""Saves while someone types: the newest state of each view, at most once a second, always at the end."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.errors import GoalframeError

EVERY = 1.0
"""Seconds between two writes of one view."""

REMEMBERED = 2_000
"""Views whose newest action is remembered, so that an older one that arrives late changes nothing."""

Save = Callable[[], object]
Later = Callable[[float, Callable[[], None]], None]

log = logging.getLogger(__name__)


def on_a_timer(seconds: float, call: Callable[[], None]) -> None:
    """Call something later, in a thread of its own that does not hold the process up."""
    timer = threading.Timer(seconds, call)
    timer.daemon = True
    timer.start()


@dataclass
class _View:
    newest: str = ""
    pending: Save | None = None
    waiting: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)
    writing: threading.Lock = field(default_factory=threading.Lock)
    """Held while a save is made, so that an older one never ends after a newer one."""


class Autosave:
    """Keeps, per view, the newest save that has not been made yet."""

    def __init__(self, later: Later = on_a_timer) -> None:
        self._later = later
        self._views: dict[str, _View] = {}
        self._lock = threading.Lock()

    def offer(self, view_id: str, action_ts: str, save: Save) -> None:
        """Take a view's state as of an action; make the save now, or within a second of the last one."""
        view = self._view(view_id)
        with view.lock:
            if _earlier(action_ts, view.newest):
                return
            view.newest, view.pending = action_ts, save
            if view.waiting:
                return
            view.waiting = True
        self._write(view_id, view)
        self._later(EVERY, lambda: self._again(view_id, view))

    def finish(self, view_id: str) -> None:
        """Make what is pending of a view now: it was saved, left or closed. What fails is tried again."""
        self._write(view_id, self._view(view_id))

    def finish_all(self) -> None:
        """Make everything that is pending: the process is about to end."""
        for view_id in list(self._views):
            self.finish(view_id)

    def _view(self, view_id: str) -> _View:
        with self._lock:
            view = self._views.pop(view_id, None)
            if view is None and len(self._views) >= REMEMBERED:
                self._forget()
            self._views[view_id] = view or _View()
            return self._views[view_id]

    def _forget(self) -> None:
        """Forget the view that has been quiet for longest of those with nothing pending."""
        quiet = (view_id for view_id, view in self._views.items() if view.pending is None and not view.waiting)
        oldest = next(quiet, None)
        if oldest is not None:
            del self._views[oldest]

    def _again(self, view_id: str, view: _View) -> None:
        with view.lock:
            view.waiting = view.pending is not None
        if view.waiting:
            self._write(view_id, view)
            self._later(EVERY, lambda: self._again(view_id, view))

    def _write(self, view_id: str, view: _View) -> None:
        """Make the pending save; one that fails stays pending unless a newer one has come."""
        with view.writing:
            with view.lock:
                save, view.pending = view.pending, None
            if save is not None and not _made(view_id, save):
                with view.lock:
                    view.pending = view.pending or save


def _made(view_id: str, save: Save) -> bool:
    """Make a save; tell whether it is over and done with. One that is refused would be refused again."""
    try:
        save()
    except GoalframeError as refusal:
        log.info("autosave of view %s was refused: %s", view_id, type(refusal).__name__)
    except Exception as error:  # noqa: BLE001 - whatever it is, what was typed stays pending
        log.warning("autosave of view %s failed and will be tried again: %s", view_id, type(error).__name__)
        return False
    return True


def _earlier(action_ts: str, newest: str) -> bool:
    """Compare two of Slack's time stamps, seconds with a fraction."""
    return bool(newest) and float(action_ts or 0) < float(newest or 0)
