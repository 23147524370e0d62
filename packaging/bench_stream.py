"""How fast files of four sizes are sealed and opened, beside the ``age`` program, in what memory.

Each is done in a process of its own, so that its highest memory is its own.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench_figures import Figure, Part, machine_load, median, resident_mib, timed
from intake_app.sealing import age

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SIZES = {"1 kB": 1_000, "1 MB": 1_000_000, "100 MB": 100_000_000, "500 MB": 500_000_000}
LARGE = 100_000_000
"""From here on it is the stream that takes the time, and ours is asked to be as fast."""

MEMORY_MIB = 40.0
TIMES, TIMES_SMALL = 3, 25
LOOK_S = 0.002


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What one sealing or opening took: milliseconds, and the highest memory in MiB."""

    took: float
    memory: float


def measure() -> Iterator[Figure]:
    """Give time and memory of both programs for each size, in turn on the same file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for label, size in SIZES.items():
            plain = folder / "plain"
            make_file(plain, size)
            yield from _measure(label, size, plain)


def make_file(path: Path, size: int) -> None:
    """Write a file of random bytes."""
    with path.open("wb") as file:
        for begin in range(0, size, 1_000_000):
            file.write(os.urandom(min(1_000_000, size - begin)))


def apart(work: Callable[[], object]) -> Spent:
    """Do something in a copy of this process; return its time and highest memory there."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            took = timed(work)
            os.write(theirs, json.dumps([took, resident_mib("VmHWM")]).encode())
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as told:
        said = told.read()
    os.waitpid(child, 0)
    took, memory = json.loads(said)
    return Spent(took=took, memory=memory)


def _measure(label: str, size: int, plain: Path) -> Iterator[Figure]:
    folder = plain.parent
    sealed, ours, theirs = folder / "sealed", folder / "ours", folder / "theirs"
    identity = age.X25519Identity.generate()  # the only kind that age 1.1 knows
    recipient = identity.recipient()
    hybrid = age.HybridIdentity.generate()  # the kind that packets are sealed to
    key = folder / "key"
    key.write_text(identity.to_string() + "\n", encoding="ascii")
    there = shutil.which("age") or ""
    for out in (ours, theirs, sealed):
        out.unlink(missing_ok=True)
    yield _beside(
        f"{label} sealed",
        size,
        lambda: _seal(recipient, plain, sealed),
        lambda: _seal(hybrid.recipient(), plain, ours),
        there and (there, "-r", recipient.to_string(), "-o", str(theirs), str(plain)),
    )
    shutil.copyfile(ours, folder / "hybrid")
    yield _beside(
        f"{label} opened",
        size,
        lambda: _open(identity, age.GENERAL, sealed, ours),
        lambda: _open(hybrid, age.PACKETS, folder / "hybrid", ours),
        there and (there, "-d", "-i", str(key), "-o", str(theirs), str(sealed)),
    )


def _beside(
    what: str,
    size: int,
    like_age: Callable[[], object],
    as_packets: Callable[[], object],
    command: Sequence[str],
) -> Figure:
    """Measure us and the ``age`` program in turn, so that both have the same machine."""
    mine, hybrid, theirs = [], [], []
    for _ in range(TIMES if size >= LARGE else TIMES_SMALL):
        mine.append(apart(like_age))
        hybrid.append(apart(as_packets))
        if command:
            theirs.append(_program(command))
    limit = 1.0 if size >= LARGE else None
    parts = [
        *_told("X25519", mine, size),
        *_told("as packets are (X-Wing)", hybrid, size),
    ]
    if theirs:
        ratio = median([s.took for s in theirs]) / median([s.took for s in mine])
        parts += _told("age (X25519)", theirs, size, at_most=None)
        parts.append(Part(label="age's time by ours", value=ratio, unit="", at_least=limit))
    note = f"load {machine_load()}; age's time holds the start of its program"
    return Figure(what=what, parts=parts, note=note if theirs else "age is not installed")


def _told(
    who: str, spent: Sequence[Spent], size: int, *, at_most: float | None = MEMORY_MIB
) -> list[Part]:
    took = median([one.took for one in spent])
    speed = (
        Part(label=who, value=size / 1000 / took, unit="MB/s")
        if size >= LARGE
        else Part(label=who, value=took)
    )
    memory = max(one.memory for one in spent)
    return [speed, Part(label="memory", value=memory, unit="MiB", at_most=at_most)]


def _program(command: Sequence[str]) -> Spent:
    """Run a program; its highest memory is looked at until it ends."""
    begin, memory = time.perf_counter(), 0.0
    with subprocess.Popen(command) as running:
        while running.poll() is None:
            with contextlib.suppress(OSError):
                memory = resident_mib("VmHWM", running.pid)
            with contextlib.suppress(subprocess.TimeoutExpired):
                running.wait(LOOK_S)
    took = (time.perf_counter() - begin) * 1000
    if running.returncode:
        raise ValueError("the age program failed")
    return Spent(took=took, memory=memory)


def _seal(recipient: age.Recipient, source: Path, target: Path) -> None:
    with source.open("rb") as plain, target.open("wb") as sealed:
        age.encrypt([recipient], plain, sealed)


def _open(identity: age.Identity, policy: age.Policy, source: Path, target: Path) -> None:
    with source.open("rb") as sealed, target.open("wb") as plain:
        file_key = age.unwrap(age.read_header(sealed), [identity], policy)
        for chunk in age.decrypt_payload(file_key, sealed):
            plain.write(chunk)
