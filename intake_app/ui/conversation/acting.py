"""What is done to the questions of a conversation: answered, left open, noted, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.domain.answer import AnswerState, Basis, EventKind
from intake_app.domain.form import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.form import QuestionView
    from intake_app.domain.given_date import GivenDate
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
        self._undoable: list[tuple[Pending, ...]] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is an act of this sitting to take back."""
        return bool(self._undoable)

    def would_undo(self, node: NodeRef) -> bool:
        """Return whether taking the latest act back brings an earlier answer of `node` back."""
        return bool(self._undoable) and self._undoable[-1][0].event.node == node

    def basis_of(self, view: QuestionView) -> Basis:
        """Return where the answer comes from; what the worker notes was seen, unless told."""
        basis = self._live.basis_of(view.node)
        seen = view.by in {"worker", "observe"} and not view.value and basis is Basis.SAID
        return Basis.SEEN if seen else basis

    def answer(
        self,
        node: NodeRef,
        value: str,
        language: str,
        *,
        basis: Basis | None = None,
        via: str | None = None,
    ) -> None:
        """Put a value into a question; "" clears it. Without `basis`, it stays as it was."""
        basis = basis or self.basis_of(self._live.question(node))
        self._did(self._live.answer(node, value, basis=basis, language=language, via=via))

    def leave_open(self, node: NodeRef, state: AnswerState | None) -> None:
        """Say why a question has no answer; None takes that back."""
        live = self._live
        self._did(live.answer(node, "") if state is None else live.leave(node, state))

    def put_off(self, gate: NodeRef) -> None:
        """Leave what a gate opens for another time."""
        self._did(*self._live.put_off(gate))

    def put_away(self, nodes: Sequence[NodeRef]) -> None:
        """Leave what is in sight for another time, where it has no answer yet."""
        views = [self._live.question(node) for node in nodes]
        asked = [v for v in views if v.by != "worker" and v.kind is not QuestionKind.NOTE]
        open_yet = [view.node for view in asked if not view.value and view.state is None]
        self._did(*(self._live.leave(node, AnswerState.ANOTHER_TIME) for node in open_yet))

    def take_basis(self, node: NodeRef, basis: Basis) -> None:
        """Say where an answer comes from."""
        self._did(self._live.set_basis(node, basis))

    def take_via(self, node: NodeRef, via: str) -> None:
        """Say through whom an answer came: a participant's id, or "" for nobody."""
        self._did(self._live.set_via(node, via))

    def note(self, node: NodeRef, text: str, language: str) -> None:
        """Write a note beside a question; it cannot be taken back."""
        self._wrote(self._live.note(node, text, language=language))

    def did_not_understand(self, node: NodeRef, text: str, language: str) -> None:
        """Write down what was not understood, to ask again in other words."""
        unclear = EventKind.UNCLEAR
        self._wrote(self._live.note(node, text, language=language, kind=unclear))

    def translate(self, node: NodeRef, text: str, language: str) -> None:
        """Write a translation beside the text of a question."""
        self._wrote(self._live.translate(node, text, language=language))

    def give_date(self, node: NodeRef, given: GivenDate | None) -> None:
        """Keep a date of another calendar beside a question; None takes it back."""
        self._wrote(self._live.give_date(node, given))

    def ask_again(self, node: NodeRef, *, on: bool) -> None:
        """Put a question on the list of what to ask again, or take it off."""
        self._wrote(self._live.ask_again(node, on=on))

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
        acts = self._undoable.pop() if self._undoable else ()
        undone = [back for _ in acts if (back := self._live.undo()) is not None]
        for pending in undone:
            self._saving.keep(pending)
        self.done.emit()
        if undone and undone[-1].event.node is not None:
            self.led.emit(undone[-1].event.node)

    # -- within ------------------------------------------------------------------

    def _did(self, *pending: Pending | None) -> None:
        """Have acts stored that are one to the worker: they are taken back together."""
        acts = tuple(act for act in pending if act is not None)
        for act in acts:
            self._saving.keep(act)
        if acts:
            self._undoable.append(acts)
        self.done.emit()

    def _wrote(self, pending: Pending) -> None:
        """Have something stored that stays: notes and translations are not taken back."""
        self._saving.keep(pending)
        self.done.emit()
