"""Choosing a file or a folder: an own dialog that writes nothing down anywhere.

The dialogs of desktops keep lists of recent files in clear, and Qt's own one
keeps a history and speaks fewer languages than we do. This one shows one folder
at a time, the sticks that are plugged in, and a line for typing a path.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QStorageInfo, Qt

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.message import Message
    from intake_app.ui.language import LanguageSwitch

_STICKS: Final = ("/media/", "/run/media/", "/mnt/", "/Volumes/")
_DRIVE: Final = re.compile(r"[A-Z]:[/\\]")


class Pick(Enum):
    """What is looked for."""

    FILE = auto()
    """One file that exists."""
    FOLDER = auto()
    """A folder, e.g. the top of a stick."""
    NEW_FILE = auto()
    """A name that a file will be written to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRequest:
    """What to ask for.

    Attributes:
        suffixes: Only files with these endings are listed (``.age``); empty is all.
        name: The proposed name of a new file; it must say nothing of what is inside.
        start: The folder to begin in; None is the home folder.
        only_stick: Whether the stick is taken without asking when just one is
            plugged in: there is nothing to choose then.
    """

    pick: Pick
    title: Message
    suffixes: tuple[str, ...] = ()
    name: str = ""
    start: Path | None = None
    only_stick: bool = False


class FileChooser(QObject):
    """Asks for files and folders; tests put another one in its place."""

    def __init__(self, language: LanguageSwitch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language

    def ask(self, request: FileRequest, window: QWidget, then: Callable[[Path], None]) -> None:
        """Open the dialog over `window` and return; call `then` once something was chosen.

        `then` is a bound method of a QObject: it is not called when that object
        is gone by then. Leaving the dialog calls nothing.
        """
        sticks = plugged_in() if request.only_stick else []
        if len(sticks) == 1:
            then(sticks[0])
            return
        from intake_app.ui.file_dialog import FileDialog  # noqa: PLC0415 - a start asks for no file

        dialog = FileDialog(self._language, request, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(then)
        dialog.open()


def mounted_places() -> list[Path]:
    """Return where sticks and other drives are, without the system's own mounts."""
    places = []
    for volume in QStorageInfo.mountedVolumes():
        root = volume.rootPath()
        is_drive = root.startswith(_STICKS) or _DRIVE.match(root) is not None
        if volume.isValid() and volume.isReady() and is_drive:
            places.append(Path(root))
    return sorted(set(places))


def plugged_in() -> list[Path]:
    """Return the sticks: `mounted_places` that the desktop mounted for who sits here.

    Not the one of the home folder, such as Windows' C:, and none below ``/mnt``:
    what an administrator mounted there is seldom a stick.
    """
    home = Path(QStorageInfo(str(Path.home())).rootPath())
    return [
        place
        for place in mounted_places()
        if place != home and not place.is_relative_to(Path("/mnt"))
    ]
