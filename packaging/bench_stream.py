"""How fast 100 MB are sealed and opened, beside the ``age`` program, and in how much memory."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench_figures import Figure, Part, median, resident_mib, timed
from intake_app.sealing import age

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIZE = 100_000_000
MEMORY_MIB = 40.0
TIMES = 3


def measure() -> Iterator[Figure]:
    """Give throughput, that of ``age`` on the same file, and the highest memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain, sealed, opened = folder / "plain", folder / "sealed", folder / "opened"
        with plain.open("wb") as file:
            for _ in range(SIZE // 1_000_000):
                file.write(os.urandom(1_000_000))
        identity = age.X25519Identity.generate()  # as the program knows it; our packets' stream
        recipient = identity.recipient()
        key = folder / "key"
        key.write_text(identity.to_string() + "\n", encoding="ascii")
        there = shutil.which("age")
        yield _beside(
            "100 MB sealed",
            lambda: _seal(recipient, plain, sealed),
            there and (there, "-r", recipient.to_string(), "-o", str(opened), str(plain)),
        )
        yield _beside(
            "100 MB opened",
            lambda: _open(identity, sealed, opened),
            there and (there, "-d", "-i", str(key), "-o", str(opened), str(sealed)),
        )
    highest = Part(label="highest", value=resident_mib("VmHWM"), unit="MiB", at_most=MEMORY_MIB)
    yield Figure(what="memory of the process that did both", parts=[highest])


def _beside(what: str, ours: Callable[[], object], command: tuple[str, ...] | None) -> Figure:
    """Measure us and the ``age`` program in turn, so that both have the same machine."""
    mine, theirs = [], []
    for _ in range(TIMES):
        mine.append(timed(ours))
        if command:
            theirs.append(timed(lambda: subprocess.run(command, check=True)))
    parts = [Part(label="median", value=SIZE / 1000 / median(mine), unit="MB/s")]
    if theirs:
        ratio = median(theirs) / median(mine)
        parts.append(Part(label="age", value=SIZE / 1000 / median(theirs), unit="MB/s"))
        parts.append(Part(label="ratio", value=ratio, unit="", at_least=1.0))
    return Figure(what=what, parts=parts, note="" if theirs else "age is not installed")


def _seal(recipient: age.X25519Recipient, source: Path, target: Path) -> None:
    with source.open("rb") as plain, target.open("wb") as sealed:
        age.encrypt([recipient], plain, sealed)


def _open(identity: age.X25519Identity, source: Path, target: Path) -> None:
    with source.open("rb") as sealed, target.open("wb") as plain:
        file_key = age.unwrap(age.read_header(sealed), [identity], age.GENERAL)
        for chunk in age.decrypt_payload(file_key, sealed):
            plain.write(chunk)
