"""The heartbeat: what is due is sent at short intervals and at once when something was kept."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apscheduler.schedulers.background import BackgroundScheduler

EVERY = 10
"""Seconds between two beats."""
SOON = 1.0
"""Seconds after which it beats again while there is something to do: a person gets one message a second."""
LEISURE = 60
"""Seconds between two runs of what nobody waits for."""
LOOK = 10
"""Seconds between two looks at the files of the role library."""
STALE = 60
"""Seconds without a beat after which the process is not well."""

log = logging.getLogger(__name__)


class Heartbeat:
    """Runs a job at intervals and, soon after `wake`, in between, never twice at a time; two more at leisure."""

    def __init__(
        self,
        job: Callable[[], object],
        leisurely: Callable[[], object],
        look: Callable[[], object] = lambda: None,
    ) -> None:
        self._job, self._leisurely, self._look = job, leisurely, look
        self._scheduler: BackgroundScheduler | None = None
        self._woken = threading.Event()
        self._stopping = False
        self._waker = threading.Thread(target=self._wait, name="heartbeat", daemon=True)
        self._last = time.monotonic()

    def start(self) -> None:
        leisurely, look = (partial(_tried, job) for job in (self._leisurely, self._look))
        self._scheduler = _scheduled({self._beat: EVERY, leisurely: LEISURE, look: LOOK})
        self._scheduler.start()
        self._waker.start()

    def wake(self) -> None:
        """Beat as soon as possible."""
        self._woken.set()

    def stop(self) -> None:
        """Stop, after one last beat for what was kept just now."""
        self._stopping = True
        self._woken.set()
        if self._waker.is_alive():
            self._waker.join()
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=True)

    @property
    def age(self) -> float:
        """Seconds since the last beat."""
        return time.monotonic() - self._last

    def _wait(self) -> None:
        busy = False
        while not self._stopping:
            self._woken.wait(SOON if busy else None)
            self._woken.clear()
            busy = self._beat()

    def _beat(self) -> bool:
        """Run the job; tell whether it found something to do."""
        did = _tried(self._job)
        self._last = time.monotonic()
        return bool(did)


def _scheduled(jobs: Mapping[Callable[[], object], int]) -> BackgroundScheduler:
    """Return a scheduler that runs each job every so many seconds and remembers nothing over a restart."""
    from apscheduler.executors.pool import ThreadPoolExecutor
    from apscheduler.schedulers.background import BackgroundScheduler

    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a run is left out while the one before goes on
    scheduler = BackgroundScheduler(executors={"default": ThreadPoolExecutor(len(jobs))}, timezone="UTC")
    for job, seconds in jobs.items():
        scheduler.add_job(job, "interval", seconds=seconds, coalesce=True, max_instances=1)
    return scheduler


def _tried(job: Callable[[], object]) -> object:
    """Return what a job returns, None where it fails."""
    try:
        return job()
    except Exception as error:  # noqa: BLE001 - whatever it is, the next beat tries again
        log.warning("a beat failed and will be tried again: %s", type(error).__name__)
        return None
