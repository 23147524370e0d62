"""The limited child process: takes its limits first, then works for the parent.

`serve` is called by `intake_app.__main__` before any other part of the program
is imported. One child does one kind of job, because limits can only be
lowered. It has no environment, cannot write files nor (unless it is root)
start processes, and nothing it prints goes anywhere.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from intake_app.domain.errors import IntakeError
from intake_app.guard.job import MIB, Job, Reply, message_to_json, read_frame, write_frame

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.guard.strict_json import Json, JsonLike

MAX_OPEN_FILES = 64
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38


class Work(Protocol):
    """The function a job's target names."""

    def __call__(self, args: Mapping[str, Json], data: bytes) -> Reply:
        """Do the job."""
        ...


def serve(jobs: Mapping[str, Job]) -> None:
    """Answer the parent's requests until it closes the pipe or one of them fails.

    Args:
        jobs: The registry the parent has, too; the first request names the one
            of them that this process serves.
    """
    requests, replies = _take_pipes()
    os.environ.clear()
    sys.dont_write_bytecode = True
    frame = read_frame(requests, max_body=sys.maxsize)
    if frame is None:
        return
    job = jobs[str(frame[0]["job"])]
    _limit_process(job)
    work: Work | None = None
    while frame is not None:
        head, data = frame
        _limit_cpu(job)
        try:
            work = work or _load(job.target)
            args = cast("Mapping[str, Json] | None", head["args"])
            reply = Reply() if args is None else work(args, data)
            answer: JsonLike = {"result": dict(reply.result)}
            write_frame(replies, answer, reply.data)
        except IntakeError as error:
            write_frame(replies, _told(error), b"")
        except Exception as error:  # noqa: BLE001 - the process's last line: the parent is told
            write_frame(replies, {"failed": type(error).__name__}, b"")
            return
        frame = read_frame(requests, max_body=sys.maxsize)


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the two pipes for ourselves; libraries read and print into nothing."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.close(nowhere)
    return requests, replies


def _load(target: str) -> Work:
    module, _, name = target.partition(":")
    return cast("Work", getattr(importlib.import_module(module), name))


def _told(error: IntakeError) -> JsonLike:
    return {
        "error": error.code,
        "summary": message_to_json(error.summary),
        "hint": None if error.hint is None else message_to_json(error.hint),
    }


def _limit_process(job: Job) -> None:
    """Take every limit that holds for the whole life of the process."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - POSIX only

    if sys.platform == "linux":  # macOS refuses it
        resource.setrlimit(resource.RLIMIT_AS, (job.memory_mib * MIB, job.memory_mib * MIB))
    for kind, most in (
        (resource.RLIMIT_NOFILE, MAX_OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(kind, (most, most))
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - Linux only

        library = ctypes.CDLL(None)
        library.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
        library.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def _limit_cpu(job: Job) -> None:
    """Give the coming request its own processor time, on top of what is spent."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - POSIX only

    spent = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(spent.ru_utime + spent.ru_stime) + 1 + job.cpu_s
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
