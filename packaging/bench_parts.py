"""How fast a large file is sealed into part files and joined again, and in how much memory."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from bench_figures import Figure, Part, machine_load, resident_mib, timed
from bench_office import PASSPHRASE, two_offices
from bench_stream import apart, make_file
from intake_app.domain.ports import Silent
from intake_app.domain.referral import Attachment, AttachmentRole
from intake_app.exchange.folder import FolderMailbox
from intake_app.packet.parts import JOB, SealedParts, join_parts, seal_parts
from intake_app.packet.sealing import SUFFIX
from intake_app.sealing import age
from intake_app.vault.vault import unlock_vault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench_office import Pair
    from intake_app.vault.vault import OpenVault

SIZES = {"100 MB": 100_000_000, "500 MB": 500_000_000}
MEMORY_MIB = 80.0


def measure() -> Iterator[Figure]:
    """Give the time of each step for two sizes, beside one stream of the same codec."""
    with two_offices() as pair:
        desk = unlock_vault(pair.desk.folder, PASSPHRASE)
        pair.program.guard.prepare(JOB)
        for label, size in SIZES.items():
            yield _figure(pair, desk, label, size)
        children = _children_mib()
    yield Figure(
        what="memory of the parts way, all sizes",
        parts=[
            Part(label="highest", value=resident_mib("VmHWM"), unit="MiB", at_most=MEMORY_MIB),
            Part(label="of its guard children", value=children, unit="MiB"),
        ],
    )


def _figure(pair: Pair, desk: OpenVault, label: str, size: int) -> Figure:
    plain, box, joined = (pair.folder / name for name in ("plain", "box", "joined"))
    make_file(plain, size)
    box.mkdir()
    found: list[SealedParts] = []

    def seal() -> None:
        with plain.open("rb") as source:
            found.append(
                seal_parts(
                    source,
                    pair.shelter.card,
                    lambda name, sealed: (box / name).write_bytes(sealed),
                    Silent(),
                )
            )

    sealing = timed(seal)
    attachment = Attachment(
        sha256=found[0].sha256,
        size=size,
        type="video/mp4",
        role=AttachmentRole.PHOTO,
        label="",
        parts=found[0].names,
    )

    def join() -> None:
        with joined.open("wb") as target:
            join_parts(
                lambda name: (box / (name + SUFFIX)).read_bytes(),
                attachment,
                opener=desk.opener,
                guard=pair.program.guard,
                write=target.write,
                progress=Silent(),
            )

    joining = timed(join)
    if joined.stat().st_size != size:
        raise ValueError("the file is not whole")
    placing = timed(lambda: _place(pair, box, found[0].names))
    stream = apart(lambda: _one_stream(pair, plain, joined)).took
    for path in (plain, joined):
        path.unlink()
    shutil.rmtree(box)
    return _told(label, size, {"seal": sealing, "join": joining, "put": placing, "one": stream})


def _told(label: str, size: int, took: dict[str, float]) -> Figure:
    def speed(name: str, key: str) -> Part:
        return Part(label=name, value=size / 1000 / took[key], unit="MB/s")

    return Figure(
        what=f"{label} in part files of 1 MiB",
        note=f"load {machine_load()}; joining passes every part through the guard child",
        parts=[
            speed("sealed", "seal"),
            speed("as one stream", "one"),
            Part(label="times one stream", value=took["seal"] / took["one"], unit=""),
            speed("put into a mailbox, flushed and read back", "put"),
            speed("opened, joined and checked", "join"),
        ],
    )


def _place(pair: Pair, box: Path, names: tuple[str, ...]) -> None:
    folder = pair.folder / "stick"
    folder.mkdir()
    mailbox = FolderMailbox(folder, pair.shelter.card.mailbox)
    for name in names:
        mailbox.put(name + SUFFIX, (box / (name + SUFFIX)).read_bytes())
    shutil.rmtree(folder)


def _one_stream(pair: Pair, source: Path, target: Path) -> None:
    recipient = age.HybridRecipient.parse(pair.shelter.card.keys.recipient)
    with source.open("rb") as plain, target.open("wb") as sealed:
        age.encrypt([recipient], plain, sealed)


def _children_mib() -> float:
    """Return the highest memory of the largest child process."""
    children = Path("/proc/self/task").glob("*/children")
    pids = [pid for listed in children for pid in listed.read_text(encoding="ascii").split()]
    return max((resident_mib("VmHWM", pid) for pid in pids), default=0.0)
