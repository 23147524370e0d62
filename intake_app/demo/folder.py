"""The folder of the demo: whole when it is there, however the demo ends."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.domain.errors import FolderReadOnlyError, ProfileExistsError
from intake_app.domain.message import M

if TYPE_CHECKING:
    from collections.abc import Iterator

ANOTHER = M("Name a new folder with --out.")
PREFIX = ".unfinished-"


@contextlib.contextmanager
def filled(out: Path, *, last: str) -> Iterator[Path]:
    """Give a folder to fill; its content is moved to `out` when the block ends well.

    It lies beside `out` and takes its name in one step, so that a demo that was
    killed leaves no half of it. A folder whose name cannot be taken (a mounted
    disk, the one the command was started in) gets the content moved into it.

    Args:
        out: A folder that is absent or empty.
        last: The name of the entry that says that all are there.

    Raises:
        ProfileExistsError: `out` is not empty.
        FolderReadOnlyError: It cannot be made or written to.
    """
    try:
        out = out.resolve()
        if out.exists() and any(out.iterdir()):
            raise ProfileExistsError(M("The folder for the demo is not empty."), hint=ANOTHER)
        is_fixed = out.exists() and (out.is_mount() or out.samefile(Path.cwd()))
        out.parent.mkdir(parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(prefix=PREFIX, dir=out if is_fixed else out.parent))
    except (OSError, RuntimeError):  # the latter of links that lead to each other
        raise FolderReadOnlyError(hint=ANOTHER) from None
    try:
        yield place
        _move(place, out, last if is_fixed else None)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise


def _move(place: Path, out: Path, last: str | None) -> None:
    try:
        if last is None:
            if out.exists():
                out.rmdir()  # Windows puts no folder in place of another
            place.rename(out)
            return
        for entry in sorted(place.iterdir(), key=lambda entry: entry.name == last):
            entry.rename(out / entry.name)
        place.rmdir()
    except OSError:
        raise FolderReadOnlyError(hint=ANOTHER) from None
