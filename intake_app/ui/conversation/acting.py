"""What is done to the questions of a conversation: answered, left open, noted, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.domain.answer import Basis

if TYPE_CHECKING:
    from intake_app.domain.answer import AnswerState
    from intake_app.domain.form import QuestionView
    from intake_app.domain.ids import NodeRef
    from intake_app.services.acts import Pending
    from intake_app.services.interview import LiveInterview
    from intake_app.ui.conversation.saving import Saving


class Acting(QObject):
    """Does what the pages of the room ask for, and has it stored.

    The methods take what the signals of the pages carry.

    Signals:
        done: Something is different now; show it.
        led: Another question shall be in sight; carries its node.
    """

    done = Signal()
    led = Signal(str)

    def __init__(self, live: LiveInterview, saving: Saving, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._saving = saving
        self._undoable = 0

    @property
    def can_undo(self) -> bool:
        """Whether there is an act of this sitting to take back."""
        return self._undoable > 0

    def basis_of(self, view: QuestionView) -> Basis:
        """Return where the answer comes from; what the worker notes was seen, unless told."""
        basis = self._live.basis_of(view.node)
        seen = view.by in {"worker", "observe"} and not view.value and basis is Basis.SAID
        return Basis.SEEN if seen else basis

    def answer(self, node: NodeRef, value: str, language: str) -> None:
        """Put a value into a question; "" clears it."""
        basis = self.basis_of(self._live.question(node))
        self._did(self._live.answer(node, value, basis=basis, language=language))

    def leave_open(self, node: NodeRef, state: AnswerState | None) -> None:
        """Say why a question has no answer; None takes that back."""
        live = self._live
        self._did(live.answer(node, "") if state is None else live.leave(node, state))

    def take_basis(self, node: NodeRef, basis: Basis) -> None:
        """Say where an answer comes from."""
        self._did(self._live.set_basis(node, basis))

    def note(self, node: NodeRef, text: str, language: str) -> None:
        """Write a note beside a question; it cannot be taken back."""
        self._did(self._live.note(node, text, language=language), undoable=False)

    def add_repeat(self, repeat: NodeRef) -> None:
        """Add one more to a repeat, and go to its first question."""
        pending = self._live.add_repeat(repeat)
        self._did(pending)
        self.led.emit(pending.event.node or repeat)

    def remove_repeat(self, instance: NodeRef) -> None:
        """Take one out of a repeat."""
        self._did(self._live.remove_repeat(instance))

    def undo(self) -> None:
        """Take the latest act back and show the question it was done to."""
        pending = self._live.undo()
        self._undoable = self._undoable - 1 if pending is not None else 0
        self._did(pending, undoable=False)
        if pending is not None and pending.event.node is not None:
            self.led.emit(pending.event.node)

    # -- within ------------------------------------------------------------------

    def _did(self, pending: Pending | None, *, undoable: bool = True) -> None:
        if pending is not None:
            self._undoable += undoable
            self._saving.keep(pending)
        self.done.emit()
