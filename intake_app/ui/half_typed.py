"""Words in a form with a button, before it is pressed: there again after a lock or a power cut.

As an answer does (`conversation.answers`), they go to the disk when nothing was typed
for a moment, and when the page is left or covered. They are no part of the record
(`services.half_typed`): the form alone reads them, into the fields they come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from intake_app.domain.ids import CaseId
from intake_app.services.half_typed import Words
from intake_app.ui.widgets.text_answer import TextAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from intake_app.domain.ports import Progress
    from intake_app.services.half_typed import HalfTypedWords
    from intake_app.ui.surroundings import Surroundings

SETTLE_MS: Final = 1500
"""What is typed goes to the disk once nothing was typed for so long, or the field is left."""
LATEST_MS: Final = 10_000
"""And while somebody types on and on: a power cut takes no more than that."""


class TypingPause(QObject):
    """Waits until nothing was typed for a moment, or it has gone on for long.

    Signals:
        over: Now.
    """

    over = Signal()

    def __init__(
        self, parent: QObject, *, pause: int | None = None, longest: int | None = None
    ) -> None:
        """Wait for nothing yet; the two lengths are in milliseconds, the usual ones when None."""
        super().__init__(parent)
        self._pause = QTimer(self, singleShot=True, interval=pause or SETTLE_MS)
        self._latest = QTimer(self, singleShot=True, interval=longest or LATEST_MS)
        self._pause.timeout.connect(self.over)
        self._latest.timeout.connect(self.over)

    def go_on(self) -> None:
        """Something was typed."""
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def stop(self) -> None:
        """Wait no longer."""
        self._pause.stop()
        self._latest.stop()


@dataclass(slots=True, kw_only=True)
class _Field:
    widget: QLineEdit | TextAnswer
    kept: Callable[[], str] | None
    appear: Callable[[], None] | None
    last: str = ""
    done: str = ""

    def text(self) -> str:
        """Return what is half-typed, or "" when nothing is or it is kept as it stands."""
        text = self.widget.text()
        kept = self.kept().strip() if self.kept is not None else ""
        return "" if text.strip() in {"", kept, self.done} else text


class HalfTyped(QObject):
    """The fields of one form about one person, and what stands in them."""

    def __init__(self, surroundings: Surroundings, words: HalfTypedWords, parent: QWidget) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._words = words
        self._case_id = CaseId("")
        self._fields: dict[str, _Field] = {}
        self._found: dict[str, Words] | None = None
        self._pause = TypingPause(self)
        self._pause.over.connect(self.settle)

    def follow(
        self,
        name: str,
        widget: QLineEdit | TextAnswer,
        *,
        kept: Callable[[], str] | None = None,
        appear: Callable[[], None] | None = None,
    ) -> None:
        """Keep what is typed into a field from now on.

        Args:
            name: Of the field among all about the person, the same in every version.
            widget: The field.
            kept: Returns what is kept already and stands there for that; "" when None.
            appear: Called when words came back into it: the form may be folded away.
        """
        self._fields[name] = _Field(widget=widget, kept=kept, appear=appear)
        edited = widget.textChanged if isinstance(widget, QLineEdit) else widget.edited
        edited.connect(self._on_edited)
        if self._found is not None:
            self._fill(name)

    def follows(self, widget: QWidget) -> bool:
        """Return whether what is typed into a field is kept here."""
        return any(field.widget is widget for field in self._fields.values())

    def begin(self, case_id: CaseId) -> None:
        """Go on for this person: what was half-typed comes back into fields that say nothing new.

        Call it when the fields show what is kept.
        """
        self.leave()
        self._case_id = case_id

        def read(_progress: Progress) -> tuple[CaseId, Mapping[str, Words]]:
            return case_id, self._words.read(case_id)

        self._surroundings.run(read, self._on_read)

    def leave(self) -> None:
        """Keep what stands there and look no longer: the fields will be emptied for another."""
        self.settle()
        self._case_id, self._found = CaseId(""), None
        for field in self._fields.values():
            field.last = field.done = ""

    def done(self) -> None:
        """Say that what stands there now is kept, or was used: it need not come back."""
        for field in self._fields.values():
            field.done = field.widget.text().strip()
        self.settle()

    def settle(self) -> None:
        """Have kept what stands in the fields now."""
        self._pause.stop()
        case_id, words = self._case_id, self._words
        if not case_id:
            return
        is_new = False
        self._fields = {name: f for name, f in self._fields.items() if isValid(f.widget)}
        for name, field in self._fields.items():
            text = field.text()
            if text != field.last:
                field.last, is_new = text, True
                tag = field.widget.tag if isinstance(field.widget, TextAnswer) else ""
                said = Words(text=text, language=tag)
                words.say(case_id, name, said)
                if self._found is not None:
                    self._found[name] = said  # a field of that name may be made anew
        if is_new:
            self._surroundings.run(
                lambda _progress: words.write(case_id), self._on_written, keeps=True, stands=_never
            )

    # -- within ------------------------------------------------------------------

    def _on_edited(self) -> None:
        self._pause.go_on()
        if any(f.last and isValid(f.widget) and not f.text() for f in self._fields.values()):
            self.settle()  # it was emptied, or kept: nothing of it stays behind

    def _on_read(self, found: object) -> None:
        case_id, words = cast("tuple[CaseId, Mapping[str, Words]]", found)
        if case_id == self._case_id:
            self._found = dict(words)
            for name in self._fields:
                self._fill(name)

    def _fill(self, name: str) -> None:
        field, words = self._fields[name], (self._found or {}).get(name)
        if words is None or not words.text or not isValid(field.widget) or field.text():
            return
        field.last = words.text
        if isinstance(field.widget, TextAnswer):
            if words.language:
                field.widget.set_language(words.language)
            field.widget.set_text(words.text)
        else:
            field.widget.setText(words.text)
        if field.appear is not None:
            field.appear()

    def _on_written(self, _: object) -> None:
        """Nothing to say: it stands there."""


def _never() -> bool:
    return False
