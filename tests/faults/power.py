"""The power goes: disks rebuilt from what was asked of them, and a real file system shut down."""

from __future__ import annotations

import shutil
from random import Random
from typing import TYPE_CHECKING

from tests.faults import jobs
from tests.faults.disk import Disk
from tests.faults.looking import looked_at
from tests.faults.mounts import small_disk
from tests.faults.nursery import Nursery
from tests.faults.recorder import CannotRecordError, Kind, built, read
from tests.faults.scorecard import Row, UntestedError

if TYPE_CHECKING:
    from tests.faults.scorecard import Round

SIZE = 48 << 20
"""Of the real file system, in bytes."""


def _rebuilt(round_: Round) -> tuple[str, bool]:
    """Rebuild what a disk may hold at many moments of a conversation, and open each."""
    try:
        library = built(round_.folder)
    except CannotRecordError as error:
        raise UntestedError(str(error)) from None
    folder, after, log = (round_.folder / name for name in ("profile", "after", "log"))
    program = jobs.made(folder)
    disk, told = Disk(folder), 0
    with Nursery(library) as nursery:
        nursery.do("answer", folder, log=log)
    wishes, chance = read(log), Random(4)
    moments = sorted(chance.choices(range(len(wishes)), k=round_.times(600, 60)))
    lost = damaged = 0
    for at, wish in enumerate(wishes):
        if wish.kind is Kind.TOLD:
            told = int(wish.data)
        else:
            disk.do(wish)
        for _ in range(moments.count(at)):
            disk.after_the_cut(after, chance)
            found = looked_at(program, after)
            damaged += found is None
            lost += found is not None and len(found) < told
            shutil.rmtree(after)
    seen = f"{len(moments)} disks: {lost} miss an acknowledged answer, {damaged} damaged"
    return seen, not lost and not damaged


def _shut_down(round_: Round) -> tuple[str, bool]:
    """Shut a real file system down while answers are stored, mount it again, and look."""
    cuts, chance = round_.times(12, 2), Random(5)
    lost = damaged = answers = 0
    with Nursery() as nursery, small_disk(round_.folder, SIZE) as place:
        folder = place.folder / "profile"
        program = jobs.made(folder)
        for _ in range(cuts):
            after = 2 + chance.randrange(8)
            said = nursery.do("answer_on", folder, cut=(after, str(place.folder))).told
            place.mount_again()
            found = looked_at(program, folder)
            damaged += found is None
            answers = len(found or ())
            lost += max(0, int(said[-1]) - answers)
    seen = f"{cuts} cuts, {answers} answers: {lost} acknowledged ones lost, {damaged} damaged"
    return seen, not lost and not damaged


ROWS = (
    Row(
        number=4,
        what="disks as a power cut may leave them, rebuilt from recorded writes",
        wanted="0 miss an acknowledged answer, 0 damaged",
        measure=_rebuilt,
    ),
    Row(
        number=5,
        what="a real file system (ext4) shut down in the middle of writing",
        wanted="0 lost, 0 damaged",
        measure=_shut_down,
    ),
)
