"""What a worker and a colleague have agreed for the day on which the worker is not safe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from intake_app.domain.message import M
from intake_app.services.quiet_call import QuietCall, keep_quiet_call, quiet_call
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_S, bare
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from intake_app.domain.message import Message
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.surroundings import Surroundings

IF_NOT_SAFE: Final = M("If you are not safe yourself")
ABOUT: Final = (
    M(
        "Agree with a colleague on an everyday question that means: I need help. F12 then shows "
        "it, anywhere, as a note about a phone call. One key takes it away; nothing is written."
    ),
    M("You make the call, on your own phone. Intake sends nothing and tells nobody."),
    M(
        "Nothing agreed yet? Any reason to go is good enough: a form in the car, the toilet, a "
        "call from home. Leave, and call from where there are people."
    ),
)
_LONGEST: Final = 200


class QuietCallPart(Retranslating):
    """Four lines that are kept together."""

    def __init__(self, surroundings: Surroundings, profile: OpenProfile) -> None:
        super().__init__(surroundings.language)
        self._surroundings = surroundings
        self._profile = profile
        self._names: dict[QLineEdit, Message] = {}
        self._column = QVBoxLayout(self)
        bare(self._column, SPACE_S)
        before, honest, without = ABOUT
        self._column.addWidget(MessageText(self.language, before, parent=self))
        self._column.addWidget(MessageText(self.language, honest, parent=self, bold=True))
        self.name = self._field(M("Whom you call: a first name"))
        self.number = self._field(M("Their number"))
        self.words = self._field(M("What you ask, e.g. Is the blue folder with you?"))
        self.then = self._field(M("What they do then (the note does not show this)"))
        self.keep = MessageButton(self.language, M("Keep what we agreed"), parent=self)
        self.kept = MessageText(self.language, M("Kept."), parent=self)
        self.kept.hide()
        self._column.addWidget(self.keep, alignment=Qt.AlignmentFlag.AlignLeading)
        self._column.addWidget(self.kept)
        self._column.addWidget(
            MessageText(self.language, without, parent=self, token=Token.SOFT_INK)
        )
        self.keep.clicked.connect(self._on_keep)
        self.retranslate()

    def refresh(self) -> None:
        """Read what is kept, unless something is being typed."""
        profile = self._profile
        self._surroundings.run(lambda _: quiet_call(profile), self._on_read)

    def retranslate(self) -> None:
        """Name the fields anew."""
        for field, name in self._names.items():
            field.setAccessibleName(self.language.text(name))

    def _field(self, name: Message) -> QLineEdit:
        field = QLineEdit(self)
        field.setMaxLength(_LONGEST)
        field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._names[field] = name
        self._column.addWidget(MessageText(self.language, name, parent=self))
        self._column.addWidget(field)
        field.textEdited.connect(self._on_edited)
        field.returnPressed.connect(self._on_keep)
        return field

    def _on_edited(self) -> None:
        self.kept.hide()

    def _on_read(self, found: object) -> None:
        call = cast("QuietCall", found)
        if not any(field.hasFocus() for field in self._names):
            texts = (call.name, call.number, call.words, call.then)
            for field, text in zip(self._names, texts, strict=True):
                field.setText(text)

    def _on_keep(self) -> None:
        profile = self._profile
        name, number, words, then = (field.text() for field in self._names)
        call = QuietCall(name=name, number=number, words=words, then=then)
        self._surroundings.run(lambda _: keep_quiet_call(profile, call), self._on_kept)

    def _on_kept(self, _nothing: object) -> None:
        self.kept.show()
