"""Writing the person's sheet to the place that was chosen."""

from __future__ import annotations

import contextlib
import errno
from typing import TYPE_CHECKING

from intake_app.domain.errors import DiskFullError, FolderReadOnlyError
from intake_app.domain.message import M

if TYPE_CHECKING:
    from pathlib import Path

NAME = "sheet.pdf"
"""The name proposed: it tells nothing of what is inside."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def write_sheet(place: Path, pdf: bytes) -> Path:
    """Write a new file and return where it is; a file that is there already stays as it is.

    Raises:
        FolderReadOnlyError: Nothing can be written there.
        DiskFullError: There is no room; what was begun is gone again.
    """
    try:
        with place.open("xb") as file:
            try:
                file.write(pdf)
                file.flush()
            except OSError:
                with contextlib.suppress(OSError):
                    place.unlink()
                raise
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFullError(
                M("There is no room left in this folder; the file was not written."),
                hint=M("Delete something there, or choose another stick or folder."),
            ) from None
        raise FolderReadOnlyError from None
    return place
