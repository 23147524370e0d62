"""The question in sight in the room, as the person may read and answer it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from intake_app.domain.answer import Basis
from intake_app.domain.form import OptionView, QuestionKind
from intake_app.domain.ids import NodeRef
from intake_app.services.person_words import NEXT, SAID_ALOUD, SEEN, SKIP
from intake_app.ui.conversation.pages import QuestionPage
from intake_app.ui.conversation.person.sheet import (
    Blank,
    Sheet,
    Source,
    all_readable,
    nothing_now,
    readable,
    said_in,
)
from intake_app.ui.conversation.person.writing import WORDS_OF
from intake_app.ui.conversation.wording import state_labels

if TYPE_CHECKING:
    from intake_app.domain.answer import AnswerState
    from intake_app.domain.form import FormText, QuestionView
    from intake_app.ui.conversation.room import Room
    from intake_app.ui.language import LanguageSwitch

_CHOSEN: Final = frozenset({QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE})
_WRITTEN: Final = {
    QuestionKind.INTEGER: Blank.WHOLE_NUMBER,
    QuestionKind.DECIMAL: Blank.NUMBER,
    QuestionKind.RANGE: Blank.NUMBER,
    QuestionKind.DATE: Blank.DATE,
}
_COULD_HARM: Final = 3
_NOT_FOR_THE_PERSON: Final = frozenset({"worker", "observe"})


class QuestionSource(Source):
    """Follows the room; what is chosen here is stored as said by the person.

    Where the form shows several questions together, the person sees them one by one.
    A question that could do harm when seen by others (sensitivity 3) is shown only
    when the screen was turned while the worker had it before them, never because
    the conversation went on to it.
    """

    def __init__(self, language: LanguageSwitch, room: Room) -> None:
        super().__init__()
        self._language = language
        self._room = room
        self._at = 0
        self._nodes: tuple[NodeRef, ...] = ()
        self._opened: frozenset[NodeRef] = frozenset()
        room.step_shown.connect(self._on_step)
        self._on_step()
        self._opened = frozenset(self._nodes)

    def sheet(self) -> Sheet:
        """Return the question, its choices and its answer."""
        tag = self._room.live.interview.languages[-1]
        node = self._node()
        if node is None:
            return nothing_now(tag)
        catalog = self._language.catalog_of(tag)
        view = self._room.live.question_in(node, (tag,))
        hidden = view.sensitivity >= _COULD_HARM and node not in self._opened
        if hidden or view.by in _NOT_FOR_THE_PERSON:
            return nothing_now(tag)
        answered = bool(view.value or view.state) or view.kind is QuestionKind.NOTE
        options = view.options if view.kind in _CHOSEN else ()
        if view.kind is QuestionKind.ACKNOWLEDGE:
            yes = said_in(catalog, SEEN)
            options = (OptionView(name="OK", labels=(yes,)),)
        blank = self._blank_of(view, tag)
        sheet = Sheet(
            key=node,
            language=tag,
            paragraphs=view.labels[:1],
            options=() if view.readonly else options,
            states=_states(view, state_labels([catalog])),
            several=view.kind is QuestionKind.SELECT_MULTIPLE,
            value=view.value if blank is None or self._is_theirs(view, tag) else "",
            state=view.state,
            blank=blank,
            caution=next((t for t in view.violation if t.text and view.value), None),
            onward=NEXT if answered else SKIP,
            can_go_back=True,
        )
        return replace(readable(sheet, said_in(catalog, SAID_ALOUD)), key=node)

    def choose(self, value: str) -> None:
        """Store what the person chose as theirs, whatever was noted before."""
        node = self._node()
        if node is not None:
            self._room.acting.answer(node, value, "", basis=Basis.SAID)

    def write(self, key: str, value: str, language: str) -> None:
        """Store what the person wrote as theirs: it came through nobody else.

        What somebody else wrote there before stays in the journal.
        """
        node = NodeRef(key)
        view = self._room.live.question(node)
        if value != (view.value if self._is_theirs(view, language) else ""):
            is_text = view.kind is QuestionKind.TEXT
            spoken = language if is_text else ""
            self._room.acting.answer(node, value, spoken, basis=Basis.SAID, via="")

    def write_beside(self, key: str, words: str, language: str) -> None:
        """Keep words of the person beside the question, as a note in their language."""
        self._room.acting.note(NodeRef(key), words, language)

    def leave_open(self, state: AnswerState | None) -> None:
        """Store why the person gives no answer."""
        node = self._node()
        if node is not None:
            self._room.acting.leave_open(node, state)

    def go_on(self) -> None:
        """Go to the next question, in the room too; nothing is stored for it."""
        if self._at + 1 < len(self._nodes):
            self._at += 1
            self.changed.emit()
        else:
            self._room.next_asked.emit()

    def go_back(self) -> None:
        """Go to the question before."""
        if self._at:
            self._at -= 1
            self.changed.emit()
        else:
            self._room.back_asked.emit()

    # -- within ------------------------------------------------------------------

    def _node(self) -> NodeRef | None:
        return self._nodes[self._at] if self._at < len(self._nodes) else None

    def _blank_of(self, view: QuestionView, tag: str) -> Blank | None:
        """Return what can be written there, where each word beside the field is in the language."""
        blank = _WRITTEN.get(view.kind)
        if view.kind is QuestionKind.TEXT:
            is_long = "multiline" in view.appearance.split()
            blank = Blank.LONG_TEXT if is_long else Blank.TEXT
        if blank is None or view.readonly:
            return None
        catalog = self._language.catalog_of(tag)
        words = [said_in(catalog, message) for message in WORDS_OF[blank]]
        return blank if all_readable(words, tag) else None

    def _is_theirs(self, view: QuestionView, tag: str) -> bool:
        """Return whether a text is in the person's language; a number or a date always is."""
        said = self._room.live.journal.said_last(view.node)
        if view.kind is not QuestionKind.TEXT or said is None or not said.language:
            return True
        return said.language.split("-")[0] == tag.split("-", maxsplit=1)[0]

    def _on_step(self) -> None:
        step = self._room.step()
        is_asked = isinstance(self._room.page(), QuestionPage) and step is not None
        nodes = step.nodes if is_asked and step is not None else ()
        if nodes != self._nodes:
            self._nodes, self._at = nodes, 0
        self.changed.emit()


def _states(
    view: QuestionView, labels: tuple[tuple[FormText, ...], ...]
) -> tuple[tuple[FormText, ...], ...]:
    return () if view.kind is QuestionKind.NOTE or view.readonly else labels
