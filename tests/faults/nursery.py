"""A process with everything loaded, which does each job in a child of its own.

Usage: ``python -m tests.faults.nursery``, started by `Nursery`. It reads one order a
line (JSON) and answers each with one line; so a round costs no start of Python.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.mounts import shut_down
from tests.faults.recorder import TOLD, Fault, Recorder, Wants

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType
    from typing import Self

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a job ended.

    Attributes:
        told: What it acknowledged, in order.
        status: Its exit status; minus the signal that ended it.
        counts: How many wishes of each kind it had (`Wants` by name); empty when it died.
    """

    told: Sequence[str]
    status: int
    counts: Mapping[str, int]


class Nursery:
    """Has jobs of `tests.faults.jobs` done, one after another."""

    def __init__(self, recorder: Path | None = None) -> None:
        """Start the process.

        Args:
            recorder: The library that `recorder.built` gave; None where nothing is
                recorded and nothing fails.
        """
        added = {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
        if recorder is not None:
            added["LD_PRELOAD"] = str(recorder)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            cwd=ROOT,
            env=os.environ | added,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def do(
        self,
        job: str,
        folder: Path,
        *,
        log: Path | None = None,
        fault: Fault | None = None,
        kill: tuple[int, float] | None = None,
        cut: tuple[int, str] | None = None,
    ) -> Outcome:
        """Have a job done on a folder.

        Args:
            job: A function of `tests.faults.jobs`.
            folder: What the job is given, and what is watched.
            log: Where its wishes are written down.
            fault: What fails.
            kill: After how many acknowledgements, and how many seconds then, it is killed.
            cut: After how many acknowledgements which file system is shut down; then it
                is killed.
        """
        order = {
            "job": job,
            "folder": str(folder),
            "log": log and str(log),
            "fault": fault and [fault.wish, fault.errno, fault.at, fault.times],
            "kill": kill,
            "cut": cut,
        }
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError("the nursery has died")
        return Outcome(**json.loads(answer))


def serve() -> None:
    """Read orders until there are none."""
    from tests.faults import jobs  # noqa: PLC0415 - here, where the recorder is in place

    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a job prints is no answer
    logging.disable(logging.CRITICAL)  # what fails here is meant to fail
    with tempfile.TemporaryDirectory() as folder:
        jobs.rehearse(Path(folder) / "profile")
    for line in sys.stdin:
        order = json.loads(line)
        answers.write(json.dumps(_done(getattr(jobs, order["job"]), order)) + "\n")
        answers.flush()


def _done(job: Callable[[Path, Callable[[str], None]], None], order: dict) -> dict:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _work(job, order, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as lines:
        if order["kill"] or order["cut"]:
            after, how = order["kill"] or order["cut"]
            said = [lines.readline() for _ in range(after)]
            if order["kill"]:
                time.sleep(how)  # the moment of the kill is the chance of the test
            else:
                shut_down(how)
            os.kill(child, signal.SIGKILL)
            said += lines.readlines()
        else:
            said = lines.readlines()
    _, status = os.waitpid(child, 0)
    whole = [line.decode().rstrip("\n") for line in said if line.endswith(b"\n")]
    counts = [line.split()[1:] for line in whole if line.startswith("counted ")]
    return {
        "told": [line for line in whole if not line.startswith("counted ")],
        "status": os.waitstatus_to_exitcode(status),
        "counts": {name: int(number) for name, number in counts},
    }


def _work(job: Callable[[Path, Callable[[str], None]], None], order: dict, pipe: int) -> None:
    """Do a job and end this process, whatever happens."""
    folder = Path(order["folder"])
    recorder = Recorder() if "LD_PRELOAD" in os.environ else None
    status = 1
    try:
        if recorder is not None:
            recorder.watch(folder, order["log"] and Path(order["log"]))
        mark = os.open(folder / TOLD, os.O_WRONLY | os.O_CREAT, 0o600) if order["log"] else None
        if recorder is not None and order["fault"]:
            wish, number, at, times = order["fault"]
            recorder.let_fail(Fault(Wants(wish), number, at, times))

        def tell(what: str) -> None:
            if mark is not None:
                os.write(mark, what.encode())
            os.write(pipe, what.encode() + b"\n")

        job(folder, tell)
        status = 0
    finally:
        if recorder is not None:
            for wish in Wants:
                os.write(pipe, f"counted {wish.name} {recorder.count(wish)}\n".encode())
        os._exit(status)


if __name__ == "__main__":
    serve()
