"""Referral files: who may receive what, exactly what leaves, making and sending it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from intake_app.domain.consent import (
    ConsentKind,
    ConsentRecord,
    Manner,
    moment_after,
    still_holds,
)
from intake_app.domain.errors import CardError, ConsentMissingError, PacketError
from intake_app.domain.ids import ID_LENGTH, ConsentId
from intake_app.domain.message import M
from intake_app.domain.packet import Direction, PacketKind, Status
from intake_app.domain.referral import HELP_AS_NEEDED
from intake_app.domain.sharing import Output, SharingScope, groups_for
from intake_app.exchange.folder import FolderMailbox
from intake_app.packet.body import referral_bytes
from intake_app.services.disclosure import disclose, grouped
from intake_app.services.holders import consent_of, settle_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from intake_app.domain.case import Case
    from intake_app.domain.consent import TextOfRecord
    from intake_app.domain.contact import Card, Contact
    from intake_app.domain.form import QuestionView
    from intake_app.domain.ids import CaseId, Fingerprint, PacketId
    from intake_app.domain.packet import PacketRecord
    from intake_app.domain.referral import Referral
    from intake_app.domain.repositories import Unit
    from intake_app.services.contacts import Contacts
    from intake_app.services.disclosure import CaseContents, Receiver
    from intake_app.services.handed_over import WithoutCard
    from intake_app.services.ledger import Ledger
    from intake_app.services.outbox import Outbox
    from intake_app.services.workplace import Workplace

DEFAULT_PERIOD = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One field group as it is read out: what the receiver asks for, what there is of it.

    Attributes:
        asked_for: Whether the receiver's card asks for it.
        questions: The answered questions that would leave with it.
    """

    group: str
    asked_for: bool
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the person can choose from for one receiver; nothing is ticked.

    Attributes:
        until: The end of the period offered (90 days).
    """

    case: Case
    receiver: Contact | WithoutCard
    lines: tuple[Line, ...]
    scope: SharingScope


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Exactly what leaves, and the very bytes that stand in the signed manifest."""

    body: bytes
    referral: Referral


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A referral and where it stands."""

    record: PacketRecord
    receiver: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCopy:
    """A referral as it is printed.

    Attributes:
        languages: BCP 47 tags to print in: the person's, ours, the receiver's.
    """

    referral: Referral
    made: datetime
    sender: str
    languages: tuple[str, ...]


class Referrals:
    """Referrals of one open profile. The methods block; call them off the screen's thread."""

    def __init__(
        self, place: Workplace, contacts: Contacts, ledger: Ledger, outbox: Outbox
    ) -> None:
        self._place = place
        self._contacts = contacts
        self._ledger = ledger
        self._outbox = outbox

    def draft(
        self, case_id: CaseId, receiver: Contact | WithoutCard, shown: Sequence[str] = ()
    ) -> Draft:
        """Return the lines to read out with the person, in the receiver's order of need.

        Args:
            case_id: Whose referral it is.
            receiver: The office it is for.
            shown: Tags of languages to read the lines in, besides those of the conversation.
        """
        contents = self._place.read_case(case_id)
        languages = tuple(dict.fromkeys((*contents.interview.languages, *shown)))
        allowed = groups_for(contents.case.age, Output.FULL)
        found = grouped(contents, languages)
        lines = tuple(
            Line(
                group=group,
                asked_for=group in receiver.card.needs,
                questions=tuple(found[group]),
            )
            for group in allowed
            if found[group] or group in receiver.card.needs or group in {"people", "languages"}
        )
        scope = SharingScope(
            recipient=receiver.card.fingerprint,
            recipient_name=receiver.card.name,
            groups=(),
            purpose=HELP_AS_NEEDED,
            until=self._place.clock.now() + DEFAULT_PERIOD,
        )
        return Draft(case=contents.case, receiver=receiver, lines=lines, scope=scope)

    def preview(
        self, case_id: CaseId, receiver: Contact | WithoutCard, scope: SharingScope
    ) -> Preview:
        """Return exactly what would leave if the person agreed to `scope` now.

        It is built by the same way as the packet, from a ledger with that one
        agreement added and not stored.
        """
        contents = self._place.read_case(case_id)
        imagined = ConsentRecord(
            id=ConsentId("0" * ID_LENGTH),
            case_id=case_id,
            kind=ConsentKind.SHARING,
            at=self._place.clock.now(),
            manner=Manner.VOICE,
            text=contents.consents[0].text,
            scope=scope,
        )
        with_it = replace(contents, consents=(*contents.consents, imagined))
        referral = self._disclose(with_it, receiver.card)
        return Preview(body=referral_bytes(referral), referral=referral)

    def agree(
        self,
        case_id: CaseId,
        scope: SharingScope,
        manner: Manner,
        text: TextOfRecord,
    ) -> ConsentRecord:
        """Write the person's agreement to share into the ledger.

        Raises:
            ConsentMissingError: Nothing was agreed to, or the case does not
                allow one of the groups (child defaults).
        """
        contents = self._place.read_case(case_id)
        allowed = groups_for(contents.case.age, scope.output)
        if not scope.groups or not set(scope.groups) <= set(allowed):
            raise ConsentMissingError
        record = self._ledger.sign(
            case_id,
            ConsentKind.SHARING,
            at=moment_after(contents.consents, self._place.clock.now()),
            scope=scope,
            manner=manner,
            text=text,
        )
        own = self._place.vault.signer.fingerprint

        def work(unit: Unit) -> None:
            self._ledger.append(unit, record)
            records = unit.consents.of_case(case_id)
            settle_files(unit, case_id, own, records=records, at=record.at)

        self._place.do(work)
        return record

    def make(self, case_id: CaseId, receiver: Contact) -> PacketRecord:
        """Seal the referral that the ledger allows, and keep it ready to send.

        Raises:
            ConsentMissingError: No agreement in force names this receiver.
            CardError: The receiver's card has expired.
        """
        if receiver.card.expires <= self._place.clock.now():
            raise CardError(M("The card of this office has expired."))
        contents = self._place.read_case(case_id)
        body = self._disclose(contents, receiver.card)
        return self._outbox.seal(PacketKind.REFERRAL, body, receiver.card, case_id=case_id)

    def send(self, packet_id: PacketId, folder: Path) -> Path:
        """Put the sealed file into its mailbox under `folder` and read it back.

        Returns:
            The file's path. Sending again writes the same bytes.

        Raises:
            ConsentMissingError: The person took the agreement back, or narrowed it.
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: The stick is full.
        """
        record = self._record(packet_id)
        receiver = self._card(record.peer)
        self._place.do(lambda unit: self._check_agreed(unit, record))
        mailbox = FolderMailbox(folder, receiver.mailbox)
        mailbox.put(record.sealed_name, record.sealed)

        def work(unit: Unit) -> None:
            self._check_agreed(unit, record)
            unit.audit.append("sent", packet_id)
            current = unit.packets.get(packet_id)
            if current is not None and current.status is Status.MADE:
                unit.packets.set_status(packet_id, Status.SENT)

        try:
            self._place.do(work)
        except ConsentMissingError:  # taken back while it was being written
            mailbox.drop(record.sealed_name)
            raise
        return folder / receiver.mailbox / record.sealed_name

    def sent(self, case_id: CaseId | None = None) -> Sequence[Sent]:
        """Return the referrals made, newest first, with the name of their receiver."""

        def work(unit: Unit) -> Sequence[Sent]:
            records = unit.packets.find(
                direction=Direction.OUT, kind=PacketKind.REFERRAL, case_id=case_id
            )
            names = {c.card.fingerprint: c.card.name for c in unit.contacts.all()}
            return [Sent(record=r, receiver=names.get(r.peer, "")) for r in records]

        return self._place.do(work)

    def paper_copy(self, case_id: CaseId, receiver: Contact) -> PaperCopy:
        """Return what the person's paper says: the same as leaves, in their language too.

        Raises:
            ConsentMissingError: No agreement in force names this receiver.
        """
        contents = self._place.read_case(case_id)
        own = self._contacts.own()
        person_first = tuple(reversed(contents.interview.languages))
        return PaperCopy(
            referral=self._disclose(contents, receiver.card, for_person=True),
            made=self._place.clock.now(),
            sender=own.name if own is not None else "",
            languages=tuple(dict.fromkeys((*person_first, *receiver.card.languages))),
        )

    def _disclose(
        self, contents: CaseContents, receiver: Receiver, *, for_person: bool = False
    ) -> Referral:
        own = self._contacts.own()
        return disclose(
            contents,
            receiver,
            at=self._place.clock.now(),
            answer_to=own.answer_to if own is not None else "",
            for_person=for_person,
        )

    def _check_agreed(self, unit: Unit, record: PacketRecord) -> None:
        """Read the ledger again before anything leaves."""
        if record.case_id is None:
            return
        consent_id = consent_of(record, self._place.vault.signer.fingerprint)
        records = unit.consents.of_case(record.case_id)
        if not still_holds(records, consent_id, at=self._place.clock.now()):
            raise ConsentMissingError(
                M("The person has taken this back: the file does not leave."),
                hint=M("Ask first, write down what was agreed, and make the file again."),
            )

    def _record(self, packet_id: PacketId) -> PacketRecord:
        record = self._place.do(lambda unit: unit.packets.get(packet_id))
        if record is None or not record.sealed:
            raise PacketError(M("This referral file is no longer here."))
        return record

    def _card(self, fingerprint: Fingerprint) -> Card:
        contact = self._place.do(lambda unit: unit.contacts.get(fingerprint))
        if contact is None:
            raise CardError(M("You do not have this card."))
        return contact.card
