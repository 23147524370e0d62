"""A memory hook is written down here and never shown: that takes a held key, under People."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.ids import CaseId
from intake_app.domain.message import M
from intake_app.services.memory_hook import LONGEST_HOOK
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.widgets.buttons import LinkButton, MessageButton
from intake_app.ui.widgets.flow import FlowLayout, fill
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from intake_app.domain.case import Case
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.surroundings import Surroundings

HOOK = M("A memory hook")
ABOUT = M(
    "A word or two by which you know again who it is, such as “blue scarf”: no name, and nothing "
    "of what was said. It is not shown here. Under People it is seen while H is held."
)
KEPT = M("A memory hook is kept. Hold H under People to see it.")
GONE = M("The memory hook is taken away.")


class HookForm(Retranslating):
    """Opens with a press and is never required; a hook is taken away, and brought back."""

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        language = surroundings.language
        self._surroundings = surroundings
        self._profile = profile
        self._case_id = CaseId("")
        self._hook = self._before = ""
        self.open_button = MessageButton(language, HOOK, parent=self)
        self.form = QWidget(self)
        self.field = QLineEdit(self.form)
        self.keep = MessageButton(language, M("Keep this"), parent=self.form)
        self.told = MessageText(language, None, parent=self, token=Token.SOFT_INK)
        self.away = LinkButton(language, M("Take away"), self)
        self.undo = LinkButton(language, M("Undo"), self)
        self._build()
        self.open_button.clicked.connect(self._on_open)
        self.keep.clicked.connect(self.settle)
        self.field.returnPressed.connect(self.settle)
        self.away.clicked.connect(self._on_away)
        self.undo.clicked.connect(self._on_undo)
        self.retranslate()

    def show_for(self, case: Case) -> None:
        """Begin for another person; whether there is a hook is said, and never which."""
        self._case_id, self._hook, self._before = case.id, case.hook, ""
        self.field.clear()
        self._close()

    def settle(self) -> None:
        """Keep what is typed, if anything is."""
        hook = self.field.text().strip()
        if hook and self._case_id:
            self.field.clear()
            self._keep(hook)

    def appear(self) -> None:
        """Open the form; the focus stays where it is."""
        self.open_button.hide()
        self.form.show()

    def retranslate(self) -> None:
        """Name what is heard alone."""
        name = self.language.text(HOOK)
        self.field.setAccessibleName(name)
        self.away.set_about(name)
        self.undo.set_about(name)

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        self.field.setMaxLength(LONGEST_HOOK)
        self.field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        inner = QVBoxLayout(self.form)
        bare(inner, SPACE_S)
        inner.addWidget(MessageText(self.language, HOOK, parent=self.form, bold=True))
        inner.addWidget(MessageText(self.language, ABOUT, parent=self.form, token=Token.SOFT_INK))
        inner.addWidget(self.field)
        inner.addWidget(self.keep, alignment=Qt.AlignmentFlag.AlignLeading)
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        line = FlowLayout(spacing=SPACE_S)
        fill(line, (self.told, self.away, self.undo))
        column.addWidget(self.open_button, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.form)
        column.addLayout(line)
        self._close()

    def _close(self) -> None:
        """Show what there is, and the form folded away."""
        parts = (self.field, self.keep, self.away, self.undo)
        had_focus = any(part.hasFocus() for part in parts)
        self.form.hide()
        self.open_button.show()
        can_undo = not self._hook and bool(self._before)
        said = KEPT if self._hook else GONE if can_undo else None
        self.told.set_message(said)
        self.told.setVisible(said is not None)
        self.away.setVisible(bool(self._hook))
        self.undo.setVisible(can_undo)
        if had_focus:
            (self.undo if can_undo else self.open_button).setFocus()

    def _keep(self, hook: str) -> None:
        case_id = self._case_id
        self._hook, self._before = hook, self._hook
        keep = partial(self._profile.memory_hooks.keep, case_id, hook)
        self._surroundings.run(
            lambda _progress: keep(), self._on_kept, keeps=True, stands=lambda: False
        )

    def _on_kept(self, _: object) -> None:
        self._close()

    def _on_open(self) -> None:
        self.appear()
        self.field.setFocus()

    def _on_away(self) -> None:
        if self._hook:  # a second press finds it gone
            self._keep("")

    def _on_undo(self) -> None:
        if not self._hook:  # and here it finds it back
            self._keep(self._before)
