"""Files of ours on an opened stick that have done their work, and the way to take them off."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import MN, M
from intake_app.services.sticks import EJECT
from intake_app.ui.language import Retranslating
from intake_app.ui.style import SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from intake_app.domain.ids import PacketId
    from intake_app.domain.ports import Progress
    from intake_app.services.sticks import OldFile, Sticks
    from intake_app.ui.surroundings import Surroundings

_LISTED = 8
"""More lines than that would push the referrals out of sight."""


class OldFiles(Retranslating):
    """Lists what may go from a stick; nothing goes before the button is pressed."""

    def __init__(
        self, surroundings: Surroundings, sticks: Sticks, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        self._surroundings = surroundings
        self._sticks = sticks
        self._stick: Path | None = None
        self._old: Sequence[OldFile] = ()
        self._words = MessageText(self.language, None, TextSize.CHOICE, self)
        self._lines = Text(TextSize.NOTE, self)
        self._eject = MessageText(self.language, EJECT, parent=self)
        self.take_off = MessageButton(self.language, M("Take them off the stick"), parent=self)
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        for text in (self._words, self._lines, self._eject):
            column.addWidget(text)
        column.addWidget(self.take_off, alignment=Qt.AlignmentFlag.AlignLeading)
        self.take_off.clicked.connect(self._on_take_off)
        self.hide()

    def look(self, stick: Path | None) -> None:
        """List what may go from the stick that was opened, if any; else say nothing."""
        self._stick = stick
        self.hide()
        if stick is None:
            return
        work = partial(_look, self._sticks, stick)
        self._surroundings.run(work, self._on_looked, self._on_not_looked)

    def retranslate(self) -> None:
        """Say the lines anew."""
        formats, text = self.language.catalog.formats, self.language.text
        lines = [
            text(
                M(
                    "For {office}, made on {date}",
                    office=old.office,
                    date=formats.date(old.made.date()),
                )
            )
            for old in self._old[:_LISTED]
        ]
        more = len(self._old) - _LISTED
        if more > 0:
            lines.append(text(MN("and {count} more", "and {count} more", more)))
        self._lines.say("\n".join(lines))

    def said(self) -> str:
        """Return the words shown."""
        shown = (self._words, self._lines, self._eject)
        return " ".join(text.said() for text in shown if not text.isHidden())

    def _on_looked(self, found: object) -> None:
        self._old = cast("Sequence[OldFile]", found)
        self._words.set_message(
            MN(
                "{count} file of yours on this stick was answered more than 30 days ago. "
                "It can go.",
                "{count} files of yours on this stick were answered more than 30 days ago. "
                "They can go.",
                len(self._old),
            )
        )
        self.retranslate()
        self._lines.show()
        self.take_off.show()
        self.take_off.setEnabled(True)
        self._eject.hide()
        self.setVisible(bool(self._old))

    def _on_not_looked(self, _error: Exception) -> None:
        """Say nothing: that the stick cannot be read is told where it is opened."""

    def _on_take_off(self) -> None:
        if self._stick is None:
            return
        self.take_off.setEnabled(False)
        chosen = [old.packet_id for old in self._old]
        work = partial(_take_off, self._sticks, self._stick, chosen)
        self._surroundings.run(work, self._on_gone, self._on_not_gone)

    def _on_gone(self, count: object) -> None:
        self._words.set_message(
            MN(
                "The file is gone from this stick. Copies elsewhere are not.",
                "{count} files are gone from this stick. Copies elsewhere are not.",
                cast("int", count),
            )
        )
        self._old = ()
        self._lines.hide()
        self.take_off.hide()
        self._eject.show()

    def _on_not_gone(self, error: Exception) -> None:
        self.take_off.setEnabled(True)
        self._surroundings.problems.show_problem(error)


def _look(sticks: Sticks, stick: Path, _progress: Progress) -> Sequence[OldFile]:
    return sticks.old_files(stick) if stick.is_dir() else ()


def _take_off(sticks: Sticks, stick: Path, chosen: Sequence[PacketId], progress: Progress) -> int:
    count = sticks.take_off(stick, chosen, progress)
    sticks.make_ready(stick)
    return count
