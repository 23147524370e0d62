"""Where people can complain about the office: an address that is independent of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.services.my_information import COMPLAIN_TO
from intake_app.ui.half_typed import TypingPause
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_S, bare
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.surroundings import Surroundings

_LABEL = M("An address for complaints, independent of your office")


class ComplaintsPart(Retranslating):
    """One line of text, shown to people with what is written about them; kept by itself."""

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        self._surroundings = surroundings
        self._profile = profile
        self.address = QLineEdit(self)
        self.address.setMaxLength(500)
        self.address.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        about = M("People read it together with what is written about them, and on their copy.")
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        column.addWidget(MessageText(self.language, _LABEL, parent=self))
        column.addWidget(self.address)
        column.addWidget(MessageText(self.language, about, parent=self, token=Token.SOFT_INK))
        self._pause = TypingPause(self)
        self._pause.over.connect(self._on_edited)
        self.address.textEdited.connect(self._pause.go_on)
        self.address.editingFinished.connect(self._on_edited)
        self.retranslate()

    def refresh(self) -> None:
        """Read what is kept."""
        profile = self._profile
        self._surroundings.run(lambda _: profile.setting(COMPLAIN_TO), self._on_read)

    def retranslate(self) -> None:
        """Name the field anew."""
        self.address.setAccessibleName(self.language.text(_LABEL))

    def _on_read(self, address: object) -> None:
        if not self.address.hasFocus():
            self.address.setText(str(address))

    def _on_edited(self) -> None:
        self._pause.stop()
        if not self.address.isModified():
            return  # somebody passed by; what is kept may not be read yet
        profile, address = self._profile, self.address.text().strip()
        self.address.setModified(False)
        keep = partial(profile.set_setting, COMPLAIN_TO, address)
        self._surroundings.run(lambda _: keep(), self._on_kept, keeps=True)

    def _on_kept(self, _: object) -> None:
        """Nothing to say: it stands there."""
