"""Referring on what an office has, within what the person agreed to, and taking it back again.

docs/formats/packet.md, "Passed on". Whoever passes something on decides nothing anew:
purpose, period and wall are those it came with, it goes on once, and what is taken back
from the office between is taken back from whoever has it through that office.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from intake_app.domain.case import AgeBranch
from intake_app.domain.errors import CardError, ConsentMissingError, IntakeError, PacketError
from intake_app.domain.message import M
from intake_app.domain.packet import REFERRALS, Direction, PacketKind, Status
from intake_app.domain.referral import (
    FIELD_GROUPS,
    Origin,
    Referral,
    SharedGroup,
    SharingBasis,
    may_stand_outside,
)
from intake_app.packet.body import referral_bytes
from intake_app.packet.inner import read_inside
from intake_app.packet.lines import one_line
from intake_app.packet.opening import reopen
from intake_app.services.authorities import is_authority
from intake_app.services.courses import Courses
from intake_app.services.passed_on import PassedOn, forwards_of, passed_as, take_back
from intake_app.services.referrals import Preview
from intake_app.services.trust import is_same_office, latest
from intake_app.services.updates import standing_before

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime, timedelta

    from intake_app.domain.contact import Contact
    from intake_app.domain.ids import PacketId
    from intake_app.domain.packet import PacketRecord
    from intake_app.domain.repositories import Unit
    from intake_app.services.contacts import Contacts
    from intake_app.services.outbox import Outbox
    from intake_app.services.workplace import Workplace

_OPENED: Final = frozenset({Status.ACCEPTED, Status.THERE, Status.CLOSED})
MOST_OFFICE: Final = 100
"""Characters of the name of the office that something comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Whether and how a referral may be passed on.

    Attributes:
        refusal: Why it may not, or None.
        groups: Field groups of which something may go on that stands inside; what a desk
            decides on goes on in any case.
        receivers: The offices it may go to; of one that stands behind the wall it is asked.
        is_walled: Whether it is not for police or immigration.
        passed: What went on, newest first.
    """

    packet_id: PacketId
    refusal: IntakeError | None
    groups: tuple[str, ...] = ()
    receivers: tuple[Contact, ...] = ()
    is_walled: bool = False
    passed: tuple[PassedOn, ...] = ()


class PassingOn:
    """Referring on in one open profile. The methods block; call them off the screen's thread."""

    def __init__(self, place: Workplace, contacts: Contacts, outbox: Outbox) -> None:
        self._place = place
        self._contacts = contacts
        self._outbox = outbox

    def offer(self, packet_id: PacketId) -> Offer:
        """Return whether a referral that came in may be passed on, to whom, and what of it."""
        known = self._contacts.all()

        def work(unit: Unit) -> Offer:
            made = [f for of in standing_before(unit, packet_id) for f in forwards_of(unit, of)]
            passed = tuple(passed_as(unit, record) for record in made)
            try:
                record, referral = self._source(unit, packet_id)
            except IntakeError as error:
                return Offer(packet_id=packet_id, refusal=error, passed=passed)
            walled, now = referral.terms.no_authorities, self._place.clock.now()
            receivers = [
                contact
                for contact in known
                if contact.card.expires > now
                and not is_same_office(unit, contact.card.fingerprint, record.peer)
                and not (walled and is_authority(unit, contact.card.fingerprint))
            ]
            return Offer(
                packet_id=packet_id,
                refusal=None,
                groups=_groups(referral),
                receivers=tuple(receivers),
                is_walled=walled,
                passed=passed,
            )

        return self._place.do(work)

    def preview(self, packet_id: PacketId, groups: Collection[str]) -> Preview:
        """Return exactly what would go on with these groups.

        Raises:
            PacketError: It may not be passed on.
            ConsentMissingError: One of the groups may not.
        """

        def work(unit: Unit) -> Referral:
            return self._body(unit, *self._source(unit, packet_id), groups)

        body = self._place.do(work)
        return Preview(body=referral_bytes(body), referral=body)

    def make(self, packet_id: PacketId, receiver: Contact, groups: Collection[str]) -> PacketRecord:
        """Seal for `receiver` what of a referral may go on; it leaves with the next stick.

        Raises:
            PacketError: It may not be passed on, or not to this office.
            ConsentMissingError: One of the groups may not.
            CardError: The receiver's card has expired, or was taken back.
            PartnershipError: It needs an agreement between the organisations, and none covers it.
        """

        def work(unit: Unit) -> PacketRecord:
            record, referral = self._source(unit, packet_id)
            body = self._body(unit, record, referral, groups)
            self._refuse_receiver(unit, record, referral, receiver)
            self._take_earlier_back(unit, packet_id, receiver)
            unit.audit.append("passed-on", packet_id, {"to": receiver.card.fingerprint})
            return self._outbox.seal_within(
                unit, PacketKind.PASSED_ON, body, receiver.card, kept_under=packet_id
            )

        return self._place.do(work)

    def taken_back(self, stays: timedelta) -> Sequence[PassedOn]:
        """Return what was passed on from here and is taken back, newest first.

        It stays until the office that has it answers, and for a while (`stays`) after that,
        also when what it came from is erased here.
        """
        now = self._place.clock.now()

        def work(unit: Unit) -> Sequence[PassedOn]:
            made = unit.packets.find(direction=Direction.OUT, kind=PacketKind.PASSED_ON)
            passed = [passed_as(unit, record) for record in made]
            return [
                each
                for each in passed
                if each.notice is not None
                and (each.answer is None or now - each.answer.at <= stays)
            ]

        return self._place.do(work)

    # -- within --------------------------------------------------------------------

    def _take_earlier_back(self, unit: Unit, packet_id: PacketId, receiver: Contact) -> None:
        """Call back what this office got before: nothing is updated, it is made anew."""
        for of in standing_before(unit, packet_id):
            earlier = [
                record
                for record in forwards_of(unit, of)
                if is_same_office(unit, record.peer, receiver.card.fingerprint)
            ]
            for record in earlier:
                take_back(unit, self._outbox, record, PacketKind.RECALL)

    def _source(self, unit: Unit, packet_id: PacketId) -> tuple[PacketRecord, Referral]:
        """Return a referral that may be passed on, whole.

        Raises:
            PacketError: It may not.
        """
        record = unit.packets.get(packet_id)
        if (
            record is None
            or record.kind not in REFERRALS
            or record.direction is not Direction.IN
            or not record.envelope
        ):
            raise PacketError(M("This referral is no longer here."), hint=None)
        body = reopen(record.envelope, sender=record.peer, manifest_hash=record.manifest_hash).body
        if not isinstance(body, Referral):
            raise PacketError
        _refuse_unagreed(record, body, now=self._place.clock.now())
        course = Courses(unit).of(record)
        if course.is_taken_back or course.updates:
            raise PacketError(
                M("This does not count any more: it was taken back, or changed."), hint=None
            )
        if record.status not in _OPENED or (body.inner is not None and not record.inside):
            raise PacketError(M("This referral was not accepted yet."), hint=M("Accept it first."))
        if body.inner is not None:
            body = body.with_inside(read_inside(record.inside, body.inner))
        return record, body

    def _body(
        self, unit: Unit, record: PacketRecord, referral: Referral, groups: Collection[str]
    ) -> Referral:
        """Return what goes on: what stands outside, and these groups of what stands inside."""
        if not set(groups) <= set(_groups(referral)):
            raise ConsentMissingError(
                M("This may not be passed on: it was not agreed, or a child needs more care."),
                hint=M("Ask the office that it came from."),
            )
        chosen = tuple(
            SharedGroup(
                group=group.group,
                answers=tuple(
                    answer
                    for answer in group.answers
                    if group.group in groups or may_stand_outside(group.group, answer)
                ),
            )
            for group in referral.groups
        )
        own, sender = self._own_line(unit), unit.contacts.get(latest(unit, record.peer))
        name = one_line(sender.card.name)[:MOST_OFFICE] if sender is not None else ""
        kept = replace(
            referral,
            groups=tuple(group for group in chosen if group.answers),
            terms=replace(referral.terms, onward=False),
            answer_to=own,
            inner=None,
            phone_key=b"",
            supersedes=None,
            attachments=(),
            parts=(),
            origin=Origin(
                office=name or record.peer[:8],
                card=record.peer,
                packet=record.id,
                manifest_hash=record.manifest_hash,
            ),
        )
        return kept.with_used_forms()

    def _own_line(self, unit: Unit) -> str:
        own = unit.contacts.get(self._place.vault.signer.fingerprint)
        return own.card.answer_to if own is not None else ""

    def _refuse_receiver(
        self, unit: Unit, record: PacketRecord, referral: Referral, receiver: Contact
    ) -> None:
        office = receiver.card.fingerprint
        if receiver.card.expires <= self._place.clock.now():
            raise CardError(M("The card of this office has expired."))
        if is_same_office(unit, office, record.peer) or office in self._place.vault.fingerprints:
            raise PacketError(M("This office has it already."), hint=None)
        if referral.terms.no_authorities and is_authority(unit, office) is None:
            raise PacketError(
                M("Say first whether this office is police or immigration."),
                hint=M("The person does not want it to go there, also not passed on."),
            )


def _refuse_unagreed(record: PacketRecord, referral: Referral, *, now: datetime) -> None:
    terms = referral.terms
    if record.kind is PacketKind.PASSED_ON:
        raise PacketError(
            M("This was passed on to you, and is passed on once only."),
            hint=M("Ask the office that it comes from."),
        )
    if not terms.onward or terms.basis is not SharingBasis.CONSENT:
        raise PacketError(
            M("The person has not agreed that this is passed on."),
            hint=M("Ask the sender: they can ask the person, and refer to the other office."),
        )
    if terms.until <= now:
        raise PacketError(M("The time that was agreed is over."), hint=None)


def _groups(referral: Referral) -> tuple[str, ...]:
    """Return the groups of which something stands inside and may go on: never of a child."""
    if referral.age is not AgeBranch.ADULT:
        return ()
    inside = {group.group for group in referral.inside().groups}
    return tuple(group for group in FIELD_GROUPS if group in inside)
