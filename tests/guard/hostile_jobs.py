"""Jobs that behave and jobs that do not, for the guard to run in real children.

Run as a program, this file is the child.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from contextlib import suppress
from pathlib import Path

from intake_app.domain.errors import PacketTamperedError
from intake_app.domain.message import MN, M
from intake_app.guard.child import serve
from intake_app.guard.job import Job, Reply

HERE = "tests.guard.hostile_jobs"


def echo(args, data):
    return Reply(result={"args": args, "pid": os.getpid()}, data=data[::-1])


def refuse(args, data):
    part = M("Part {name} is damaged.", name="x")
    raise PacketTamperedError(MN("{count} part.", "{count} parts.", 3, part=part))


def fail(args, data):
    raise LookupError(data.decode())


def loop(args, data):
    while True:
        pass


def wait(args, data):
    time.sleep(3600)


def eat(args, data):
    return Reply(data=bytes(1 << 40))


def die(args, data):
    os._exit(7)


def garble(args, data):
    """Write raw bytes where the frame should be, as a subverted child could."""
    for descriptor in range(3, 32):
        with suppress(OSError):
            os.write(descriptor, data)
    os._exit(0)


def chatter(args, data):
    sys.stdout.write("to standard output")
    sys.stdout.flush()
    os.write(1, b"straight to the descriptor")
    os.write(2, b"to standard error")
    return Reply(result={"read": os.read(0, 10).decode()})


def look_around(args, data):
    try:
        Path(args["path"]).write_bytes(b"x")
        wrote = True
    except OSError:
        wrote = False
    return Reply(
        result={
            "environment": dict(os.environ),
            "wrote": wrote,
            "core": list(resource.getrlimit(resource.RLIMIT_CORE)),
            "processes": list(resource.getrlimit(resource.RLIMIT_NPROC)),
            "qt": "PySide6" in sys.modules,
        }
    )


def _job(name, **limits):
    given = {"cpu_s": 5, "wall_s": 60, "memory_mib": 256} | limits
    return Job(target=f"{HERE}:{name}", **given)


JOBS = {
    "echo": _job("echo"),
    "warm": _job("echo", warm=True),
    "refuse": _job("refuse", warm=True),
    "fail": _job("fail", warm=True),
    "loop": _job("loop", cpu_s=1),
    "wait": _job("wait", wall_s=0.5),
    "eat": _job("eat"),
    "die": _job("die"),
    "garble": _job("garble"),
    "chatter": _job("chatter"),
    "look_around": _job("look_around"),
    "missing": Job(target="tests.guard.no_such:job", cpu_s=5, wall_s=60, memory_mib=256),
}


if __name__ == "__main__":
    serve(JOBS)
