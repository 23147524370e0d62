"""Referral files: who may receive what, exactly what leaves, making and sending it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from intake_app.domain.case import INTERPRETING
from intake_app.domain.consent import (
    BY_WORKER,
    ConsentKind,
    ConsentRecord,
    Manner,
    moment_after,
    still_holds,
)
from intake_app.domain.errors import (
    CardError,
    ConsentMissingError,
    DiskFullError,
    PacketError,
)
from intake_app.domain.ids import ID_LENGTH, ConsentId
from intake_app.domain.message import M
from intake_app.domain.packet import REFERRED, Direction, PacketKind, Status
from intake_app.domain.referral import HELP_AS_NEEDED
from intake_app.domain.sharing import Output, SharingScope, groups_for
from intake_app.exchange.folder import FolderMailbox
from intake_app.packet.body import referral_bytes
from intake_app.services.agreement import text_of_record
from intake_app.services.disclosure import disclose, grouped
from intake_app.services.holders import consent_of, end_what_is_over
from intake_app.services.sharing import Sharing
from intake_app.services.trust import refuse_revoked_receiver
from intake_app.services.updates import to_update

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
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
    from intake_app.domain.sharing import OtherGround
    from intake_app.services.contacts import Contacts
    from intake_app.services.disclosure import CaseContents, OpenField, Receiver
    from intake_app.services.handed_over import WithoutCard
    from intake_app.services.ledger import Ledger
    from intake_app.services.outbox import Outbox
    from intake_app.services.workplace import Workplace

DEFAULT_PERIOD = timedelta(days=90)


def _taken_back() -> ConsentMissingError:
    return ConsentMissingError(
        M("The person has taken this back, or its time is over: the file does not leave."),
        hint=M("Ask first, write down what was agreed, and make the file again."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One field group as it is read out: what the receiver asks for, what there is of it.

    Attributes:
        asked_for: Whether the receiver's card asks for it.
        fields: The answered questions that could leave with it.
    """

    group: str
    asked_for: bool
    fields: tuple[OpenField, ...]

    @property
    def questions(self) -> tuple[QuestionView, ...]:
        """The questions alone."""
        return tuple(field.view for field in self.fields)

    def under(self, output: Output) -> Line:
        """Return what of it can stand in an output."""
        return replace(self, fields=tuple(f for f in self.fields if f.is_in(output)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the person can choose from for one receiver; nothing is ticked.

    Attributes:
        scope: What is offered: nothing, until the end of a period (90 days).
        interpreter: The alias of who carries the words between us, or "".
    """

    case: Case
    receiver: Contact | WithoutCard
    lines: tuple[Line, ...]
    scope: SharingScope
    interpreter: str = ""

    def text(self, languages: Sequence[str]) -> TextOfRecord:
        """Return the wording that was explained, and by whom, in a talk in `languages`."""
        who = self.interpreter
        return text_of_record(languages, rendered_by=who, explained_by=who or BY_WORKER)

    def whole(self, groups: Iterable[str]) -> SharingScope:
        """Return the scope in which everything of these groups is agreed to, also on its own."""
        chosen = tuple(groups)
        ticks = tuple(
            field.tick(ticked=True)
            for line in self.lines
            for field in line.fields
            if line.group in chosen and field.is_most_sensitive
        )
        return replace(self.scope, groups=chosen, fields=ticks)


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
        self._sharing = Sharing(place, ledger)
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
                fields=tuple(found[group]),
            )
            for group in allowed
            if found[group] or group in receiver.card.needs or group in {"people", "languages"}
        )
        scope = SharingScope(
            recipient=receiver.card.fingerprint,
            recipient_name=receiver.card.name,
            groups=(),
            purpose=HELP_AS_NEEDED,
            until=moment_after(contents.consents, self._place.clock.now()) + DEFAULT_PERIOD,
        )
        present = (p.alias for p in contents.interview.participants if p.role in INTERPRETING)
        return Draft(
            case=contents.case,
            receiver=receiver,
            lines=lines,
            scope=scope,
            interpreter=next(present, ""),
        )

    def preview(
        self,
        case_id: CaseId,
        receiver: Contact | WithoutCard,
        scope: SharingScope,
        ground: OtherGround | None = None,
    ) -> Preview:
        """Return exactly what would leave if the person agreed to `scope` now.

        It is built by the same way as the packet, from a ledger with that one
        agreement, or that one decision, added and not stored.
        """
        contents = self._place.read_case(case_id)
        imagined = ConsentRecord(
            id=ConsentId("0" * ID_LENGTH),
            case_id=case_id,
            kind=ConsentKind.SHARING,
            at=moment_after(contents.consents, self._place.clock.now()),
            manner=Manner.VOICE,
            text=contents.consents[0].text,
            scope=scope,
            ground=ground,
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
        record = self._sharing.agreed(self._place.read_case(case_id), scope, manner, text)
        self._place.do(lambda unit: self._sharing.keep(unit, record))
        return record

    def share_without_consent(
        self, case_id: CaseId, scope: SharingScope, ground: OtherGround
    ) -> ConsentRecord:
        """Write into the ledger that something leaves which the person did not agree to.

        The least leaves (`sharing.MINIMUM`), unless the decider gives a reason for more.

        Raises:
            GroundMissingError: What must be said of it is not said.
            ConsentMissingError: One of the groups may not leave, whoever decides.
        """
        record = self._sharing.decided(self._place.read_case(case_id), scope, ground)
        self._place.do(lambda unit: self._sharing.keep(unit, record))
        return record

    def make(self, case_id: CaseId, receiver: Contact, *, in_place: bool = False) -> PacketRecord:
        """Seal the referral that the ledger allows, and keep it ready to send.

        Args:
            case_id: Whose referral it is.
            receiver: The office it is for.
            in_place: Whether it stands in place of what the receiver has (`to_update`).

        Raises:
            ConsentMissingError: No agreement in force names this receiver.
            CardError: The receiver's card has expired.
        """
        if receiver.card.expires <= self._place.clock.now():
            raise CardError(M("The card of this office has expired."))
        contents = self._place.read_case(case_id)
        body = self._disclose(contents, receiver.card)
        find = partial(to_update, case_id=case_id, receiver=receiver, body=body)
        supersedes = self._place.do(find) if in_place else None
        return self._outbox.seal(
            PacketKind.REFERRAL if supersedes is None else PacketKind.UPDATE,
            replace(body, supersedes=supersedes),
            receiver.card,
            case_id=case_id,
            in_reply_to=supersedes,
        )

    def send(self, packet_id: PacketId, folder: Path) -> Path:
        """Put the sealed file into its mailbox under `folder` and read it back.

        Returns:
            The file's path. Sending again writes the same bytes.

        Raises:
            ConsentMissingError: The person took the agreement back, or narrowed it.
            CardError: The receiver's card was taken back since the file was made.
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: The stick is full.
        """
        record = self._record(packet_id)
        receiver = self._card(record.peer)
        self._check_agreed(record)
        mailbox = FolderMailbox(folder, receiver.mailbox)
        mailbox.put(record.sealed_name, record.sealed)

        def work(unit: Unit) -> bool:
            if not self._is_agreed(unit, record):
                return False
            unit.audit.append("sent", packet_id)
            current = unit.packets.get(packet_id)
            if current is not None and current.status is Status.MADE:
                unit.packets.set_status(packet_id, Status.SENT)
            return True

        if not self._place.do(work):  # taken back while it was being written
            mailbox.drop(record.sealed_name)
            raise _taken_back()
        return folder / receiver.mailbox / record.sealed_name

    def sent(self, case_id: CaseId | None = None) -> Sequence[Sent]:
        """Return the referrals made, newest first, with the name of their receiver."""
        with contextlib.suppress(DiskFullError):  # what is over leaves as little without it
            self._place.do(lambda unit: self._end_what_is_over(unit, case_id))

        def work(unit: Unit) -> Sequence[Sent]:
            found = [
                record
                for kind in REFERRED
                for record in unit.packets.find(direction=Direction.OUT, kind=kind, case_id=case_id)
            ]
            records = sorted(found, key=lambda record: record.at, reverse=True)
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

    def _check_agreed(self, record: PacketRecord) -> None:
        """Read the ledger again before anything leaves, and whether its receiver still counts."""
        now = self._place.clock.now()
        self._place.do(lambda unit: refuse_revoked_receiver(unit, record.peer, now))
        if not self._place.do(lambda unit: self._is_agreed(unit, record)):
            raise _taken_back()

    def _is_agreed(self, unit: Unit, record: PacketRecord) -> bool:
        """Whether a file may still leave; one whose period is over is kept back for good."""
        if record.case_id is None:
            return True
        self._end_what_is_over(unit, record.case_id)
        consent_id = consent_of(record)
        records = unit.consents.of_case(record.case_id)
        return still_holds(records, consent_id, at=self._place.clock.now())

    def _end_what_is_over(self, unit: Unit, case_id: CaseId | None) -> None:
        now = self._place.clock.now()
        end_what_is_over(unit, self._ledger, now=now, case_id=case_id)

    def _record(self, packet_id: PacketId) -> PacketRecord:
        record = self._place.do(lambda unit: unit.packets.get(packet_id))
        if record is None or not record.sealed or record.kind not in REFERRED:
            raise PacketError(M("This referral file is no longer here."))
        return record

    def _card(self, fingerprint: Fingerprint) -> Card:
        contact = self._place.do(lambda unit: unit.contacts.get(fingerprint))
        if contact is None:
            raise CardError(M("You do not have this card."))
        return contact.card
