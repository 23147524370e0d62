"""The form to refer on: which office, what goes with it, and exactly what leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.contact import Checked
from intake_app.domain.ids import Fingerprint
from intake_app.domain.message import M
from intake_app.i18n.direction import isolated
from intake_app.services.words import GROUPS
from intake_app.ui.conversation.referral.leaves import LeavingList
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.chips import Chips, message_chips
from intake_app.ui.shell.rows import clear
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.widgets.buttons import Button, Kind, MessageButton
from intake_app.ui.widgets.cards import CautionChip
from intake_app.ui.widgets.page import come_into_sight
from intake_app.ui.widgets.segmented import Segmented
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.contact import Contact
    from intake_app.domain.errors import IntakeError
    from intake_app.i18n.catalog import Catalog
    from intake_app.services.passing_on import Offer
    from intake_app.ui.conversation.referral.rendering import Leaving

_WHO = M("To which office?")
_WITH = M("What opened when you accepted goes only as far as you choose:")
_WITH_NAME = M("What goes with it")
_CHILD = M(
    "Of somebody who may be under 18 only what you saw before you accepted goes on. "
    "Who it is, the office can ask the one that it comes from."
)
_ONCE = M("Same purpose, same time, and they may not pass it on again.")


class ReferOnForm(Retranslating):
    """Whom it goes to, what goes, and the way to make the file; nothing is chosen beforehand.

    Signals:
        changed: Something else is chosen: what leaves is another.
        authority_said: An office, and whether it is police or immigration.
        make_asked: The office, and the field groups that go with it.
    """

    changed = Signal()
    authority_said = Signal(str, object)
    make_asked = Signal(str, tuple)

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._offer: Offer | None = None
        self._authorities: Mapping[Fingerprint, bool | None] = {}
        self.offices: Chips | None = None
        self.extras: Chips | None = None
        self._who, self._extra = QVBoxLayout(), QVBoxLayout()
        self._wall = MessageText(language, None, parent=self)
        self.wall = Segmented(language, {True: M("Yes"), False: M("No")}, self)
        self.caution = CautionChip(language, self)
        self._with = MessageText(language, None, parent=self)
        self._leads = MessageText(language, M("Exactly this leaves"), parent=self, bold=True)
        self.leaves = LeavingList(self)
        self._once = MessageText(language, _ONCE, parent=self, token=Token.SOFT_INK)
        self.problem = CautionChip(language, self)
        self.make = MessageButton(language, M("Make the file"), Kind.PRIMARY, self)
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        for part in (self._who, self._extra):
            bare(part)
        column.addWidget(MessageText(language, _WHO, parent=self))
        column.addLayout(self._who)
        for about in (self._wall, self.wall, self.caution):
            column.addWidget(about)
        column.addSpacing(SPACE_M)
        column.addWidget(self._with)
        column.addLayout(self._extra)
        column.addSpacing(SPACE_M)
        for leaving in (self._leads, self.leaves, self._once, self.problem):
            column.addWidget(leaving)
        column.addWidget(self.make, alignment=Qt.AlignmentFlag.AlignLeading)
        self.wall.chosen.connect(self._on_wall)
        self.make.clicked.connect(self._on_make)
        self.empty()

    def show_offer(self, offer: Offer, authorities: Mapping[Fingerprint, bool | None]) -> None:
        """Offer these offices and groups; what is chosen of the same stays."""
        before, self._offer, self._authorities = self._offer, offer, authorities
        if before is None or _names(before) != _names(offer) or self.offices is None:
            self._lay_out(offer)
        self._tell()

    def office(self) -> Fingerprint | None:
        """Return the office that is chosen."""
        keys = self.offices.keys() if self.offices is not None else ()
        return Fingerprint(keys[0]) if keys else None

    def groups(self) -> tuple[str, ...]:
        """Return the field groups that are chosen."""
        return self.extras.keys() if self.extras is not None else ()

    def show_lines(self, lines: Sequence[Leaving], catalog: Catalog) -> None:
        """Show exactly what leaves."""
        self.leaves.show_lines(lines, catalog)

    def show_problem(self, error: IntakeError) -> None:
        """Say why it is not made."""
        self.problem.show_caution(error.summary)
        come_into_sight(self.problem)

    def empty(self) -> None:
        """Forget what was chosen."""
        for chips in (self.offices, self.extras):
            if chips is not None:
                chips.choose(())
        self.problem.show_caution(None)
        self._tell()

    def begin(self) -> None:
        """Put the focus on the first office."""
        if self.offices is not None:
            self.offices.buttons()[0].setFocus()

    def retranslate(self) -> None:
        """Say what depends on an office anew."""
        self._tell()

    # -- within --------------------------------------------------------------------

    def _lay_out(self, offer: Offer) -> None:
        clear(self._who)
        clear(self._extra)
        named: dict[str, Button] = {}
        for contact in offer.receivers:
            named[contact.card.fingerprint] = Button(Kind.VIEW)
            named[contact.card.fingerprint].set_words(
                isolated(contact.card.name), self.language.language
            )
        self.offices = Chips(self.language, _WHO, named, several=False)
        self.offices.chosen.connect(self._on_office)
        self._who.addWidget(self.offices)
        self.extras = None
        if offer.groups:
            words = {group: GROUPS[group] for group in offer.groups}
            self.extras = message_chips(self.language, _WITH_NAME, words, several=True)
            self.extras.chosen.connect(self._on_groups)
            self._extra.addWidget(self.extras)

    def _tell(self) -> None:
        """Say what is to be known of the office that is chosen."""
        offer, office = self._offer, self.office()
        contact = self._contact(office)
        is_asked = offer is not None and offer.is_walled and contact is not None
        unsaid = office is not None and self._authorities.get(office) is None
        for part in (self._wall, self.wall):
            part.setVisible(is_asked and unsaid)
        if contact is not None:
            self._wall.set_message(
                M(
                    "The person does not want this to go to police or immigration. "
                    "Is {office} police, immigration or a border authority?",
                    office=contact.card.name,
                )
            )
            self.wall.set_about(M("Police, immigration or a border authority?"))
        is_unchecked = contact is not None and contact.checked is Checked.NOT_YET
        self.caution.show_caution(
            M(
                "The card of {office} is not checked yet: call them on a number you had before, "
                "and compare the digits under Contacts.",
                office=contact.card.name,
            )
            if contact is not None and is_unchecked
            else None
        )
        has_more = offer is not None and bool(offer.groups)
        self._with.set_message(_WITH if has_more else _CHILD)
        self._with.setVisible(offer is not None)
        self.make.setEnabled(contact is not None and not (is_asked and unsaid))

    def _contact(self, office: Fingerprint | None) -> Contact | None:
        receivers = self._offer.receivers if self._offer is not None else ()
        return next((c for c in receivers if c.card.fingerprint == office), None)

    def _on_office(self, _keys: tuple[str, ...]) -> None:
        self.problem.show_caution(None)
        self.wall.set_answer(None)
        self._tell()

    def _on_groups(self, _keys: tuple[str, ...]) -> None:
        self.problem.show_caution(None)
        self.changed.emit()

    def _on_wall(self, is_one: object) -> None:
        office = self.office()
        if office is not None and is_one is not None:
            self.authority_said.emit(office, is_one)

    def _on_make(self) -> None:
        office = self.office()
        if office is not None:
            self.make_asked.emit(office, self.groups())


def _names(offer: Offer) -> tuple[object, ...]:
    return (
        offer.packet_id,
        offer.groups,
        tuple((c.card.fingerprint, c.card.name) for c in offer.receivers),
    )
