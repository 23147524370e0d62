"""Jobs on bytes from outside, run in a child process that can do no harm.

The parent trusts nothing that comes back: replies are framed, bounded and
strictly parsed, and a child that dies, loops, eats memory or writes garbage is
ended and told of in one sentence.
"""

from __future__ import annotations

import contextlib
import logging
import re
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Self

from intake_app.domain.errors import GuardError, IntakeError, OutsideFileError, error_from
from intake_app.domain.message import M
from intake_app.guard.command import HOME, bare_environment, own_command
from intake_app.guard.job import (
    MIB,
    FrameError,
    Job,
    Reply,
    message_from_json,
    read_frame,
    write_frame,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.guard.strict_json import Json, JsonLike

log = logging.getLogger(__name__)

REQUESTS_PER_CHILD = 200
_KIND = re.compile(r"[A-Za-z_]{1,60}")


def limits_are_enforced() -> bool:
    """Whether this system holds the child to its memory, processor and file limits.

    Elsewhere the child is still a process of its own that is ended in time.
    """
    return sys.platform == "linux"


class Guard:
    """Runs named jobs in limited child processes; safe to use from several threads.

    A warm job's child is kept for the next request, until it has served
    `REQUESTS_PER_CHILD` of them or anything but an orderly answer came of one.

    Args:
        jobs: What may be run, by name; the child looks in the same registry.
        command: How to start the child; this program itself unless a test says otherwise.
    """

    def __init__(self, jobs: Mapping[str, Job], *, command: Sequence[str] | None = None) -> None:
        self._jobs = dict(jobs)
        self._command = list(command or own_command(["--child"]))
        self._lock = threading.Lock()
        self._children: set[_Child] = set()
        self._idle: dict[str, list[_Child]] = {name: [] for name in jobs}
        self._closed = False

    def run(self, name: str, args: Mapping[str, JsonLike], data: bytes = b"") -> Reply:
        """Run one job on `data` and return its reply.

        Raises:
            IntakeError: The job refused; it carries the job's own messages.
            GuardError: The child died, ran too long, used too much memory or failed.
        """
        return self._ask(name, args, data)

    def prepare(self, name: str) -> None:
        """Have a child of a warm job ready, its target loaded, before the first request comes.

        Takes as long as starting the child does. What goes wrong here will go
        wrong again, and be told, at the request.
        """
        with contextlib.suppress(GuardError):
            self._ask(name, None, b"")

    def close(self) -> None:
        """End every child; a job that is running fails with a `GuardError`."""
        with self._lock:
            self._closed = True
            idle = [child for children in self._idle.values() for child in children]
            running = self._children.difference(idle)
            self._children.clear()
            self._idle = {name: [] for name in self._jobs}
        for child in running:
            child.kill()  # the thread that waits for it ends it
        for child in idle:
            child.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, name: str, args: Mapping[str, JsonLike] | None, data: bytes) -> Reply:
        job = self._jobs[name]
        child = self._take(name)
        orderly = False
        try:
            reply = child.ask(name, job, args, data)
            orderly = True
        except GuardError:
            raise
        except IntakeError:
            orderly = True
            raise
        finally:
            self._give_back(name, child, reusable=orderly and job.warm)
        return reply

    def _take(self, name: str) -> _Child:
        with self._lock:
            if self._closed:
                raise RuntimeError("the guard is closed")
            while self._idle[name]:
                child = self._idle[name].pop()
                if child.is_alive():
                    return child
                self._children.discard(child)
                child.end()
            try:
                child = _Child(self._command)
            except OSError:
                log.info("guard child did not start job=%s", name)
                raise GuardError from None
            self._children.add(child)
            return child

    def _give_back(self, name: str, child: _Child, *, reusable: bool) -> None:
        with self._lock:
            if reusable and not self._closed and child.served < REQUESTS_PER_CHILD:
                self._idle[name].append(child)
                return
            self._children.discard(child)
        child.end()


class _Child:
    """One child process and its two pipes."""

    def __init__(self, command: Sequence[str]) -> None:
        self.served = 0
        self._overdue = False
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=HOME,
            env=bare_environment(),
            start_new_session=True,
        )

    def ask(self, name: str, job: Job, args: Mapping[str, JsonLike] | None, data: bytes) -> Reply:
        """Send one request and read the answer, within the job's time.

        Without `args` the child only loads the job's target.
        """
        self.served += 1
        watchdog = threading.Timer(job.wall_s, self._end_overdue)
        watchdog.daemon = True
        watchdog.start()
        try:
            head, body = self._exchange({"job": name, "args": args}, data, job)
            if "error" in head:
                raise _error_told(head)
            result = head.get("result")
            if not isinstance(result, dict):
                raise self._failure(job, head.get("failed"))
            return Reply(result=result, data=body)
        except (FrameError, OSError):
            raise self._failure(job, None) from None
        finally:
            watchdog.cancel()

    def is_alive(self) -> bool:
        """Whether nothing has ended the process while it was idle."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End the process without waiting for it."""
        self._process.kill()

    def end(self) -> None:
        """End the process, wait until it is gone, and close its pipes."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what was not sent is of no use any more
                    pipe.close()

    def _end_overdue(self) -> None:
        self._overdue = True
        self._process.kill()

    def _exchange(self, head: JsonLike, data: bytes, job: Job) -> tuple[dict[str, Json], bytes]:
        requests, replies = self._process.stdin, self._process.stdout
        if requests is None or replies is None:
            raise FrameError
        write_frame(requests, head, data)
        try:
            answer = read_frame(replies, max_body=job.memory_mib * MIB)
        except OutsideFileError:
            raise FrameError from None
        if answer is None:
            raise FrameError
        return answer

    def _failure(self, job: Job, kind: Json) -> GuardError:
        """Return the one sentence for a request that got no orderly answer."""
        known = kind if isinstance(kind, str) and _KIND.fullmatch(kind) else "died"
        self._process.kill()
        status = self._process.wait()
        if self._overdue or status == -getattr(signal, "SIGXCPU", 0):
            log.info("guard job took too long job=%s", job.target)
            return GuardError(M("This file took too long to open and was set aside."))
        log.info("guard job failed job=%s kind=%s status=%s", job.target, known, status)
        if known == "MemoryError":
            return GuardError(M("Opening this file needs more memory than Intake allows."))
        return GuardError()


def _error_told(head: Mapping[str, Json]) -> IntakeError:
    """Return the error the job raised, rebuilt on this side.

    Raises:
        FrameError: The child told of it in a form we do not know.
    """
    code, hint = head["error"], head.get("hint")
    if not isinstance(code, str):
        raise FrameError
    return error_from(
        code,
        message_from_json(head.get("summary")),
        None if hint is None else message_from_json(hint),
    )
