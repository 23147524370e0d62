"""The office's own words for "Help now": whom to call, what to do, what when a child tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.services.urgent import UrgentWords, keep_urgent_words, urgent_words
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_S, bare
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.text import MessageText
from intake_app.ui.widgets.text_answer import TextAnswer

if TYPE_CHECKING:
    from intake_app.domain.message import Message
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.surroundings import Surroundings


class UrgentWordsPart(QWidget):
    """Three fields that are kept together; an empty one leaves the plain words standing."""

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._profile = profile
        language = surroundings.language
        self._names: dict[TextAnswer, Message] = {}
        self._column = QVBoxLayout(self)
        bare(self._column, SPACE_S)
        about = M(
            "Shown with “Help now” in every conversation. Where a field is empty, plain words "
            "stand."
        )
        self._column.addWidget(MessageText(language, about, parent=self, token=Token.SOFT_INK))
        self.numbers = self._field(M("Whom to call, a line each"))
        self.protocol = self._field(M("What to do first"))
        self.child_protocol = self._field(M("What to do when a child tells something"))
        self.keep = MessageButton(language, M("Keep these words"), parent=self)
        self.kept = MessageText(language, M("Kept."), parent=self)
        self.kept.hide()
        self._column.addWidget(self.keep, alignment=Qt.AlignmentFlag.AlignLeading)
        self._column.addWidget(self.kept)
        self.keep.clicked.connect(self._on_keep)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def refresh(self) -> None:
        """Read what is kept, unless something is being typed."""
        profile = self._profile
        self._surroundings.run(lambda _: urgent_words(profile), self._on_read)

    def retranslate(self) -> None:
        """Name the fields anew and write in the language of the interface."""
        for field, name in self._names.items():
            field.set_name(self._surroundings.language.text(name))
            field.set_language(self._surroundings.language.language.tag)

    def _field(self, name: Message) -> TextAnswer:
        field = TextAnswer(self, lines=2)
        self._names[field] = name
        label = MessageText(self._surroundings.language, name, parent=self, bold=True)
        self._column.addWidget(label)
        self._column.addWidget(field)
        field.edited.connect(self._on_edited)
        return field

    def _on_edited(self) -> None:
        self.kept.hide()

    def _on_read(self, found: object) -> None:
        words = cast("UrgentWords", found)
        fields = (self.numbers, self.protocol, self.child_protocol)
        if not any(field.hasFocus() for field in fields):
            for field, text in zip(
                fields, (words.numbers, words.protocol, words.child_protocol), strict=True
            ):
                field.set_text(text)

    def _on_keep(self) -> None:
        profile = self._profile
        words = UrgentWords(
            numbers=self.numbers.text(),
            protocol=self.protocol.text(),
            child_protocol=self.child_protocol.text(),
        )
        self._surroundings.run(lambda _: keep_urgent_words(profile, words), self._on_kept)

    def _on_kept(self, _nothing: object) -> None:
        self.kept.show()
