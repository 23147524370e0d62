"""A disk after the power went: what was synced is there, everything else may be or not.

The model: each write since a file's last sync was kept, lost, torn at a sector
or turned into garbage; a new name may be missing and a removed one may be back
until its folder, or the file itself, was synced.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.recorder import TOLD, Kind, Wish

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

SECTOR = 512
_LOST, _TORN, _GARBAGE = 0.4, 0.6, 0.7
"""Of all unsynced writes: four in ten are lost, two torn, one garbage, three kept."""


@dataclass(slots=True)
class _File:
    synced: bytes = b""
    since: list[Wish] = field(default_factory=list)
    is_named: bool = True
    """Whether the name itself is on the disk for certain."""


class Disk:
    """What the files below one folder are, and what of it is certain."""

    def __init__(self, top: Path) -> None:
        """Begin with the files that are below `top` now, all of them on the disk for certain."""
        self._top = top
        files = (path for path in top.rglob("*") if path.is_file())
        self._files = {str(path): _File(synced=path.read_bytes()) for path in files}
        self._gone: dict[str, _File] = {}

    def do(self, wish: Wish) -> None:
        """Take in one wish."""
        if wish.path.endswith(TOLD):
            return
        if wish.kind is Kind.MADE:
            self._files[wish.path] = _File(is_named=wish.path in self._gone)
            self._gone.pop(wish.path, None)
        elif wish.kind in {Kind.WRITTEN, Kind.CUT}:
            self._files.setdefault(wish.path, _File()).since.append(wish)
        elif wish.kind is Kind.SYNCED:
            found = self._files.setdefault(wish.path, _File())
            found.synced, found.since, found.is_named = _played(found.synced, found.since), [], True
        elif wish.kind is Kind.REMOVED:
            self._remove(wish.path)
        elif wish.kind is Kind.RENAMED:
            self._rename(wish.path, wish.data.decode("utf-8", "surrogateescape"))
        elif wish.kind is Kind.FOLDER_SYNCED:
            self._gone.clear()
            for found in self._files.values():
                found.is_named = True

    def after_the_cut(self, folder: Path, chance: Random) -> None:
        """Write into `folder` what may be left of the files."""
        there = {p for p, found in self._files.items() if found.is_named or chance.random() < 0.5}
        for path in sorted(there):
            _put(folder / Path(path).relative_to(self._top), self._files[path], chance)
        for path, found in self._gone.items():
            # A file that was put in the place of another is there, or else the other one is.
            if path not in there and (path in self._files or chance.random() < 0.5):
                _put(folder / Path(path).relative_to(self._top), found, chance)

    def _remove(self, path: str) -> None:
        found = self._files.pop(path, None)
        if found is not None and found.is_named:
            self._gone[path] = found

    def _rename(self, source: str, target: str) -> None:
        found = self._files.pop(source, None) or _File()
        before = self._files.pop(target, None)
        if before is not None and before.is_named:
            self._gone[target] = before
        if found.is_named:
            self._gone[source] = found
        self._files[target] = _File(found.synced, found.since, is_named=False)


def _put(path: Path, found: _File, chance: Random) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(_played(found.synced, _survived(found.since, chance)))


def _survived(wishes: Sequence[Wish], chance: Random) -> Sequence[Wish]:
    kept: list[Wish] = []
    for wish in wishes:
        fate, data = chance.random(), wish.data
        if fate < _LOST:
            continue
        if wish.kind is Kind.WRITTEN and fate < _TORN and len(data) > SECTOR:
            data = data[: SECTOR * chance.randint(0, len(data) // SECTOR)]
        elif wish.kind is Kind.WRITTEN and fate < _GARBAGE:
            data = chance.randbytes(len(data))
        kept.append(Wish(wish.kind, wish.path, wish.offset, data))
    return kept


def _played(content: bytes, wishes: Sequence[Wish]) -> bytes:
    made = bytearray(content)
    for wish in wishes:
        if wish.kind is Kind.CUT:
            del made[wish.offset :]
            made += bytes(max(0, wish.offset - len(made)))
        else:
            made += bytes(max(0, wish.offset - len(made)))
            made[wish.offset : wish.offset + len(wish.data)] = wish.data
    return bytes(made)
