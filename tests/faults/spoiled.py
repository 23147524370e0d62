"""Damaged files: every kind is noticed, and nothing wrong is ever shown."""

from __future__ import annotations

import shutil
from random import Random
from typing import TYPE_CHECKING

from intake_app.domain.errors import IntakeError
from tests.faults import jobs
from tests.faults.nursery import Nursery
from tests.faults.scorecard import Row
from tests.vault.cheap import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from intake_app.services.program import Program
    from tests.faults.scorecard import Round

    Spoil = Callable[[bytearray, Random], None]

ANSWERS = 24
PAGE = 4096
HEADER = 100
WAL_HEADER = 32
FRAME = 24 + PAGE


def _bit(content: bytearray, chance: Random) -> None:
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _zeros(content: bytearray, chance: Random) -> None:
    at = chance.randrange(max(1, len(content) - 512))
    content[at : at + 512] = bytes(512)


def _noise(content: bytearray, chance: Random) -> None:
    at = chance.randrange(max(1, len(content) - PAGE))
    content[at : at + PAGE] = chance.randbytes(PAGE)


def _swapped(content: bytearray, chance: Random) -> None:
    first, second = chance.sample(range(1, len(content) // PAGE), 2)
    a, b = slice(first * PAGE, (first + 1) * PAGE), slice(second * PAGE, (second + 1) * PAGE)
    content[a], content[b] = content[b], content[a]


def _cut(content: bytearray, chance: Random) -> None:
    del content[chance.randrange(len(content)) :]


def _longer(content: bytearray, chance: Random) -> None:
    content += chance.randbytes(PAGE)


def _emptied(content: bytearray, _: Random) -> None:
    content.clear()


def _start(content: bytearray, chance: Random) -> None:
    content[chance.randrange(min(HEADER, len(content)))] ^= 1 << chance.randrange(8)


_OF_A_FILE: Mapping[str, Spoil] = {
    "one bit": _bit,
    "512 zeros": _zeros,
    "4 KiB of noise": _noise,
    "two pages swapped": _swapped,
    "cut off": _cut,
    "4 KiB longer": _longer,
    "emptied": _emptied,
    "one bit of the start": _start,
}
KINDS = tuple(
    (name, how)
    for name, some in (
        ("store.db", tuple(_OF_A_FILE)),
        ("store.db-wal", ("one bit", "512 zeros", "4 KiB of noise", "cut off", "emptied")),
        ("anchor", ("one bit", "512 zeros", "emptied")),
        ("keyring", ("one bit", "cut off")),
    )
    for how in some
)
"""Eighteen kinds of damage, as in the design's table: file and how it is spoiled."""


def _noticed(round_: Round) -> tuple[str, bool]:
    base, folder = round_.folder / "base", round_.folder / "profile"
    program = jobs.made(base)
    with Nursery() as nursery:
        nursery.do("answer", base)  # these are in the store
        nursery.do("answer_on", base, kill=(ANSWERS // 2, 0.0))  # these in its log
    truth = jobs.words_in(program, shutil.copytree(base, round_.folder / "truth"))
    chance, trials = Random(8), round_.times(30, 2)
    told = harmless = unnoticed = wrong = 0
    for name, how in KINDS:
        for _ in range(trials):
            shutil.copytree(base, folder)
            content = bytearray((folder / name).read_bytes())
            _OF_A_FILE[how](content, chance)
            (folder / name).write_bytes(content)
            is_noticed, shown = _look(program, folder)
            wrong += shown is not None and tuple(shown) != tuple(truth[: len(shown)])
            whole = shown is not None and len(shown) == len(truth)
            told += is_noticed
            harmless += whole and not is_noticed
            unnoticed += not whole and not is_noticed
            shutil.rmtree(folder)
    seen = (
        f"{len(KINDS)} kinds, {trials} each: {told} told, {harmless} without a loss, "
        f"{unnoticed} losses untold, {wrong} wrong answers shown"
    )
    return seen, not unnoticed and not wrong


def _look(program: Program, folder: Path) -> tuple[bool, tuple[str, ...] | None]:
    """Return whether something is told, and the answers as shown; None when nothing is."""
    try:
        is_noticed = not program.profiles.check(folder, PASSPHRASE).ok
        profile = program.profiles.unlock(folder, PASSPHRASE)
    except IntakeError:
        return True, None
    try:
        return is_noticed or not profile.opening.agreement.is_good, jobs.words_of(profile)
    except IntakeError:
        return True, None
    finally:
        profile.close()


def _tail(round_: Round) -> tuple[str, bool]:
    """Cut whole frames off the log: the newest answers are gone without a trace in it."""
    base, folder = round_.folder / "base", round_.folder / "profile"
    program = jobs.made(base)
    with Nursery() as nursery:
        nursery.do("answer_on", base, kill=(ANSWERS, 0.0))
    chance, cuts, noticed = Random(9), round_.times(20, 5), 0
    for _ in range(cuts):
        shutil.copytree(base, folder)
        log = folder / "store.db-wal"
        frames = (log.stat().st_size - WAL_HEADER) // FRAME
        with log.open("r+b") as file:
            file.truncate(WAL_HEADER + FRAME * chance.randrange(frames))
        profile = program.profiles.unlock(folder, PASSPHRASE)
        noticed += not profile.opening.agreement.is_good
        profile.close()
        shutil.rmtree(folder)
    return f"{noticed} of {cuts} noticed", noticed == cuts


ROWS = (
    Row(
        number=8,
        what="damaged files of a profile",
        wanted="0 losses untold, 0 wrong answers shown",
        measure=_noticed,
    ),
    Row(
        number=9,
        what="the newest answers cut off the log of the store",
        wanted="all noticed",
        measure=_tail,
    ),
)
