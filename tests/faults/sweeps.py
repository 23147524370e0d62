"""Each wish of a job in turn fails in each way, until the whole job passes without one failing."""

from __future__ import annotations

import contextlib
import errno
import shutil
from functools import partial
from typing import TYPE_CHECKING

from intake_app.domain.errors import IntakeError
from tests.faults import jobs
from tests.faults.looking import looked_at
from tests.faults.nursery import Nursery
from tests.faults.recorder import DIES, FOR_EVER, CannotRecordError, Fault, Wants, built
from tests.faults.scorecard import Row, UntestedError
from tests.vault.cheap import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from intake_app.services.program import Program
    from tests.faults.scorecard import Round

    Survived = Callable[[Program, Path, Sequence[str]], bool]

QUICK_STRIDE = 29


def _sweep(
    make: Callable[[Path], Program], job: str, survived: Survived, round_: Round
) -> tuple[str, bool]:
    try:
        library = built(round_.folder)
    except CannotRecordError as error:
        raise UntestedError(str(error)) from None
    base, folder = round_.folder / "base", round_.folder / "here"
    base.mkdir()
    program = make(base)
    bad: list[str] = []
    tried = 0
    with contextlib.closing(program.guard), Nursery(library) as nursery:
        shutil.copytree(base, folder)
        wishes = nursery.do(job, folder).counts
        for fault in _faults(wishes, round_.times(1, QUICK_STRIDE)):
            shutil.rmtree(folder)
            shutil.copytree(base, folder)
            told = nursery.do(job, folder, fault=fault).told
            tried += 1
            if not survived(program, folder, told):
                bad.append(f"{fault.wish.name} {fault.at} errno {fault.errno}")
    seen = f"{tried - len(bad)} of {tried} survived"
    return seen + (f"; not: {', '.join(bad[:5])}" if bad else ""), not bad


def _faults(wishes: Mapping[str, int], stride: int) -> Iterator[Fault]:
    """Yield every fault: die, fail once, or a disk that is full from then on, at each wish."""
    for wish in Wants:
        for at in range(1, wishes[wish.name] + 1, stride):
            yield Fault(wish, DIES, at)
            yield Fault(wish, errno.EIO, at)
            if wish in {Wants.WRITE, Wants.OPEN}:
                yield Fault(wish, errno.ENOSPC, at, FOR_EVER)


def _one(base: Path) -> Program:
    return jobs.made(base / jobs.PROFILE)


def _has_all(program: Program, folder: Path, told: Sequence[str]) -> bool:
    found = looked_at(program, folder / jobs.PROFILE)
    return found is not None and len(found) >= len(told)


def _is_taken_in(program: Program, folder: Path, told: Sequence[str]) -> bool:
    """What was said to be in is in; the same stick again takes in the rest, each once."""
    try:
        profile = program.profiles.unlock(folder / jobs.PROFILE, PASSPHRASE)
    except IntakeError:
        return False
    try:
        before = {str(one.record.id) for one in profile.inbox.arrived()}
        report = profile.inbox.open_stick((folder / jobs.STICK,))
        after = [one.record.id for one in profile.inbox.arrived()]
        is_whole = len(after) == len(set(after)) == jobs.REFERRALS and not report.refused
        return profile.opening.agreement.is_good and set(told) <= before and is_whole
    except IntakeError:
        return False
    finally:
        profile.close()


def _is_erased(program: Program, folder: Path, told: Sequence[str]) -> bool:
    """The person is there whole or is gone; asked for once more, all of them is gone."""
    try:
        profile = program.profiles.unlock(folder / jobs.PROFILE, PASSPHRASE)
    except IntakeError:
        return False
    try:
        lines = profile.conversations.lines()
        if told and lines:
            return False
        for line in lines:
            if len(jobs.words_of(profile)) != jobs.ANSWERS:
                return False
            profile.conversations.erase(line.case.id)
        return profile.opening.agreement.is_good and not profile.conversations.lines()
    except (AssertionError, IntakeError):
        return False
    finally:
        profile.close()


_FAULTS = "death, an error or a full disk at the N-th write, sync, cut, open or rename"
ROWS = (
    Row(
        number=3,
        what=f"answering: {_FAULTS}",
        wanted="all survived",
        measure=partial(_sweep, _one, "answer_there", _has_all),
    ),
    Row(
        number=31,
        what=f"taking in: {_FAULTS}",
        wanted="all survived",
        measure=partial(_sweep, jobs.made_with_stick, "take_in", _is_taken_in),
    ),
    Row(
        number=32,
        what=f"erasing a person: {_FAULTS}",
        wanted="all survived",
        measure=partial(_sweep, jobs.made_with_answers, "erase", _is_erased),
    ),
)
