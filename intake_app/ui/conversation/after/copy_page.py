"""Something to take along: first whether that is safe, then what; or nothing, and that is all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.message import M
from intake_app.domain.own_copy import CopyKind
from intake_app.services.words import COPIES
from intake_app.ui.conversation.after.columns import BothTexts, Columns
from intake_app.ui.conversation.after.copy_kinds import CardKind, LockedKind, ReadableKind
from intake_app.ui.conversation.after.page import AfterPage
from intake_app.ui.conversation.asking import AskPerson
from intake_app.ui.conversation.wording import catalogs_of, in_languages
from intake_app.ui.palette import Token
from intake_app.ui.style import SPACE_M, SPACE_S, SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.case import Case
    from intake_app.domain.message import Message
    from intake_app.domain.own_copy import AppointmentCard, GivenCopy
    from intake_app.services.own_copies import LockedCopy
    from intake_app.ui.conversation.scene import Scene

TITLE: Final = M("Something to take along")
SAFE: Final = "safe"
NOTHING: Final = "nothing"
_HERE: Final = "here"
_NOT_HERE: Final = "not-here"
_THREE: Final = 900

WHO_MIGHT_FIND_IT: Final = M(
    "Someone who lives with you, gives you work or searches you might find it."
)
IS_IT_SAFE: Final = M("Is it safe for you to carry something?")
NO_COPY: Final = M("No: nothing is made")
_CARRY: Final = {NOTHING: NO_COPY, SAFE: M("Yes, it is safe")}
_ADULT: Final = M("Is the adult who is responsible for the child here, and is that adult safe?")
_ADULTS: Final = {_NOT_HERE: M("No"), _HERE: M("Yes, and we choose together")}


class CopyPage(AfterPage):
    """Nothing is offered before it is said that carrying something is safe."""

    def __init__(self, scene: Scene, case: Case) -> None:
        super().__init__(scene, case, TITLE)
        language, surroundings = self.language, scene.surroundings
        self._copies: tuple[GivenCopy, ...] | None = None
        self._warning = QVBoxLayout()
        bare(self._warning, SPACE_XS)
        self.adult = AskPerson(_ADULT, _ADULTS, self)
        self.adult.setVisible(case.age.is_protected)
        self.safe = AskPerson(IS_IT_SAFE, _CARRY, self)
        self._told = MessageText(language, None, TextSize.CHOICE, self)
        self.kinds = Columns(_THREE, self)
        self.card = CardKind(surroundings, self._card_of)
        self.readable = ReadableKind(surroundings, self._readable)
        self.locked = LockedKind(surroundings, self._locked)
        for kind in (self.card, self.readable, self.locked):
            self.kinds.add(kind)
        self._made = QWidget(self)
        self._lines = QVBoxLayout(self._made)
        bare(self._lines, SPACE_S)
        column = self.page.column
        column.setSpacing(SPACE_M)
        column.addLayout(self._warning)
        for part in (self.adult, self.safe, self._told, self.kinds, self._made):
            column.addWidget(part)
        column.addStretch(1)
        self.set_asks([self.adult, self.safe])
        self.adult.chosen.connect(self._on_adult)
        self.safe.chosen.connect(self._on_safe)
        self.card.be_followed(self.half_typed)
        self.card.paper.made.connect(self.half_typed.done)
        self.card.paper.made.connect(self.refresh)
        self.readable.paper.made.connect(self.refresh)
        self.locked.made.connect(self._on_locked)
        self._show()

    def refresh(self) -> None:
        """Say the questions in the languages of the moment, and read what was made."""
        catalogs = catalogs_of(self.language, self.tags)
        self.adult.show_in(catalogs)
        self.safe.show_in(catalogs)
        self.emptied(self._warning)
        self._warning.addWidget(BothTexts(in_languages(catalogs, WHO_MIGHT_FIND_IT), self))
        profile, case_id = self.profile, self.case.id

        def work() -> tuple[tuple[GivenCopy, ...], bool]:
            return profile.own_copies.given(case_id), profile.taking_back.now(case_id).has_phrase

        self.read(work, self._on_read)

    # -- within ------------------------------------------------------------------

    def _on_read(self, found: object) -> None:
        copies, has_phrase = cast("tuple[tuple[GivenCopy, ...], bool]", found)
        is_first = self._copies is None
        self._copies = copies
        self.card.offer_phrase(has_phrase=has_phrase)
        if is_first and copies and copies[-1].kind is CopyKind.NOTHING:
            self.safe.set_answer(NOTHING)
        self.emptied(self._lines)
        for copy in copies:
            day = self.language.catalog.formats.date(copy.at.date())
            said = M("{date}: {copy}", date=day, copy=COPIES[copy.kind])
            line = MessageText(self.language, said, parent=self._made, token=Token.SOFT_INK)
            self._lines.addWidget(line)
        self._show()

    def _show(self) -> None:
        may = not self.case.age.is_protected or self.adult.answer() == _HERE
        self.safe.setVisible(may)
        self.kinds.setVisible(may and self.safe.answer() == SAFE)
        told: Message | None = None
        if not may and self.adult.answer():
            told = M(
                "Then nothing is made now. With a child it is chosen only together with the adult "
                "who is responsible for them."
            )
        elif may and self.safe.answer() == NOTHING:
            told = M("Nothing is made, and nobody asks again. You can come back any day.")
        self._told.setVisible(told is not None)
        self._told.set_message(told)

    def _on_adult(self, _answer: str) -> None:
        self._show()

    def _on_safe(self, answer: str) -> None:
        self._show()
        copies, profile, case_id = self._copies or (), self.profile, self.case.id
        is_known = bool(copies) and copies[-1].kind is CopyKind.NOTHING
        if answer == NOTHING and not is_known:
            self.read(lambda: profile.own_copies.nothing(case_id), self._on_written)

    def _on_locked(self) -> None:
        self.refresh()
        QTimer.singleShot(0, self, self._show_words)  # once they are laid out

    def _show_words(self) -> None:
        self.page.ensureWidgetVisible(self.locked.hide_button)
        self.page.ensureWidgetVisible(self.locked.words)

    def _on_written(self, _nothing: object) -> None:
        self.refresh()

    # -- what is made; each returns what makes it off this thread ------------------

    @property
    def _with_adult(self) -> bool:
        return self.case.age.is_protected and self.adult.answer() == _HERE

    def _card_of(self, card: AppointmentCard) -> Callable[[], bytes]:
        make, tag = self.profile.own_copies.card, self.tags[-1]
        return partial(make, self.case.id, card, tag, with_adult=self._with_adult)

    def _readable(self) -> Callable[[], bytes]:
        make, tag = self.profile.own_copies.readable, self.tags[-1]
        return partial(make, self.case.id, tag, with_adult=self._with_adult)

    def _locked(self, name: str) -> Callable[[], LockedCopy]:
        make, tag = self.profile.own_copies.locked, self.tags[-1]
        return partial(make, self.case.id, tag, name, with_adult=self._with_adult)
