"""What the person takes along: made when they choose it, written down before it is handed out.

What was made is kept, and when; where it is kept is not. With a child it is made
together with the adult who is responsible for them, or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import StoreError, UsageError
from intake_app.domain.ids import show_code
from intake_app.domain.message import M
from intake_app.domain.own_copy import LONGEST, AppointmentCard, CopyKind, Mark
from intake_app.domain.remark import RemarkKind
from intake_app.i18n.catalog import Catalog
from intake_app.report.locked_note import locked_note
from intake_app.sealing import age
from intake_app.services.own_copy_record import ADULT, copies_among
from intake_app.services.passphrases import as_secret, offer_passphrase

if TYPE_CHECKING:
    from intake_app.domain.case import Case
    from intake_app.domain.ids import CaseId
    from intake_app.domain.own_copy import GivenCopy
    from intake_app.domain.repositories import Unit
    from intake_app.services.my_information import MyInformationDesk
    from intake_app.services.remarks import Remarking
    from intake_app.services.workplace import Workplace

_READ_EVERYWHERE: Final = "en"
"""The language of the note beside the person's own: whoever helps to open it may read that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedCopy:
    """A file that six words open, and the words; the words are kept nowhere.

    Attributes:
        file: An age file (a public format) with the readable copy, a PDF, in it.
        note: How to open it with a public program, to lie beside the file.
    """

    file: bytes
    note: bytes
    passphrase: str


class OwnCopies:
    """Copies for the person in one open profile. The methods block."""

    def __init__(self, place: Workplace, desk: MyInformationDesk, remarking: Remarking) -> None:
        self._place = place
        self._desk = desk
        self._remarking = remarking

    def given(self, case_id: CaseId) -> tuple[GivenCopy, ...]:
        """Return what was made for the person, oldest first."""
        return copies_among(self._place.do(lambda unit: unit.remarks.of_case(case_id)))

    def card(
        self, case_id: CaseId, card: AppointmentCard, tag: str, *, with_adult: bool = False
    ) -> bytes:
        """Return a neutral card as a PDF in one language, and write down that it was made.

        Raises:
            RuntimeError: There is no `QGuiApplication`, which setting text needs.
            UsageError: Nothing would stand on it, no phrase was agreed, or it is for a
                child without the adult.
            StoreError: It could not be written down; then there is no card.
        """
        from intake_app.report.own_card import own_card_pdf  # noqa: PLC0415 - not at start

        card = _cut(card)
        if card.is_empty:
            raise UsageError(M("Write something on the card first."))
        case = self._allowed(case_id, with_adult=with_adult)
        pdf = own_card_pdf(card, self._mark(case, card.mark), Catalog(tag))
        self._write_down(case_id, CopyKind.CARD, with_adult=with_adult)
        return pdf

    def readable(self, case_id: CaseId, tag: str, *, with_adult: bool = False) -> bytes:
        """Return what is written as a PDF in the person's language, and write that down.

        Raises:
            RuntimeError: There is no `QGuiApplication`, which setting text needs.
            UsageError: It is for a child without the adult.
            StoreError: It could not be written down; then there is no copy.
        """
        self._allowed(case_id, with_adult=with_adult)
        pdf = self._desk.pdf(case_id, tag)
        self._write_down(case_id, CopyKind.READABLE, with_adult=with_adult)
        return pdf

    def locked(
        self, case_id: CaseId, tag: str, name: str, *, with_adult: bool = False
    ) -> LockedCopy:
        """Return the same, locked with six words that are drawn for the person.

        Args:
            case_id: Whose copy.
            tag: BCP 47 tag of the copy's language.
            name: The name that the file will have; the note names it.
            with_adult: Whether the adult who is responsible for a child is there.

        Raises:
            RuntimeError: There is no `QGuiApplication`, which setting text needs.
            UsageError: It is for a child without the adult.
            StoreError: It could not be written down; then there is no file.
        """
        self._allowed(case_id, with_adult=with_adult)
        pdf, words = self._desk.pdf(case_id, tag), offer_passphrase(self._place.random)
        sealed = BytesIO()
        age.encrypt([age.Passphrase(as_secret(words))], BytesIO(pdf), sealed)
        catalogs = [Catalog(each) for each in dict.fromkeys((tag, _READ_EVERYWHERE))]
        self._write_down(case_id, CopyKind.LOCKED, with_adult=with_adult)
        return LockedCopy(
            file=sealed.getvalue(), note=locked_note(name, catalogs), passphrase=words
        )

    def nothing(self, case_id: CaseId) -> None:
        """Write down that nothing can be carried safely.

        Raises:
            StoreError: It could not be written down.
        """
        self._write_down(case_id, CopyKind.NOTHING, with_adult=False)

    # -- within ------------------------------------------------------------------

    def _allowed(self, case_id: CaseId, *, with_adult: bool) -> Case:
        case = self._place.do(lambda unit: unit.cases.get(case_id))
        if case is None or case.erased_at is not None:
            raise StoreError(M("This person is no longer here."), hint=None)
        if case.age.is_protected and not with_adult:
            raise UsageError(
                M("This is made only together with the adult who is responsible for the child.")
            )
        return case

    def _mark(self, case: Case, mark: Mark) -> str:
        if mark is Mark.NUMBER:
            return show_code(case.code)
        if mark is Mark.NONE:
            return ""

        def phrase(unit: Unit) -> str:
            words = unit.safe_words.get(case.id)
            return words.phrase if words is not None else ""

        found = self._place.do(phrase)
        if not found:
            raise UsageError(M("No phrase was agreed with this person."))
        return found

    def _write_down(self, case_id: CaseId, kind: CopyKind, *, with_adult: bool) -> None:
        subject = ADULT if with_adult else ""
        self._remarking.add(case_id, RemarkKind.OWN_COPY, subject, kind.value, action="own-copy")


def _cut(card: AppointmentCard) -> AppointmentCard:
    name, phone, when = (" ".join(w.split())[:LONGEST] for w in (card.name, card.phone, card.when))
    return AppointmentCard(name=name, phone=phone, when=when, mark=card.mark)
