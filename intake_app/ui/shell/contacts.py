"""Contacts: our own card, and the cards of the offices we know."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QHBoxLayout, QWidget

from intake_app.domain.errors import FolderReadOnlyError, IntakeError
from intake_app.domain.ids import Fingerprint
from intake_app.domain.message import M
from intake_app.i18n.direction import isolated
from intake_app.services.trust_words import standing_words
from intake_app.ui.conversation.referral.paper import write_sheet
from intake_app.ui.files import FileRequest, Pick
from intake_app.ui.language import Retranslating
from intake_app.ui.shell.code_reading import CodeReading
from intake_app.ui.shell.loss_pane import LossPane
from intake_app.ui.shell.office_pane import OfficePane
from intake_app.ui.shell.own_card import OwnCardForm
from intake_app.ui.shell.own_card_pane import OwnCardPane
from intake_app.ui.shell.rows import Line, OpenRows, reach_in_order
from intake_app.ui.shell.telling import told
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_XL
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import MessageButton
from intake_app.ui.widgets.cards import Card as Panel
from intake_app.ui.widgets.cards import CautionChip
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from intake_app.domain.contact import Card, Checked, Contact
    from intake_app.domain.ports import Progress
    from intake_app.services.contacts import Contacts, OwnOffice, SaidBy
    from intake_app.services.lost_device import Concerned
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.trust import CardStanding
    from intake_app.ui.surroundings import Surroundings

CARD_SUFFIX = ".card"
"""Card files are named so by us; any file can be taken in."""

_OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    own: Card | None
    offices: Sequence[Contact]
    standings: Mapping[Fingerprint, CardStanding] = field(default_factory=dict)
    code: Sequence[Sequence[bool]] = ()
    old_until: datetime | None = None


class ContactsPage(Retranslating):
    """The offices on the left, our own first; the open one on the right."""

    help_topic = "contacts"

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        self._surroundings = surroundings
        self._contacts = profile.contacts
        self._profile = profile
        self._known = _Known(own=None, offices=())
        self._wanted = _OWN
        self._is_changing = False
        self._is_read = False
        language = surroundings.language
        self.add = MessageButton(language, M("Add a card…"))
        self.code = CodeReading(surroundings, profile.contacts, self)
        self.rows = OpenRows(language)
        self.problem = CautionChip(language)
        self._first = MessageText(
            language,
            M("No other office yet. Ask one for its card file, and give it yours."),
        )
        self.own = OwnCardPane(language)
        self.form = OwnCardForm(language, surroundings.program.languages)
        self.office = OfficePane(language)
        self.loss = LossPane(language)
        self._is_lost = False
        self._build()
        self.add.clicked.connect(self._on_add)
        self.code.begun.connect(self._on_code_begun)
        self.code.found.connect(self._on_code_found)
        self.code.checked.connect(self._on_verified)
        self.code.left.connect(self._on_not_shown)
        self.code.failed.connect(self._on_not_added)
        self.rows.opened.connect(self._on_opened)
        self.own.save_asked.connect(self._on_save_asked)
        self.own.print_asked.connect(self._on_print_asked)
        self.own.change_asked.connect(self._on_change_asked)
        self.own.keys_asked.connect(self._on_keys_asked)
        self.form.filled.connect(self._on_filled)
        self.form.left.connect(self._on_form_left)
        self.office.compared.connect(self._on_compared)
        self.office.loss_asked.connect(self._on_loss_asked)
        self.loss.left.connect(self._on_loss_left)
        self._show()

    def refresh(self) -> None:
        """Read the cards anew."""
        self._surroundings.run(partial(_read, self._profile), self._on_read)

    def retranslate(self) -> None:
        """Say the rows anew; what is half-typed stays."""
        self._show_rows()

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        left = ScrollPage(widest=10_000)
        left.set_margins(0, 0, SPACE_M, 0)
        head = QHBoxLayout()
        title = MessageText(self.language, M("Contacts"), TextSize.HEADING, bold=True)
        head.addWidget(title, 1)
        left.column.addLayout(head)
        ways = FlowLayout(spacing=SPACE_M)
        ways.addWidget(self.add)
        ways.addWidget(self.code.from_file)
        ways.addWidget(self.code.from_camera)
        left.column.addLayout(ways)
        left.column.addWidget(self.problem)
        left.column.addWidget(self.rows)
        left.column.addWidget(self._first)
        left.column.addStretch(1)
        card = Panel()
        for pane in (self.own, self.form, self.office, self.loss):
            card.column.addWidget(pane)
        card.column.addStretch(1)
        right = ScrollPage(widest=10_000)
        right.set_margins(0, 0, 0, 0)
        right.column.addWidget(self.code.view)
        right.column.addWidget(self.code.shown)
        right.column.addWidget(card)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_XL, SPACE_L, SPACE_XL, SPACE_M)
        row.setSpacing(SPACE_L)
        row.addWidget(left, 1)
        row.addWidget(right, 1)

    def _on_read(self, known: object) -> None:
        self._known, self._is_read = cast("_Known", known), True
        self._show_rows()
        self._show()

    def _show_rows(self) -> None:
        own, text = self._known.own, self.language.text
        name = isolated(own.name) if own else text(M("No card yet: others cannot write to you"))
        lines = [Line(key=_OWN, lead="", title=name, note=text(M("You")))]
        for contact in self._known.offices:
            found = self._known.standings[contact.card.fingerprint]
            how = text(standing_words(contact, found))
            is_caution = found.standing.is_caution
            lines.append(
                Line(
                    key=contact.card.fingerprint,
                    lead="",
                    title=isolated(contact.card.name),
                    note=how,
                    is_caution=is_caution,
                )
            )
        self.rows.show_lines(lines)
        self.rows.open(self._wanted)
        ways = (self.code.from_file, self.code.from_camera)
        reach_in_order([self.add, *ways, *self.rows.rows()])
        self._first.setVisible(not self._known.offices)

    def _show(self) -> None:
        contact = self._opened()
        own = self._known.own
        self.office.setVisible(contact is not None and not self._is_lost)
        self.loss.setVisible(contact is not None and self._is_lost)
        is_filling = own is None or self._is_changing
        # Before it is read there is no card to change: no key goes into a form that then goes.
        is_own = self._is_read and contact is None
        self.own.setVisible(is_own and not is_filling)
        self.form.setVisible(is_own and is_filling)
        if contact is not None:
            found = self._known.standings[contact.card.fingerprint]
            self.office.show_contact(contact, found)
        elif own is not None:
            self.own.show_card(own, self._known.code, self._known.old_until)
            self.own.show_numerals([own, *(c.card for c in self._known.offices)])
            self.own.warn(self._known.standings.get(own.fingerprint))

    def _opened(self) -> Contact | None:
        known = self._known.offices
        return next((c for c in known if c.card.fingerprint == self._wanted), None)

    def _on_opened(self, key: str) -> None:
        self._wanted = key
        self._is_lost = False
        self.code.put_away()
        self._show()

    def _on_loss_asked(self) -> None:
        work = partial(_concerned, self._profile, Fingerprint(self._wanted))
        self._surroundings.run(work, self._on_concerned)

    def _on_concerned(self, concerned: object) -> None:
        contact = self._opened()
        if contact is not None:
            self._is_lost = True
            self.loss.show_loss(contact, cast("Concerned", concerned))
            self._show()
            self.loss.back.setFocus()

    def _on_loss_left(self) -> None:
        self._is_lost = False
        self._show()
        self.office.lost.setFocus()

    def _on_change_asked(self) -> None:
        self._is_changing = True
        self.form.show_card(self._known.own)
        self._show()
        self.form.name.setFocus()

    def _on_form_left(self) -> None:
        self._is_changing = False
        self._show()
        self.own.change.setFocus()

    def _on_filled(self, office: object) -> None:
        work = partial(_make_own, self._profile, cast("OwnOffice", office))
        self._surroundings.run(work, self._on_made)

    def _on_keys_asked(self) -> None:
        self._surroundings.run(partial(_replace_keys, self._profile), self._on_replaced)

    def _on_replaced(self, known: object) -> None:
        self._on_read(known)
        self.own.tell(M("The new card is made. Save its file and give it to every office."))
        self.own.save.setFocus()

    def _on_made(self, known: object) -> None:
        self._is_changing = False
        self._on_read(known)
        self.own.save.setFocus()

    def _on_save_asked(self) -> None:
        request = FileRequest(
            pick=Pick.NEW_FILE,
            title=M("Where to save your card file"),
            name=f"contact{CARD_SUFFIX}",
        )
        self._surroundings.files.ask(request, self.window(), self._on_save_chosen)

    def _on_print_asked(self) -> None:
        request = FileRequest(
            pick=Pick.NEW_FILE,
            title=M("Where shall the card go?"),
            suffixes=(".pdf",),
            name="card.pdf",
        )
        self._surroundings.files.ask(request, self.window(), self._on_print_chosen)

    def _on_print_chosen(self, path: object) -> None:
        tag = self.language.language.tag
        work = partial(_print_own, self._contacts, cast("Path", path), tag)
        self._surroundings.run(work, self._on_printed)

    def _on_printed(self, path: object) -> None:
        name = cast("Path", path).name
        self.own.tell(
            M("The card is in {file}. Print it, and give it from hand to hand.", file=name)
        )

    def _on_save_chosen(self, path: object) -> None:
        work = partial(_save_own, self._contacts, cast("Path", path))
        self._surroundings.run(work, self._on_saved)

    def _on_saved(self, path: object) -> None:
        name = cast("Path", path).name
        self.own.tell(M("Saved as {file}. Give it to the offices you work with.", file=name))

    def _on_add(self) -> None:
        self.problem.show_caution(None)
        request = FileRequest(pick=Pick.FILE, title=M("The card file of another office"))
        self._surroundings.files.ask(request, self.window(), self._on_add_chosen)

    def _on_add_chosen(self, path: object) -> None:
        work = partial(_add, self._contacts, cast("Path", path))
        self._surroundings.run(work, self._on_added, self._on_not_added)

    def _on_added(self, contact: object) -> None:
        self._wanted = cast("Contact", contact).card.fingerprint
        self.refresh()

    def _on_code_begun(self) -> None:
        self.problem.show_caution(None)

    def _on_code_found(self, contact: object) -> None:
        self._on_opened(cast("Contact", contact).card.fingerprint)
        self._show_rows()

    def _on_not_shown(self) -> None:
        self.office.tell(M("Then it proves nothing. Compare the digits with them instead."))
        self.code.from_file.setFocus()

    def _on_not_added(self, error: Exception) -> None:
        if isinstance(error, IntakeError):
            self.problem.show_caution(told(error))
        else:
            self._surroundings.problems.show_problem(error)

    def _on_compared(self, fingerprint: str, digits: str, how: object, said_by: object) -> None:
        heard = (digits, cast("Checked", how), cast("SaidBy", said_by))
        contacts, key = self._contacts, Fingerprint(fingerprint)
        self._surroundings.run(
            lambda _: contacts.verify(key, *heard), self._on_verified, self._on_not_verified
        )

    def _on_verified(self, _nothing: object) -> None:
        self.office.tell(None)
        # What was pressed goes away; left alone, the focus would go to Cover.
        for row in self.rows.rows():
            if row.isChecked():
                row.setFocus()
        self.refresh()

    def _on_not_verified(self, error: Exception) -> None:
        if isinstance(error, IntakeError):
            self.office.tell(told(error))
        else:
            self._surroundings.problems.show_problem(error)


def _read(profile: OpenProfile, _progress: Progress) -> _Known:
    contacts = profile.contacts
    return _Known(
        own=contacts.own(),
        offices=contacts.all(),
        standings=profile.trust.standings(),
        code=contacts.own_code(),
        old_until=profile.own_keys.overlap_ends(),
    )


def _concerned(profile: OpenProfile, card: Fingerprint, _progress: Progress) -> Concerned:
    return profile.contacts.concerned_by_loss(card)


def _make_own(profile: OpenProfile, office: OwnOffice, progress: Progress) -> _Known:
    profile.contacts.make_own(office)
    return _read(profile, progress)


def _replace_keys(profile: OpenProfile, progress: Progress) -> _Known:
    profile.own_keys.replace()
    return _read(profile, progress)


def _save_own(contacts: Contacts, path: Path, _progress: Progress) -> Path:
    try:
        path.write_bytes(contacts.own_file())
    except OSError:
        raise FolderReadOnlyError from None
    return path


def _print_own(contacts: Contacts, path: Path, tag: str, _progress: Progress) -> Path:
    return write_sheet(path, contacts.own_sheet(tag))


def _add(contacts: Contacts, path: Path, _progress: Progress) -> Contact:
    return contacts.add_file(path)
