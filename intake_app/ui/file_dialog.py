"""The dialog for files and folders, which writes nothing down anywhere.

It shows one folder at a time, the sticks that are plugged in, and a line for typing a path.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from intake_app.domain.message import M
from intake_app.ui.files import Pick, mounted_places
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S
from intake_app.ui.typography import TextSize, scaled
from intake_app.ui.widgets.buttons import Button, Kind, LinkButton, MessageButton
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from intake_app.domain.message import Message
    from intake_app.ui.files import FileRequest
    from intake_app.ui.language import LanguageSwitch

_PATH_ROLE: Final = Qt.ItemDataRole.UserRole
_LEFT_TO_RIGHT_MARK: Final = "\u200e"


class FileDialog(QDialog):
    """One folder at a time: places, path line, list, and two buttons.

    Signals:
        chosen: The `Path` chosen.
    """

    chosen = Signal(object)

    def __init__(
        self, language: LanguageSwitch, request: FileRequest, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._switch = language
        self._request = request
        self._folder = request.start or Path.home()
        self.setWindowTitle("Intake")  # a title tells a stranger nothing
        self._places = FlowLayout(spacing=SPACE_S)
        self._path = QLineEdit(self)
        self._path.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._up = MessageButton(language, M("One folder up"), parent=self)
        self._list = QListWidget(self)
        self._name = QLineEdit(request.name, self)
        self._name.setVisible(request.pick is Pick.NEW_FILE)
        self._note = MessageText(language, None, TextSize.NOTE, self, token=Token.CAUTION)
        self._ok = MessageButton(language, self._action(), Kind.PRIMARY, self)
        self._cancel = MessageButton(language, M("Cancel"), parent=self)
        self._build()
        self._path.returnPressed.connect(self._on_typed)
        self._name.returnPressed.connect(self._on_ok)
        self._up.clicked.connect(self._on_up)
        self._list.itemActivated.connect(self._on_activated)
        self._ok.clicked.connect(self._on_ok)
        self._cancel.clicked.connect(self.reject)
        language.changed.connect(self.retranslate)
        self.retranslate()
        self.go_to(self._folder)
        self._list.setFocus()

    def go_to(self, folder: Path) -> None:
        """Show what is in `folder`; one that cannot be read is told of and left."""
        try:
            entries = sorted(folder.iterdir(), key=_folders_first)
        except OSError:
            self._tell(M("This folder cannot be read."))
            return
        self._tell(None)
        self._folder = folder
        self._path.setText(str(folder))
        self._list.clear()
        for entry in entries:
            if self._is_listed(entry):
                name = entry.name + ("/" if entry.is_dir() else "")
                # The mark keeps the slash behind the name on a page that runs the other way.
                item = QListWidgetItem(name + _LEFT_TO_RIGHT_MARK)
                item.setData(_PATH_ROLE, str(entry))
                self._list.addItem(item)
        if self._list.count():
            self._list.setCurrentRow(0)
        elif self._request.pick is Pick.FILE:
            self._tell(M("No file of this kind is here. Choose another folder."))

    def folder(self) -> Path:
        """Return the folder shown."""
        return self._folder

    def names(self) -> list[str]:
        """Return the names listed; folders end in a slash."""
        shown = [self._list.item(row).text() for row in range(self._list.count())]
        return [name.removesuffix(_LEFT_TO_RIGHT_MARK) for name in shown]

    def retranslate(self) -> None:
        """Name every field anew."""
        text = self._switch.text
        self.setAccessibleName(text(self._request.title))
        self._path.setAccessibleName(text(M("Path of the folder or file")))
        self._list.setAccessibleName(text(M("Folders and files")))
        self._name.setAccessibleName(text(M("Name of the new file")))
        self._name.setPlaceholderText(text(M("Name of the new file")))

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        language = self._switch
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        title = MessageText(language, self._request.title, TextSize.HEADING, self, bold=True)
        column.addWidget(title)
        home = LinkButton(language, M("Home folder"), self)
        home.clicked.connect(self._on_home)
        self._places.addWidget(home)
        for mount in mounted_places():
            place = Button(Kind.LINK, self)
            place.set_words(mount.name or str(mount))
            place.setProperty("place", str(mount))
            place.clicked.connect(self._on_place)
            self._places.addWidget(place)
        column.addLayout(self._places)
        path = QHBoxLayout()
        path.addWidget(self._path, 1)
        path.addWidget(self._up)
        column.addLayout(path)
        column.addWidget(self._list, 1)
        column.addWidget(self._name)
        column.addWidget(self._note)
        ends = FlowLayout(spacing=SPACE_M, trailing=True)
        ends.addWidget(self._cancel)
        ends.addWidget(self._ok)
        column.addLayout(ends)
        self.resize(scaled(640), scaled(520))

    def _tell(self, message: Message | None) -> None:
        self._note.set_message(message)
        self._note.setVisible(message is not None)

    def _action(self) -> Message:
        match self._request.pick:
            case Pick.FILE:
                return M("Open this file")
            case Pick.FOLDER:
                return M("Take this folder")
            case Pick.NEW_FILE:
                return M("Write it here")

    def _is_listed(self, entry: Path) -> bool:
        if entry.name.startswith("."):
            return False
        if entry.is_dir():
            return True
        if self._request.pick is Pick.FOLDER:
            return False
        return not self._request.suffixes or entry.suffix.lower() in self._request.suffixes

    def _on_home(self) -> None:
        self.go_to(Path.home())

    def _on_place(self) -> None:
        place = self.sender()
        if isinstance(place, Button):
            self.go_to(Path(str(place.property("place"))))

    def _on_up(self) -> None:
        self.go_to(self._folder.parent)

    def _on_typed(self) -> None:
        typed = Path(self._path.text().strip()).expanduser()
        if typed.is_dir():
            self.go_to(typed)
        elif typed.is_file() and self._request.pick is Pick.FILE:
            self._choose(typed)
        else:
            self._tell(M("There is no such folder or file."))

    def _on_activated(self, item: QListWidgetItem) -> None:
        path = Path(str(item.data(_PATH_ROLE)))
        if path.is_dir():
            self.go_to(path)
        elif self._request.pick is Pick.FILE:
            self._choose(path)
        else:
            self._name.setText(path.name)

    def _on_ok(self) -> None:
        if self._path.text().strip() != str(self._folder):
            # Nothing may go where the line does not say: not to the laptop instead of the stick.
            self._on_typed()
            is_there = self._path.text().strip() == str(self._folder)
            if self._request.pick is Pick.FILE or not is_there:
                return
        match self._request.pick:
            case Pick.FOLDER:
                self._choose(self._folder)
            case Pick.NEW_FILE:
                self._choose_new()
            case Pick.FILE:
                item = self._list.currentItem()
                if item is not None:
                    self._on_activated(item)

    def _choose_new(self) -> None:
        name = self._name.text().strip()
        if not name or Path(name).name != name:
            self._tell(M("Give the new file a name."))
        elif (self._folder / name).exists():
            self._tell(M("There is a file of this name already. Choose another name."))
        else:
            self._choose(self._folder / name)

    def _choose(self, path: Path) -> None:
        self.chosen.emit(path)
        self.accept()


def _folders_first(path: Path) -> tuple[bool, str]:
    return not path.is_dir(), path.name.casefold()
