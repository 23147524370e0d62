"""Processes that end in the middle, and wishes of the disk that fail one after another."""

from __future__ import annotations

import errno
import shutil
from random import Random
from typing import TYPE_CHECKING

from tests.faults import jobs
from tests.faults.looking import looked_at
from tests.faults.nursery import Nursery
from tests.faults.recorder import DIES, FOR_EVER, CannotRecordError, Fault, Wants, built
from tests.faults.scorecard import Row, UntestedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.faults.scorecard import Round

LONGEST_S = 0.03


def _kills(round_: Round) -> tuple[str, bool]:
    folder = round_.folder / "profile"
    program = jobs.made(folder)
    kills, chance = round_.times(250, 25), Random(1)
    told, lost, damaged = 0, 0, 0
    with Nursery() as nursery:
        for _ in range(kills):
            before = told
            kill = (chance.randrange(4), chance.random() * LONGEST_S)
            said = nursery.do("answer_on", folder, kill=kill).told
            told = int(said[-1]) if said else told
            found = looked_at(program, folder)
            damaged += found is None
            lost += max(0, told - len(found or ()))
            told = max(before, len(found or ()))
    seen = f"{kills} kills, {told} answers: {lost} acknowledged ones lost, {damaged} damaged"
    return seen, not lost and not damaged


def _sweep(round_: Round) -> tuple[str, bool]:
    """Let each wish in turn fail in each way, until the whole job passes without one failing."""
    try:
        library = built(round_.folder)
    except CannotRecordError as error:
        raise UntestedError(str(error)) from None
    base, folder = round_.folder / "base", round_.folder / "profile"
    program = jobs.made(base)
    survived, bad = 0, []
    with Nursery(library) as nursery:
        shutil.copytree(base, folder)
        wishes = nursery.do("answer", folder).counts
        for fault in _faults(wishes, round_.times(1, 23)):
            shutil.rmtree(folder)
            shutil.copytree(base, folder)
            outcome = nursery.do("answer", folder, fault=fault)
            found = looked_at(program, folder)
            if found is None or len(found) < len(outcome.told):
                bad.append(f"{fault.wish.name} {fault.at} errno {fault.errno}")
            else:
                survived += 1
    seen = f"{survived} of {survived + len(bad)} survived"
    return seen + (f"; not: {', '.join(bad[:5])}" if bad else ""), not bad


def _faults(wishes: Mapping[str, int], stride: int) -> Iterator[Fault]:
    """Yield every fault: die, or fail once or for ever, at each wish."""
    for wish in (Wants.WRITE, Wants.SYNC, Wants.CUT, Wants.OPEN, Wants.NAME):
        for at in range(1, wishes[wish.name] + 1, stride):
            yield Fault(wish, DIES, at)
            yield Fault(wish, errno.EIO, at)
            if wish in {Wants.WRITE, Wants.OPEN}:
                yield Fault(wish, errno.ENOSPC, at, FOR_EVER)


ROWS = (
    Row(
        number=1,
        what="acknowledged answers lost when the program is killed",
        wanted="0",
        measure=_kills,
    ),
    Row(
        number=3,
        what="death, error or full disk at the N-th write, sync, cut, open or rename",
        wanted="all survived",
        measure=_sweep,
    ),
)
