"""Where we work, and whether the office wants needs to be counted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.directory import Need
from intake_app.domain.message import M
from intake_app.i18n.digits import ascii_digits
from intake_app.services.words import NEEDS
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.segmented import Segmented
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.message import Message
    from intake_app.domain.ports import Progress
    from intake_app.services.directory import Directory
    from intake_app.services.just_help import JustHelp
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.surroundings import Surroundings

_YES_NO: Final[dict[object, Message]] = {False: M("Count nothing"), True: M("Count needs by day")}
_LONGEST_PLACE: Final = 100
_Read = tuple[str, bool, "Mapping[str, Mapping[str, int]]"]


class DirectoryOptions(Retranslating):
    """Two settings of Just help; both are kept at once."""

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        language = surroundings.language
        self._surroundings = surroundings
        self._directory = profile.directory
        self._just_help = profile.just_help
        self._counts: Mapping[str, Mapping[str, int]] = {}
        self.here = QLineEdit()
        self.here.setMaxLength(_LONGEST_PLACE)
        self.here.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.counting = Segmented(language, _YES_NO)
        self.counting.set_about(M("Counting under Just help"))
        self.counts = MessageText(language, None, token=Token.SOFT_INK)
        about = M(
            "Just help keeps nothing. If your office needs a figure, the program can count how "
            "often each need was asked for on a day; nothing else. Counting nothing forgets it."
        )
        card = Card()
        card.column.setSpacing(SPACE_S)
        heading = M("Where we work")
        card.column.addWidget(MessageText(language, heading, TextSize.CHOICE, bold=True))
        card.column.addWidget(self.here)
        heading = M("Counting under Just help")
        card.column.addWidget(MessageText(language, heading, TextSize.CHOICE, bold=True))
        card.column.addWidget(MessageText(language, about, token=Token.SOFT_INK))
        card.column.addWidget(self.counting)
        card.column.addWidget(self.counts)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(card)
        self.here.editingFinished.connect(self._on_here)
        self.counting.chosen.connect(self._on_counting)
        self.retranslate()

    def refresh(self) -> None:
        """Read both settings anew."""
        work = partial(_read, self._directory, self._just_help)
        self._surroundings.run(work, self._on_read)

    def retranslate(self) -> None:
        """Name the field anew, and say what was counted."""
        self.here.setAccessibleName(self.language.text(M("Where we work")))
        self.here.setPlaceholderText(self.language.text(M("Town or district, as in the directory")))
        total: dict[str, int] = {}
        for needs in self._counts.values():
            for need, count in needs.items():
                total[need] = total.get(need, 0) + count
        known = {need.value: need for need in Need}
        said = [
            self.language.text(M("{need}: {count}", need=NEEDS[known[need]], count=count))
            for need, count in sorted(total.items(), key=lambda each: -each[1])
            if need in known
        ]
        days = len(self._counts)
        told = M("On {count} days: {counts}", count=days, counts=" \u00b7 ".join(said))
        self.counts.set_message(told if said else None)
        self.counts.setVisible(bool(said))

    def _on_read(self, found: object) -> None:
        here, counting, self._counts = cast("_Read", found)
        if not self.here.hasFocus():
            self.here.setText(here)
        self.counting.set_answer(counting)
        self.retranslate()

    def _on_here(self) -> None:
        text = ascii_digits(self.here.text())
        self._surroundings.run(partial(_set_here, self._directory, text), self._on_kept)

    def _on_counting(self, answer: object) -> None:
        on = answer is True
        self.counting.set_answer(on)
        self._surroundings.run(partial(_set_counting, self._just_help, on), self._on_kept)

    def _on_kept(self, _nothing: object) -> None:
        self.refresh()


def _read(directory: Directory, just_help: JustHelp, _progress: Progress) -> _Read:
    return directory.here(), just_help.is_counting(), just_help.counts()


def _set_here(directory: Directory, text: str, _progress: Progress) -> None:
    if text != directory.here():
        directory.set_here(text)


def _set_counting(just_help: JustHelp, on: bool, _progress: Progress) -> None:  # noqa: FBT001 - given by partial
    just_help.set_counting(on=on)
