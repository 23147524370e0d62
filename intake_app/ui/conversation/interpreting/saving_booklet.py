"""Saving the booklet where the user wants it, and saying where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, Signal

from intake_app.domain.message import M
from intake_app.ui.conversation.referral.paper import write_sheet
from intake_app.ui.files import FileRequest, Pick

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.ports import Progress
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.surroundings import Surroundings

NAME: Final = "words.pdf"


class BookletSaver(QObject):
    """Asks for a place and writes the booklet of one form in two languages there.

    Signals:
        saved: The `Path` of the file.
    """

    saved = Signal(object)

    def __init__(self, surroundings: Surroundings, profile: OpenProfile, window: QWidget) -> None:
        super().__init__(window)
        self._surroundings = surroundings
        self._profile = profile
        self._window = window
        self._form_id = ""
        self._languages: tuple[str, ...] = ()

    def ask(self, form_id: str, languages: Sequence[str]) -> None:
        """Ask where it shall go, and write it there."""
        self._form_id, self._languages = form_id, tuple(dict.fromkeys(languages))
        request = FileRequest(
            pick=Pick.NEW_FILE,
            title=M("Where shall the booklet go?"),
            suffixes=(".pdf",),
            name=NAME,
        )
        self._surroundings.files.ask(request, self._window.window(), self._on_place)

    def _on_place(self, place: Path) -> None:
        booklets, form_id, languages = self._profile.booklets, self._form_id, self._languages

        def work(_progress: Progress) -> Path:
            return write_sheet(place, booklets.pdf(form_id, languages))

        self._surroundings.run(work, self._on_saved)

    def _on_saved(self, place: object) -> None:
        self.saved.emit(cast("Path", place))
