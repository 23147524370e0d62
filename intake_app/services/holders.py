"""Who has something of a person, read from the ledger and from what really left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.consent import (
    ConsentKind,
    moment_after,
    over_at,
    scope_for,
    still_holds,
)
from intake_app.domain.ids import ConsentId
from intake_app.domain.my_information import Holder
from intake_app.domain.packet import LEFT, REFERRALS, Direction, PacketKind, Status
from intake_app.domain.packet_bodies import Reply
from intake_app.domain.packet_course import NOTICES
from intake_app.domain.referral import FIELD_GROUPS, Referral
from intake_app.packet.opening import reopen
from intake_app.services.notice_answers import answer_about, passed_on_to
from intake_app.services.trust import is_revoked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from intake_app.domain.consent import ConsentRecord
    from intake_app.domain.ids import CaseId, Fingerprint
    from intake_app.domain.packet import PacketRecord
    from intake_app.domain.repositories import Unit
    from intake_app.domain.sharing import SharingScope
    from intake_app.services.ledger import Ledger


def files_of(unit: Unit, case_id: CaseId) -> Sequence[PacketRecord]:
    """Return the referral files made about a person, newest first."""
    found = [
        file
        for kind in REFERRALS
        for file in unit.packets.find(direction=Direction.OUT, kind=kind, case_id=case_id)
    ]
    return sorted(found, key=lambda file: (file.at, file.seq), reverse=True)


def consent_of(file: PacketRecord) -> ConsentId:
    """Return the agreement that one of our own referral files was made under.

    Args:
        file: The file as it is kept.

    Raises:
        PacketError: The file is not as it was kept.
    """
    body = reopen(file.envelope, sender=None, manifest_hash=file.manifest_hash).body
    return ConsentId(body.terms.consent if isinstance(body, Referral) else "")


def notices_about(unit: Unit, file: PacketRecord) -> Sequence[PacketRecord]:
    """Return our notices that a file was taken back, but those that were not to leave."""
    found = unit.packets.find(direction=Direction.OUT, in_reply_to=file.id)
    return [notice for notice in found if notice.kind in NOTICES and not notice.is_kept_back]


def said_about(unit: Unit, file: PacketRecord) -> Sequence[PacketRecord]:
    """Return what we asked and answered about one of our own referral files."""
    about = [p for p in unit.packets.find(in_reply_to=file.id) if p.kind is PacketKind.QUESTION]
    replies = [r for one in about for r in unit.packets.find(in_reply_to=one.id)]
    return [p for p in (*about, *replies) if p.direction is Direction.OUT and p.sealed]


def may_leave_still(unit: Unit, said: PacketRecord, at: datetime) -> bool:
    """Whether a question or an answer of ours about one of our people may leave.

    It may while what the person agreed to for that office holds, and nobody took the
    office's card back: whoever holds its keys now is not known.
    """
    if is_revoked(unit, said.peer, at):
        return False
    about = said
    while about.kind not in REFERRALS:
        before = unit.packets.get(about.in_reply_to) if about.in_reply_to else None
        if before is None or not before.envelope:
            return False
        about = before
    if about.case_id is None:
        return True
    return still_holds(unit.consents.of_case(about.case_id), consent_of(about), at=at)


def settle_files(
    unit: Unit, case_id: CaseId, *, records: Sequence[ConsentRecord], at: datetime
) -> None:
    """Let files that have not left follow the ledger: withdrawn, or ready again.

    So do questions and answers about them, and notices: one about a file that may be
    shared again does not leave.
    """
    for file in files_of(unit, case_id):
        holds = still_holds(records, consent_of(file), at=at)
        _settle(unit, said_about(unit, file), holds=holds)
        if file.status in LEFT:
            for notice in notices_about(unit, file) if holds else ():
                if notice.status is Status.MADE:
                    unit.audit.append("notice-kept-back", notice.id)
                    unit.packets.set_status(notice.id, Status.WITHDRAWN)
            continue
        _settle(unit, (file,), holds=holds)


def _settle(unit: Unit, made: Sequence[PacketRecord], *, holds: bool) -> None:
    status = Status.MADE if holds else Status.WITHDRAWN
    for record in made:
        if record.status not in LEFT and record.status is not status:
            unit.audit.append(status.value, record.id)
            unit.packets.set_status(record.id, status)


def end_what_is_over(
    unit: Unit, ledger: Ledger, *, now: datetime, case_id: CaseId | None = None
) -> None:
    """Write down which agreements are over, and keep back what rests on them, in one unit.

    Once it is written down, no clock that is set back brings it to life again.

    Args:
        unit: The store.
        ledger: Signs what is written down.
        now: The present.
        case_id: One person's alone; everybody's when None.
    """
    for found in [case_id] if case_id is not None else unit.consents.with_ended(now):
        records = list(unit.consents.of_case(found))
        at = moment_after(records, now)
        over = over_at(records, at)
        for record in over:
            ended = ledger.sign(
                found,
                ConsentKind.ENDED,
                at=at,
                manner=None,
                text=record.text,
                withdraws=record.id,
            )
            ledger.append(unit, ended)
            records.append(ended)
        if over:
            settle_files(unit, found, records=records, at=at)


def holders_of(
    unit: Unit, case_id: CaseId, *, at: datetime, for_person: bool = False
) -> tuple[Holder, ...]:
    """Return every receiver that something was ever agreed or decided for, the latest first.

    Args:
        unit: The store.
        case_id: The person's case.
        at: The moment at which the ledger is read.
        for_person: Whether the person reads it: what it is unsafe to tell them is left out.
    """
    records = unit.consents.of_case(case_id)
    at = moment_after(records, at)
    if for_person:
        records = [r for r in records if r.ground is None or not r.ground.is_unsafe_to_tell]
    agreed: dict[Fingerprint, tuple[ConsentRecord, SharingScope]] = {}
    for record in records:
        if record.kind is ConsentKind.SHARING and record.scope is not None:
            agreed.pop(record.scope.recipient, None)
            agreed[record.scope.recipient] = record, record.scope
    given = _Given(unit, case_id, records)
    return tuple(
        given.holder(record, scope, in_force=scope_for(records, recipient, at=at) is not None)
        for recipient, (record, scope) in reversed(agreed.items())
    )


class _Given:
    """What was given to the receivers of one person."""

    def __init__(self, unit: Unit, case_id: CaseId, records: Sequence[ConsentRecord]) -> None:
        self._unit = unit
        self._scopes = {r.id: r.scope for r in records if r.scope is not None}
        self._files = files_of(unit, case_id)
        self._handed = unit.handed_over.find(case_id)
        self._services = {service.recipient: service for service in unit.services.all()}

    def holder(self, record: ConsentRecord, scope: SharingScope, *, in_force: bool) -> Holder:
        """Return one receiver with all that is known of giving to it."""
        who = scope.recipient
        files = [f for f in self._files if f.peer == who and consent_of(f) in self._scopes]
        handed = [h for h in self._handed if self._is_for(h.consent_id, who)]
        left = [(consent_of(f), f.at) for f in files if f.status in LEFT]
        left += [(h.consent_id, h.at) for h in handed if any(line.said for line in h.lines)]
        groups = {group for consent, _ in left for group in self._groups(consent)}
        groups = groups or set(scope.groups)
        contact, service = self._unit.contacts.get(who), self._services.get(who)
        mailbox = contact.card.mailbox if contact is not None else ""
        notices = [n for f in files for n in notices_about(self._unit, f)]
        return Holder(
            recipient=who,
            name=scope.recipient_name,
            consent_id=record.id,
            groups=tuple(group for group in FIELD_GROUPS if group in groups),
            purpose=scope.purpose,
            until=scope.until,
            onward=scope.onward,
            in_force=in_force,
            ground=record.ground,
            status=files[0].status if files else None,
            handed=handed[0].state if handed else None,
            given_at=min((at for _, at in left), default=None),
            phones=service.phones if service is not None else (),
            notice=notices[0].status if notices else None,
            answer=answer_about(self._unit, files) if notices else None,
            passed_on=passed_on_to(self._unit, files),
            told=tuple(self._told(files)),
            answer_to=contact.card.answer_to if contact is not None else "",
            files=tuple(
                f"{mailbox}/{f.sealed_name}" for f in files if mailbox and f.status is Status.SENT
            ),
        )

    def _told(self, files: Sequence[PacketRecord]) -> Iterator[str]:
        """Yield what left as an answer to a question about these."""
        made = [said for file in files for said in said_about(self._unit, file)]
        for said in sorted(made, key=lambda each: each.seq):
            if said.kind is PacketKind.ANSWER and said.status in LEFT and said.envelope:
                hash_kept = said.manifest_hash
                body = reopen(said.envelope, sender=None, manifest_hash=hash_kept).body
                if isinstance(body, Reply):
                    yield body.text

    def _is_for(self, consent_id: ConsentId, who: Fingerprint) -> bool:
        scope = self._scopes.get(consent_id)
        return scope is not None and scope.recipient == who

    def _groups(self, consent_id: ConsentId) -> tuple[str, ...]:
        scope = self._scopes.get(consent_id)
        return scope.groups if scope is not None else ()
