"""Processes that end in the middle."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from tests.faults import jobs
from tests.faults.looking import looked_at
from tests.faults.nursery import Nursery
from tests.faults.scorecard import Row

if TYPE_CHECKING:
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


ROWS = (
    Row(
        number=1,
        what="acknowledged answers lost when the program is killed",
        wanted="0",
        measure=_kills,
    ),
)
