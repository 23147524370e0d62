"""A stick that dies while files are put on it."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from intake_app.exchange.folder import FolderMailbox
from intake_app.exchange.names import is_whole
from tests.faults import jobs
from tests.faults.mounts import small_disk
from tests.faults.nursery import Nursery
from tests.faults.scorecard import Row

if TYPE_CHECKING:
    from tests.faults.scorecard import Round

SIZE = 48 << 20


def _pulled(round_: Round) -> tuple[str, bool]:
    """Cut a stick off at random; each file that was said to be on it must be there, whole."""
    cuts, chance = round_.times(12, 3), Random(22)
    told = missing = half = 0
    with Nursery() as nursery:
        for number in range(cuts):
            within = round_.folder / str(number)
            within.mkdir()
            with small_disk(within, SIZE) as place:
                cut = (1 + chance.randrange(6), str(place.folder))
                said = nursery.do("put_files", place.folder, cut=cut).told
                place.mount_again()
                box = place.folder / jobs.MAILBOX
                names = FolderMailbox(place.folder, jobs.MAILBOX).names()
                whole = {name for name in names if is_whole(name, (box / name).read_bytes())}
                told += len(said)
                missing += len(set(said) - whole)
                half += len(set(names) - whole)
    seen = (
        f"{cuts} cuts, {told} files said to be there: {missing} not there or not whole "
        f"({half} half ones that were not said to be there)"
    )
    return seen, not missing and told > 0


ROWS = (
    Row(
        number=22,
        what="files on a stick that dies while they are written",
        wanted="all that were said to be there are, whole",
        measure=_pulled,
    ),
)
