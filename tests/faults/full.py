"""A disk without room: in the middle of a conversation, and when the profile is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.faults import jobs
from tests.faults.looking import looked_at
from tests.faults.mounts import small_disk
from tests.faults.nursery import Nursery
from tests.faults.scorecard import Row

if TYPE_CHECKING:
    from tests.faults.scorecard import Round

SIZE = 56 << 20
FILLER = "something else"
LEVELS_KIB = (0, 4, 8, 16, 24, 32, 48, 64, 96, 128)
"""So much is free when the profile is opened; the worst of the spikes was between 24 and 36."""
ANSWERS_BEFORE = 12


def _in_the_middle(round_: Round) -> tuple[str, bool]:
    """Fill the disk between two answers; the conversation is finished all the same."""
    with Nursery() as nursery, small_disk(round_.folder, SIZE) as place:
        folder = place.folder / "profile"
        program = jobs.made(folder)
        outcome = nursery.do("answer_while_the_disk_fills", folder)
        found = looked_at(program, folder) or ()
    said = [number for number in outcome.told if number.isdecimal()]
    lost, ended = max(0, len(said) - len(found)), "finished" in outcome.told
    deaths = int(outcome.status != 0)
    end = "finished" if ended else "not finished"
    seen = f"{deaths} deaths, {lost} of {len(said)} answers lost, {end}"
    return seen, not deaths and not lost and ended and len(said) > ANSWERS_BEFORE


def _opened(round_: Round) -> tuple[str, bool]:
    """Open a profile at every level of free space, with small and with large blocks."""
    opened = deaths = lost = 0
    with Nursery() as nursery:
        for block in (1024, 4096):
            within = round_.folder / str(block)
            within.mkdir()
            with small_disk(within, SIZE, block=block) as place:
                folder = place.folder / "profile"
                jobs.made(folder)
                nursery.do("answer_on", folder, kill=(ANSWERS_BEFORE, 0.0))
                for level in LEVELS_KIB:
                    jobs.leave_free(place.folder / FILLER, level << 10)
                    outcome = nursery.do("look", folder)
                    (place.folder / FILLER).unlink()
                    deaths += outcome.status < 0
                    opened += outcome.status == 0
                    lost += outcome.status == 0 and int(outcome.told[-1]) < ANSWERS_BEFORE
    tried = 2 * len(LEVELS_KIB)
    seen = f"{opened} of {tried} opened, {deaths} deaths, {lost} with losses"
    return seen, opened == tried and not lost


ROWS = (
    Row(
        number=6,
        what="the disk fills up in the middle of a conversation",
        wanted="0 deaths, 0 answers lost, finished",
        measure=_in_the_middle,
    ),
    Row(
        number=7,
        what="a profile opened with 0 to 128 KiB free, blocks of 1 and of 4 KiB",
        wanted="all 20 opened, none lost, no death",
        measure=_opened,
    ),
)
