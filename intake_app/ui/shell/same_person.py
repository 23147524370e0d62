"""A quiet hint beside a referral: another file may be about the same person."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.domain.same_person import PairWord
from intake_app.services.same_person import SIGNS
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.rows import clear
from intake_app.ui.style import SPACE_S, SPACE_XS, bare
from intake_app.ui.widgets.buttons import LinkButton
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.ids import PacketId
    from intake_app.domain.message import Message
    from intake_app.services.inbox import Arrived
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.same_person import Hint
    from intake_app.ui.surroundings import Surroundings


class SamePersonHints(Retranslating):
    """For each other file: what is alike, a way to it, and what people found out.

    Signals:
        other_asked: The id of the other file: it is to be shown.
    """

    other_asked = Signal(str)

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        self._surroundings = surroundings
        self._service = profile.same_person
        self._about: PacketId | None = None
        self._arrived: Sequence[Arrived] = ()
        self._hints: Sequence[Hint] = ()
        self._apart: Hint | None = None
        self._lines = QVBoxLayout(self)
        bare(self._lines, SPACE_S)
        self.hide()

    def show_for(self, packet_id: PacketId, arrived: Sequence[Arrived]) -> None:
        """Look for other files about the same person as this one."""
        if packet_id != self._about:
            self._hints, self._apart = (), None
            self.retranslate()
        self._about, self._arrived = packet_id, arrived
        self._read()

    def buttons(self) -> list[LinkButton]:
        """Return what can be pressed, in reading order."""
        return self.findChildren(LinkButton)

    def retranslate(self) -> None:
        """Say the hints anew."""
        clear(self._lines)
        for hint in self._hints:
            self._lines.addWidget(self._line(hint))
        if self._apart is not None:
            said = M("Noted: two people. This is not shown again.")
            undo = (M("Undo"), partial(self._say, self._apart, None))
            self._lines.addWidget(self._row(said, (undo,)))
        self.setVisible(bool(self._hints) or self._apart is not None)

    # -- within ------------------------------------------------------------------

    def _read(self) -> None:
        about, arrived = self._about, self._arrived
        if about is not None:
            self._surroundings.run(
                lambda _progress: (about, self._service.hints(about, arrived)), self._on_read
            )

    def _on_read(self, found: object) -> None:
        about, hints = cast("tuple[PacketId, Sequence[Hint]]", found)
        if about == self._about:
            self._hints = hints
            self.retranslate()

    def _line(self, hint: Hint) -> QWidget:
        formats = self.language.catalog.formats
        signs = formats.listing([self.language.text(SIGNS[sign]) for sign in hint.signs])
        look = (M("Show the other file"), partial(self.other_asked.emit, hint.other))
        if hint.is_same:
            said = M(
                "Noted: this and a file from {office} are about one person. Each is answered "
                "for itself.",
                office=hint.office,
            )
            return self._row(said, (look, (M("Undo"), partial(self._say, hint, None))))
        said = M(
            "This and a file from {office} may be about one person: {signs}. Only people can "
            "tell. Ask both offices; change nothing because of this alone.",
            office=hint.office,
            signs=signs,
        )
        two = (M("Two people"), partial(self._say, hint, PairWord.APART))
        one = (M("One person"), partial(self._say, hint, PairWord.SAME))
        return self._row(said, (look, two, one))

    def _row(self, said: Message, ways: Sequence[tuple[Message, partial[None]]]) -> QWidget:
        line = QWidget(self)
        column = QVBoxLayout(line)
        bare(column, SPACE_XS)
        column.addWidget(MessageText(self.language, said, parent=line, token=Token.SOFT_INK))
        row = FlowLayout(spacing=SPACE_S)
        for words, act in ways:
            button = LinkButton(self.language, words, line)
            button.clicked.connect(act)
            row.addWidget(button)
        column.addLayout(row)
        return line

    def _say(self, hint: Hint, word: PairWord | None, _checked: object = None) -> None:
        about = self._about
        if about is None:
            return
        self._apart = hint if word is PairWord.APART else None
        say = partial(self._service.say, about, hint.other, word)
        self._surroundings.run(lambda _progress: say(), self._on_said)

    def _on_said(self, _: object) -> None:
        self._read()
